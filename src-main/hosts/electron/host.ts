/** The desktop host: native windows, menu and dialogs around the one studio; runs live in this process, not in a window. */
import { statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type * as Electron from 'electron';
import { RPCHandler } from '@orpc/server/message-port';
import { typedArraySerializers } from '../../contract/typed-arrays';
import type { Studio, WindowHost, WindowServices } from '../../studio';
import { createWindowRouter } from '../window/router';
import { securityHeaders } from '../window/security-headers';
import { readStaticFiles } from '../window/static-files';
import { guardContents, guardSession, isOurFrame, pageAddress, scheme } from './guards';
import { leaveQuestion } from './leave-question';
import { menuOf } from './menu';
import { readWindowState, smallest, writeWindowState } from './window-state';

/** What of Electron the host uses; the double in the tests is typed by it. */
export type ElectronApi = Pick<typeof Electron, 'app' | 'BrowserWindow' | 'dialog' | 'ipcMain' | 'Menu' | 'protocol' | 'screen' | 'session' | 'shell'>;

export interface ElectronHostOptions {
  readonly electron: ElectronApi;
  openStudio(): Promise<Studio>;
  /** The built window and the built preload script. */
  readonly renderer: string;
  readonly preload: string;
  readonly log: (line: string) => void;
}

/** On this channel preload hands over the window's end of the conversation. */
export const connectChannel = 'window.connect';

/** Must run before Electron is ready. Resolves once the first window is there; at once where the studio runs already. */
export async function startElectronHost({ electron, openStudio, renderer, preload, log }: ElectronHostOptions): Promise<void> {
  const { app, BrowserWindow, ipcMain, Menu, protocol, screen, session, shell } = electron;
  app.setName('HI Studio');
  if (!app.requestSingleInstanceLock()) return app.quit();
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
  await app.whenReady();

  const files = readStaticFiles(renderer);
  const services = (await openStudio()).openWindows();
  const handler = new RPCHandler(createWindowRouter(services, desktopHost(electron), log), { customJsonSerializers: typedArraySerializers });
  guardSession(session.defaultSession);
  session.defaultSession.protocol.handle(scheme, (request) => {
    const { host, pathname } = new URL(request.url);
    const found = host === 'app' && request.method === 'GET' ? files.find(pathname, '') : null;
    return found === null ? new Response('There is nothing here.\n', { status: 404, headers: { ...securityHeaders } }) : new Response(new Uint8Array(found.body), { headers: { ...securityHeaders, ...found.headers } });
  });
  ipcMain.on(connectChannel, (event) => {
    const [port] = event.ports;
    if (port === undefined || BrowserWindow.fromWebContents(event.sender) === null || !isOurFrame(event.senderFrame, event.sender)) return void port?.close();
    handler.upgrade(port);
    port.start();
  });

  let agreed = false;
  /** Asked once: closing the last window and quitting lead here one after the other. */
  const mayLeave = (): boolean => (agreed ||= mayStop(electron, services.ongoing()));
  app.on('before-quit', (event) => { if (!mayLeave()) event.preventDefault(); });
  const openWindow = (): void => {
    const state = readWindowState(services.home, screen.getAllDisplays().map(({ workArea }) => workArea));
    const window = new BrowserWindow({
      ...state, minWidth: smallest.width, minHeight: smallest.height, show: false, title: 'HI Studio',
      webPreferences: { preload, contextIsolation: true, sandbox: true, nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false, webSecurity: true, webviewTag: false, spellcheck: false },
    });
    if (state.maximized) window.maximize();
    guardContents(window.webContents, (address) => void shell.openExternal(address));
    window.once('ready-to-show', () => window.show());
    window.on('close', (event) => {
      writeWindowState(services.home, { ...window.getNormalBounds(), maximized: window.isMaximized() });
      // On macOS the studio lives on without a window, and only quitting ends it.
      if (process.platform !== 'darwin' && BrowserWindow.getAllWindows().length === 1 && !mayLeave()) event.preventDefault();
    });
    window.loadURL(pageAddress).catch((error: unknown) => log(`The window could not be loaded: ${String(error)}`));
  };
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuOf({ locale: app.getLocale(), platform: process.platform, packaged: app.isPackaged, openWindow })));
  app.on('second-instance', () => {
    const [window] = BrowserWindow.getAllWindows();
    if (window === undefined) return openWindow();
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  app.on('activate', () => BrowserWindow.getAllWindows().length === 0 && openWindow());
  app.on('window-all-closed', () => process.platform !== 'darwin' && app.quit());
  closeBeforeQuit(app, services);
  openWindow();
}

/** Leaving ends whatever goes on; a person should have meant it. */
function mayStop({ dialog, app, BrowserWindow }: ElectronApi, ongoing: ReturnType<WindowServices['ongoing']>): boolean {
  const question = leaveQuestion(ongoing, app.getLocale());
  if (question === null) return true;
  const { message, detail, stay, stop } = question;
  const options: Electron.MessageBoxSyncOptions = { type: 'question', message, detail, buttons: [stay, stop], defaultId: 0, cancelId: 0 };
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
  return (window === undefined ? dialog.showMessageBoxSync(options) : dialog.showMessageBoxSync(window, options)) === 1;
}

/** Quitting waits until every run and recording is closed and no instrument powers a board any more. */
function closeBeforeQuit(app: Electron.App, services: WindowServices): void {
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void services.close().finally(() => {
      closed = true;
      app.quit();
    });
  });
}

function desktopHost({ dialog, BrowserWindow }: ElectronApi): WindowHost {
  const chooseFolder = async (title: string): Promise<string | null> => {
    const options: Electron.OpenDialogOptions = { title, properties: ['openDirectory', 'createDirectory'] };
    const window = BrowserWindow.getFocusedWindow();
    const { canceled, filePaths } = await (window === null ? dialog.showOpenDialog(options) : dialog.showOpenDialog(window, options));
    return canceled ? null : (filePaths[0] ?? null);
  };
  return {
    kind: 'electron', electron: process.versions.electron ?? null, canChooseFolder: true, chooseFolder,
    async openTray(name) {
      const folder = await chooseFolder(name);
      if (folder === null) return null;
      const tray = join(folder, name);
      await mkdir(tray, { recursive: true });
      return tray;
    },
    deliver: async (tray, files) => ({ files: files.map((name) => ({ name, bytes: statSync(join(tray, name)).size, url: null })), folder: tray, cancelled: false }),
  };
}

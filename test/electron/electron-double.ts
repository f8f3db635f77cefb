/** Electron without its binary: as much of its API as the host uses, typed by the real one, with a page that runs the built preload script. */
import { fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { runInContext, createContext } from 'node:vm';
import type { BrowserWindowConstructorOptions, MenuItemConstructorOptions, Session, utilityProcess, WebContents } from 'electron';
import type { ElectronApi } from '../../src-main/hosts/electron/host';

/** Electron's ports speak in events with `data`; Node's hand over the message itself. */
class PortDouble extends EventEmitter {
  constructor(private readonly port: MessagePort) {
    super();
    port.on('message', (data: unknown) => this.emit('message', { data, ports: [] }));
    port.on('close', () => this.emit('close'));
  }
  postMessage(data: unknown): void { this.port.postMessage(data); }
  start(): void { this.port.start(); }
  close(): void { this.port.close(); }
}

interface FrameDouble { url: string }
type SchemeHandler = Parameters<Session['protocol']['handle']>[1];

/** One window with its page; `page` is what scripts in it can touch. */
export class WindowDouble extends EventEmitter {
  static readonly all: WindowDouble[] = [];
  readonly mainFrame: FrameDouble = { url: '' };
  readonly webContents: EventEmitter & Pick<WebContents, 'setWindowOpenHandler'> & { mainFrame: FrameDouble };
  openHandler: Parameters<WebContents['setWindowOpenHandler']>[0] = () => ({ action: 'allow' });
  document = '';
  headers = new Headers();
  shown = false;
  private readonly pagePorts: MessagePort[] = [];
  private listener: ((event: { source: unknown; data: unknown }) => void) | null = null;
  private readonly page: object;

  constructor(readonly options: BrowserWindowConstructorOptions) {
    super();
    WindowDouble.all.push(this);
    this.webContents = Object.assign(new EventEmitter(), { mainFrame: this.mainFrame, setWindowOpenHandler: (handler: Parameters<WebContents['setWindowOpenHandler']>[0]) => { this.openHandler = handler; } });
    const opened = this.pagePorts;
    this.page = createContext({
      MessageChannel,
      addEventListener: (kind: string, listen: (event: { source: unknown; data: unknown }) => void) => { if (kind === 'message') this.listener = listen; },
      postMessage: (message: string, target: string, transfer: MessagePort[]) => { if (message === 'hi-studio.port' && target === '/') opened.push(...transfer); },
      // Preload may ask for electron and for nothing else in the sandbox.
      require: (name: string) => {
        if (name !== 'electron') throw new Error(`preload must not load ${name}`);
        return { ipcRenderer: { postMessage: (channel: string, message: unknown, ports: MessagePort[]) => void this.sent(channel, message, ports, this.mainFrame) } };
      },
    });
  }
  static getAllWindows(): WindowDouble[] { return WindowDouble.all; }
  static getFocusedWindow(): null { return null; }
  static fromWebContents(contents: unknown): WindowDouble | null { return WindowDouble.all.find((one) => one.webContents === contents) ?? null; }

  /** As a message from a frame of this window arrives in the main process. */
  sent(channel: string, _message: unknown, ports: readonly MessagePort[], senderFrame: FrameDouble | null): void {
    electronDouble.ipcMain.emit(channel, { ports: ports.map((port) => new PortDouble(port)), sender: this.webContents, senderFrame });
  }
  async loadURL(address: string): Promise<void> {
    this.mainFrame.url = address;
    const answer = await electronDouble.serve(address);
    this.headers = answer.headers;
    this.document = await answer.text();
    runInContext(readFileSync(String(this.options.webPreferences?.preload), 'utf8'), this.page);
    this.emit('ready-to-show');
  }
  /** What the page's bridge does: ask for a port, take the one that is offered. */
  askForPort(from: 'page' | 'elsewhere' = 'page'): MessagePort | undefined {
    const source: unknown = from === 'page' ? runInContext('globalThis', this.page) : {};
    this.listener?.({ source, data: 'hi-studio.port-wanted' });
    return this.pagePorts.pop();
  }
  show(): void { this.shown = true; }
  focus(): void { this.emit('focused'); }
  restore(): void { this.emit('restored'); }
  maximize(): void { this.emit('maximized'); }
  isMinimized(): boolean { return false; }
  isMaximized(): boolean { return false; }
  getNormalBounds(): { x: number; y: number; width: number; height: number } { return { x: 10, y: 20, width: 1200, height: 800 }; }
  /** As the person's click on the cross does; whether the window is gone. */
  close(): boolean {
    let prevented = false;
    this.emit('close', { preventDefault: () => { prevented = true; } });
    if (prevented) return false;
    WindowDouble.all.splice(WindowDouble.all.indexOf(this), 1);
    this.emit('closed');
    if (WindowDouble.all.length === 0 && !electronDouble.app.quits) electronDouble.app.emit('window-all-closed');
    return true;
  }
}

class AppDouble extends EventEmitter {
  readonly isPackaged = true;
  lock = true;
  /** Resolves when the process would end. */
  readonly ended = new Promise<void>((resolve) => this.once('ended', () => resolve()));
  setName(): void { /* only the title bar would show it */ }
  requestSingleInstanceLock(): boolean { return this.lock; }
  enableSandbox(): void { this.emit('sandboxed'); }
  async whenReady(): Promise<void> { await Promise.resolve(); }
  getLocale(): string { return 'es-ES'; }
  exit(): void { this.emit('ended'); }
  /** As Electron: asks, closes every window, asks again. */
  quit(): void {
    const goesOn = (event: string): boolean => {
      let prevented = false;
      this.emit(event, { preventDefault: () => { prevented = true; } });
      return !prevented;
    };
    if (!goesOn('before-quit')) return;
    this.quits = true;
    if (![...WindowDouble.all].every((window) => window.close())) return void (this.quits = false);
    if (goesOn('will-quit')) this.emit('ended');
  }
  /** While it quits, the last window's end is nothing new. */
  quits = false;
}

const schemes = new Map<string, SchemeHandler>();
/** What the guards were told, to be asked by tests. */
export const asked = { permission: null as Parameters<Session['setPermissionRequestHandler']>[0], check: null as Parameters<Session['setPermissionCheckHandler']>[0], privileges: [] as unknown[], external: [] as string[], menu: [] as MenuItemConstructorOptions[], folder: null as string | null, questions: [] as string[], answer: 0, programs: [] as string[] };

export const electronDouble = {
  app: new AppDouble(),
  BrowserWindow: WindowDouble,
  ipcMain: new EventEmitter(),
  dialog: {
    showOpenDialog: async () => ({ canceled: asked.folder === null, filePaths: asked.folder === null ? [] : [asked.folder] }),
    showMessageBoxSync: (...given: unknown[]) => { asked.questions.push((given.at(-1) as { readonly message: string }).message); return asked.answer; },
    showErrorBox: (title: string, text: string) => { throw new Error(`${title}: ${text}`); },
  },
  Menu: { buildFromTemplate: (template: MenuItemConstructorOptions[]) => template, setApplicationMenu: (template: MenuItemConstructorOptions[]) => { asked.menu = template; } },
  protocol: { registerSchemesAsPrivileged: (list: unknown[]) => { asked.privileges = list; } },
  screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] },
  session: {
    defaultSession: {
      protocol: { handle: (scheme: string, handler: SchemeHandler) => void schemes.set(scheme, handler) },
      setPermissionRequestHandler: (handler: typeof asked.permission) => { asked.permission = handler; },
      setPermissionCheckHandler: (handler: typeof asked.check) => { asked.check = handler; },
      setDevicePermissionHandler: () => undefined,
    },
  },
  utilityProcess: { fork: forkUtility },
  shell: { openExternal: async (address: string) => void asked.external.push(address) },
  /** As Electron answers a page that loads an address of the studio's scheme. */
  async serve(address: string): Promise<Response> {
    const handler = schemes.get(new URL(address).protocol.replace(':', ''));
    if (handler === undefined) throw new Error(`nobody serves ${address}`);
    return handler(new Request(address) as Parameters<SchemeHandler>[0]) as unknown as Response;
  },
};

/** A utility process has `process.parentPort` in place of Node's channel; this makes it from that channel, which waits for a listener as the port does. */
const parentPort = `import { EventEmitter } from 'node:events';
const port = Object.assign(new EventEmitter(), { postMessage: process.send.bind(process) });
port.once('newListener', () => process.on('message', (data) => port.emit('message', { data })));
process.parentPort = port;`;

function forkUtility(...[file, args, { serviceName }]: Required<Parameters<typeof utilityProcess.fork>>): ReturnType<typeof utilityProcess.fork> {
  asked.programs.push(serviceName ?? '');
  const child = fork(file, args, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], execArgv: ['--import', `data:text/javascript,${encodeURIComponent(parentPort)}`] });
  return Object.assign(child, { postMessage: (message: unknown) => void child.send(message as object) }) as unknown as ReturnType<typeof utilityProcess.fork>;
}

/** Everything the host may use is there, by the names of the real API. */
export const electronNames: readonly (keyof ElectronApi)[] = ['app', 'BrowserWindow', 'dialog', 'ipcMain', 'Menu', 'protocol', 'screen', 'session', 'shell'];

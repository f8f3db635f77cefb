/** The built main process and preload script, run against a double of Electron; the real one is driven where its binary is. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MessagePort } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ElectronApplication } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import type { StudioClient } from '../../src-main/contract/procedures';
import { readWindowState, writeWindowState } from '../../src-main/hosts/electron/window-state';
import { projectRoot, rendererFolder } from '../../src-main/paths';
import { createPpk2 } from '../../src-main/simulators/ppk2';
import { serveOnTcp, type ServedInstrument } from '../../src-main/simulators/serve';
import { demoWaveform } from '../../src-main/simulators/waveform';
import { openRecording } from '../../src-main/store/recording';
import { watchPage, type OpenedWindow } from '../support/browser-window';
import { openLaboratory, type Laboratory } from '../support/laboratory';
import { checkWindow } from '../support/window-checks';
import { asked, electronDouble, electronNames, WindowDouble } from './electron-double';

vi.mock('electron', () => electronDouble);

let lab: Laboratory;
let served: ServedInstrument | null = null;
const ports: MessagePort[] = [];
const clientOf = (port: MessagePort | undefined): StudioClient => {
  if (port === undefined) throw new Error('the page got no port');
  ports.push(port);
  port.start();
  // Node's ports take event listeners as the browser's do.
  return createORPCClient<StudioClient>(new RPCLink({ port: port as unknown as globalThis.MessagePort }));
};

beforeAll(async () => {
  lab = openLaboratory();
  process.env.HI_STUDIO_HOME = lab.home;
  await import(join(projectRoot(), 'dist', 'main', 'main.js'));
  await vi.waitFor(() => expect(WindowDouble.all[0]?.shown).toBe(true), 20_000);
});

afterAll(async () => {
  await served?.stop();
  for (const port of ports) port.close();
  lab.remove();
  delete process.env.HI_STUDIO_HOME;
});

describe('the desktop window', () => {
  it('is made of what Electron really has', () => {
    for (const name of electronNames) expect(electronDouble).toHaveProperty(name);
  });

  it('shows the built page, walled off from Node and from the web', () => {
    const [window] = WindowDouble.all;
    expect(window.document).toBe(readFileSync(join(rendererFolder(), 'index.html'), 'utf8'));
    expect(window.headers.get('content-security-policy')).toMatch(/default-src 'none'; script-src 'self';/);
    expect(window.options.webPreferences).toMatchObject({ contextIsolation: true, sandbox: true, nodeIntegration: false, webSecurity: true, webviewTag: false });
    expect(asked.privileges).toEqual([{ scheme: 'studio', privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
  });

  it('serves nothing beside the built files', async () => {
    for (const address of ['studio://app/../package.json', 'studio://app/..%2f..%2fpackage.json', 'studio://elsewhere/index.html', 'studio://app/assets/none.js']) {
      expect((await electronDouble.serve(address)).status, address).toBe(404);
    }
  });

  it('cannot be left, cannot open another, and gets no permissions', () => {
    const { webContents, openHandler } = WindowDouble.all[0];
    const leave = (kind: string, url: string): boolean => {
      let prevented = false;
      webContents.emit(kind, { url, preventDefault: () => { prevented = true; } });
      return !prevented;
    };
    for (const kind of ['will-navigate', 'will-frame-navigate', 'will-redirect']) {
      expect(leave(kind, 'https://example.org/')).toBe(false);
      expect(leave(kind, 'file:///etc/passwd')).toBe(false);
      expect(leave(kind, 'studio://app.example.org/')).toBe(false);
      expect(leave(kind, 'studio://app/')).toBe(true);
    }
    const open = (url: string): string => openHandler({ url } as Parameters<typeof openHandler>[0]).action;
    for (const url of ['https://example.org/paper', 'http://example.org/', 'file:///etc/passwd', 'javascript:alert(1)', 'https://user@example.org/', 'studio://app/']) expect(open(url)).toBe('deny');
    expect(asked.external).toEqual(['https://example.org/paper']);
    let granted = true;
    asked.permission?.(null as never, 'media', (answer) => { granted = answer; }, null as never);
    expect(granted).toBe(false);
    expect(asked.check?.(null, 'media', '', null as never)).toBe(false);
  });

  it('talks to the studio through the port that preload hands over', async () => {
    const studio = clientOf(WindowDouble.all[0].askForPort());
    expect(await studio.system.info()).toMatchObject({ host: 'electron', canChooseFolder: true, home: lab.home });
    expect((await studio.profile.list({ kind: 'experiment' })).map(({ id }) => id)).toContain('demo');
    await expect(studio.run.results({ id: 'no-such-run' })).rejects.toMatchObject({ code: 'STUDIO', data: { code: 'run.unknown' } });
    const changes = (await studio.run.changes())[Symbol.asyncIterator]();
    expect((await changes.next()).value).toMatchObject({ kind: 'runs.changed' });
    await changes.return?.();
  });

  it('gives no port to a strange frame, a strange page or a message from elsewhere', async () => {
    const [window] = WindowDouble.all;
    expect(window.askForPort('elsewhere')).toBeUndefined();
    for (const frame of [{ url: 'studio://app/' }, null]) {
      const { port1, port2 } = new MessageChannel();
      const closed = new Promise((resolve) => (port2 as unknown as MessagePort).once('close', () => resolve('closed')));
      window.sent('window.connect', null, [port1 as unknown as MessagePort], frame);
      expect(await closed).toBe('closed');
    }
  });

  it('asks with a native dialog where an export goes', async () => {
    const studio = clientOf(WindowDouble.all[0].askForPort());
    expect(await studio.system.problemReport({})).toEqual({ files: [], folder: null, cancelled: true });
    asked.folder = lab.path('exports');
    const ready = await studio.system.problemReport({ description: 'From the desktop.' });
    expect(ready).toMatchObject({ folder: lab.path('exports', 'problem-report'), cancelled: false, files: [{ name: 'problem-report.txt', url: null }] });
    expect(lab.read('exports', 'problem-report', 'problem-report.txt')).toContain('From the desktop.');
    expect(await studio.system.chooseFolder({ title: 'Folder' })).toEqual({ folder: lab.path('exports') });
  });

  it('is one of several over one studio, and comes to the front when the studio is started again', () => {
    let focused = 0;
    WindowDouble.all[0].on('focused', () => focused++);
    electronDouble.app.emit('second-instance');
    expect(focused).toBe(1);
    // The system speaks Spanish here, and so does the menu.
    const file = asked.menu.find(({ label }) => label === 'Archivo')?.submenu as { label?: string; click?: () => void }[];
    file.find(({ label }) => label === 'Nueva ventana')?.click?.();
    expect(WindowDouble.all).toHaveLength(2);
    expect(WindowDouble.all[1].close()).toBe(true);
  });

  it('starts the edge server as a utility process, because the packaged binary does not run as Node', async () => {
    const studio = clientOf(WindowDouble.all[0].askForPort());
    const { id } = await studio.run.start({ experiment: parse(readFileSync(lab.experiment('small'), 'utf8')) as Record<string, unknown> });
    await vi.waitFor(() => expect(lab.json<{ status: string }>('home', 'runs', id, 'run.json').status).toBe('finished'), { timeout: 60_000, interval: 200 });
    expect(asked.programs).toEqual(['HI Studio edge-server']);
  }, 90_000);

  it('asks before its last window ends a run and a capture; quitting keeps what was measured and takes the board off its supply', async () => {
    const studio = clientOf(WindowDouble.all[0].askForPort());
    let instrument: ReturnType<typeof createPpk2> | null = null;
    served = await serveOnTcp((send) => (instrument = createPpk2({ seed: 3, waveform: demoWaveform, send })), '127.0.0.1', 0);
    const powered = (): boolean => (instrument as unknown as ReturnType<typeof createPpk2>).powered();
    const capture = await studio.captures.start({ analyzer: 'ppk2', port: served.port, settings: { voltageV: 3.3 } });
    expect(powered()).toBe(true);
    const { id } = await studio.run.start({ experiment: parse(readFileSync(lab.experiment('small'), 'utf8')) as Record<string, unknown> });
    expect(WindowDouble.all[0].close()).toBe(false);
    expect(asked.questions).toEqual(['Una ejecución y una captura siguen en curso.']);
    // Quitting asks too, before it closes any window.
    electronDouble.app.quit();
    expect([asked.questions.length, WindowDouble.all.length]).toEqual([2, 1]);
    asked.answer = 1;
    const { width } = readWindowState(lab.home, [{ x: 0, y: 0, width: 1920, height: 1080 }]);
    expect(width).toBe(1200);
    expect(WindowDouble.all[0].close()).toBe(true);
    await electronDouble.app.ended;
    expect(asked.questions).toHaveLength(3);
    expect(lab.json<{ status: string }>('home', 'runs', id, 'run.json').status).toBe('cancelled');
    const recording = openRecording(lab.path('home', 'recordings', capture.id, `${capture.id}.hitrace`));
    expect(recording.closed).toBe(true);
    recording.close();
    expect(powered()).toBe(false);
  });
});

describe('the place of the window', () => {
  const screens = [{ x: 0, y: 0, width: 1920, height: 1080 }];

  it('is remembered, unless its screen is gone', () => {
    const home = lab.path('places');
    expect(readWindowState(home, screens)).toEqual({ width: 1360, height: 860, maximized: false });
    writeWindowState(home, { x: 100, y: 50, width: 1400, height: 900, maximized: true });
    expect(readWindowState(home, screens)).toEqual({ x: 100, y: 50, width: 1400, height: 900, maximized: true });
    writeWindowState(home, { x: 2500, y: 50, width: 1400, height: 900, maximized: false });
    expect(readWindowState(home, screens)).toEqual({ width: 1400, height: 900, maximized: false });
    lab.put('places/window.json', '{"width": "wide');
    expect(readWindowState(home, screens).width).toBe(1360);
  });
});

const binary = join(projectRoot(), 'node_modules', 'electron', 'path.txt');
describe.skipIf(!existsSync(binary))(`the real Electron${existsSync(binary) ? '' : ' (skipped: no Electron binary)'}`, () => {
  let app: ElectronApplication;
  let window: OpenedWindow;
  beforeAll(async () => {
    const { _electron } = await import('playwright-core');
    app = await _electron.launch({
      executablePath: join(projectRoot(), 'node_modules', 'electron', 'dist', readFileSync(binary, 'utf8').trim()),
      args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--lang=en-GB', join(projectRoot(), 'dist', 'main', 'main.js')], env: { ...process.env, HI_STUDIO_HOME: lab.path('real') } as Record<string, string>,
    });
    const page = await app.firstWindow();
    window = { page, ...watchPage(page, 'studio://app', null), close: () => app.close() };
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.getByRole('heading', { level: 1 }).waitFor();
  });
  afterAll(() => app?.close());

  it('gives its page nothing of Node', async () => {
    expect(await window.page.evaluate('typeof require')).toBe('undefined');
    expect(await window.page.evaluate('typeof process')).toBe('undefined');
  });

  checkWindow(() => window);
});

/** A laboratory with a studio that `hi-studio serve` runs over it, a client and a browser: what every test of the window begins with. */
import { readFileSync } from 'node:fs';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { parse } from 'yaml';
import { afterAll, beforeAll, describe } from 'vitest';
import type { StudioClient } from '../../src-main/contract/procedures';
import { chromiumPath, openBrowser, openWindow, serveStudio, type OpenedWindow, type ServedStudio } from './browser-window';
import { openLaboratory, type Experiment, type Laboratory } from './laboratory';
import { killAll, type Ended } from './terminal';
import { openWindow as openClient, takeSession, type TestWindow } from './window-client';

export interface ServedLaboratory {
  /** With `quick-remote`. */
  readonly lab: Laboratory;
  readonly browser: Browser;
  /** With the token, as the terminal prints it. */
  readonly address: string;
  /** Speaks to the studio as a window does; not after `kill`. */
  readonly client: StudioClient;
  /** A new window, at a view if one is named. */
  open(path?: string, options?: BrowserContextOptions): Promise<OpenedWindow>;
  /** Starts the small experiment with these changes; offloads go to `quick-remote`. The id of the run. */
  start(name: string, change?: Experiment): Promise<string>;
  /** kill -9. */
  kill(): Promise<Ended>;
  /** After `kill`: the studio on the same port again. */
  serveAgain(): Promise<void>;
}

interface Setup {
  readonly laboratory?: () => Laboratory;
  /** What the studio finds when it opens. */
  readonly prepare?: (lab: Laboratory) => Promise<void> | void;
  /** ms that all of this may take. */
  readonly timeout?: number;
}

/** Opens all of it before the tests of the block that calls it and closes it after them. */
export function serveLaboratory({ laboratory = openLaboratory, prepare, timeout }: Setup = {}): ServedLaboratory {
  let lab: Laboratory;
  let browser: Browser;
  let address: string;
  let served: ServedStudio | undefined;
  let client: TestWindow;
  beforeAll(async () => {
    lab = laboratory();
    lab.quickRemote();
    await prepare?.(lab);
    [served, browser] = await Promise.all([serveStudio(lab), openBrowser()]);
    ({ address } = served);
    const { port, hash } = new URL(address);
    client = await openClient(Number(port), await takeSession(Number(port), hash.slice('#token='.length)));
  }, timeout);
  afterAll(async () => {
    await client?.close();
    await browser?.close();
    served?.command.interrupt();
    await served?.command.ended;
    killAll();
    lab?.remove();
  });
  return {
    get lab() { return lab; },
    get browser() { return browser; },
    get address() { return address; },
    get client() { return client.studio; },
    async open(path, options) {
      const window = await openWindow(browser, address, options);
      if (path !== undefined) await window.goTo(path);
      return window;
    },
    async start(name, change) {
      const file = lab.experiment(name, { name, remote: 'quick-remote', ...change });
      return (await client.studio.run.start({ experiment: parse(readFileSync(file, 'utf8')) as Record<string, unknown> })).id;
    },
    async kill() {
      const { command } = served as ServedStudio;
      served = undefined;
      command.kill();
      return command.ended;
    },
    serveAgain: async () => { served = await serveStudio(lab, Number(new URL(address).port)); },
  };
}

/** A block of tests that needs a browser; says so where there is none. */
export function describeInBrowser(title: string, declare: () => void): void {
  describe.skipIf(chromiumPath === null)(`${title}${chromiumPath === null ? ' (skipped: no Chromium here; set HI_STUDIO_CHROMIUM to one)' : ''}`, declare);
}

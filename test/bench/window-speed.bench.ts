/** The window's own speed in Chromium: first screen, live charts while the engine measures, threshold drag, comparison of ten runs, memory over an hour of live run. */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { parse } from 'yaml';
import type { LiveStatistics } from '../../src-main/contract/procedures';
import type { ExperimentProfile } from '../../src-main/contract/profiles';
import { startWebHost, type WebHost } from '../../src-main/hosts/web/host';
import { rendererFolder } from '../../src-main/paths';
import { openStudio, type Studio } from '../../src-main/studio';
import { chromiumPath, openBrowser, settled } from '../support/browser-window';
import { openLaboratory, type Laboratory } from '../support/laboratory';
import { openWindow, takeSession, type TestWindow } from '../support/window-client';
import type { BenchResult } from './window-disturbance.bench';

type Rows = BenchResult['rows'];
const N = 10_000;
const OPENINGS = 7;
const DRAGS = 60;
/** The most that the studio sends in an hour: five messages a second. */
const HOUR = 5 * 3600;
const WATCHED_MS = 6_000;
const title = 'The window in Chromium: first screen, live run, threshold drag, comparison, memory';

const quantile = (values: readonly number[], share: number): number => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))] ?? Number.NaN;
const row = (name: string, value: number, unit: string, limit: string, ok: boolean): Rows[number] => ({ name, value, unit, limit, ok });

export async function bench(): Promise<BenchResult> {
  if (chromiumPath === null) return { title: `${title} (skipped: no Chromium here)`, rows: [] };
  const lab = openLaboratory();
  lab.quickRemote();
  const studio = await openStudio({ home: lab.home, profileFolders: [lab.profiles] });
  const web = await host(studio);
  const { studio: client, close } = await openWindow(web.port, await takeSession(web.port, web.token));
  const browser = await openBrowser('--js-flags=--expose-gc');
  try {
    const rows = await firstScreen(browser, web.address);
    const page = await newPage(browser, web.address);
    const { id } = await client.run.start({ experiment: experiment(lab, 'large', { dataset: { use: 'glyphs', fit: 1000, report: N } }) });
    const messages: LiveStatistics[] = [];
    const gathered = gather(client, id, messages);
    rows.push(...(await liveFrames(page, id)));
    await gathered;
    await page.evaluate((hash) => { location.hash = hash; }, `/runs/${id}/results/thresholds`);
    for (const name of ['EE-HI', 'Early offload']) rows.push(...(await thresholdDrag(page, name)));
    const ten: string[] = [];
    for (let seed = 1; seed <= 10; seed++) {
      const run = await client.run.start({ experiment: experiment(lab, `seed-${seed}`, { seed, dataset: { use: 'glyphs', fit: 100, report: 150 } }) });
      await ended(client, run.id);
      ten.push(run.id);
    }
    rows.push(...(await comparison(browser, web.address, ten)));
    await page.context().close();
    rows.push(...(await hourOfLiveRun(browser, studio, id, messages)));
    return { title, rows };
  } finally {
    await browser.close();
    await close();
    await web.stop();
    lab.remove();
  }
}

const host = (studio: Pick<Studio, 'openWindows'>): Promise<WebHost> => startWebHost({ studio: studio as Studio, renderer: rendererFolder(), host: '127.0.0.1', port: 0, token: null, log: () => undefined });

function experiment(lab: Laboratory, name: string, change: Parameters<Laboratory['experiment']>[1]): Record<string, unknown> {
  return parse(readFileSync(lab.experiment(name, { boards: ['this-computer'], remote: 'quick-remote', strategies: ['on-device', 'remote', 'hi', 'ee', 'ee-hi', 'early-offload'] as unknown as ExperimentProfile['strategies'], ...change }), 'utf8')) as Record<string, unknown>;
}

async function newPage(browser: Browser, address: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1600, height: 1000 } });
  const page = await context.newPage();
  await page.goto(address);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

async function ended(studio: TestWindow['studio'], id: string): Promise<void> {
  for await (const event of await studio.run.events({ id })) if (event.kind === 'run.ended' && event.problem !== null) throw new Error(event.problem.sentence);
}

/** Keeps what a window would be sent of the whole run. */
async function gather(studio: TestWindow['studio'], id: string, into: LiveStatistics[]): Promise<void> {
  for await (const message of await studio.run.live({ id })) into.push(message);
  await ended(studio, id);
}

/** Each time in a browser that has never seen the studio: nothing is cached. */
async function firstScreen(browser: Browser, address: string): Promise<Rows> {
  const times: number[] = [];
  let bytes = 0;
  for (let i = 0; i < OPENINGS; i++) {
    const context = await browser.newContext();
    const page = await context.newPage();
    const sizes: Promise<number>[] = [];
    page.on('requestfinished', (request) => {
      if (new URL(request.url()).pathname.endsWith('.js')) sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
    });
    const begun = performance.now();
    await page.goto(address, { waitUntil: 'commit' });
    await page.getByRole('link', { name: 'New experiment' }).click({ trial: true });
    times.push(performance.now() - begun);
    await page.waitForLoadState('networkidle');
    bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    await context.close();
  }
  return [
    row('first screen usable, median', quantile(times, 0.5), 'ms', '1500', quantile(times, 0.5) <= 1500),
    row('script for the first paint, compressed', bytes / 1000, 'kB', '200', bytes <= 200_000),
  ];
}

/** Frames that the page could draw while offloads cross the socket and every chart is on screen. */
async function liveFrames(page: Page, id: string): Promise<Rows> {
  await page.evaluate((hash) => { location.hash = hash; }, `/runs/${id}`);
  await page.locator('figure[data-figure="live-offload"]').waitFor({ timeout: 180_000 });
  await page.locator('figure[data-figure="live-timeline"]').waitFor({ timeout: 180_000 });
  const gaps = await page.evaluate((during) => new Promise<number[]>((resolve) => {
    const found: number[] = [];
    const begun = performance.now();
    let last = begun;
    const frame = (now: number): void => {
      found.push(now - last);
      last = now;
      if (now - begun < during) requestAnimationFrame(frame);
      else resolve(found.slice(1));
    };
    requestAnimationFrame(frame);
  }), WATCHED_MS);
  const rate = (1000 * gaps.length) / gaps.reduce((sum, gap) => sum + gap, 0);
  return [row('live run with every chart', rate, 'frames a second', '≥ 30', rate >= 30), { name: 'live run, longest frame', value: Math.max(...gaps), unit: 'ms' }];
}

/** From the event of the pointer to the end of the frame that shows it. */
async function thresholdDrag(page: Page, strategy: string): Promise<Rows> {
  await page.getByRole('radio', { name: strategy, exact: true }).click({ timeout: 60_000 });
  const canvas = page.locator(`figure[data-figure="explorer-${strategy.toLowerCase().replace(' ', '-')}"] canvas`).first();
  await canvas.waitFor({ timeout: 60_000 });
  await settled(page);
  const times = await canvas.evaluate(async (node, count) => {
    const box = node.getBoundingClientRect();
    const send = (kind: string, share: number): void => void node.dispatchEvent(new PointerEvent(kind, { bubbles: true, pointerId: 1, clientX: box.left + box.width * share, clientY: box.top + box.height / 2 }));
    // A pointer made by script has nothing to capture.
    node.setPointerCapture = () => undefined;
    const shown = (): string => [...document.querySelectorAll('[data-theta]')].map(({ textContent }) => textContent).join();
    const found: number[] = [];
    send('pointerdown', 0.2);
    for (let i = 0; i < count; i++) {
      await new Promise(requestAnimationFrame);
      const before = shown();
      const begun = performance.now();
      send('pointermove', 0.15 + 0.7 * ((i * 37) % count) / count);
      await new Promise<void>((painted) => requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port2.onmessage = () => painted();
        port1.postMessage(null);
      }));
      if (shown() !== before) found.push(performance.now() - begun);
    }
    send('pointerup', 0.5);
    return found;
  }, DRAGS);
  if (times.length < DRAGS / 2) throw new Error(`only ${times.length} of ${DRAGS} drags moved the threshold`);
  return [row(`threshold drag to repaint, ${strategy}, N = ${N}, 95 %`, quantile(times, 0.95), 'ms', '50', quantile(times, 0.95) < 50)];
}

async function comparison(browser: Browser, address: string, ids: readonly string[]): Promise<Rows> {
  const times: number[] = [];
  for (let i = 0; i < 3; i++) {
    const page = await newPage(browser, address);
    const begun = performance.now();
    await page.evaluate((hash) => { location.hash = hash; }, `/compare?runs=${ids.join(',')}`);
    await page.locator('[data-comparison]').waitFor();
    await page.locator('figure[data-figure] canvas').first().waitFor();
    times.push(performance.now() - begun);
    await page.context().close();
  }
  return [row('comparison of ten runs opens, median', quantile(times, 0.5), 'ms', '1000', quantile(times, 0.5) < 1000)];
}

/** The run's own messages again and again, as many as an hour brings, through the same host and socket. */
async function hourOfLiveRun(browser: Browser, studio: Studio, id: string, messages: readonly LiveStatistics[]): Promise<Rows> {
  let sent = 0;
  let end!: () => void;
  const over = new Promise<void>((resolve) => (end = resolve));
  const services = studio.openWindows();
  const desk: typeof services.desk = {
    ...services.desk,
    async *events(run) {
      yield { kind: 'run.snapshot', run, name: 'An hour', state: 'running', stages: [], notes: [], headline: null, verdict: null, problem: null };
      await over;
    },
    async *live() {
      for (; sent < HOUR; sent++) {
        yield { ...messages[sent % messages.length], sequence: sent };
        await new Promise((resolve) => setTimeout(resolve, 4));
      }
      await over;
    },
  };
  const web = await host({ openWindows: () => ({ ...services, desk }) });
  try {
    const page = await newPage(browser, web.address);
    await page.evaluate((hash) => { location.hash = hash; }, `/runs/${id}`);
    const inspector = await page.context().newCDPSession(page);
    const used = async (): Promise<number> => {
      await inspector.send('HeapProfiler.collectGarbage');
      return (await inspector.send('Runtime.getHeapUsage')).usedSize / 1e6;
    };
    const marks: number[] = [];
    for (const share of [0.1, 0.4, 0.7, 1]) {
      while (sent < share * HOUR) await new Promise((resolve) => setTimeout(resolve, 50));
      marks.push(await used());
    }
    await page.context().close();
    const growth = marks[marks.length - 1] - marks[0];
    return [
      { name: 'heap of the live view after six minutes', value: marks[0], unit: 'MB' }, { name: 'after an hour', value: marks[marks.length - 1], unit: 'MB' },
      row('growth between the two', growth, 'MB', '≤ 5', growth <= 5),
    ];
  } finally {
    end();
    await web.stop();
  }
}

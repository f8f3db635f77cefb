/** `node resources/scripts/screenshots.mjs`: runs the demo in a studio of its own and takes every screen, light and dark, into resources/screenshots. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, install, root, say } from './bootstrap.mjs';

const MOST_BYTES = 300 * 1024;
const size = { width: 1440, height: 900 };
const folder = join(root, 'resources', 'screenshots');
const draft = { id: 'glyphs-on-the-pi', name: 'Glyphs on the Pi', dataset: 'glyphs', boards: ['this-computer', 'raspberry-pi-4b', 'simulated-mcu'], energy: { boards: { 'simulated-mcu': { use: 'ppk2', port: 'simulator', mode: 'source', voltageV: 3.3, rateHz: 100_000 } }, windows: { from: 'edges', line: 0, begin: 'begin', end: 'end', count: 30, min_ms: 20, rest_ms: 10 }, idle: { seconds: 1, subtract: false } }, models: ['glyphs-resnet8'], remote: 'glyphs-remote', thresholds: [0.85], targets: [{ kind: 'accuracy', at_least: 0.93 }, { kind: 'paper', quantity: 'latency' }, { kind: 'paper', quantity: 'energy' }] };
/** Measured by a simulated instrument; with nine windows a part, one of them is an outlier. */
const measured = { ...draft, id: 'measured', name: 'Energy of a simulated board', fit: 500, report: 500, boards: ['simulated-mcu'], energy: { ...draft.energy, windows: { ...draft.energy.windows, count: 9 } }, compared: [{ kind: 'conformal', measure: 'max-softmax', wrong_at_most: 0.1 }, { kind: 'reference', router: 'oracle' }] };
/** The demo's samples with another threshold, to compare with. */
const other = { ...draft, id: 'other', name: 'Glyphs, exit from 0.60 on', boards: ['this-computer'], thresholds: [0.6] };
/** ID stands for the run of the demo, ENERGY for that of `measured`, OTHER for that of `other`, TRACE for the recording of a simulated instrument. Views of a run are taken once it has ended. The third is done before the picture, the fourth after it. */
const screens = [
  ['home', '/'], ['wizard-dataset', '/new/dataset'], ['wizard-device', '/new/device'], ['wizard-energy', '/new/device', (page) => scrollTo(page, '[data-energy-choice]')], ['wizard-model', '/new/model'], ['wizard-exits', '/new/exits'], ['wizard-decisions', '/new/exits', (page) => scrollTo(page, '[data-decision]')], ['exits-training', '/new/exits', trainExits, stopTraining], ['wizard-targets', '/new/targets'],
  ['runs', '/runs'], ['results', '/runs/ID/results'], ['results-figures', '/runs/ID/results/figures'], ['results-thresholds', '/runs/ID/results/thresholds'], ['results-what-if', '/runs/ID/results/what-if'], ['results-samples', '/runs/ID/results/samples'], ['results-details', '/runs/ID/results/details'], ['results-decisions', '/runs/ENERGY/results', (page) => scrollTo(page, '[data-decisions]')], ['results-energy', '/runs/ENERGY/results/energy'], ['results-energy-trace', '/runs/ENERGY/results/energy', openRecording],
  ['compare', '/compare?runs=ID,OTHER'], ['devices', '/devices'], ['doctor', '/devices/doctor'], ['captures', '/captures'], ['capture-new', '/captures/new'], ['trace', '/captures/TRACE'], ['teaching', '/teaching'], ['lesson', '/teaching/exits/3'], ['presentation', '/present/tiny/2'], ['library', '/library/board'], ['library-entry', '/library/board/esp32'], ['published', '/library/published'], ['reproduction', '/library/published/hi-paper'], ['keys', '/', (page) => page.keyboard.press('?').then(() => page.waitForTimeout(600)), (page) => page.keyboard.press('Escape')], ['settings', '/settings'], ['about', '/about'],
];

install();
build('window');
const path = [process.env.HI_STUDIO_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((one) => one && existsSync(one));
if (path === undefined) {
  say('No Chromium was found; install one, or name it in HI_STUDIO_CHROMIUM.');
  process.exit(1);
}
const { chromium } = await import('playwright-core');
const home = mkdtempSync(join(tmpdir(), 'hi-screens-'));
const server = spawn(process.execPath, [join(root, 'dist', 'main', 'cli.js'), 'serve', '--port', '0', '--json', '--home', home], { stdio: ['ignore', 'pipe', 'inherit'] });
const address = await new Promise((resolve, reject) => {
  let text = '';
  server.stdout.on('data', (part) => {
    text += part;
    if (text.includes('\n')) resolve(JSON.parse(text).address);
  });
  server.once('exit', (code) => reject(new Error(`the studio ended with ${code}`)));
});
const browser = await chromium.launch({ executablePath: path, args: ['--no-sandbox'] });
mkdirSync(folder, { recursive: true });

try {
  const first = await openPage('light');
  await first.evaluate((text) => localStorage.setItem('hi-studio.draft', text), JSON.stringify(draft));
  say('Running the demo …');
  await first.getByRole('button', { name: 'Run the demo' }).click();
  await first.waitForURL(/#\/runs\/[^/]+$/);
  const id = /#\/runs\/([^/]+)$/.exec(first.url())[1];
  await first.waitForTimeout(9_000);
  await take(first, 'run-light');
  const dark = await openPage('dark');
  await show(dark, `/runs/${id}`);
  await take(dark, 'run-dark');
  await show(first, '/runs');
  await first.getByRole('main').getByText('finished', { exact: true }).first().waitFor({ timeout: 300_000 });
  const trace = await captureSimulated(first, dark);
  const energy = await runMeasured(first, dark);
  const compared = await runDraft(first, other);
  await toResults(first);
  for (const [scheme, page] of [['light', first], ['dark', dark]]) {
    await page.evaluate((text) => localStorage.setItem('hi-studio.draft', text), JSON.stringify(draft));
    await page.reload();
    await page.getByRole('heading', { level: 1 }).waitFor();
    for (const [name, where, act, end] of screens) {
      await show(page, where.replace('ID', id).replace('ENERGY', energy).replace('OTHER', compared).replace('TRACE', trace));
      await act?.(page);
      if (await page.getByRole('heading', { name: 'Nothing lives here' }).count() > 0) continue;
      await take(page, `${name}-${scheme}`);
      await end?.(page);
    }
  }
} finally {
  await browser.close();
  server.kill('SIGINT');
  await new Promise((resolve) => server.once('close', resolve));
  rmSync(home, { recursive: true, force: true });
}

async function openPage(colorScheme) {
  const context = await browser.newContext({ viewport: size, colorScheme, locale: 'en-GB', reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(address);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

/** A few seconds of a simulated instrument, taken while they are recorded; resolves to the recording's id. */
async function captureSimulated(page, dark) {
  await show(page, '/devices');
  await page.getByRole('button', { name: 'Simulated instrument' }).first().click();
  await page.getByRole('menuitem', { name: /Power Profiler Kit/ }).click();
  await page.getByRole('link', { name: /^Capture with/ }).first().click();
  await page.getByRole('button', { name: 'Start' }).click();
  await page.locator('[data-capture-state="measuring"]').waitFor({ timeout: 60_000 });
  const where = new URL(page.url()).hash.slice(1);
  await page.waitForTimeout(7_000);
  await take(page, 'trace-live-light');
  await show(dark, where);
  await take(dark, 'trace-live-dark');
  const plot = page.getByRole('application');
  for (const key of ['Space', 'm', 'ArrowRight', 'ArrowRight', 'm']) await plot.press(key);
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.locator('[data-capture-state="stopped"]').waitFor();
  return where.split('/').at(-1);
}

/** An experiment with an instrument, taken while its energy is measured; resolves to the run's id once it has ended. */
async function runMeasured(page, dark) {
  const id = await runDraft(page, measured);
  await show(dark, `/runs/${id}`);
  await page.locator('[data-live-power="offload"]').waitFor({ timeout: 300_000 });
  await take(page, 'run-power-light');
  await take(dark, 'run-power-dark');
  await toResults(page);
  return id;
}

/** Starts the experiment of a draft; the run's id. */
async function runDraft(page, wanted) {
  await page.evaluate((text) => localStorage.setItem('hi-studio.draft', text), JSON.stringify(wanted));
  await show(page, '/new/targets');
  await page.reload();
  await page.getByRole('button', { name: 'Start the run' }).click({ timeout: 60_000 });
  await page.waitForURL(/#\/runs\/[^/]+$/);
  return /#\/runs\/([^/]+)$/.exec(page.url())[1];
}

async function toResults(page) {
  await page.getByRole('link', { name: 'Show results' }).waitFor({ timeout: 300_000 });
}

async function scrollTo(page, selector) {
  await page.locator(selector).first().evaluate((element) => element.scrollIntoView({ block: 'center' }));
  await page.waitForTimeout(300);
}

async function trainExits(page) {
  await page.getByRole('button', { name: /^Add exits to/ }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox').first().waitFor();
  await dialog.getByRole('button', { name: 'Train the exits' }).click();
  await dialog.getByRole('progressbar').waitFor();
  await page.waitForTimeout(1_500);
}

async function stopTraining(page) {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Stop', exact: true }).click();
  await dialog.getByRole('button', { name: 'Train the exits' }).waitFor();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
}

/** Of an outlier, else of the first part. */
async function openRecording(page) {
  const outlier = page.locator('[data-outliers] li button').first();
  await (await outlier.count() > 0 ? outlier : page.getByRole('button', { name: /^Open the recording/ }).first()).click();
  await page.locator('[data-run-trace] [data-trace-summary]').waitFor();
  await page.waitForTimeout(1_500);
}

async function show(page, where) {
  await page.evaluate((hash) => { location.hash = hash; }, where);
  await page.waitForTimeout(1_500);
}

async function take(page, name) {
  const file = join(folder, `${name}.png`);
  await page.screenshot({ path: file });
  const { size: bytes } = statSync(file);
  say(`${name}.png, ${Math.round(bytes / 1024)} KB${bytes > MOST_BYTES ? ': too large' : ''}`);
}

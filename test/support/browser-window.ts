/** The window in a real browser: Debian's Chromium on the web host that the terminal starts, watched for anything it should not do. */
import { existsSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { build } from '../../resources/scripts/bootstrap.mjs';
import { startHiStudio, type RunningCommand, type Shell } from './terminal';

/** Null where this machine has no Chromium; HI_STUDIO_CHROMIUM names another one. */
export const chromiumPath: string | null = [process.env.HI_STUDIO_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => path !== undefined && existsSync(path)) ?? null;

export interface ServedStudio { readonly address: string; readonly command: RunningCommand }

/** `hi-studio serve` on a free port. */
export async function serveStudio(shell: Shell, port = 0): Promise<ServedStudio> {
  build('window');
  const command = startHiStudio(['serve', '--port', String(port), '--token', 'only-for-this-test', '--json'], shell);
  const { address } = JSON.parse(await command.until((out) => (out.includes('\n') ? out : null))) as { address: string };
  return { address, command };
}

export async function openBrowser(...flags: readonly string[]): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath as string, args: ['--no-sandbox', ...flags] });
}

export interface OpenedWindow {
  readonly page: Page;
  /** Console errors, faults of scripts, and requests that leave the studio, in the order in which they came. */
  readonly complaints: string[];
  /** Goes to a view by its address and waits until it has a heading. */
  goTo(path: string): Promise<void>;
  close(): Promise<void>;
}

export async function openWindow(browser: Browser, address: string, options: BrowserContextOptions = {}): Promise<OpenedWindow> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB', reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const { origin, host } = new URL(address);
  const watched = watchPage(page, origin, host);
  await page.goto(address);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return { page, ...watched, close: () => context.close() };
}

/** From now on: complaints about the page, and the way through its views. Requests may go to `origin`, sockets to `host`. */
export function watchPage(page: Page, origin: string, host: string | null): Pick<OpenedWindow, 'complaints' | 'goTo'> {
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  page.on('console', (message) => { if (message.type() === 'error') complaints.push(`console: ${message.text()}`); });
  page.on('pageerror', (error) => complaints.push(`fault: ${error.message}`));
  page.on('request', (request) => { if (!request.url().startsWith(`${origin}/`) && !/^(?:data|blob):/.test(request.url())) complaints.push(`external request: ${request.url()}`); });
  page.on('websocket', (socket) => { if (new URL(socket.url()).host !== host) complaints.push(`external socket: ${socket.url()}`); });
  return {
    complaints,
    async goTo(path) {
      await page.evaluate((hash) => { location.hash = hash; }, path);
      await page.waitForFunction((hash) => location.hash.startsWith(`#${hash}`), path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await settled(page);
    },
  };
}

/** A text of the page with plain spaces in the place of those that keep a number and its unit together. */
export const plain = (text: string): string => text.replaceAll('\u00a0', ' ').trim();

/** Nothing is loading any more. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('[role="status"] [data-slot="base"].animate-pulse, .animate-pulse, .animate-spin') === null);
}

/** What axe finds wrong on the page, as short lines; `colours`: by the rule about them alone, where the rest was looked at in another look. */
export async function accessibilityProblems(page: Page, what: 'everything' | 'colours' = 'everything'): Promise<string[]> {
  const found = await axeProblems(page, what);
  // A screen that was being drawn anew has colours nobody sees a moment later: what counts is still there at a second look.
  return found.length === 0 ? found : axeProblems(page, what);
}

async function axeProblems(page: Page, what: 'everything' | 'colours'): Promise<string[]> {
  // The two spans around a message are Reka's: whatever focuses them is passed on at once.
  // Legacy: the rules run in the page, which has no frames, and no second page is opened for the report (Electron opens none); what is right is counted, not described. The same findings in a third of the time.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode().exclude('[role="region"] > span[aria-hidden="true"]');
  const { violations } = await (what === 'colours' ? axe.withRules(['color-contrast']) : axe).analyze();
  return violations.flatMap(({ id, help, nodes }) => nodes.slice(0, 5).map(({ target, failureSummary }) => `${id} (${help}) at ${target.join(' ')}: ${failureSummary?.split('\n')[1]?.trim() ?? ''}`));
}

/** Where something stays wider than the window has room for, as one short line; null where nothing does. Charts follow a new size a frame later. */
export async function overflow(page: Page): Promise<string | null> {
  const fits = await page.waitForFunction(() => [document.documentElement, document.querySelector('main')].every((one) => one === null || one.scrollWidth <= one.clientWidth), undefined, { timeout: 5_000 }).then(() => true, () => false);
  if (fits) return null;
  return page.evaluate(() => {
    const wide = [document.documentElement, document.querySelector('main')].find((one) => one !== null && one.scrollWidth > one.clientWidth);
    if (!wide) return 'too wide for five seconds';
    const edge = wide.getBoundingClientRect().left + wide.clientWidth;
    // A child of something that scrolls by itself does not widen the page.
    const scrolls = (one: Element | null): boolean => one !== null && one !== wide && (getComputedStyle(one).overflowX !== 'visible' || scrolls(one.parentElement));
    const first = [...wide.querySelectorAll('*')].filter((one) => one.getBoundingClientRect().right > edge + 0.5 && !scrolls(one.parentElement)).at(-1);
    return `${wide.scrollWidth - wide.clientWidth} px too wide${first === undefined ? '' : `: <${first.tagName.toLowerCase()} class="${first.getAttribute('class') ?? ''}"> ${(first.textContent ?? '').trim().slice(0, 40)}`}`;
  });
}

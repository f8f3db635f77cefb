/** Every screen, those of runs, instruments and recordings included, in light, dark and high contrast, at three sizes. In Spanish: spanish-window.test.ts. */
import { parse } from 'yaml';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityProblems, chromiumPath, openBrowser, openWindow, overflow, serveStudio, type OpenedWindow, type ServedStudio } from '../support/browser-window';
import { openLaboratory, type Laboratory } from '../support/laboratory';
import { openWindow as openClient, takeSession, type TestWindow } from '../support/window-client';
import { plainScreens, putDraft, smallDraft, windowSizes } from '../support/window-checks';

type Media = Parameters<OpenedWindow['page']['emulateMedia']>[0];
const looks: readonly (readonly [name: string, media: Media])[] = [
  ['light', { colorScheme: 'light', contrast: 'no-preference' }], ['dark', { colorScheme: 'dark', contrast: 'no-preference' }],
  ['high contrast', { colorScheme: 'light', contrast: 'more' }],
];
const tabs = ['overview', 'thresholds', 'what-if', 'figures', 'samples', 'details'];

describe.skipIf(chromiumPath === null)(`every screen${chromiumPath === null ? ' (skipped: no Chromium here; set HI_STUDIO_CHROMIUM to one)' : ''}`, () => {
  let lab: Laboratory;
  let studio: ServedStudio;
  let browser: Browser;
  let client: TestWindow;
  let screens: { readonly path: string; readonly ready: string }[];
  beforeAll(async () => {
    lab = openLaboratory();
    lab.quickRemote();
    [studio, browser] = await Promise.all([serveStudio(lab), openBrowser()]);
    const { port, hash } = new URL(studio.address);
    client = await openClient(Number(port), await takeSession(Number(port), hash.slice('#token='.length)));
    const started = (name: string, change: Parameters<Laboratory['experiment']>[1]): Promise<{ id: string }> => {
      lab.experiment(name, { remote: 'quick-remote', name, ...change });
      return client.studio.run.start({ experiment: parse(lab.read(`${name}.yaml`)) as Record<string, unknown> });
    };
    const strategies = { strategies: ['on-device', 'remote', 'hi', 'ee', 'ee-hi'] as never };
    const [one, two] = [await started('first', strategies), await started('second', { ...strategies, seed: 2 })];
    const playing = await client.studio.devices.simulate({ instrument: 'ppk2' });
    const capture = await client.studio.captures.start({ analyzer: 'ppk2', port: playing.address, settings: { voltageV: 3.3 }, name: 'Kept' });
    for await (const { end } of await client.studio.captures.state({ id: capture.id })) if (end > 100_000) break;
    await client.studio.captures.mark({ recording: capture.id, mark: { id: null, from: 1000, to: 7000, text: 'one inference', colour: null } });
    await client.studio.captures.stop({ id: capture.id });
    for (const { id } of [one, two]) for await (const event of await client.studio.run.events({ id })) if (event.kind === 'run.ended') expect(event.problem).toBeNull();
    // One that goes on, and is held so that it looks the same from every side.
    const held = await started('held', { dataset: { use: 'glyphs', fit: 2000, report: 4000 } });
    for await (const { remote } of await client.studio.run.live({ id: held.id })) if ((remote?.offload.n ?? 0) > 50) break;
    await client.studio.run.pause({ id: held.id });
    const path = `/runs/${one.id}/results`;
    screens = [
      ...plainScreens.map((plain) => ({ path: plain, ready: 'h1' })), ...tabs.map((tab) => ({ path: `${path}/${tab}`, ready: '[role="tab"][aria-selected="true"]' })),
      { path: `/compare?runs=${one.id},${two.id}`, ready: '[data-comparison]' }, { path: `/runs/${held.id}`, ready: 'figure[data-figure="live-offload"]' },
      { path: `/captures/${capture.id}`, ready: '[role="application"]' }, { path: `/devices/doctor?address=${playing.address}&analyzer=ppk2`, ready: '[data-doctor]' }, { path: `/captures/new?port=${playing.address}&analyzer=ppk2`, ready: 'form' },
    ];
  }, 240_000);
  afterAll(async () => {
    await client?.close();
    await browser?.close();
    studio?.command.interrupt();
    await studio?.command.ended;
    lab?.remove();
  });

  /** Layout does not depend on colours, nor names: each is looked at where it can differ. */
  it('fits, reads well and stays by itself', async () => {
    const window = await openWindow(browser, studio.address);
    const { page, goTo, complaints } = window;
    await putDraft(window, { ...smallDraft, remote: 'quick-remote', boards: ['this-computer', 'coral-dev-board-micro'] });
    const found: string[] = [];
    for (const { path, ready } of screens) {
      await page.setViewportSize(windowSizes[0]);
      await goTo(path);
      await page.locator(ready).first().waitFor();
      for (const size of windowSizes) {
        await page.setViewportSize(size);
        const wide = await overflow(page);
        if (wide !== null) found.push(`${path} at ${size.width} × ${size.height}: ${wide}`);
      }
      await page.setViewportSize(windowSizes[1]);
      // Plain screens in light are looked at by the checks that Electron shares.
      for (const [name, media] of looks.filter(([one]) => one !== 'light' || !plainScreens.includes(path))) {
        await page.emulateMedia(media);
        // The window hears of it a moment later; colours of both themes at once are nobody's.
        await page.waitForFunction(([dark, more]) => document.documentElement.classList.contains('dark') === dark && document.documentElement.classList.contains('contrast-more') === more, [media?.colorScheme === 'dark', media?.contrast === 'more']);
        await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }));
        found.push(...(await accessibilityProblems(page, name === 'light' ? 'everything' : 'colours')).map((problem) => `${path} in ${name}: ${problem}`));
      }
    }
    expect(found).toEqual([]);
    expect(complaints).toEqual([]);
    await window.close();
  }, 600_000);
});

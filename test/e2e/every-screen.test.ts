/** Every screen, those of runs, instruments and recordings included, in light, dark and high contrast, at three sizes. In Spanish: spanish-window.test.ts. */
import { beforeAll, expect, it } from 'vitest';
import type { Strategy } from '../../src-main/core/measurements';
import { accessibilityProblems, overflow, type OpenedWindow } from '../support/browser-window';
import { describeInBrowser, serveLaboratory } from '../support/served-laboratory';
import { plainScreens, putDraft, smallDraft, windowSizes } from '../support/window-checks';

type Media = Parameters<OpenedWindow['page']['emulateMedia']>[0];
const looks: readonly (readonly [name: string, media: Media])[] = [
  ['light', { colorScheme: 'light', contrast: 'no-preference' }], ['dark', { colorScheme: 'dark', contrast: 'no-preference' }],
  ['high contrast', { colorScheme: 'light', contrast: 'more' }],
];
const tabs = ['overview', 'thresholds', 'what-if', 'figures', 'samples', 'details'];

describeInBrowser('every screen', () => {
  const studio = serveLaboratory();
  let screens: { readonly path: string; readonly ready: string }[];
  beforeAll(async () => {
    const { client } = studio;
    const strategies: Strategy[] = ['on-device', 'remote', 'hi', 'ee', 'ee-hi'];
    const [one, two] = [await studio.start('first', { strategies }), await studio.start('second', { strategies, seed: 2 })];
    const playing = await client.devices.simulate({ instrument: 'ppk2' });
    const capture = await client.captures.start({ analyzer: 'ppk2', port: playing.address, settings: { voltageV: 3.3 }, name: 'Kept' });
    for await (const { end } of await client.captures.state({ id: capture.id })) if (end > 100_000) break;
    await client.captures.mark({ recording: capture.id, mark: { id: null, from: 1000, to: 7000, text: 'one inference', colour: null } });
    await client.captures.stop({ id: capture.id });
    for (const id of [one, two]) for await (const event of await client.run.events({ id })) if (event.kind === 'run.ended') expect(event.problem).toBeNull();
    // One that goes on, and is held so that it looks the same from every side.
    const held = await studio.start('held', { dataset: { use: 'glyphs', fit: 2000, report: 4000 } });
    for await (const { remote } of await client.run.live({ id: held })) if ((remote?.offload.n ?? 0) > 50) break;
    await client.run.pause({ id: held });
    const path = `/runs/${one}/results`;
    screens = [
      ...plainScreens.map((plain) => ({ path: plain, ready: 'h1' })), ...tabs.map((tab) => ({ path: `${path}/${tab}`, ready: '[role="tab"][aria-selected="true"]' })),
      { path: `/compare?runs=${one},${two}`, ready: '[data-comparison]' }, { path: `/runs/${held}`, ready: 'figure[data-figure="live-offload"]' },
      { path: `/captures/${capture.id}`, ready: '[role="application"]' }, { path: `/devices/doctor?address=${playing.address}&analyzer=ppk2`, ready: '[data-doctor]' }, { path: `/captures/new?port=${playing.address}&analyzer=ppk2`, ready: 'form' },
    ];
  }, 240_000);

  /** Layout does not depend on colours, nor names: each is looked at where it can differ. */
  it('fits, reads well and stays by itself', async () => {
    const window = await studio.open();
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

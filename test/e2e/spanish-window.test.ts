/** A Spanish browser gets a Spanish window: results, verdict, figures and what the studio says when something is wrong. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Results } from '../../src-main/contract/results';
import { headlineOf } from '../../src-main/core/figures/headline';
import { chromiumPath, openBrowser, openWindow, overflow, serveStudio, settled, type ServedStudio } from '../support/browser-window';
import { englishIn } from '../support/english-words';
import { openLaboratory, type Laboratory } from '../support/laboratory';
import { hiStudio } from '../support/terminal';
import { plainScreens, putDraft, smallDraft, windowSizes } from '../support/window-checks';
import { openWindow as openClient, takeSession, type TestWindow } from '../support/window-client';

/** Every text that a person meets on the page, hidden labels too; what is marked as English, code, files and what one types is left out. */
const textsOf = (page: Page): Promise<string[]> => page.evaluate(() => {
  const left = '[lang="en"], code, pre, .font-mono, textarea, input, script, style';
  const keys = new Set([...document.querySelectorAll('.font-mono')].map((one) => one.textContent?.trim()));
  const found: string[] = [document.title];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) if (node.parentElement?.closest(left) === null) found.push(node.textContent ?? '');
  for (const one of document.body.querySelectorAll('[aria-label], [title], [placeholder], [alt]')) if (one.closest('[lang="en"]') === null) for (const name of ['aria-label', 'title', 'placeholder', 'alt']) found.push(one.getAttribute(name) ?? '');
  return [...new Set(found.map((text) => text.trim()).filter((text) => text !== '' && !keys.has(text)))];
});

const kinds = ['board', 'analyzer', 'link', 'server', 'dataset', 'model', 'experiment'] as const;

describe.skipIf(chromiumPath === null)(`the Spanish window${chromiumPath === null ? ' (skipped: no Chromium here; set HI_STUDIO_CHROMIUM to one)' : ''}`, () => {
  let lab: Laboratory;
  let studio: ServedStudio;
  let browser: Browser;
  let client: TestWindow;
  let results: Results;
  let beside: string;
  /** Proper names: of every profile, and of the works and people that are quoted. */
  let names: string[];
  let labels: string[];
  beforeAll(async () => {
    lab = openLaboratory();
    lab.quickRemote();
    // Glyphs under a name of the CIFAR-10 family, so that the paper's tables are comparable; a board on a simulated instrument besides.
    lab.profile('mine/datasets/cifar10-glyphs.yaml', { kind: 'dataset', id: 'cifar10-glyphs', name: 'CIFAR-10', reader: 'glyphs', summary: 'Figuras.', seed: 1, size: 2000, licence: 'MIT' });
    lab.experiment('demo', { remote: 'quick-remote', strategies: ['on-device', 'remote', 'hi', 'ee', 'ee-hi', 'early-offload'] });
    lab.experiment('beside', {
      dataset: { use: 'cifar10-glyphs', fit: 200, report: 300 } as never, remote: 'quick-remote', boards: ['raspberry-pi-4b', 'simulated-mcu', 'esp32-devkitc'], in_the_loop: { samples: 0 } as never,
      analyzer: { use: 'ppk2', port: 'simulator', boards: { 'simulated-mcu': {} }, windows: { count: 5 } } as never,
    });
    const started = async (name: string): Promise<Results> => {
      const run = await hiStudio(['run', `${name}.yaml`, '--out', name, '--formats', 'json'], lab);
      expect(run.code, run.err).toBe(0);
      return lab.json<Results>(name, 'results.json');
    };
    results = await started('demo');
    beside = (await started('beside')).run.id;
    [studio, browser] = await Promise.all([serveStudio(lab), openBrowser()]);
    const { port, hash } = new URL(studio.address);
    client = await openClient(Number(port), await takeSession(Number(port), hash.slice('#token='.length)));
    const [profiles, papers] = await Promise.all([Promise.all(kinds.map((kind) => client.studio.profile.list({ kind }))), client.studio.published.papers()]);
    ({ labels } = (await client.studio.profile.get({ kind: 'model', id: 'glyphs-resnet8' })).profile as unknown as { labels: string[] });
    names = [...profiles.flat().map(({ name }) => name), ...labels, ...results.boards.map(({ name }) => name), ...papers.map(({ title }) => title)].sort((a, b) => b.length - a.length);
  }, 240_000);
  afterAll(async () => {
    await client?.close();
    await browser?.close();
    studio?.command.interrupt();
    await studio?.command.ended;
    lab?.remove();
  });

  const open = (): ReturnType<typeof openWindow> => openWindow(browser, studio.address, { locale: 'es-ES' });
  const withoutNames = (text: string): string => names.reduce((rest, name) => rest.replaceAll(name, '·'), text);
  /** What a part of the page says, without proper names. */
  const wordsOf = async (page: Page, selector: string): Promise<string> => withoutNames((await page.locator(selector).allInnerTexts()).join('\n'));

  it('says headline, verdict, targets and figures of a run', async () => {
    const { page, goTo, complaints, close } = await open();
    await goTo(`/runs/${results.run.id}/results`);
    expect(await page.locator('[data-headline]').innerText()).not.toBe(headlineOf(results).text);
    expect(await wordsOf(page, '[data-headline]')).toMatch(/alcanza|no se cumple/);
    await page.locator('[data-verdict] button').last().click();
    expect(await page.locator('[data-verdict] li').count()).toBe(results.verdict.reasons.length);
    expect(englishIn(await wordsOf(page, '[data-verdict]'))).toEqual([]);
    await goTo(`/runs/${results.run.id}/results/figures`);
    await page.locator('figure').first().waitFor();
    expect(await page.locator('figure').count()).toBeGreaterThan(7);
    expect((await wordsOf(page, 'figure')).split('\n').filter((line) => englishIn(line).length > 0)).toEqual([]);
    await goTo('/runs');
    expect(await wordsOf(page, 'main')).toMatch(/alcanza|no se cumple/);
    expect(complaints).toEqual([]);
    await close();
  }, 90_000);

  it('says what is wrong with a run’s address, a profile and an experiment', async () => {
    const { page, goTo, close } = await open();
    await page.evaluate(() => { location.hash = '/runs/no-such-run/results'; });
    await page.getByText('No hay ninguna ejecución «no-such-run»').first().waitFor();
    await goTo('/library/board');
    await page.getByRole('button', { name: 'Importar …' }).first().click();
    await page.getByRole('textbox', { name: 'Texto YAML' }).fill('kind: board\nid: mine\nname: Mine\ndriver: virtual\nidle_power: 3 W\n');
    await page.getByText('no es una clave conocida').first().waitFor();
    expect(englishIn((await page.getByRole('dialog').innerText()).replace(/se conocen: .*/, ''))).toEqual([]);
    await page.keyboard.press('Escape');
    await goTo('/library/experiment/demo');
    await page.getByRole('button', { name: 'Abrir como experimento' }).click();
    await page.getByLabel('Conjunto de informe', { exact: true }).fill('9999999');
    await page.keyboard.press('Tab');
    await page.getByText('distintas; reduzca uno de los dos').first().waitFor();
    expect(englishIn(await page.getByText('distintas; reduzca uno de los dos').first().innerText())).toEqual([]);
    await close();
  }, 90_000);

  it('says everything that is wrong with an experiment at its start, not the first thing alone', async () => {
    const window = await open();
    const { page, goTo, close } = window;
    await putDraft(window, { ...smallDraft, name: 'A mano', remote: 'quick-remote' });
    await goTo('/new/targets');
    await page.locator('button:enabled', { hasText: 'Iniciar la ejecución' }).waitFor();
    // What was right when it was checked is wrong by the time it starts.
    lab.model('quick-remote', 'glyphs-resnet8', { role: 'local', architecture: 'quick', exits: [{ name: 'end', output: 'exit1' }], labels: [...labels].reverse() });
    await page.getByRole('button', { name: 'Iniciar la ejecución' }).click();
    const notice = page.locator('li', { hasText: '2 cosas que arreglar' }).first();
    await notice.waitFor();
    const said = await notice.innerText();
    for (const part of ['según su ficha y se espera uno remoto', 'corrija las etiquetas en la ficha del modelo']) expect(said).toContain(part);
    expect(englishIn(said)).toEqual([]);
    lab.quickRemote();
    await close();
  }, 90_000);

  it('says nothing in English on any screen, and its longer words fit the narrowest window', async () => {
    const window = await open();
    const { page, goTo, complaints, close } = window;
    await page.setViewportSize(windowSizes[0]);
    await putDraft(window, { ...smallDraft, name: 'A mano', remote: 'quick-remote', boards: ['this-computer', 'coral-dev-board-micro'] });
    const playing = await client.studio.devices.simulate({ instrument: 'ppk2' });
    const capture = await client.studio.captures.start({ analyzer: 'ppk2', port: playing.address, settings: { voltageV: 3.3 }, name: 'Guardada' });
    for await (const { end } of await client.studio.captures.state({ id: capture.id })) if (end > 100_000) break;
    await client.studio.captures.stop({ id: capture.id });
    const entries = (await Promise.all(kinds.map((kind) => client.studio.profile.list({ kind })))).flatMap((list) => list.filter(({ builtIn }) => builtIn).slice(0, 2)).map(({ kind, id }) => `/library/${kind}/${id}`);
    const tabs = ['overview', 'thresholds', 'what-if', 'energy', 'figures', 'samples', 'details'];
    const screens = [
      ...plainScreens, ...kinds.map((kind) => `/library/${kind}`), ...entries, ...['hi-paper', 'hybrid-models', 'fleet', 'summary-page'].map((id) => `/library/published/${id}`),
      ...[results.run.id, beside].flatMap((id) => [`/runs/${id}`, ...tabs.map((tab) => `/runs/${id}/results/${tab}`)]), `/compare?runs=${results.run.id},${beside}`,
      `/captures/${capture.id}`, `/devices/doctor?address=${playing.address}&analyzer=ppk2`, `/captures/new?port=${playing.address}&analyzer=ppk2`, '/library/experiment/demo?edit', '/library/board/raspberry-pi-4b?edit',
    ];
    /** What comes last on a screen. */
    const readyOf = (path: string): string => {
      if (path === '/library/published/hi-paper') return 'figure[data-figure="figure-5"]';
      if (path.startsWith('/library/published/')) return '[data-claims]';
      if (path === '/library/published') return '[data-records]';
      if (path === `/runs/${beside}/results/overview`) return '[data-beside]';
      if (/^\/library\/\w+\/.*\?edit$/.test(path)) return 'main form';
      if (/^\/library\/\w+\/./.test(path)) return 'main dl';
      return path.startsWith('/library') ? 'main table' : 'h1';
    };
    const seen = new Map<string, string>();
    const tooWide: string[] = [];
    for (const path of screens) {
      // By way of a page without anything, so that a heading that is there is the new one's.
      await goTo('/nowhere-at-all');
      await page.locator('h1').evaluate((heading) => heading.setAttribute('data-left', ''));
      await goTo(path);
      if (path !== '/nowhere-at-all') await page.locator('h1:not([data-left])').waitFor();
      await page.locator(readyOf(path)).first().waitFor();
      await settled(page);
      const wide = await overflow(page);
      if (wide !== null) tooWide.push(`${path}: ${wide}`);
      // What opens on the page itself is opened: findings, readings of claims, tables of figures.
      await page.evaluate(() => { for (const closed of document.querySelectorAll<HTMLElement>('main button[aria-expanded="false"]:not([role]):not([aria-haspopup])')) closed.click(); });
      for (const text of await textsOf(page)) if (!seen.has(text)) seen.set(text, path);
    }
    // One of each kind that was English once: claims, rebuilt tables, sources, summaries, help of keys, energies.
    for (const text of ['EE-HI tiene hasta este tanto menos de latencia que HI (resumen).', 'Tabla 4: razones de energía', 'Nombre que ven las personas', 'Por qué pueden diferir']) expect(seen.has(text), text).toBe(true);
    const found = [...seen].flatMap(([text, path]) => {
      const words = englishIn(withoutNames(text));
      return words.length > 0 ? [`${path}: ${text} (${words.join(', ')})`] : [];
    });
    expect(found).toEqual([]);
    expect(tooWide).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  }, 600_000);
});

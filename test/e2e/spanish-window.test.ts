/** A Spanish browser gets a Spanish window: results, verdict, figures and what the studio says when something is wrong. */
import { execFileSync, spawnSync } from 'node:child_process';
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import type { Results } from '../../src-main/contract/results';
import { headlineOf } from '../../src-main/core/figures/headline';
import { overflow, settled, type OpenedWindow } from '../support/browser-window';
import { englishIn } from '../support/english-words';
import { finishedRun } from '../support/finished-run';
import { describeInBrowser, serveLaboratory } from '../support/served-laboratory';
import { plainScreens, putDraft, smallDraft, windowSizes } from '../support/window-checks';

const pdftotext = spawnSync('pdftotext', ['-v']).error === undefined;

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

describeInBrowser('the Spanish window', () => {
  let results: Results;
  let beside: string;
  /** Proper names: of every profile, and of the works and people that are quoted. */
  let names: string[];
  let labels: string[];
  const studio = serveLaboratory({
    async prepare(lab) {
      // Glyphs under a name of the CIFAR-10 family, so that the paper's tables are comparable; a board on a simulated instrument besides.
      lab.profile('mine/datasets/cifar10-glyphs.yaml', { kind: 'dataset', id: 'cifar10-glyphs', name: 'CIFAR-10', reader: 'glyphs', summary: 'Figuras.', seed: 1, size: 2000, licence: 'MIT' });
      results = await finishedRun(lab, 'demo', { remote: 'quick-remote', strategies: ['on-device', 'remote', 'hi', 'ee', 'ee-hi', 'early-offload'] });
      ({ run: { id: beside } } = await finishedRun(lab, 'beside', {
        dataset: { use: 'cifar10-glyphs', fit: 200, report: 300 }, remote: 'quick-remote', boards: ['raspberry-pi-4b', 'simulated-mcu', 'esp32-devkitc'], in_the_loop: { samples: 0 },
        analyzer: { use: 'ppk2', port: 'simulator', boards: { 'simulated-mcu': {} }, windows: { count: 5 } },
      }));
    },
    timeout: 240_000,
  });
  beforeAll(async () => {
    const { client } = studio;
    const [profiles, papers] = await Promise.all([Promise.all(kinds.map((kind) => client.profile.list({ kind }))), client.published.papers()]);
    ({ labels } = (await client.profile.get({ kind: 'model', id: 'glyphs-resnet8' })).profile as unknown as { labels: string[] });
    names = [...profiles.flat().map(({ name }) => name), ...labels, ...results.boards.map(({ name }) => name), ...papers.map(({ title }) => title)].sort((a, b) => b.length - a.length);
  });

  const open = (path?: string): Promise<OpenedWindow> => studio.open(path, { locale: 'es-ES' });
  const withoutNames = (text: string): string => names.reduce((rest, name) => rest.replaceAll(name, '·'), text);
  /** What a part of the page says, without proper names. */
  const wordsOf = async (page: Page, selector: string): Promise<string> => withoutNames((await page.locator(selector).allInnerTexts()).join('\n'));

  it('says headline, verdict, targets and figures of a run', async () => {
    const { page, goTo, complaints, close } = await open(`/runs/${results.run.id}/results`);
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

  it.skipIf(!pdftotext)('hands out reports in Spanish (skipped without pdftotext)', async () => {
    const { page, goTo, complaints, close } = await open();
    const known = new Set(englishIn(names.join(' ; ')));
    for (const id of [results.run.id, beside]) {
      await goTo(`/runs/${id}/results`);
      await page.getByRole('button', { name: 'Exportar' }).click();
      await page.getByRole('menuitem', { name: 'Informe (PDF)' }).click();
      const [download] = await Promise.all([page.waitForEvent('download'), page.locator('[data-exported]').getByRole('link', { name: 'report.pdf' }).click()]);
      const words = execFileSync('pdftotext', [await download.path(), '-'], { encoding: 'utf8', maxBuffer: 1 << 26 }).replaceAll(/^.{1,3}$/gm, '').replaceAll(/[\s\u00a0]+/g, ' ');
      for (const said of ['Mejor estrategia por objetivo', 'Exactitud por estrategia', 'Costes de las partes', 'página 1 de']) expect(words).toContain(said);
      // Names are torn by the ends of lines here, so that their words may be English; small headings by their wide letters, slanted labels letter by letter.
      expect(englishIn(withoutNames(words)).filter((word) => !known.has(word) && !/^[A-Z]{2}$/.test(word)), id).toEqual([]);
      await page.keyboard.press('Escape');
      await page.locator('[data-exported]').waitFor({ state: 'detached' });
    }
    expect(complaints).toEqual([]);
    await close();
  }, 120_000);

  it('says everything that is wrong with an experiment at its start, not the first thing alone', async () => {
    const window = await open();
    const { page, goTo, close } = window;
    await putDraft(window, { ...smallDraft, name: 'A mano', remote: 'quick-remote' });
    await goTo('/new/targets');
    await page.locator('button:enabled', { hasText: 'Iniciar la ejecución' }).waitFor();
    // What was right when it was checked is wrong by the time it starts.
    studio.lab.model('quick-remote', 'glyphs-resnet8', { role: 'local', architecture: 'quick', exits: [{ name: 'end', output: 'exit1' }], labels: [...labels].reverse() });
    await page.getByRole('button', { name: 'Iniciar la ejecución' }).click();
    const notice = page.locator('li', { hasText: '2 cosas que arreglar' }).first();
    await notice.waitFor();
    const said = await notice.innerText();
    for (const part of ['según su ficha y se espera uno remoto', 'corrija las etiquetas en la ficha del modelo']) expect(said).toContain(part);
    expect(englishIn(said)).toEqual([]);
    studio.lab.quickRemote();
    await close();
  }, 90_000);

  it('says nothing in English on any screen, and its longer words fit the narrowest window', async () => {
    const window = await open();
    const { page, goTo, complaints, close } = window;
    const { client } = studio;
    await page.setViewportSize(windowSizes[0]);
    await putDraft(window, { ...smallDraft, name: 'A mano', remote: 'quick-remote', boards: ['this-computer', 'coral-dev-board-micro'] });
    const playing = await client.devices.simulate({ instrument: 'ppk2' });
    const capture = await client.captures.start({ analyzer: 'ppk2', port: playing.address, settings: { voltageV: 3.3 }, name: 'Guardada' });
    for await (const { end } of await client.captures.state({ id: capture.id })) if (end > 100_000) break;
    await client.captures.stop({ id: capture.id });
    const entries = (await Promise.all(kinds.map((kind) => client.profile.list({ kind })))).flatMap((list) => list.filter(({ builtIn }) => builtIn).slice(0, 2)).map(({ kind, id }) => `/library/${kind}/${id}`);
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

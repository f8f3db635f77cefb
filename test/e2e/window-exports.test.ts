/** Everything that can leave the window as a file, opened and read: live charts, figures of the results, and the run in every format. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { loadImage, createCanvas } from '@napi-rs/canvas';
import type { Download, Locator, Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { resultsDocument, type Results } from '../../src-main/contract/results';
import { figuresOf, type Figure } from '../../src-main/core/figures';
import type { OpenedWindow } from '../support/browser-window';
import { csvTable, type CsvRow } from '../support/csv-table';
import { parquetRows } from '../support/parquet-tables';
import { describeInBrowser, serveLaboratory } from '../support/served-laboratory';
import { zipEntries } from '../support/zip-entries';

const pdftotext = spawnSync('pdftotext', ['-v']).error === undefined;
const liveFigures = ['live-accuracy', 'live-offload', 'live-timeline', 'live-scatter'];
const content = async (download: Download): Promise<Buffer> => readFileSync(await download.path());

describeInBrowser('files from the window', () => {
  const studio = serveLaboratory();
  let window: OpenedWindow;
  let id: string;
  beforeAll(async () => {
    id = await studio.start('exported', { name: 'Exported', dataset: { use: 'glyphs', fit: 1000, report: 2000 }, strategies: ['on-device', 'remote', 'hi', 'ee', 'ee-hi', 'early-offload'] });
    window = await studio.open();
  });

  const taken = async (page: Page, click: () => Promise<void>): Promise<Buffer> => {
    const [download] = await Promise.all([page.waitForEvent('download'), click()]);
    return content(download);
  };
  async function save(page: Page, card: Locator, format: 'Picture (PNG)' | 'Vector drawing (SVG)' | 'Numbers (CSV)'): Promise<Buffer> {
    await card.getByRole('button', { name: /^Save/ }).click();
    const file = await taken(page, () => page.getByRole('menuitem', { name: format }).click());
    await page.getByRole('menu').waitFor({ state: 'detached' });
    return file;
  }
  /** Of a picture: it opens, and shows more than paper. */
  async function expectPicture(png: Buffer, name: string): Promise<void> {
    const image = await loadImage(png);
    expect(image.width, name).toBeGreaterThan(400);
    expect(image.height, name).toBeGreaterThan(150);
    const pen = createCanvas(image.width, image.height).getContext('2d');
    pen.drawImage(image, 0, 0);
    const pixels = new Uint32Array(pen.getImageData(0, 0, image.width, image.height).data.buffer);
    const colours = new Map<number, number>();
    for (const pixel of pixels) colours.set(pixel, (colours.get(pixel) ?? 0) + 1);
    expect([...colours.values()].filter((count) => count > 40).length, `colours of ${name}`).toBeGreaterThan(3);
  }
  async function expectDrawing(page: Page, svg: string, title: string): Promise<void> {
    const read = await page.evaluate((text) => {
      const { documentElement: root } = new DOMParser().parseFromString(text, 'image/svg+xml');
      return { name: root.localName, title: root.querySelector('title')?.textContent, fault: root.querySelector('parsererror')?.textContent ?? null, shapes: root.querySelectorAll('path, rect, circle, ellipse').length, words: root.querySelectorAll('text').length };
    }, svg);
    expect(read).toMatchObject({ name: 'svg', title, fault: null });
    expect(read.shapes, title).toBeGreaterThan(5);
    expect(read.words, title).toBeGreaterThan(3);
  }
  /** Of a table: the figure's columns and numbers. */
  function expectTable(rows: readonly CsvRow[], { name, table }: Pick<Figure, 'name' | 'table'>): void {
    expect(rows, name).toHaveLength(table.rows.length);
    rows.forEach((row, i) => table.columns.forEach((column, c) => {
      const value = table.rows[i][c];
      if (typeof value === 'number') expect(Number(row[column]), `${name}, row ${i}, ${column}`).toBeCloseTo(value, 9);
      else expect(row[column]).toBe(value ?? '');
    }));
  }

  it('has every live chart as PNG, SVG and CSV while the run is held', async () => {
    const { page, goTo, complaints } = window;
    await goTo(`/runs/${id}`);
    for await (const { remote } of await studio.client.run.live({ id })) if ((remote?.offload.n ?? 0) > 100) break;
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.locator('[data-run-state="paused"]').waitFor();
    for (const name of liveFigures) {
      const card = page.locator(`figure[data-figure="${name}"]`);
      await card.waitFor();
      await expectPicture(await save(page, card, 'Picture (PNG)'), name);
      await expectDrawing(page, (await save(page, card, 'Vector drawing (SVG)')).toString('utf8'), await card.getByRole('heading').innerText());
      const rows = csvTable((await save(page, card, 'Numbers (CSV)')).toString('utf8'));
      expect(rows.length, name).toBeGreaterThan(1);
      // Numbers: at least one column of finite ones.
      expect(Object.keys(rows[0]).some((column) => rows.every((row) => row[column] !== '' && Number.isFinite(Number(row[column])))), name).toBe(true);
    }
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.getByRole('link', { name: 'Show results' }).click({ timeout: 120_000 });
    await page.locator('[data-headline]').waitFor();
    expect(complaints).toEqual([]);
  }, 240_000);

  it('has every figure of the results as PNG, SVG and CSV with the numbers that are drawn', async () => {
    const { page, goTo, complaints } = window;
    const figures = figuresOf(await studio.client.run.results({ id }));
    await goTo(`/runs/${id}/results/figures`);
    await page.locator('figure[data-figure]').first().waitFor();
    expect(figures.length).toBeGreaterThan(8);
    for (const figure of figures) {
      const card = page.locator(`figure[data-figure="${figure.name}"]`);
      await expectPicture(await save(page, card, 'Picture (PNG)'), figure.name);
      await expectDrawing(page, (await save(page, card, 'Vector drawing (SVG)')).toString('utf8'), figure.title);
      expectTable(csvTable((await save(page, card, 'Numbers (CSV)')).toString('utf8')), figure);
    }
    expect(complaints).toEqual([]);
  }, 240_000);

  it('has the run as PDF, CSV, JSON, Parquet, figures and policies, and all of it in one file', async () => {
    const { page, goTo, complaints } = window;
    const results = await studio.client.run.results({ id });
    await goTo(`/runs/${id}/results`);
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: 'Everything' }).click();
    const list = page.locator('[data-exported]');
    await list.waitFor({ timeout: 90_000 });
    const names = await list.getByRole('link').allInnerTexts();
    expect(names[0]).toBe(`${id}.zip`);
    const bundle = zipEntries(await taken(page, () => list.getByRole('link', { name: names[0] }).click()));
    expect([...bundle.keys()].sort()).toEqual(names.slice(1).sort());
    for (const [name, bytes] of bundle) expect(bytes.length, name).toBeGreaterThan(0);
    const text = (name: string): string => bundle.get(name)!.toString('utf8');
    const fetched = (name: string): Promise<Buffer> => taken(page, () => list.getByRole('link', { name, exact: true }).click());

    const pdf = await fetched('report.pdf');
    expect(pdf.equals(bundle.get('report.pdf')!)).toBe(true);
    expectReport(pdf, results);

    expect(JSON.parse((await fetched('results.json')).toString('utf8'))).toEqual(results);
    expect(resultsDocument.parse(results), 'nothing that the schema does not know').toEqual(results);
    const rows = csvTable((await fetched('results.csv')).toString('utf8'));
    expect(rows.map(({ board, model, strategy }) => [board, model, strategy])).toEqual(results.strategies.map(({ board, model, strategy }) => [board, model, strategy]));
    rows.forEach((row, i) => expect(Number(row.accuracy_percent)).toBeCloseTo(results.strategies[i].accuracy.value * 100, 9));

    // One row a sample and local model; where each strategy answered it on the first board leads to the very shares of the results.
    const samples = csvTable((await fetched('samples.csv')).toString('utf8'));
    expect(samples).toHaveLength(results.dataset.fit + results.dataset.report);
    const reported = samples.filter(({ set }) => set === 'report');
    for (const { strategy, offloadShare } of results.strategies.filter(({ board, policy }) => board === results.boards[0].id && policy.decision !== null)) expect(reported.filter((row) => row[`path_${strategy.replace('-', '_')}`].startsWith('offload')).length / reported.length, strategy).toBe(offloadShare.value);

    const parquet = names.filter((name) => name.endsWith('.parquet'));
    expect(parquet.length).toBeGreaterThan(4);
    for (const name of parquet) expect((await parquetRows(studio.lab.put(`read/${name}`, bundle.get(name)!), 'count(*) AS n'))[0].n, name).toBeTypeOf('bigint');
    // The tables hold what the accuracy is made of, sample by sample.
    const remote = await parquetRows(studio.lab.put('read/fetched.parquet', await fetched('parquet/remote.parquet')), 'set, index, prediction');
    expect(remote).toHaveLength(results.dataset.fit + results.dataset.report);
    const truth = new Map((await parquetRows(studio.lab.path('read/parquet/truth.parquet'))).map(({ set, index, label }) => [`${String(set)} ${String(index)}`, label]));
    const report = remote.filter(({ set }) => set === 'report');
    const right = report.filter(({ set, index, prediction }) => truth.get(`${String(set)} ${String(index)}`) === prediction).length;
    expect(right / report.length).toBe(results.strategies.find(({ strategy }) => strategy === 'remote')?.accuracy.value);

    const policies = names.filter((name) => name.endsWith('.json') && /polic/.test(name));
    expect(policies.length).toBeGreaterThan(0);
    for (const name of policies) expect(JSON.stringify(JSON.parse(text(name)))).toContain(id);
    const sources = names.filter((name) => /\.[ch]$/.test(name));
    expect(sources.length).toBeGreaterThan(0);
    for (const name of sources) expect(text(name), name).toMatch(/#(?:include|ifndef|define|pragma)/);

    const figures = figuresOf(results).map(({ name }) => name);
    for (const name of figures) expect(names).toEqual(expect.arrayContaining(['svg', 'png', 'csv'].map((ending) => `figures/${name}.${ending}`)));
    expect(complaints).toEqual([]);
  }, 240_000);

  /** The report: its title, its headline and every figure, and as many pages as it says. */
  function expectReport(pdf: Buffer, results: Results): void {
    expect(pdf.toString('latin1', 0, 5)).toBe('%PDF-');
    expect(pdf.toString('latin1').trimEnd().endsWith('%%EOF')).toBe(true);
    expect((pdf.toString('latin1').match(/\/Type \/Page\b/g) ?? []).length).toBeGreaterThan(2);
    if (!pdftotext) return;
    const words = execFileSync('pdftotext', ['-layout', studio.lab.put('read/report.pdf', pdf), '-'], { encoding: 'utf8', maxBuffer: 1 << 26 }).replaceAll(/\s+/g, ' ');
    expect(words).toContain(results.run.name);
    for (const { title } of figuresOf(results)) expect(words).toContain(title);
    for (const row of results.strategies) expect(words).toContain((row.accuracy.value * 100).toFixed(1));
  }
});

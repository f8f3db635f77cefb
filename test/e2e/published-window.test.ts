/** Published numbers in the window: found, recomputed, held beside a run, and taken away as a report. */
import { readFileSync } from 'node:fs';
import type { Download } from 'playwright-core';
import { expect, it } from 'vitest';
import { publishedBeside, reproduce } from '../../src-main/core/published';
import type { Results } from '../../src-main/contract/results';
import { accessibilityProblems, plain } from '../support/browser-window';
import { finishedRun } from '../support/finished-run';
import { libraryWith } from '../support/published-papers';
import { describeInBrowser, serveLaboratory } from '../support/served-laboratory';

const content = async (download: Download): Promise<Buffer> => readFileSync(await download.path());
const library = libraryWith();
const paper = reproduce('hi-paper', library);

describeInBrowser('published numbers in the window', () => {
  let results: Results;
  const studio = serveLaboratory({
    async prepare(lab) {
      // Glyphs under a name of the CIFAR-10 family: the paper's tables are comparable, its images are not here.
      lab.profile('mine/datasets/cifar10-glyphs.yaml', { kind: 'dataset', id: 'cifar10-glyphs', name: 'Glyphs for CIFAR-10', reader: 'glyphs', summary: 'Drawn shapes in the place of photographs.', seed: 1, size: 2000, licence: 'MIT' });
      results = await finishedRun(lab, 'beside', { name: 'Beside the paper', dataset: { use: 'cifar10-glyphs', fit: 200, report: 300 }, remote: 'quick-remote', boards: ['raspberry-pi-4b'] });
    },
    timeout: 240_000,
  });

  it('finds a value by words and filters, with its unit, conditions and source', async () => {
    const { page, complaints, close } = await studio.open('/library');
    await page.getByRole('link', { name: 'Published' }).click();
    await page.locator('[data-records]').waitFor();
    await page.getByLabel('Search values').fill('id:T3.cifar10.latency.jetson-orin-nano.15w');
    await page.waitForFunction(() => document.querySelectorAll('[data-records] tbody tr').length === 1);
    const row = await page.locator('[data-records] tbody tr').innerText();
    // Table 3 of the HI paper.
    for (const part of ['8.20 ms', 'jetson-orin-nano 15W', 'vit-h14', 'link: wifi', 'Table 3', 'published']) expect(plain(row)).toContain(part);
    await page.getByLabel('Search values').fill('no such value');
    await page.getByText('No published value is like that').waitFor();
    await page.getByRole('button', { name: 'Clear search and filters' }).click();
    await page.getByRole('combobox', { name: 'Paper' }).click();
    await page.getByRole('option', { name: 'fleet' }).click();
    await page.waitForFunction((text) => document.querySelector('[data-record-count]')?.textContent?.trim() === text, `${library.paper('fleet').records.length} values`);
    expect(complaints).toEqual([]);
    await close();
  }, 60_000);

  it('shows the verdict on every claim, each recomputation with its inputs, and the way to an input', async () => {
    const { page, complaints, close } = await studio.open('/library/published/hi-paper');
    await page.locator('[data-claims]').waitFor();
    expect(await page.locator('[data-claim]').count()).toBe(paper.claims.length);
    for (const [verdict, count] of Object.entries(paper.counts)) expect(await page.locator(`[data-verdict-count="${verdict}"]`).innerText()).toContain(String(count));
    expect(await page.locator('[data-rebuilt]').count()).toBe(paper.tables.length);
    await page.locator('figure[data-figure="figure-3"]').waitFor();
    expect(await page.locator('figure[data-figure]').count()).toBe(paper.figures.length);

    await page.locator('[data-verdict-count="does-not-follow"]').focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('[data-claim]').count()).toBe(paper.counts['does-not-follow']);
    const claim = paper.claims.find(({ verdict, decisive }) => verdict === 'does-not-follow' && (decisive?.inputs.length ?? 0) > 0)!;
    const body = page.locator(`[data-claim="${claim.id}"]`);
    const toggle = body.getByRole('button', { name: `Details of ${claim.id}` });
    await toggle.focus();
    await page.keyboard.press('Enter');
    const text = await body.innerText();
    for (const reading of claim.readings) expect(text).toContain(reading.formula);
    const [input] = claim.decisive!.inputs;
    await body.getByRole('link', { name: input, exact: true }).first().click();
    await page.locator('[data-records]').waitFor();
    expect(await page.locator('[data-records]').innerText()).toContain(input.replace(/^[\w-]+:/, ''));
    expect(await page.locator('#main').evaluate((main) => main.scrollTop)).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  }, 60_000);

  it('holds a run against the published figures of its board, with ratios and reasons', async () => {
    const beside = publishedBeside(results, library);
    expect(beside.length).toBeGreaterThan(0);
    const { page, goTo, complaints, close } = await studio.open(`/runs/${results.run.id}/results`);
    const section = page.locator('[data-beside]');
    await section.waitFor();
    const rows = await section.locator('tbody tr').allInnerTexts();
    expect(rows).toHaveLength(beside.length);
    beside.forEach(({ ratio }, i) => expect(rows[i]).toContain(ratio.toFixed(2)));
    for (const reason of beside[0].reasons) expect(await section.innerText()).toContain(reason);
    await page.locator('figure[data-figure="latency"]').getByText('published', { exact: true }).waitFor();
    // The paper's points in the cloud too, in its table, and gone when they are switched off.
    await goTo(`/runs/${results.run.id}/results/figures`);
    const cloud = page.locator('figure[data-figure="pareto"]');
    await cloud.getByText('published', { exact: true }).waitFor();
    await cloud.getByRole('button', { name: /^Show as table/ }).click();
    expect(await cloud.locator('tbody').innerText()).toContain('HI paper, Table');
    await page.getByRole('switch', { name: 'Published marks in the figures' }).click();
    await cloud.getByText('HI paper').first().waitFor({ state: 'detached' });
    expect(await page.getByText('published', { exact: true }).count()).toBe(0);
    await page.getByRole('switch', { name: 'Published marks in the figures' }).click();
    expect(complaints).toEqual([]);
    await close();
  }, 60_000);

  it('hands out the reproduction as PDF and CSV', async () => {
    const { page, close } = await studio.open('/library/published/hybrid-models');
    const fetched = async (button: string, file: string): Promise<Buffer> => {
      await page.getByRole('button', { name: button }).click();
      const link = page.locator('[data-exported]').getByRole('link', { name: file });
      await link.waitFor({ timeout: 60_000 });
      const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
      await page.keyboard.press('Escape');
      await page.locator('[data-exported]').waitFor({ state: 'detached' });
      return content(download);
    };
    expect((await fetched('Report (PDF)', 'reproduction.pdf')).subarray(0, 5).toString('latin1')).toBe('%PDF-');
    const lines = (await fetched('Tables (CSV)', 'claims.csv')).toString('utf8').trim().split(/\r?\n/);
    expect(lines.length).toBeGreaterThan(reproduce('hybrid-models', library).claims.length);
    await close();
  }, 120_000);

  it.each(['light', 'dark'] as const)('shows all of it in %s without anything that axe objects to', async (colorScheme) => {
    const { page, goTo, complaints, close } = await studio.open(undefined, { colorScheme });
    const found: string[] = [];
    for (const [path, ready] of [['/library/published', '[data-records]'], ['/library/published/hi-paper', 'figure[data-figure="figure-5"]'], [`/runs/${results.run.id}/results`, '[data-beside]']]) {
      await goTo(path);
      await page.locator(ready).waitFor();
      if (path.endsWith('hi-paper')) await page.getByRole('button', { name: /^Details of/ }).first().click();
      found.push(...(await accessibilityProblems(page)).map((problem) => `${path}: ${problem}`));
    }
    expect(found).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  }, 120_000);
});

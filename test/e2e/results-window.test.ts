/** Results in the window: what is shown is what the run found, and thresholds and link can be moved. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { Results } from '../../src-main/contract/results';
import { figuresOf } from '../../src-main/core/figures';
import { formatQuantity } from '../../src-main/core/figures/number-text';
import { strategyNames } from '../../src-main/core/figures/palette';
import type { Strategy } from '../../src-main/core/measurements';
import { accessibilityProblems, plain, settled } from '../support/browser-window';
import { finishedRun } from '../support/finished-run';
import { describeInBrowser, serveLaboratory } from '../support/served-laboratory';

const strategies: Strategy[] = ['on-device', 'remote', 'hi', 'ee', 'ee-hi', 'early-offload'];

describeInBrowser('results in the window', () => {
  let results: Results;
  let other: Results;
  const studio = serveLaboratory({
    async prepare(lab) {
      const found = (seed: number): Promise<Results> => finishedRun(lab, `seed-${seed}`, { name: `Seed ${seed}`, remote: 'quick-remote', strategies, seed });
      results = await found(1);
      other = await found(2);
    },
    timeout: 180_000,
  });

  const readout = async (page: Page, key: string): Promise<string> => plain(await page.locator(`[data-readout="${key}"]`).innerText());

  it('puts verdict and headline first and the run’s own numbers in the table', async () => {
    const { page, close } = await studio.open(`/runs/${results.run.id}`);
    await page.waitForURL(/\/results/);
    expect(await page.locator('[data-verdict]').getAttribute('data-verdict')).toBe(results.verdict.status);
    const rows = await page.locator('[data-strategies] tbody tr').allInnerTexts();
    const board = results.boards[0].id;
    const own = results.strategies.filter((row) => row.board === board);
    expect(rows).toHaveLength(own.length);
    for (const row of own) {
      const shown = rows.map(plain).find((text) => text.split('\n')[0].trim() === strategyNames[row.strategy]);
      expect(shown).toContain(plain(formatQuantity(row.lpiMs.value, 'ms')));
      expect(shown).toContain(plain(formatQuantity(row.accuracy.value, 'percent')));
      expect(shown).toContain(row.lpiMs.provenance);
    }
    await page.getByRole('button', { name: 'Change and run again' }).click();
    await page.waitForURL(/#\/new\/dataset$/);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(results.run.name);
    await close();
  }, 60_000);

  it('tells what a term means under the mouse, and with the focus of the keyboard', async () => {
    const { page, close } = await studio.open(`/runs/${results.run.id}/results`);
    const meaning = page.locator('[data-reka-popper-content-wrapper]').getByText('Energy per inference, in mJ, of the board alone.').first();
    const help = page.getByRole('button', { name: 'What is EPI?' }).first();
    await help.hover();
    await meaning.waitFor();
    await page.mouse.move(0, 0);
    await meaning.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'What is LPI?' }).first().focus();
    await page.keyboard.press('Tab');
    expect(await help.evaluate((one) => one === document.activeElement)).toBe(true);
    await meaning.waitFor();
    await page.keyboard.press('Escape');
    await meaning.waitFor({ state: 'detached' });
    await close();
  }, 60_000);

  it('shows in the table twin of every figure the numbers that are drawn', async () => {
    const { page, close } = await studio.open(`/runs/${results.run.id}/results/figures`);
    const figures = figuresOf(results);
    await page.locator('figure[data-figure]').first().waitFor();
    expect(await page.locator('figure[data-figure]').count()).toBe(figures.length);
    for (const figure of figures) {
      const card = page.locator(`figure[data-figure="${figure.name}"]`);
      const toggle = card.getByRole('button', { name: 'Show as table' });
      await toggle.focus();
      await page.keyboard.press('Enter');
      expect(await card.locator('thead th').allInnerTexts()).toEqual([...figure.table.columns]);
      const cells = await card.locator('tbody td').allInnerTexts();
      const drawn = figure.table.rows.flat();
      expect(cells).toHaveLength(drawn.length);
      drawn.forEach((value, i) => {
        if (typeof value === 'number') expect(Number(cells[i].replace('−', '-'))).toBeCloseTo(value, Math.max(0, 4 - Math.floor(Math.log10(Math.abs(value) || 1))));
        else expect(cells[i].trim()).toBe(value === null ? '–' : value.trim());
      });
    }
    await close();
  }, 90_000);

  it('lets thresholds be moved by keyboard and by dragging, and every number follows the composed curve', async () => {
    const { page, complaints, close } = await studio.open(`/runs/${results.run.id}/results/thresholds`);
    const slider = page.getByRole('slider').first();
    await slider.waitFor();
    const start = await readout(page, 'accuracy');
    const curve = results.curves.find((one) => one.board === results.boards[0].id && one.strategy === 'ee-hi')!;
    await slider.focus();
    await page.keyboard.press('Home');
    // The lowest θ of the explorer is the lowest of the run's own curve, composed by the engine.
    const first = curve.points[0];
    expect(await page.locator('[data-theta]').innerText()).toContain(first.thresholds[0].toFixed(3));
    expect(await readout(page, 'accuracy')).toContain(plain(formatQuantity(first.accuracy, 'percent')));
    expect(await readout(page, 'lpi')).toContain(plain(formatQuantity(first.lpiMs, 'ms')));
    expect(await readout(page, 'share')).toContain(plain(formatQuantity(first.offloadShare, 'percent')));
    await page.keyboard.press('End');
    const last = curve.points.at(-1)!;
    expect(await page.locator('[data-theta]').innerText()).toContain('never');
    expect(await readout(page, 'lpi')).toContain(plain(formatQuantity(last.lpiMs, 'ms')));
    const box = (await page.locator('figure[data-figure="explorer-ee-hi"] canvas').first().boundingBox())!;
    await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.5);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.12, box.y + box.height * 0.5, { steps: 12 });
    await page.mouse.up();
    expect(Number(/= ([\d.]+)/.exec(await page.locator('[data-theta]').innerText())?.[1])).toBeLessThan(0.6);
    await page.getByRole('button', { name: 'Back to the run’s choice' }).click();
    expect(await readout(page, 'accuracy')).toBe(start);

    // Early offload has two thresholds, HI that of its decision; each starts at the very numbers of the run.
    const entry = (strategy: string): Results['strategies'][number] => results.strategies.find((row) => row.board === results.boards[0].id && row.strategy === strategy)!;
    const choose = async (name: string): Promise<void> => {
      await page.getByRole('radio', { name, exact: true }).click();
      await page.locator(`figure[data-figure="explorer-${name === 'HI' ? 'hi' : 'early-offload'}"]`).waitFor();
      const { accuracy, lpiMs, offloadShare } = entry(name === 'HI' ? 'hi' : 'early-offload');
      expect([await readout(page, 'accuracy'), await readout(page, 'lpi'), await readout(page, 'share')]).toEqual([formatQuantity(accuracy.value, 'percent'), formatQuantity(lpiMs.value, 'ms'), formatQuantity(offloadShare.value, 'percent')].map(plain));
    };
    await choose('HI');
    await page.getByRole('slider').first().focus();
    await page.keyboard.press('End');
    expect(await readout(page, 'share'), 'nothing is sure enough: all is offloaded').toContain('100.0 %');
    await choose('Early offload');
    await page.getByRole('slider', { name: 'Offload below, exit 1' }).focus();
    await page.keyboard.press('End');
    expect(await page.locator('[data-theta]').allInnerTexts(), 'the other threshold is pushed along').toEqual(['θ = never', 'offload below = everything']);
    expect(await readout(page, 'accuracy')).toContain(plain(formatQuantity(entry('remote').accuracy.value, 'percent')));
    await page.locator('[data-heat="accuracy"] canvas').click({ position: { x: 40, y: 40 } });
    const [theta, below] = (await page.locator('[data-theta]').allInnerTexts()).map((text) => Number(/= ([\d.]+)/.exec(text)?.[1]));
    expect(below).toBeLessThan(theta);
    const curves = page.locator('figure[data-figure="explorer-early-offload"]');
    await curves.getByRole('button', { name: /^Show as table/ }).click();
    expect(await curves.locator('thead th').allInnerTexts()).toEqual(['moves', 'θ', 'offload below', 'Accuracy (%)', 'LPI (ms)', 'EPI (mJ)', 'Offload share (%)', 'exit 1 (%)', 'whole local model (%)']);
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  }, 90_000);

  it('models another link: nothing moves at first, and a longer delay costs what the equation says', async () => {
    const { page, close } = await studio.open(`/runs/${results.run.id}/results/what-if`);
    const table = page.locator('[data-what-if]');
    await table.waitFor();
    const remote = table.getByRole('row').filter({ hasText: 'Remote' });
    expect(plain(await remote.innerText())).toContain('=');
    const own = results.boards[0].costs[0].offload.latencyMs.value;
    const field = page.getByLabel('Fixed delay (ms)');
    const before = Number(await field.inputValue());
    await field.fill(String(before + 50));
    await field.press('Enter');
    await page.waitForFunction((ms) => document.querySelector('[data-offload]')?.textContent?.includes(ms), formatQuantity(own + 50, 'ms').slice(0, 3));
    const hi = results.strategies.find((row) => row.board === results.boards[0].id && row.strategy === 'hi')!;
    const row = plain(await table.getByRole('row').filter({ hasText: /^HI/ }).innerText());
    expect(row).toContain(plain(formatQuantity(hi.lpiMs.value + hi.offloadShare.value * 50, 'ms')).replace(' ms', ''));
    expect(row).toContain('modelled');
    await close();
  }, 60_000);

  it('finds the samples that went wrong and says why', async () => {
    const { page, complaints, close } = await studio.open(`/runs/${results.run.id}/results/samples`);
    const count = page.locator('[data-sample-count]');
    await count.waitFor();
    expect(plain(await count.innerText())).toBe(`${results.dataset.report} samples`);
    await page.getByRole('combobox', { name: 'Show' }).click();
    await page.getByRole('option', { name: 'answered wrongly' }).click();
    const eeHi = results.strategies.find((row) => row.board === results.boards[0].id && row.strategy === 'ee-hi')!;
    const wrong = Math.round((1 - eeHi.accuracy.value) * results.dataset.report);
    await page.waitForFunction((text) => document.querySelector('[data-sample-count]')?.textContent?.trim() === text, `${wrong} samples`);
    await page.locator('[data-samples] img').first().waitFor();
    await page.locator('[data-samples] button').first().click();
    await page.getByRole('dialog').getByText('answered here').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.keyboard.press('ArrowRight');
    await page.getByRole('dialog').getByText(/^2 of \d+ on this page$/).waitFor();
    await page.keyboard.press('Escape');
    expect(complaints).toEqual([]);
    await close();
  }, 60_000);

  it('compares runs with the difference of their figures', async () => {
    const { page, close } = await studio.open(`/compare?runs=${results.run.id},${other.run.id}`);
    const table = page.locator('[data-comparison]');
    await table.waitFor();
    const accuracy = (of: Results): number => of.strategies.find((row) => row.board === of.boards[0].id && row.strategy === 'hi')!.accuracy.value;
    const difference = (accuracy(other) - accuracy(results)) * 100;
    const text = plain(await table.getByRole('row').filter({ hasText: /^HI/ }).innerText());
    expect(text).toContain(`${difference > 0 ? '+' : ''}${difference.toFixed(1)}`.replace('-', '−'));
    await close();
  }, 60_000);

  it('keeps notes and tags, finds the run by them, removes it and takes that back', async () => {
    const { page, goTo, close } = await studio.open(`/runs/${other.run.id}/results/details`);
    await page.getByLabel('Notes').fill('window was open');
    await page.getByLabel('Tags').pressSequentially('bench,fan');
    await page.keyboard.press('Tab');
    // Left without a click on “Save”.
    await goTo('/runs');
    await page.getByText('Notes saved', { exact: true }).first().waitFor();
    for (const tag of ['bench', 'fan']) await page.locator('[data-runs]').getByText(tag, { exact: true }).waitFor();
    await page.getByLabel('Find by name, note, tag or result').fill('window was open');
    await settled(page);
    expect(await page.locator('[data-runs] li').count()).toBe(1);
    await page.getByRole('button', { name: 'Remove Seed 2' }).click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('link', { name: 'Seed 2' }).waitFor();
    await close();
  }, 60_000);
});

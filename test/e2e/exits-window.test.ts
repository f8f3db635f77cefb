/** Exits in the window: a model is given one, chosen and gone on with; and what early offload saves is read and taken to a device. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Results } from '../../src-main/contract/results';
import { formatQuantity } from '../../src-main/core/figures/number-text';
import { reductionWord } from '../../src-renderer/features/results/reduction-text';
import { accessibilityProblems, plain } from '../support/browser-window';
import { finishedRun } from '../support/finished-run';
import { describeInBrowser, serveLaboratory } from '../support/served-laboratory';
import { putDraft } from '../support/window-checks';

const draft = { dataset: 'glyphs', fit: 200, report: 300, boards: ['this-computer', 'arduino-nano-33-ble-sense'], models: ['glyphs-resnet8'], remote: 'quick-remote', thresholds: null };

describeInBrowser('exits in the window', () => {
  let results: Results;
  const studio = serveLaboratory({
    async prepare(lab) {
      // A virtual board: on a busy machine the times of this one may be too uncertain to be set beside each other.
      results = await finishedRun(lab, 'offload', { remote: 'quick-remote', boards: ['raspberry-pi-4b'], strategies: ['remote', 'hi', 'ee-hi', 'early-offload'], in_the_loop: { samples: 0, strategies: [] } }, 'json,policy-c');
    },
    timeout: 180_000,
  });

  it('trains one with progress, can be stopped, shows its accuracy, and goes on with the new model', async () => {
    const window = await studio.open();
    const { page, goTo, complaints, close } = window;
    await putDraft(window, draft);
    await goTo('/new/exits');
    await page.getByRole('button', { name: 'Add exits to ResNet-8, one exit (glyphs)' }).click();
    const dialog = page.getByRole('dialog', { name: 'Exits for ResNet-8, one exit (glyphs)' });
    // The second layer's end is suggested; the line and the list are the same choice.
    const suggested = dialog.getByRole('checkbox', { name: 'Layer 3, at 41.3 % of the work' });
    await suggested.waitFor();
    expect(await suggested.isChecked()).toBe(true);
    await dialog.getByRole('button', { name: 'Layer 1, at 3.5 % of the work' }).click();
    expect(await dialog.getByRole('checkbox', { name: 'Layer 1, at 3.5 % of the work' }).isChecked()).toBe(true);
    await dialog.getByRole('button', { name: 'Layer 1, at 3.5 % of the work' }).click();

    const name = dialog.getByLabel('Name of the new model');
    await name.fill('Not an id');
    await dialog.getByRole('button', { name: 'Train the exits' }).click();
    await dialog.getByText('“Not an id” cannot be an id').waitFor();
    await name.fill('stopped-exits');
    await dialog.getByRole('button', { name: 'Train the exits' }).click();
    await dialog.getByRole('progressbar').waitFor();
    await dialog.getByRole('button', { name: 'Stop' }).click();
    await page.getByText('Stopped; nothing was written.', { exact: true }).first().waitFor();

    await name.fill('window-exits');
    const images = dialog.getByLabel('Training images');
    // Long enough that the window goes before it is over.
    await images.fill('1500');
    await images.press('Tab');
    await dialog.getByRole('button', { name: 'Train the exits' }).click();
    // The studio has begun once it tells how far it is.
    await dialog.locator('[role="progressbar"][aria-valuenow]').waitFor();
    // The window goes; the training does not, and the first screen leads back to it, with what was chosen.
    await page.reload();
    await goTo('/');
    const row = page.locator('[data-attention] li').filter({ hasText: 'xits for “ResNet-8, one exit (glyphs)” are' });
    await row.getByRole('link', { name: 'Look at ResNet-8, one exit (glyphs)' }).click();
    await dialog.getByText('“window-exits” is among your models').waitFor({ timeout: 90_000 });
    expect(await images.inputValue()).toBe('1500');
    const rows = (await dialog.locator('tbody tr').allInnerTexts()).map(plain);
    expect(rows).toHaveLength(3);
    expect(rows.map((row) => row.split(/\s/)[0])).toEqual(['branch1', 'exit1', 'final']);
    for (const row of rows) expect(row).toMatch(/\d %\s.*\d % ± \d+\.\d %$/);
    expect(await dialog.getByText('The last exit answers as before, to the bit.').count()).toBe(1);
    expect(await accessibilityProblems(page)).toEqual([]);

    await dialog.getByRole('button', { name: 'Use it in this experiment' }).click();
    await page.getByRole('region', { name: 'ResNet-8, one exit (glyphs) + exits (window-exits)' }).getByText('branch1').waitFor();
    expect(await page.getByRole('complementary', { name: 'Your experiment' }).innerText()).toContain('window-exits');
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('button', { name: 'Start the run' }).waitFor();
    await goTo('/new/model');
    await page.getByRole('checkbox', { name: /window-exits/ }).waitFor();
    expect(await page.getByRole('checkbox', { name: /window-exits/ }).isChecked()).toBe(true);
    await page.getByText('Fits: Arduino Nano 33 BLE Sense (virtual)').first().waitFor();
    expect(complaints).toEqual([]);
    await close();
  }, 180_000);

  it('tells in the library what each stage and each kind of operator takes', async () => {
    const { page, complaints, close } = await studio.open('/library/model/glyphs-resnet8');
    const costs = page.locator('[data-model-costs]');
    await costs.getByText('8.84 M').waitFor();
    await costs.getByRole('button', { name: 'Time it on this computer' }).click();
    await costs.locator('[data-segment-sum]').waitFor({ timeout: 60_000 });
    expect(plain(await costs.getByRole('row', { name: /^Conv/ }).innerText())).toMatch(/^Conv\s+9\s+[\d.]+ ms\s+[\d.]+ %$/);
    expect(plain(await costs.getByRole('row', { name: /^exit1/ }).innerText())).toMatch(/ ms$/);
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  }, 120_000);

  it('shows early offload beside EE-HI, the sweep on demand, and writes the policies as C', async () => {
    const { page, complaints, close } = await studio.open(`/runs/${results.run.id}/results`);
    const own = results.earlyOffload!.filter(({ board }) => board === results.boards[0].id);
    const table = page.locator('[data-early-offload]');
    await table.waitFor();
    const shown = async (): Promise<string[]> => (await table.locator('tbody tr').allInnerTexts()).map(plain);
    const main = own.filter(({ level }) => level !== 'sweep');
    expect(await shown()).toHaveLength(main.length);
    (await shown()).forEach((text, i) => {
      expect(text).toContain(plain(formatQuantity(main[i].earlyOffload.accuracy.value, 'percent')));
      const less = main[i].lpiReduction?.value ?? null;
      const word = less === null || reductionWord(less) === 'same' ? '' : ` ${reductionWord(less)}`;
      expect(text).toContain(plain(formatQuantity(less === null ? null : Math.abs(less), 'percent') + word));
    });
    await page.getByRole('button', { name: /^Show the sweep over all accuracies/ }).click();
    expect(await shown()).toHaveLength(own.length);
    expect(await accessibilityProblems(page)).toEqual([]);

    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: 'Policies for a device (C)' }).click();
    const ready = page.getByRole('dialog');
    const header = ready.getByRole('link', { name: /early-offload\.h$/ }).first();
    await header.waitFor({ timeout: 30_000 });
    const [name, download] = await Promise.all([header.innerText(), page.waitForEvent('download'), header.click()]);
    // What the terminal wrote is compiled and held against 10 000 decisions in the reports' own tests.
    expect(readFileSync(await download.path(), 'utf8')).toBe(studio.lab.read('offload', ...name.split('/')));
    expect(complaints).toEqual([]);
    await close();
  }, 120_000);
});

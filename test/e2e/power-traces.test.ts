/** Measuring a board's supply in the window: a simulated Power Profiler Kit is started, captured, looked at, marked, exported, troubled and diagnosed. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { demoWaveform } from '../../src-main/simulators/waveform';
import { accessibilityProblems } from '../support/browser-window';
import { describeInBrowser, serveLaboratory } from '../support/served-laboratory';

/** What the simulated board draws over one turn of its waveform at 3.3 V, in closed form; whole turns cost the same from wherever they begin. */
const turnJ = demoWaveform.charge(demoWaveform.periodS) * 3.3;
const turnS = demoWaveform.periodS;

const seconds = async (page: Page): Promise<number> => Number.parseFloat((await page.locator('[data-duration]').textContent()) ?? '0');
async function measured(page: Page, atLeast: number): Promise<void> {
  await page.waitForFunction((wanted) => {
    const text = document.querySelector('[data-duration]')?.textContent ?? '';
    return text.endsWith('\u00a0s') && (text.includes('min') || Number.parseFloat(text) >= wanted);
  }, atLeast, { timeout: 60_000 });
}
/** What the plot shows, as a string that differs when the picture does. */
const picture = (page: Page): Promise<string> => page.getByRole('application').evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());

async function startSimulator(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Simulated instrument' }).first().click();
  await page.getByRole('menuitem', { name: /Power Profiler Kit/ }).click();
  await page.locator('[data-device]').filter({ hasText: 'Power Profiler Kit' }).first().waitFor();
}
async function capture(page: Page): Promise<void> {
  await page.getByRole('link', { name: /^Capture with .*Power Profiler Kit/ }).first().click();
  await page.getByRole('button', { name: 'Start' }).click();
  await page.locator('[data-capture-state="measuring"]').waitFor({ timeout: 30_000 });
}
async function select(page: Page, from: number, to: number): Promise<void> {
  await page.getByRole('textbox', { name: 'From' }).fill(String(from));
  await page.getByRole('textbox', { name: 'To' }).fill(String(to));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Numbers of the selection' }).waitFor();
}

describeInBrowser('power traces in the window', () => {
  const studio = serveLaboratory();

  it('captures a simulated board, shows it live, and its numbers are those of the board', async () => {
    const { page, complaints, close } = await studio.open('/devices');
    await startSimulator(page);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('link', { name: /^Capture with/ }).first().click();
    await page.getByRole('button', { name: 'Start' }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.goBack();
    await capture(page);

    // It moves while it follows, and stands still while the view is paused, though recording goes on.
    await measured(page, 1);
    const first = await picture(page);
    await page.waitForFunction((before) => (document.querySelector('[role="application"]') as HTMLCanvasElement).toDataURL() !== before, first);
    await measured(page, 3);
    await page.getByRole('button', { name: 'Pause view' }).click();
    const [before, summary] = [await seconds(page), page.locator('[data-trace-summary]')];
    await measured(page, before + 1);
    await page.getByRole('button', { name: 'Follow live' }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);

    // The wheel comes closer to what is under the pointer; Shift and drag selects.
    const box = await page.getByRole('application').boundingBox() ?? expect.fail('the plot has no place');
    const shownBefore = await summary.textContent();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.wheel(0, -400);
    await page.waitForFunction((before) => document.querySelector('[data-trace-summary]')?.textContent !== before, shownBefore);
    await page.keyboard.down('Shift');
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.7, box.y + box.height / 2, { steps: 4 });
    await page.mouse.up();
    await page.keyboard.up('Shift');
    await page.getByRole('heading', { name: 'Numbers of the selection' }).waitFor();
    const dragged = page.getByRole('textbox', { name: 'To' });
    expect(Number(await dragged.inputValue())).toBeGreaterThan(Number(await page.getByRole('textbox', { name: 'From' }).inputValue()));

    // Two whole turns of the waveform, typed to the sample.
    await select(page, 0.5, 0.5 + 2 * turnS);
    const energy = page.locator('[data-energy]');
    await energy.waitFor();
    const joules = Number(await energy.getAttribute('data-joules'));
    const coverage = Number.parseFloat((await page.locator('[data-selection] dl > div').nth(3).locator('dd').textContent()) ?? '') / 100;
    // Lost samples are in no sum: what is missing is missing.
    expect(Math.abs(joules / (2 * turnJ) - coverage)).toBeLessThan(0.02);
    expect(await energy.textContent()).toMatch(/mJ$/);

    // A marker by key at the middle of the view, moved on, another: what flowed between them.
    const plot = page.getByRole('application');
    await plot.press('Enter');
    await plot.press('m');
    await plot.press('ArrowRight');
    await plot.press('m');
    await page.locator('[data-integrals] tbody tr').first().waitFor();
    await page.waitForFunction(() => /J/.test(document.querySelector('[data-integrals] tbody td:nth-of-type(2)')?.textContent ?? ''));
    await plot.press('n');
    await page.getByRole('textbox', { name: 'Note' }).fill('first inference');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.locator('[data-marks] input').last().waitFor();

    await page.getByRole('button', { name: 'Show as table' }).click();
    expect(await page.getByRole('region', { name: /^Power trace of/ }).getByRole('row').count()).toBeGreaterThan(20);
    expect(await summary.textContent()).toMatch(/mean [\d.]+\u00a0mA/);
    await page.getByRole('button', { name: 'Show as chart' }).click();

    await page.getByRole('button', { name: 'Stop' }).click();
    await page.locator('[data-capture-state="stopped"]').waitFor({ timeout: 30_000 });
    const [download] = await Promise.all([
      page.waitForEvent('download', { timeout: 60_000 }),
      (async () => {
        await page.getByRole('button', { name: /^Export/ }).click();
        await page.getByRole('menuitem', { name: /Samples as CSV/ }).first().click();
      })(),
    ]);
    const rows = readFileSync(await download.path(), 'utf8').trimEnd().split('\n').filter((row) => !row.startsWith('#'));
    // A head, and one row a sample of the selection.
    expect(Math.abs(rows.length - 1 - Math.round(2 * turnS * 100_000))).toBeLessThanOrEqual(1);
    await page.keyboard.press('Escape');
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  }, 300_000);

  it('keeps recordings in order: renamed, removed, brought back, and opened where they were left', async () => {
    const { page, complaints, close } = await studio.open('/captures');
    const row = page.locator('[data-recordings] > li');
    await row.first().waitFor();
    await row.first().getByRole('button', { name: /^Rename/ }).click();
    await page.getByRole('textbox', { name: /^Rename/ }).fill('Two inferences');
    await page.keyboard.press('Enter');
    await row.filter({ hasText: 'Two inferences' }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Remove Two inferences' }).click();
    await row.filter({ hasText: 'Two inferences' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await row.filter({ hasText: 'Two inferences' }).getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: 'Two inferences' }).waitFor();
    await page.locator('[data-marks] li').nth(2).waitFor();
    expect(complaints).toEqual([]);
    await close();
  }, 120_000);

  it('draws lost samples as a gap, waits for an instrument whose cable was pulled, and goes on when it is back', async () => {
    const { page, goTo, close } = await studio.open('/devices');
    const trouble = async (what: string): Promise<void> => {
      await goTo('/devices');
      await page.getByRole('button', { name: /^Trouble/ }).first().click();
      await page.getByRole('menuitem', { name: what }).click();
    };
    await capture(page);
    const address = new URL(page.url()).hash.slice(1);
    await measured(page, 1);
    await trouble('Lose 5000 samples');
    await trouble('Pull the cable');
    await goTo(address);
    await page.locator('[data-capture-state="waiting"]').waitFor({ timeout: 30_000 });
    await page.getByText('Recording goes on by itself').waitFor();
    await goTo('/devices');
    await page.getByRole('button', { name: 'Put the cable back' }).click();
    await goTo(address);
    await page.locator('[data-capture-state="measuring"]').waitFor({ timeout: 60_000 });
    await page.getByRole('application').press('f');
    await page.waitForFunction(() => /gap/.test(document.querySelector('[data-trace-summary]')?.textContent ?? ''));
    expect(await page.locator('[data-selection]').textContent()).toContain('were lost here');
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.locator('[data-capture-state="stopped"]').waitFor({ timeout: 30_000 });
    await close();
  }, 240_000);

  it('examines a bench check by check, in Spanish too', async () => {
    const { page, complaints, close } = await studio.open('/devices');
    await page.getByRole('link', { name: /^Check the wiring of .*Power Profiler Kit/ }).first().click();
    await page.getByRole('button', { name: 'Start the check' }).click();
    await page.locator('[data-check="identity"][data-state="passed"]').waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Check again' }).waitFor();
    await page.waitForFunction(() => document.querySelectorAll('[data-check][data-state="waiting"], [data-check][data-state="running"]').length === 0, undefined, { timeout: 90_000 });
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
    const spanish = await studio.open('/devices/doctor', { locale: 'es-ES', colorScheme: 'dark', viewport: { width: 1024, height: 768 } });
    await spanish.page.getByRole('heading', { level: 1, name: 'Médico del cableado' }).waitFor();
    await spanish.goTo('/captures');
    await spanish.page.getByRole('link', { name: 'Nueva captura' }).first().waitFor();
    expect(await accessibilityProblems(spanish.page)).toEqual([]);
    await spanish.close();
  }, 240_000);
});

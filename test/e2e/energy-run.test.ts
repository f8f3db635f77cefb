/** The bundled energy experiment from the command line and another one from the wizard: a simulated board on a simulated PPK2, its figures and recordings, and that none is called measured. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Results } from '../../src-main/contract/results';
import { projectRoot } from '../../src-main/paths';
import { accessibilityProblems, settled } from '../support/browser-window';
import { csvTable } from '../support/csv-table';
import { finishedRun } from '../support/finished-run';
import { openLaboratory, type Laboratory } from '../support/laboratory';
import { describeInBrowser, serveLaboratory } from '../support/served-laboratory';
import { answerOf, hiStudio, killAll } from '../support/terminal';

const bundled = parse(readFileSync(join(projectRoot(), 'profiles', 'experiments', 'energy-demo.yaml'), 'utf8')) as Record<string, unknown>;
const board = parse(readFileSync(join(projectRoot(), 'profiles', 'boards', 'simulated-mcu.yaml'), 'utf8')) as { bench: { inference_ma: number; idle_ma: number } };

let lab: Laboratory;
let results: Results;
let answer: { run: string; files: string[] };
beforeAll(async () => {
  lab = openLaboratory();
  // As bundled, but for fewer samples.
  lab.profile('energy.yaml', { ...bundled, dataset: { use: 'glyphs', fit: 200, report: 300 }, bootstrap: 200 });
  const run = await hiStudio(['run', 'energy.yaml', '--out', 'report', '--json'], lab);
  expect(run.code, run.err).toBe(0);
  answer = answerOf(run);
  results = lab.json('report', 'results.json');
});
afterAll(() => {
  killAll();
  lab.remove();
});

describe('the energy experiment', () => {
  it('tells the energy of every part, both ways, as the simulated board’s current and times give it', () => {
    const [energy] = results.energy ?? [];
    expect(energy.works.map(({ work }) => work)).toEqual(['exit-1', 'exit-2', 'plain', 'decision', 'offload']);
    for (const work of energy.works.filter(({ work: id }) => id.startsWith('exit') || id === 'plain')) {
      const callMs = work.windows.latencyMs.reduce<number>((sum, ms) => sum + (ms ?? 0), 0) / work.windows.latencyMs.length;
      // mA x V x ms of the window, by hand; the current needs 20 us to rise from idle, and what it lacks then is not in the window.
      const { inference_ma: busy, idle_ma: idle } = board.bench;
      const windowMj = 3.3 * (busy * callMs * work.inferences - (busy - idle) * 0.02) / 1000;
      expect(Math.abs(work.integratedMj.value / (windowMj / work.inferences) - 1), work.work).toBeLessThan(1e-3);
      expect(Math.abs(work.differenceShare ?? 1)).toBeLessThan(1e-3);
    }
    expect(energy.gaps).toEqual([]);
  });

  it('marks all of it as simulated and none as measured', () => {
    const [energy] = results.energy ?? [];
    expect(energy.simulated).toBe(true);
    const text = JSON.stringify([results.energy, results.boards, results.strategies.map(({ epiMj, lpiMs }) => [epiMj, lpiMs])]);
    expect(text).not.toContain('"measured"');
    expect(results.verdict.reasons.map(({ code }) => code)).toContain('energy-simulated');
    expect(results.boards[0].costs[0].plain.energyMj?.source).toMatch(/^simulated board and simulated Nordic Power Profiler Kit II/);
  });

  it('composes the strategies of these energies', () => {
    const [costs] = results.boards[0].costs;
    const onDevice = results.strategies.find(({ strategy }) => strategy === 'on-device');
    expect(onDevice?.epiMj?.value).toBeCloseTo(costs.plain.energyMj?.value ?? NaN, 9);
  });

  it('writes a row a window into energy.csv, each the place of its recording that can be opened', async () => {
    expect(answer.files).toContain('energy.csv');
    const rows = csvTable(lab.read('report', 'energy.csv'));
    expect(rows).toHaveLength(5 * 30);
    const [energy] = results.energy ?? [];
    const plain = rows.filter(({ work }) => work === 'plain');
    const mean = plain.reduce((sum, { energy_mj: mj }) => sum + Number(mj), 0) / plain.length;
    expect(mean).toBeCloseTo(energy.works.find(({ work }) => work === 'plain')?.integratedMj.value ?? NaN, 9);
    const told = await hiStudio(['trace', lab.path('home', 'runs', answer.run, plain[0].trace), '--json'], lab);
    expect(told.code, told.err).toBe(0);
    expect(told.out).toContain('Simulated Nordic Power Profiler Kit II');
  });
});

describeInBrowser('measured energy in the window', () => {
  const studio = serveLaboratory({
    laboratory: () => lab,
    prepare: () => {
      // With this seed and eight windows a part, the first window of the whole model is 8.5 interquartile ranges beyond the quartiles: found by drawing the bench’s numbers.
      lab.profile('mine/boards/shaky-mcu.yaml', { ...board, id: 'shaky-mcu', name: 'Shaky microcontroller', bench: { ...board.bench, seed: 7 } });
    },
  });

  it('is chosen beside the board in the wizard, shows the power while it is measured, and leads from an outlier to its place in the recording', async () => {
    const { page, goTo, complaints, close } = await studio.open('/new/dataset');
    await page.getByRole('radio', { name: 'Glyphs' }).check({ force: true });
    await page.getByRole('spinbutton', { name: 'Fit set' }).fill('100');
    await page.getByRole('spinbutton', { name: 'Report set' }).fill('100');
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('checkbox', { name: 'Raspberry Pi 4B (virtual)' }).check({ force: true });
    await page.getByRole('checkbox', { name: 'Shaky microcontroller' }).check({ force: true });
    // A board that lives in tables has nothing to measure.
    await page.locator('[data-energy-board="raspberry-pi-4b"]').getByText('there is nothing to measure').waitFor();
    await page.getByRole('combobox', { name: 'Instrument for Shaky microcontroller' }).click();
    await page.getByRole('option', { name: 'Nordic Power Profiler Kit II (simulated)' }).click();
    const volts = page.getByRole('spinbutton', { name: 'Voltage of Shaky microcontroller' });
    expect(await volts.inputValue()).toBe('3.3');
    await page.getByRole('spinbutton', { name: 'Windows for each part' }).fill('8');
    await page.getByRole('spinbutton', { name: 'Windows for each part' }).press('Enter');
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('link', { name: 'Model', exact: true }).first().click();
    await page.getByRole('checkbox', { name: 'ResNet-8, one exit (glyphs)' }).check({ force: true });
    await page.getByRole('radio', { name: 'Quick remote' }).check({ force: true });
    // What the instrument would refuse is said by the plan, where it is mended.
    await page.getByRole('link', { name: 'Device', exact: true }).first().click();
    await volts.fill('4.2');
    const bench = page.locator('[data-energy-board="shaky-mcu"]');
    await bench.getByText('The board bears at most 3.6 V.', { exact: true }).waitFor();
    await bench.getByText('Nothing was switched on').waitFor();
    await volts.fill('3');
    await bench.getByText('Nothing was switched on').waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'QoS targets' }).first().click();
    await page.getByRole('button', { name: 'Start the run' }).click({ timeout: 30_000 });
    await page.waitForURL(/#\/runs\/[^/]+$/);
    const live = page.locator('[data-live-power]');
    await live.waitFor({ timeout: 120_000 });
    expect(await live.locator('[data-simulated]').innerText()).toBe('simulated');
    await page.locator('[data-live-power="offload"]').waitFor({ timeout: 60_000 });
    expect(Number(await live.getAttribute('data-windows'))).toBeGreaterThan(0);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('link', { name: 'Show results' }).click({ timeout: 90_000 });
    await page.getByRole('tab', { name: 'Energy' }).click();
    await page.locator('[data-energy="shaky-mcu"]').waitFor();
    expect(await page.locator('[data-energy-parts] tbody tr').count()).toBe(5);
    expect(await page.locator('[data-energy-parts]').innerText()).not.toMatch(/\bmeasured here\b/i);
    await page.locator('[data-outliers] li button').first().click();
    const trace = page.locator('[data-run-trace]');
    await trace.locator('[data-shown-window][data-outlier="true"]').waitFor();
    // The sentence under the trace tells what is in view: the window’s power, 3 V times what the board draws.
    await trace.locator('[data-trace-summary]').getByText(/Power: mean/).waitFor();
    await settled(page);
    expect(await accessibilityProblems(page)).toEqual([]);
    const [shown] = (await trace.locator('[data-shown-window]').innerText()).match(/\d+/) ?? [];
    await trace.getByRole('button', { name: shown === '1' ? 'Window after' : 'Window before' }).click();
    await trace.locator('[data-shown-window]').getByText(`Window ${shown === '1' ? 2 : Number(shown) - 1} of 8`).waitFor();
    await goTo('/runs');
    await page.locator('[data-runs] [data-run-verdict]').nth(1).waitFor();
    expect(complaints).toEqual([]);
    await close();
  }, 400_000);

  it('says in a run without an instrument how to add one', async () => {
    const { run } = await finishedRun(lab, 'without', { name: 'Without', remote: 'quick-remote' });
    const { page, complaints, close } = await studio.open(`/runs/${run.id}/results/energy`);
    await page.getByText('No instrument was used').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Repeat this experiment with an instrument' }).click();
    await page.locator('[data-energy-choice]').waitFor();
    expect(complaints).toEqual([]);
    await close();
  }, 120_000);
});

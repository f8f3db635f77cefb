/** The bundled energy experiment from the command line: a simulated board on a simulated PPK2, its figures, and that none is called measured. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Results } from '../../src-main/contract/results';
import { projectRoot } from '../../src-main/paths';
import { csvTable } from '../support/csv-table';
import { openLaboratory, type Laboratory } from '../support/laboratory';
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

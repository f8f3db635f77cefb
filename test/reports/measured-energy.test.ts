/** What an instrument measured, in the files of a report: every window in energy.csv, both ways and every doubt in the PDF, two figures. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resultsDocument, type Results } from '../../src-main/contract/results';
import { figuresOf } from '../../src-main/core/figures';
import { writeReport } from '../../src-main/reports';
import { measuredEnergySection } from '../../src-main/reports/pdf/measured-energy';
import { csvTable } from '../support/csv-table';
import { exampleEnergy } from '../support/example-energy';
import { exampleResults } from '../support/example-results';

const results: Results = { ...exampleResults(), energy: [exampleEnergy()] };
let folder: string;
let files: string[];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hi-energy-report-'));
  files = await writeReport(results, folder, { formats: ['csv', 'json', 'pdf'] });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** All words of a PDF section. */
const wordsOf = (value: unknown): string => (typeof value === 'string' ? value : Array.isArray(value) ? value.map(wordsOf).join(' ') : value !== null && typeof value === 'object' ? Object.entries(value).filter(([key]) => ['text', 'stack', 'table', 'body', 'content'].includes(key)).map(([, one]) => wordsOf(one)).join(' ') : '');

describe('measured energy in a report', () => {
  it('has a row a window, with the sample numbers of its place on the trace', () => {
    expect(files).toContain('energy.csv');
    const rows = csvTable(readFileSync(join(folder, 'energy.csv'), 'utf8'));
    expect(rows).toHaveLength(10);
    expect(rows[7]).toMatchObject({ board: 'this-computer', work: 'plain', window: '8', energy_mj: '21.4', outlier: 'yes', from_sample: '188', to_sample: '208', from_s: '94', duration_s: '10', simulated: 'no', provenance: 'measured', trace: 'traces/this-computer--resnet8-ee--plain.hitrace' });
    // Left out for its losses: no energy, not zero.
    expect(rows[9]).toMatchObject({ energy_mj: '', coverage_fraction: '0.9' });
    const notes = csvTable(readFileSync(join(folder, 'columns.csv'), 'utf8')).filter(({ file }) => file === 'energy.csv').map(({ column }) => column);
    expect(notes).toEqual(Object.keys(rows[0]));
  });

  it('keeps its document readable, and older documents without it', () => {
    expect(resultsDocument.parse(JSON.parse(readFileSync(join(folder, 'results.json'), 'utf8'))).energy?.[0].works[0].outliers).toEqual([7]);
    expect(resultsDocument.parse(exampleResults()).energy).toBeUndefined();
  });

  it('says instrument, settings, windows, both ways, clock fit, outliers, warnings and gaps in its section', () => {
    const words = wordsOf(measuredEnergySection(results, [])).replaceAll(/[\u00a0\u202f]/g, ' ');
    for (const said of ['Measured energy', 'Voltech PM1000+, serial 100007, 1.26, at lab:5025', 'The board had its own supply and took 2 samples a second', 'time stamps of the board', 'Idle power: 4100 mW over 20', 'included in every energy',
      '10 × 4', '15.8', '1.00 %', '99.91 %', '1, 0', '−42.4', '1250', 'Outliers of whole model without heads', '21.4 mJ at samples 188 to 208', 'Mean power x mean latency is 1 %', 'cannot repeat offload']) expect(words).toContain(said);
    expect(words).not.toContain('imulated');
    expect(measuredEnergySection(exampleResults(), [])).toEqual([]);
  });

  it('says of a simulated one in the title, the text and the captions that nothing was measured', () => {
    const simulated: Results = { ...exampleResults(), energy: [exampleEnergy({ simulated: true })] };
    const words = wordsOf(measuredEnergySection(simulated, []));
    expect(words).toContain('Measured energy (simulated)');
    expect(words).toContain('neither this board nor this instrument exists, and nothing here was measured');
    for (const figure of figuresOf(simulated).filter(({ name }) => name === 'energy-windows' || name === 'power-trace')) expect(figure.caption).toContain('simulated board and instrument, nothing was measured');
  });

  it('draws the distribution of windows, outliers marked, and the trace with the windows shaded', () => {
    const drawn = figuresOf(results);
    const [windows, trace] = ['energy-windows', 'power-trace'].map((name) => drawn.find((figure) => figure.name === name));
    const datasets = windows?.panels[0].chart.data.datasets ?? [];
    expect(datasets.find(({ label }) => label === 'outliers')?.data).toEqual([{ x: 21.4, y: expect.any(Number) }]);
    // The steps of the outline hold nine windows: every bin has two points of its height.
    const steps = datasets[0].data as { x: number; y: number }[];
    expect(steps.slice(1, -1).reduce((sum, { y }) => sum + y, 0) / 2).toBe(9);
    expect(trace?.panels[0].chart.data.datasets[0].spans).toEqual([[400, 1200]]);
    for (const figure of [windows, trace]) for (const row of figure?.table.rows ?? []) expect(row).toHaveLength(figure?.table.columns.length ?? 0);
    expect(figuresOf(exampleResults()).some(({ name }) => name === 'power-trace')).toBe(false);
  });
});

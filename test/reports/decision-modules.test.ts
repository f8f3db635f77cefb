/** Decision modules side by side in the report: the document's numbers in decisions.csv, their meaning in columns.csv, and a section of the PDF. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DecisionComparison } from '../../src-main/contract/decision-results';
import { resultsDocument, type Results } from '../../src-main/contract/results';
import { writeReport } from '../../src-main/reports';
import { decisionModuleSection } from '../../src-main/reports/pdf/decision-modules';
import { csvTable } from '../support/csv-table';
import { exampleResults } from '../support/example-results';

const plain = exampleResults();
const hi = plain.strategies.filter(({ strategy }) => strategy === 'hi');
const rowOf = (board: string, kind: string, own: boolean): DecisionComparison => {
  const { accuracy, lpiMs, epiMj, offloadShare, model, cells, f1, selectiveAccuracy } = hi.find((one) => one.board === board) as Results['strategies'][number];
  const { latencyMs, energyMj } = (plain.boards.find(({ id }) => id === board) as Results['boards'][number]).costs[0].decision;
  return {
    board, model, kind, own, text: `${kind} in words`, accuracy, lpiMs, epiMj, offloadShare, cells: cells ?? { acceptedRight: 0, offloadedNeedlessly: 0, missed: 0, caught: 0 }, f1Weighted: f1?.weighted ?? null, selectiveAccuracy,
    routingGain: own ? 0.75 : null, aurc: 0.02, accuracyDifference: own ? null : { ...accuracy, value: -0.01, low: -0.02, high: 0 }, lpiReduction: null, cost: { latencyMs, energyMj }, macs: own ? 2 : 576, bytes: own ? 16 : 2576, deploys: own ? 'c' : 'studio',
  };
};
const results: Results = { ...plain, decisions: plain.boards.flatMap(({ id }) => [rowOf(id, 'binary-lr', true), rowOf(id, 'rich-mlp', false)]) };

let folder = '';
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'hi-decisions-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const text = (value: unknown): string => JSON.stringify(value);

describe('decision modules in a report', () => {
  it('are a row of decisions.csv each, with every column explained', async () => {
    expect(resultsDocument.parse(results).decisions).toEqual(results.decisions);
    expect(await writeReport(results, folder, { formats: ['csv'] })).toContain('decisions.csv');
    const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
    const rows = csvTable(read('decisions.csv'));
    expect(rows.map(({ board, decision, own, deploys }) => [board, decision, own, deploys])).toEqual(results.decisions?.map(({ board, kind, own, deploys }) => [board, kind, own ? 'yes' : 'no', deploys]));
    expect(rows.map((row) => [Number(row.accuracy_fraction), Number(row.lpi_ms), row.accuracy_difference, Number(row.memory_bytes)])).toEqual(results.decisions?.map(({ accuracy, lpiMs, accuracyDifference, bytes }) => [accuracy.value, lpiMs.value, accuracyDifference === null ? '' : String(accuracyDifference.value), bytes]));
    const explained = csvTable(read('columns.csv')).filter(({ file }) => file === 'decisions.csv').map(({ column }) => column);
    expect(explained).toEqual(Object.keys(rows[0]));
  });

  it('fill a section of the PDF, with the first board where there are many, and none where nothing was compared', () => {
    const section = text(decisionModuleSection(results));
    for (const said of ['Binary LR (own)', 'MLP on more features', 'rich-mlp in words', 'decisions.csv has the other boards']) expect(section).toContain(said);
    expect(section.match(/Binary LR/g)).toHaveLength(1);
    expect(decisionModuleSection(plain)).toEqual([]);
  });

  it('are not in the report of a run that compared none', async () => {
    expect(await writeReport(plain, folder, { formats: ['csv'] })).not.toContain('decisions.csv');
  });
});

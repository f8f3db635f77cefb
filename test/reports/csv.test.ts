/** CSV against an independent reader written from RFC 4180's grammar, and against the results it was made from. */
import fc from 'fast-check';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeReport, type SampleRow } from '../../src-main/reports';
import { csvCell, csvLine } from '../../src-main/reports/csv/csv-text';
import { exampleResults } from '../support/example-results';

function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let [row, cell, quoted] = [[] as string[], '', false];
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quoted && c === '"' && text[i + 1] === '"') cell += text[++i];
    else if (c === '"') quoted = !quoted;
    else if (!quoted && c === ',') [row, cell] = [[...row, cell], ''];
    else if (!quoted && c === '\r' && text[i + 1] === '\n') {
      rows.push([...row, cell]);
      [row, cell] = [[], ''];
      i++;
    } else cell += c;
  }
  expect(quoted || row.length > 0 || cell !== '').toBe(false);
  return rows;
}

let folder = '';
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'hi-report-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const table = (file: string): Record<string, string>[] => {
  const [head, ...rows] = readCsv(readFileSync(join(folder, file), 'utf8'));
  return rows.map((row) => Object.fromEntries(head.map((name, i) => [name, row[i]])));
};

function row(index: number, more: Partial<SampleRow> = {}): SampleRow {
  return { set: 'report', index, truth: 3, label: 'drum', model: 'resnet8-ee', exits: [{ prediction: 2, p1: 0.5, p2: 0.25, confidence: 0.5 }, { prediction: 3, p1: 0.75, p2: 0.125, confidence: 0.75 }], accepted: false, remote: 3, offloadMs: null, paths: { hi: 'offload', ee: 'device', 'ee-hi': 'offload' }, ...more };
}

describe('comma-separated values', () => {
  it('reads back any text, whatever quotes, commas and line ends it has', () => {
    const word = fc.string({ unit: fc.constantFrom('a', ',', '"', '\r', '\n', ' ', 'é', ';') });
    fc.assert(fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (cells) => {
      expect(readCsv(csvLine(cells))).toEqual([cells.map((cell) => (cell.startsWith('\r') ? `'${cell}` : cell))]);
    }));
  });
  it('keeps a spreadsheet from running a name as a formula, and leaves negative numbers alone', () => {
    expect(['=1+1', '+1', '-1', '@a', '\ta', 'a=1'].map(csvCell)).toEqual(["'=1+1", "'+1", "'-1", "'@a", "'\ta", 'a=1']);
    expect([-1.5, null, Number.NaN, true].map(csvCell)).toEqual(['-1.5', '', '', 'true']);
  });
});

describe('results.csv', () => {
  it('has one row per board, model and strategy with intervals and provenance', async () => {
    const results = exampleResults();
    await writeReport(results, folder, { formats: ['csv'] });
    const rows = table('results.csv');
    expect(rows.length).toBe(35);
    const eeHi = rows.find((one) => one.board === 'this-computer' && one.strategy === 'ee-hi')!;
    const entry = results.strategies.find((one) => one.board === 'this-computer' && one.strategy === 'ee-hi')!;
    expect(Number(eeHi.accuracy_percent)).toBeCloseTo(entry.accuracy.value * 100, 9);
    expect(Number(eeHi.lpi_low_ms)).toBe(entry.lpiMs.low);
    expect(eeHi.epi_provenance).toBe('modelled');
    expect(rows.find((one) => one.board === 'esp32')!.epi_mj).toBe('');
    expect(Number(eeHi.missed_samples)).toBe(entry.cells!.missed);
  });
  it('explains every column of every table in columns.csv', async () => {
    await writeReport(exampleResults(), folder, { formats: ['csv', 'samples'], samples: (async function* () { yield [row(0)]; })() });
    for (const file of ['results.csv', 'differences.csv', 'samples.csv']) {
      const [head] = readCsv(readFileSync(join(folder, file), 'utf8'));
      expect(table('columns.csv').filter((note) => note.file === file && note.meaning !== '').map((note) => note.column)).toEqual(head);
    }
  });
});

describe('differences.csv', () => {
  it('says why a reduction is missing where both costs are known, and says nothing of it elsewhere', async () => {
    const results = exampleResults();
    const without = results.differences.findIndex(({ quantity, reduction }) => quantity === 'lpiMs' && reduction !== null);
    results.differences[without].reduction = null;
    await writeReport(results, folder, { formats: ['csv'] });
    const [head, ...rows] = readCsv(readFileSync(join(folder, 'differences.csv'), 'utf8'));
    const why = head.indexOf('no_reduction_because');
    expect(rows.map((row) => row[why] !== '')).toEqual(results.differences.map(({ quantity, reduction }) => quantity !== 'accuracy' && reduction === null));
    expect(rows[without][why]).toMatch(/too few timing loops.+run again with more loops/);
  });
});

describe('samples.csv', () => {
  it('tells what every exit, the decision and the server said of a sample', async () => {
    await writeReport(exampleResults(), folder, { formats: ['samples'], samples: (async function* () { yield [row(7)]; yield [row(8, { label: '=bad', remote: null })]; })() });
    const [first, second] = table('samples.csv');
    expect(first).toMatchObject({ set: 'report', index: '7', truth: '3', exit1_prediction: '2', exit1_p1: '0.5', final_prediction: '3', final_p2: '0.125', locally_right: 'true', accepted: 'false', remote_prediction: '3', offload_ms: '', path_hi: 'offload', path_ee: 'device', path_ee_hi: 'offload' });
    expect(second).toMatchObject({ label: "'=bad", remote_prediction: '' });
  });
  it('takes rows only as fast as they are written, so that a long run needs no more memory than a short one', async () => {
    let taken = 0;
    let ahead = 0;
    async function* source(): AsyncGenerator<SampleRow[]> {
      for (let batch = 0; batch < 300; batch++) {
        taken++;
        ahead = Math.max(ahead, taken - batch);
        yield Array.from({ length: 200 }, (_, i) => row(batch * 200 + i));
      }
    }
    await writeReport(exampleResults(), folder, { formats: ['samples'], samples: source() });
    expect(table('samples.csv').length).toBe(60_000);
    expect(ahead).toBe(1);
  });
  it('leaves no half-written file when its source fails', async () => {
    const failing = (async function* () { yield [row(0)]; throw new Error('store gone'); })();
    await expect(writeReport(exampleResults(), folder, { formats: ['samples'], samples: failing })).rejects.toThrow('store gone');
    expect(readdirSync(folder).filter((file) => file.startsWith('samples'))).toEqual([]);
  });
});

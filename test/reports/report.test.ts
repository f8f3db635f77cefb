/** The whole report of the example run: files, pages and words. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resultsDocument, type Results } from '../../src-main/contract/results';
import { figuresOf } from '../../src-main/core/figures';
import { headlineOf } from '../../src-main/core/figures/headline';
import { formatInterval, formatNumber, formatQuantity } from '../../src-main/core/figures/number-text';
import { writeReport } from '../../src-main/reports';
import { figureSvg } from '../../src-main/reports/draw-figure';
import { methodTopics } from '../../src-main/reports/pdf/methods';
import { exampleResults } from '../support/example-results';

const pdftotext = spawnSync('pdftotext', ['-v']).error === undefined;
let folder = '';
let files: string[] = [];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hi-report-'));
  files = await writeReport(exampleResults(), folder);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const read = (file: string): Buffer => readFileSync(join(folder, file));
const pageCount = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;
const oneSpaced = (text: string): string => text.replaceAll(/[\s\u00a0]+/g, ' ');

describe('the report of a run', () => {
  it('is made from a document that fits the contract', () => {
    expect(resultsDocument.safeParse(exampleResults()).error).toBeUndefined();
  });
  it('writes every file it promises and nothing else', () => {
    const figures = figuresOf(exampleResults()).flatMap(({ name }) => ['svg', 'png', 'csv'].map((ending) => `figures/${name}.${ending}`));
    expect([...files].sort()).toEqual(['columns.csv', 'differences.csv', 'early-offload.csv', 'report.pdf', 'results.csv', 'results.json', 'results.schema.json', ...figures].sort());
    expect(readdirSync(folder).length + readdirSync(join(folder, 'figures')).length - 1).toBe(files.length);
  });
  it('keeps the document in results.json, with a schema that names all its parts', () => {
    const document = JSON.parse(read('results.json').toString()) as Results;
    expect(document).toEqual(exampleResults());
    const schema = JSON.parse(read('results.schema.json').toString()) as { required: string[]; properties: Record<string, unknown>; $schema: string };
    expect(schema.$schema).toContain('json-schema.org');
    expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(Object.keys(document)));
    expect(Object.keys(document)).toEqual(expect.arrayContaining(schema.required));
  });
  it('draws figures as PNG and as SVG with real text', () => {
    expect(read('figures/accuracy.png').subarray(1, 4).toString()).toBe('PNG');
    const svg = read('figures/composed-in-loop.svg').toString();
    expect(svg.includes('>Offload share<')).toBe(true);
    // In the loop: two strategies, four quantities, each a filled and an outlined circle, and the key.
    expect(svg.match(/<circle [^>]*r="5"/g)?.length).toBe(17);
    expect(svg.match(/ id="[^"]+"/g)!.length).toBe(new Set(svg.match(/ id="[^"]+"/g)).size);
  });
  it('escapes names in figures, so that any name is a valid SVG', () => {
    const results = exampleResults();
    results.boards[0].name = 'Board <1> & "2"';
    const svg = figureSvg(figuresOf(results)[0]);
    expect(svg.includes('Board &lt;1&gt; &amp; &quot;2&quot;')).toBe(true);
    expect(svg.includes('Board <1>')).toBe(false);
  });
  it('is a PDF of more than three pages, the same bytes for the same results', async () => {
    const pdf = read('report.pdf');
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.toString('latin1').trimEnd().endsWith('%%EOF')).toBe(true);
    expect(pageCount(pdf)).toBeGreaterThan(3);
    const again = mkdtempSync(join(tmpdir(), 'hi-report-'));
    try {
      await writeReport(exampleResults(), again, { formats: ['pdf'] });
      expect(readFileSync(join(again, 'report.pdf')).equals(pdf)).toBe(true);
    } finally {
      rmSync(again, { recursive: true, force: true });
    }
  });
  it.skipIf(!pdftotext)(`prints the numbers of results.json${pdftotext ? '' : ' (skipped: pdftotext is not installed)'}`, () => {
    const text = oneSpaced(execFileSync('pdftotext', ['-layout', join(folder, 'report.pdf'), '-']).toString());
    const results = JSON.parse(read('results.json').toString()) as Results;
    for (const word of [oneSpaced(headlineOf(results).text), 'Valid with caution', `page 1 of ${pageCount(read('report.pdf'))}`, results.run.id]) expect(text).toContain(word);
    const [entry] = results.strategies.filter((one) => one.strategy === 'ee-hi');
    expect(text).toContain(oneSpaced(formatInterval(entry.accuracy, 'percent')));
    expect(text).toContain(oneSpaced(formatQuantity(entry.epiMj!.value, 'mJ')));
    for (const one of results.strategies) expect(text, `${one.board} ${one.strategy}`).toContain(`${formatNumber(one.lpiMs.value)} [`);
    for (const { sha256 } of results.hashes) expect(text.replaceAll('\u200b', '')).toContain(sha256);
  });
  it('says in its methods what was measured how, and what was not', () => {
    const words = methodTopics(exampleResults()).flatMap((one) => one.sentences).join(' ').replaceAll('\u00a0', ' ');
    for (const fact of ['Three disjoint sets', '2 000 samples', '4 000 other samples', 'seed 1', '50 warm-up inferences', '60 loops', 'one intra-op thread', 'z = −6.58 + 8.31 p1 − 4.20 p2 ≥ 0', '2 000 resamples', 'model that does nothing', '3 072 bytes', 'never measurements', 'infer 3.11 ms']) expect(words).toContain(fact);
  });
  it('reports a run with one board and nothing but an on-device model', async () => {
    const results = exampleResults();
    const only = <T extends { board: string }>(list: T[]): T[] => list.filter((one) => one.board === 'this-computer');
    Object.assign(results, { boards: results.boards.slice(0, 1), strategies: only(results.strategies).filter((one) => one.strategy === 'on-device'), differences: [], targets: [], curves: [], scatter: [], riskCoverage: [], perClass: [], loops: [], overheadMs: null, server: null, experiment: {} });
    const small = mkdtempSync(join(tmpdir(), 'hi-report-'));
    try {
      await writeReport(results, small, { formats: ['pdf', 'csv'] });
      expect(pageCount(readFileSync(join(small, 'report.pdf')))).toBeGreaterThan(1);
    } finally {
      rmSync(small, { recursive: true, force: true });
    }
  });
  it('says which file could not be written and what to do', async () => {
    writeFileSync(join(folder, 'in-the-way'), '');
    await expect(writeReport(exampleResults(), join(folder, 'in-the-way', 'out'), { formats: ['json'] })).rejects.toMatchObject({ code: 'report.not-written', message: expect.stringMatching(/in-the-way.*a part of the path is a file.*nothing measured is lost/) as unknown });
  });
});

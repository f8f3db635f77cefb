/** Reports in Spanish: no English left in them but names, every number of the English one, and files for programs as they are. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DecisionComparison } from '../../src-main/contract/decision-results';
import type { Results } from '../../src-main/contract/results';
import { figuresOf } from '../../src-main/core/figures';
import { languages, type Language } from '../../src-main/core/language';
import { publishedBeside, reproduce } from '../../src-main/core/published';
import { writeReport } from '../../src-main/reports';
import { figureSvg } from '../../src-main/reports/draw-figure';
import { reportLanguages } from '../../src-main/reports/language';
import { reportDocument } from '../../src-main/reports/pdf/document';
import { writeReproduction } from '../../src-main/reports/reproduction';
import { reproductionDocument } from '../../src-main/reports/reproduction/document';
import { exampleEnergy } from '../support/example-energy';
import { englishIn } from '../support/english-words';
import { exampleResults } from '../support/example-results';
import { libraryWith } from '../support/published-papers';

const pdftotext = spawnSync('pdftotext', ['-v']).error === undefined;
const plain = exampleResults();
const [hi] = plain.strategies.filter(({ strategy }) => strategy === 'hi');
const compared = (kind: string, own: boolean, text: string): DecisionComparison => ({
  board: hi.board, model: hi.model, kind, own, text, accuracy: hi.accuracy, lpiMs: hi.lpiMs, epiMj: hi.epiMj, offloadShare: hi.offloadShare, cells: hi.cells!, f1Weighted: 0.8, selectiveAccuracy: 0.9,
  routingGain: 0.75, aurc: 0.02, accuracyDifference: null, lpiReduction: null, cost: plain.boards[0].costs[0].decision, macs: 2, bytes: 16, deploys: 'c',
});
/** Every section that a report can have; intervals of many letters, which need room. */
const results: Results = {
  ...plain, dataset: { ...plain.dataset, id: 'cifar10-jpeg', name: 'CIFAR-10 (JPEG)' }, energy: [exampleEnergy(), exampleEnergy({ simulated: true, model: 'resnet32-wide' })],
  decisions: [compared('binary-lr', true, hi.policy.decision!.text), compared('online-experts', false, 'threshold on max-softmax, learnt while it works through the report set, an offload at 0.3 of a wrong answer, by 8 weighted experts')],
  differences: plain.differences.map((row, i) => (i % 5 === 1 ? { ...row, difference: { ...row.difference, value: -0.000239, low: -0.001232, high: 0.00071 }, note: `HI at its cheapest threshold for the accuracy target; ${row.note}` } : row)),
};
const library = libraryWith();
const beside = publishedBeside(results, library);
const paper = reproduce('hi-paper', library);
const at = '2026-03-14T09:26:53.000Z';

/** Proper names, longest first, so that none is a part of what is left. */
const names = [
  results.run.name, results.dataset.name, ...results.dataset.labels, ...[...results.boards, ...results.models].map(({ name }) => name), ...results.boards.flatMap(({ link }) => (link === null ? [] : [link])),
  paper.title, ...paper.authors, ...library.papers.map(({ source }) => source.title),
].sort((a, b) => b.length - a.length);
const anyName = new RegExp(`(?<![\\p{L}\\d.])(?:${names.map((name) => name.replaceAll(/[.*+?^$()|[\]\\{}]/g, '\\$&')).join('|')})(?![\\p{L}\\d])`, 'gu');
const withoutNames = (text: string): string => text.replaceAll(/[\u00a0\s]+/g, ' ').replaceAll('\u200b', '').replaceAll(anyName, '·');

/** Every text of a document, cell by cell and paragraph by paragraph; of drawings what is written in them. */
function textsOf(content: unknown): string[] {
  if (Array.isArray(content)) return content.flatMap(textsOf);
  if (content === null || typeof content !== 'object') return typeof content === 'string' ? [content] : [];
  const { text, svg, stack, columns, table } = content as { text?: unknown; svg?: string; stack?: unknown; columns?: unknown; table?: { body: unknown } };
  return [...(text === undefined ? [] : [runOf(text)]), ...(svg === undefined ? [] : [...svg.matchAll(/>([^<>]+)</g)].map(([, written]) => written)), ...[stack, columns, table?.body].flatMap((part) => (part === undefined ? [] : textsOf(part)))];
}
const runOf = (text: unknown): string => (Array.isArray(text) ? text.map(runOf).join('') : text !== null && typeof text === 'object' ? runOf((text as { text: unknown }).text) : String(text));
const framed = ({ info, header, footer, content }: TDocumentDefinitions): string[] => [info?.title ?? '', info?.subject ?? '', ...textsOf([(header as () => Content)(), (footer as (page: number, all: number) => Content)(2, 9), content])];
const report = (language: Language): string[] => {
  const spoken = reportLanguages[language];
  return framed(reportDocument(results, figuresOf(results, beside, spoken.figures).map((figure) => ({ figure, svg: '' })), beside, spoken));
};
/** The entropy has a longer name in Spanish, with a number. */
const numbersOf = (text: string): string[] => (text.replaceAll('1 − entropía / ln C', 'entropía').match(/\d+(?:[.,]\d+)*/g) ?? []).sort();
/** Texts that are the same in both languages. */
const same = /^(?:[^a-z]|m[sWJ]\b)*$|^(?:HI Studio · ·|Macro|Micro|Bytes|no|local|final|turbo|node|onnxruntime|studio|plan|linux .*|[LE]PI = .*|[\da-f]{64}|2026-03-14-glyphs-7f3a)$/;
const leftIn = (texts: readonly string[]): string[] => texts.flatMap((text) => {
  const words = englishIn(withoutNames(text));
  return words.length > 0 ? [`${text} (${words.join(', ')})`] : [];
});

let folder: string;
const read = (...path: string[]): Buffer => readFileSync(join(folder, ...path));
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hi-spanish-'));
  for (const language of languages) {
    await writeReport(results, join(folder, language), { language, beside });
    await writeReproduction(paper, join(folder, language, 'paper'), at, { language });
  }
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the report of a run in Spanish', () => {
  it('says nothing in English', () => {
    const texts = report('es');
    expect(texts.length).toBeGreaterThan(800);
    expect(leftIn(texts)).toEqual([]);
  });

  it('has every text of the English one, with its numbers', () => {
    const [from, to] = [report('en'), report('es')];
    expect(to.length).toBe(from.length);
    expect(to.flatMap((text, i) => (numbersOf(text).join() === numbersOf(from[i]).join() ? [] : [`${from[i]} → ${text}`]))).toEqual([]);
    // What stays is a name, a number, a unit or a mark.
    expect([...new Set(from.filter((text, i) => text === to[i]).map(withoutNames))].filter((text) => !same.test(text))).toEqual([]);
  });

  it('has its figures drawn in Spanish, those that are saved too', () => {
    for (const figure of figuresOf(results, beside, reportLanguages.es.figures)) {
      expect(leftIn(textsOf({ svg: figureSvg(figure) })), figure.name).toEqual([]);
      const saved = read('es', 'figures', `${figure.name}.svg`).toString();
      expect(saved).toContain('<title>');
      expect(leftIn(textsOf({ svg: saved })), figure.name).toEqual([]);
    }
    expect(read('es', 'figures', 'accuracy.png').equals(read('en', 'figures', 'accuracy.png'))).toBe(false);
  });

  it('leaves tables and JSON, which programs read, as they are', () => {
    const files = ['results.csv', 'differences.csv', 'early-offload.csv', 'decisions.csv', 'energy.csv', 'columns.csv', 'results.json', ...figuresOf(results).map(({ name }) => `figures/${name}.csv`)];
    for (const file of files) expect(read('es', file).equals(read('en', file)), file).toBe(true);
  });

  it.skipIf(!pdftotext)('is what the PDF prints (skipped without pdftotext)', () => {
    const text = execFileSync('pdftotext', [join(folder, 'es', 'report.pdf'), '-']).toString().replaceAll(/\s+/g, ' ');
    for (const said of ['14 de marzo de 2026, 09:26 UTC, duró 1 min 48 s', 'Válido con cautela', 'Mejor estrategia por objetivo', 'Diferencias y reducciones', 'Junto a los números publicados', 'Energía medida', 'Métodos', 'Apéndice', 'página 2 de']) expect(text).toContain(said);
    // Names are torn by the ends of lines here, so that their words may be English; small headings by their wide letters.
    const known = new Set(englishIn(names.join(' ; ')));
    expect(englishIn(withoutNames(text)).filter((word) => !known.has(word) && !/^[A-Z]{2}$/.test(word))).toEqual([]);
  });
});

describe('a reproduction in Spanish', () => {
  const document = (language: Language): string[] => framed(reproductionDocument(paper, [], at, reportLanguages[language]));

  it('says nothing in English, and has every text of the English one with its numbers', () => {
    const [from, to] = [document('en'), document('es')];
    expect(leftIn(to)).toEqual([]);
    expect(to.length).toBe(from.length);
    expect(to.flatMap((text, i) => (numbersOf(text).join() === numbersOf(from[i]).join() ? [] : [`${from[i]} → ${text}`]))).toEqual([]);
  });

  it('leaves tables and JSON as they are', () => {
    for (const file of ['claims.csv', 'readings.csv', 'reproduction.json', 'tables/table-5.csv', 'figures/figure-3.csv']) expect(read('es', 'paper', file).equals(read('en', 'paper', file)), file).toBe(true);
    expect(read('es', 'paper', 'figures', 'figure-3.svg').equals(read('en', 'paper', 'figures', 'figure-3.svg'))).toBe(false);
  });
});

describe.skipIf(!pdftotext)('pages of reports (skipped without pdftotext)', () => {
  it.each(languages.flatMap((language) => [`${language}/report.pdf`, `${language}/paper/reproduction.pdf`]))('keep every word between the margins: %s', (file) => {
    const words = [...execFileSync('pdftotext', ['-bbox', join(folder, file), '-'], { maxBuffer: 1 << 26 }).toString().matchAll(/<word xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="[\d.]+">([^<]*)</g)];
    expect(words.length).toBeGreaterThan(1000);
    expect(words.filter(([, left, right]) => Number(left) < 49 || Number(right) > 547).map(([, , right, word]) => `${word} (to ${right} pt)`)).toEqual([]);
  });
});

/** What the window says of published numbers: the rules as the code has them, conditions in words, references in figures. */
import { describe, expect, it } from 'vitest';
import { figuresOf } from '../../src-main/core/figures';
import { keepsTargets } from '../../src-main/core/figures/qos-scatter';
import { claimVerdicts, createPublishedLibrary, reproduce, reproductionFigures, verdictNames, verdictRules } from '../../src-main/core/published';
import { conditionTexts, placeText } from '../../src-renderer/features/published/condition-text';
import { published } from '../../src-renderer/locale/en/published';
import { exampleResults } from '../support/example-results';
import { libraryWith } from '../support/published-papers';

describe('the reproduction screen', () => {
  it('explains the verdicts in the words of the rules that reach them', () => {
    expect(published.reproduction.rule).toEqual(Object.fromEntries(verdictRules));
    expect(published.reproduction.verdict).toEqual(verdictNames);
    expect(Object.keys(published.reproduction.verdict)).toEqual([...claimVerdicts]);
  });

  it('draws from one paper’s records alone the figures of its report', () => {
    const library = libraryWith();
    for (const { source } of library.papers) {
      const sent = createPublishedLibrary([JSON.parse(JSON.stringify(library.paper(source.id)))]);
      expect(reproductionFigures(source.id, sent).map(({ table }) => table)).toEqual(reproduce(source.id, library).figures.map(({ table }) => table));
    }
  });
});

describe('a published record in words', () => {
  it('names its conditions and leaves out what it does not name', () => {
    const record = libraryWith().record('hi-paper', 'T3.cifar10.latency.jetson-orin-nano.15w')!;
    expect(placeText(record)).toBe('jetson-orin-nano 15W · remote · vit-h14 · cifar10');
    expect(conditionTexts(record)).toContain('link: wifi');
    expect(placeText({ ...record, device: null, power_mode: null, model: null })).toBe('remote · cifar10');
  });
  it('never shows a condition as an object', () => {
    for (const { records } of libraryWith().papers) for (const record of records) expect(conditionTexts(record).join()).not.toContain('[object');
  });
});

describe('published references in a run’s figures', () => {
  const results = exampleResults();
  const [entry] = results.strategies;
  const reference = { board: entry.board, model: entry.model, strategy: entry.strategy, quantity: 'lpiMs' as const, published: 12.5, source: 'Table 4' };
  const named = (name: string, references = [reference]) => figuresOf(results, references).find((figure) => figure.name === name)!;

  it('are drawn hollow at their value, told in legend and caption, and stand in the table', () => {
    const figure = named('latency');
    expect(figure.panels[0].chart.data.datasets.flatMap(({ references }) => references ?? []).filter((value) => value !== null)).toEqual([12.5]);
    expect(figure.legend.at(-1)).toMatchObject({ label: 'published', marker: 'hollow' });
    expect(figure.caption).toContain('Hollow circles are published');
    expect(figure.table.columns.at(-1)).toBe('published (ms)');
    expect(figure.table.rows.map((row) => row.at(-1)).filter((cell) => cell !== null)).toEqual([12.5]);
  });

  it('leave figures of other quantities, and figures without references, as they were', () => {
    expect(named('accuracy').table).toEqual(named('accuracy', []).table);
    expect(named('latency', []).caption).not.toContain('Hollow');
    expect(named('latency', []).table.columns).not.toContain('published (ms)');
  });
});

describe('accuracy against latency', () => {
  it('tells for every strategy whether it keeps both targets, bounds included', () => {
    expect(keepsTargets({ accuracy: 0.9, lpiMs: 5 }, { accuracy: 0.9, latency: 5 })).toBe(true);
    expect(keepsTargets({ accuracy: 0.89, lpiMs: 5 }, { accuracy: 0.9, latency: 5 })).toBe(false);
    expect(keepsTargets({ accuracy: 0.9, lpiMs: 5.1 }, { accuracy: 0.9, latency: 5 })).toBe(false);
    expect(keepsTargets({ accuracy: 0, lpiMs: 1e9 }, { accuracy: null, latency: null })).toBe(true);
  });
});

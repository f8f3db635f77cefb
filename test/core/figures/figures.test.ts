/** Figures of the example run, and their geometry against brute force. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figuresOf } from '../../../src-main/core/figures';
import { spansDecades } from '../../../src-main/core/figures/axes';
import { boundaryLine } from '../../../src-main/core/figures/decision-scatter';
import { answeredAt } from '../../../src-main/core/figures/exit-shares';
import { headlineOf } from '../../../src-main/core/figures/headline';
import { strategyColours, strategyNames } from '../../../src-main/core/figures/palette';
import { paretoFront } from '../../../src-main/core/exits';
import { publishedBeside } from '../../../src-main/core/published';
import { exampleResults } from '../../support/example-results';
import { libraryWith } from '../../support/published-papers';

const figures = figuresOf(exampleResults());
const byName = (name: string): (typeof figures)[number] => figures.find((figure) => figure.name === name)!;

describe('figures of a run', () => {
  it('draws the twelve figures of the report', () => {
    expect(figures.map((figure) => figure.name).sort()).toEqual(['accuracy', 'accuracy-against-latency', 'accuracy-latency', 'composed-in-loop', 'decision-scatter', 'early-offload', 'energy', 'exit-shares', 'latency', 'pareto', 'per-class', 'risk-coverage']);
  });
  it('gives every figure a title, a caption with its provenance, and a table as wide as its head', () => {
    for (const figure of figures) {
      expect(figure.title, figure.name).not.toBe('');
      expect(figure.caption, figure.name).toMatch(/measured|modelled|published/);
      expect(figure.caption, figure.name).toMatch(/samples/);
      expect(figure.table.rows.length, figure.name).toBeGreaterThan(0);
      for (const row of figure.table.rows) expect(row.length, figure.name).toBe(figure.table.columns.length);
    }
  });
  it('draws finite numbers only', () => {
    for (const figure of figures) for (const panel of figure.panels) for (const dataset of panel.chart.data.datasets) for (const point of dataset.data) {
      if (typeof point === 'number') expect(Number.isFinite(point), `${figure.name} ${dataset.label}`).toBe(true);
      else if (point !== null && 'x' in point) expect(Number.isFinite(point.x) && Number.isFinite(point.y), `${figure.name} ${dataset.label}`).toBe(true);
    }
  });
  it('keeps one colour a strategy in every figure', () => {
    const names = new Map(Object.entries(strategyNames).map(([strategy, name]) => [name, strategyColours[strategy as keyof typeof strategyColours]]));
    for (const figure of figures) for (const entry of figure.legend) if (names.has(entry.label)) expect(entry.colour, `${figure.name} ${entry.label}`).toBe(names.get(entry.label));
  });
  it('turns to a logarithmic axis beyond a factor of 30 only', () => {
    expect(spansDecades([1, 30])).toBe(false);
    expect(spansDecades([1, 31, 0])).toBe(true);
    const x = (name: string): unknown => (byName(name).panels[0].chart.options as { scales: { x: { type: string } } }).scales.x.type;
    expect(x('latency')).toBe('logarithmic');
    expect(x('accuracy')).toBe('linear');
  });
  it('says which boards have no energy instead of drawing a zero', () => {
    expect(byName('energy').caption).toContain('Nothing is known for ESP32, Arduino Nano 33 BLE.');
    expect(byName('energy').table.rows.some((row) => row[0] === 'esp32')).toBe(false);
  });
  it('draws nothing for a run without results', () => {
    const empty = { ...exampleResults(), strategies: [], curves: [], scatter: [], riskCoverage: [], perClass: [], loops: [], earlyOffload: [] };
    expect(figuresOf(empty)).toEqual([]);
    expect(headlineOf(empty).text).toBe('This run has no results yet.');
  });
});

describe('the headline', () => {
  it('names the strategy chosen for the accuracy target, and what it saves against HI', () => {
    // 0.9178 and 1.2253 ms of the fixture; reductions from its differences.
    expect(headlineOf(exampleResults()).text.replaceAll('\u00a0', ' ')).toBe('This computer: EE-HI reaches 91.8 % [90.9, 92.6] accuracy at 1.23 ms per inference, 31.2 % less latency and 27.6 % less energy than HI (95.5 % at 1.78 ms).');
  });
  it('does not claim a target that is missed', () => {
    const results = exampleResults();
    const [target] = results.targets;
    Object.assign(target, { feasible: false, fallback: target.best, best: null, bestLatency: null, bestEnergy: null, text: 'accuracy ≥ 99 %' });
    expect(headlineOf(results).text).toContain('misses the target accuracy ≥ 99 %; nearest is EE-HI with 91.8');
  });
});

describe('geometry', () => {
  it('keeps exactly the points on the Pareto front that nothing beats', () => {
    const points = fc.array(fc.record({ accuracy: fc.integer({ min: 0, max: 8 }), lpiMs: fc.integer({ min: 1, max: 8 }) }), { maxLength: 30 });
    fc.assert(fc.property(points, (list) => {
      const front = [...paretoFront(list.map(({ lpiMs }) => lpiMs), list.map(({ accuracy }) => accuracy))].map((i) => `${list[i].lpiMs} ${list[i].accuracy}`);
      const unbeaten = list.filter((a) => !list.some((b) => (b.lpiMs <= a.lpiMs && b.accuracy > a.accuracy) || (b.lpiMs < a.lpiMs && b.accuracy >= a.accuracy)));
      expect(new Set(front)).toEqual(new Set(unbeaten.map((point) => `${point.lpiMs} ${point.accuracy}`)));
      expect(new Set(front).size).toBe(front.length);
    }));
  });
  it('draws the decision line where the score is the threshold, inside the possible softmax values', () => {
    const weight = fc.double({ min: -20, max: 20, noNaN: true });
    fc.assert(fc.property(fc.record({ bias: weight, w1: weight, w2: weight, threshold: weight }), (boundary) => {
      const line = boundaryLine(boundary);
      expect([0, 2]).toContain(line.length);
      for (const { x, y } of line) {
        expect(boundary.bias + boundary.w1 * x + boundary.w2 * y - boundary.threshold).toBeCloseTo(0, 8);
        expect(Math.min(y, x - y, 1 - x - y)).toBeGreaterThan(-1e-9);
      }
    }));
  });
  it('gives every share of samples its interval: Wilson’s where samples choose, none where the strategy does', () => {
    const { table } = byName('exit-shares');
    const cell = (strategy: string, column: string): unknown => table.rows.find((row) => row[2] === strategy)![table.columns.indexOf(column)];
    const n = cell('ee', 'n') as number;
    const p = (cell('ee', 'exit 1 (%)') as number) / 100;
    // Wilson (1927), written out: (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n).
    const z = 1.959964;
    const ends = [-1, 1].map((sign) => (100 * (p + (z * z) / (2 * n) + sign * z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n)))) / (1 + (z * z) / n));
    expect(cell('ee', 'exit 1, low (%)')).toBeCloseTo(ends[0], 1);
    expect(cell('ee', 'exit 1, high (%)')).toBeCloseTo(ends[1], 1);
    expect([cell('hi', 'exit 1, low (%)'), cell('hi', 'exit 1, high (%)'), cell('on-device', 'whole local model, low (%)')]).toEqual([0, 0, 100]);
  });
  it('accounts for every sample once, whether or not the last exit counts offloaded ones', () => {
    const share = (value: number): Parameters<typeof answeredAt>[0]['offloadShare'] => ({ value, low: null, high: null, n: 100, provenance: 'measured' });
    expect(answeredAt({ exitShares: [0.5, 0.3], offloadShare: share(0.2) })).toEqual({ branches: [0.5], model: 0.3, server: 0.2 });
    expect(answeredAt({ exitShares: [0.5, 0.5], offloadShare: share(0.2) })).toEqual({ branches: [0.5], model: 0.3, server: 0.2 });
  });
});

describe('published marks', () => {
  // Glyphs under the name of the paper's data set: its tables are comparable then.
  const results = { ...exampleResults(), dataset: { ...exampleResults().dataset, id: 'cifar10-jpeg' } };
  const beside = publishedBeside(results, libraryWith());
  const marked = figuresOf(results, beside);
  const clouds = ['accuracy-latency', 'accuracy-against-latency', 'pareto'];
  const of = (list: typeof figures, name: string): (typeof figures)[number] => list.find((figure) => figure.name === name)!;
  /** Straight from the list of comparable figures: a latency, and the accuracy that is printed for the same. */
  const latencies = beside.filter(({ quantity }) => quantity === 'lpiMs');
  const printed = latencies.flatMap((latency) => {
    const same = (one: { board: string; model: string; strategy: string }): boolean => one.board === latency.board && one.model === latency.model && one.strategy === latency.strategy;
    const accuracy = beside.find((one) => same(one) && one.quantity === 'accuracy')?.published;
    return accuracy === undefined ? [] : [{ board: results.boards.find(({ id }) => id === latency.board)!.name, x: latency.published, y: 100 * accuracy }];
  });

  it.each(clouds)('stand in %s where a latency and its accuracy are printed, and nowhere else: hollow, with their source, in legend and table', (name) => {
    // The paper prints no accuracy of HI and EE-HI, whose latencies it has.
    expect(printed.length).toBeGreaterThan(0);
    expect(printed.length).toBeLessThan(latencies.length);
    const figure = of(marked, name);
    const marks = figure.panels.flatMap(({ chart }) => chart.data.datasets.filter(({ label }) => label.startsWith('published')));
    const where = (list: readonly { x: number; y: number }[]): string[] => [...new Set(list.map(({ x, y }) => `${x.toFixed(6)} ${y.toFixed(6)}`))].sort();
    expect(where(marks.map(({ data: [point] }) => point as { x: number; y: number }))).toEqual(where(name === 'pareto' ? printed : printed.filter(({ board }) => figure.panels.some(({ title }) => title?.startsWith(board)))));
    for (const mark of marks) {
      expect(mark.label).toMatch(/^published, .+ \(HI paper, .+\)$/);
      expect(mark.backgroundColor).toMatch(/00$/);
    }
    expect(figure.legend).toContainEqual(expect.objectContaining({ label: 'published', marker: 'hollow' }));
    const sources = figure.table.rows.map((row) => row[figure.table.columns.indexOf('published in')]).filter((source) => source !== null);
    expect(new Set(sources)).toEqual(new Set(marks.map(({ label }) => label.slice(label.indexOf('(') + 1, -1))));
    for (const row of figure.table.rows) expect(row.length).toBe(figure.table.columns.length);
  });

  it('have no part in the Pareto front or in who keeps the targets', () => {
    const column = (list: typeof figures, name: string, title: string): unknown[] => {
      const { table } = of(list, name);
      return table.rows.map((row) => row[table.columns.indexOf(title)]);
    };
    expect(column(marked, 'pareto', 'on the front')).toEqual(column(figures, 'pareto', 'on the front'));
    expect(column(marked, 'accuracy-against-latency', 'keeps both')).toEqual(column(figures, 'accuracy-against-latency', 'keeps both'));
    const front = (list: typeof figures): unknown => of(list, 'pareto').panels[0].chart.data.datasets.find(({ label }) => label === 'Pareto front')!.data.slice(0, -1);
    expect(front(marked)).toEqual(front(figures));
  });

  it('are nowhere where nothing is comparable', () => {
    const other = figuresOf(results, beside.map((one) => ({ ...one, board: 'another' })));
    for (const name of clouds) for (const part of ['legend', 'table', 'caption'] as const) expect(of(other, name)[part]).toEqual(of(figures, name)[part]);
  });
});

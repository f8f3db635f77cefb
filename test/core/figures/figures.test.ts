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
import { exampleResults } from '../../support/example-results';

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
  it('accounts for every sample once, whether or not the last exit counts offloaded ones', () => {
    const share = (value: number): Parameters<typeof answeredAt>[0]['offloadShare'] => ({ value, low: null, high: null, n: 100, provenance: 'measured' });
    expect(answeredAt({ exitShares: [0.5, 0.3], offloadShare: share(0.2) })).toEqual({ branches: [0.5], model: 0.3, server: 0.2 });
    expect(answeredAt({ exitShares: [0.5, 0.5], offloadShare: share(0.2) })).toEqual({ branches: [0.5], model: 0.3, server: 0.2 });
  });
});

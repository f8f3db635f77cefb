/** The hint of the wizard: read off an earlier run, never made up. */
import { describe, expect, it } from 'vitest';
import { hintsFrom } from '../../src-renderer/features/wizard/target-hint';
import { exampleResults as example } from '../support/example-results';

const exampleResults = example();

// From the example document: EE-HI 0.95 and more accurate than EE (0.87); the ESP32 has no energy; offload 3.42 ms on this computer.
const model = 'resnet8-ee';
const ask = (targets: Parameters<typeof hintsFrom>[1]['targets'], boards = ['this-computer'], sota: number | null = null): ReturnType<typeof hintsFrom> => hintsFrom(exampleResults, { boards, models: [model], targets, sota });

describe('the hint beside targets', () => {
  it('names the strategies that were accurate enough', () => {
    const [{ met }] = ask([{ kind: 'accuracy', at_least: 0.97 }]);
    expect(met).toEqual([['remote']]);
  });

  it('says that nobody met a bound out of reach, and everybody one that asks nothing', () => {
    const [{ met }] = ask([{ kind: 'latency', at_most_ms: 0.0001 }, { kind: 'accuracy', at_least: 0 }]);
    expect(met[0]).toEqual([]);
    expect(met[1]).toHaveLength(5);
  });

  it('leaves energy unknown on a board whose energy is not known', () => {
    expect(ask([{ kind: 'energy', at_most_mj: 10 }, { kind: 'paper', quantity: 'energy' }], ['esp32'])[0].met).toEqual([null, null]);
  });

  it('takes half of an offload for the paper’s latency target, and the best published accuracy less ten points', () => {
    const [{ met }] = ask([{ kind: 'paper', quantity: 'latency' }, { kind: 'paper', quantity: 'accuracy' }], ['this-computer'], 1.05);
    const rows = exampleResults.strategies.filter((row) => row.board === 'this-computer');
    expect(met[0]).toEqual(rows.filter((row) => row.lpiMs.value <= 3.42 / 2).map((row) => row.strategy));
    expect(met[1]).toEqual(rows.filter((row) => row.accuracy.value >= 0.95).map((row) => row.strategy));
  });

  it('says nothing about boards and models that the run did not have', () => {
    expect(ask([{ kind: 'accuracy', at_least: 0.5 }], ['another-board'])).toEqual([]);
    expect(hintsFrom(exampleResults, { boards: ['this-computer'], models: ['another-model'], targets: [], sota: null })).toEqual([]);
  });
});

/** Who is named for a target: the words that window and report make of costs which timing hardly tells apart. */
import { describe, expect, it } from 'vitest';
import { syntheticCosts } from '../../core/synthetic-outcomes';
import { bestStrategies } from '../../../src-main/engine/results/targets';

type Candidates = Parameters<typeof bestStrategies>[1];
const candidate = (strategy: string, accuracy: number, lpiMs: number): Candidates[number] => ({ chosen: { model: 'resnet8', variant: null, policy: { strategy } }, summary: { accuracy, lpiMs, epiMj: null } }) as unknown as Candidates[number];

describe('the best strategy of a run', () => {
  // As measured once: 2.2030 ms and 2.2027 ms, a hundredth of a percent apart.
  const candidates = [candidate('remote', 0.99, 9.7), candidate('ee-hi', 0.951, 2.203), candidate('early-offload', 0.953, 2.2027)];
  const context = { board: 'raspberry-pi-4b', costs: syntheticCosts(1), sota: 0.995, sotaText: 'SOTA' };

  it('is the simpler of two that take equally long within half a percent, and both are told', () => {
    const [target] = bestStrategies([{ kind: 'accuracy', at_least: 0.9 }], candidates, context);
    expect(target.best?.strategy).toBe('ee-hi');
    expect(target.tied?.latency.map(({ strategy }) => strategy)).toEqual(['ee-hi', 'early-offload']);
    expect(target.tied?.energy, 'no energy is known').toEqual([]);
  });

  it('is the faster one where they are further apart, with nobody beside it', () => {
    const [target] = bestStrategies([{ kind: 'accuracy', at_least: 0.9 }], [...candidates.slice(0, 2), candidate('early-offload', 0.953, 2.1)], context);
    expect([target.best?.strategy, target.tied?.latency]).toEqual(['early-offload', []]);
  });
});

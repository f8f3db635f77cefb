/** Which targets each row of the strategy table serves best, and how. */
import type { Results, StrategyResult } from '../../../src-main/contract/results';

/** `how`: the one best; least latency or least energy where they differ; nearest where no strategy keeps the target. */
export interface BestMark { readonly target: string; readonly quantity: 'accuracy' | 'latency' | 'energy'; readonly how: 'best' | 'least-latency' | 'least-energy' | 'nearest' }

export function bestMarks(targets: Results['targets'], row: Pick<StrategyResult, 'board' | 'model' | 'strategy'>): BestMark[] {
  return targets.filter(({ board }) => board === row.board).flatMap((target): BestMark[] => {
    const { quantity, text } = target;
    const is = (candidate: { model: string; strategy: string } | null): boolean => candidate?.model === row.model && candidate.strategy === row.strategy;
    if (target.best !== null) return is(target.best) ? [{ target: text, quantity, how: 'best' }] : [];
    if (target.fallback !== null) return is(target.fallback) ? [{ target: text, quantity, how: 'nearest' }] : [];
    return [...(is(target.bestLatency) ? [{ target: text, quantity, how: 'least-latency' as const }] : []), ...(is(target.bestEnergy) ? [{ target: text, quantity, how: 'least-energy' as const }] : [])];
  });
}

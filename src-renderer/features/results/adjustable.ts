/** Which results have thresholds that can be moved in the explorer. */
import type { StrategyResult } from '../../../src-main/contract/results';

/** HI by its decision module, which the oracle, a bound without a threshold, is not; the others by their exits. */
export function adjustable(entries: readonly StrategyResult[]): StrategyResult[] {
  return entries.filter(({ strategy, policy: { decision, thresholds } }) => (strategy === 'hi' ? decision !== null && decision.kind !== 'oracle' : thresholds.length > 0));
}

/** The best strategy for every target on every board (the paper's Table 5). */
import type { TargetChoice } from '../../contract/profiles';
import type { Results } from '../../contract/results';
import { accuracyTarget, chooseStrategy, TIE_SHARE, type Requirement } from '../../core/qos';
import type { Costs } from '../../core/measurements';
import type { Candidate } from './candidates';

type Row = { model: string; strategy: Results['strategies'][number]['strategy']; accuracy: number; lpiMs: number; epiMj: number | null };

export interface TargetContext {
  readonly board: string;
  readonly costs: Costs;
  /** State of the art 0..1, or the remote model's accuracy where none is known. */
  readonly sota: number;
  readonly sotaText: string;
}

export function bestStrategies(targets: readonly TargetChoice[], candidates: readonly Candidate[], context: TargetContext): Results['targets'] {
  const rows = candidates.filter(({ chosen }) => chosen.variant === null).map(({ chosen, summary }): Row => ({
    model: chosen.model, strategy: chosen.policy.strategy, accuracy: summary.accuracy, lpiMs: summary.lpiMs, epiMj: summary.epiMj,
  }));
  return targets.map((target) => {
    const { tied, ...choice } = chooseStrategy(rows, requirementOf(target, context), TIE_SHARE);
    return { ...choice, tied: { latency: [...tied.latency], energy: [...tied.energy] }, board: context.board, text: target.kind === 'paper' ? `${choice.text} (${ruleText(target.quantity, context)})` : choice.text };
  });
}

function requirementOf(target: TargetChoice, { sota, costs }: TargetContext): Requirement {
  switch (target.kind) {
    case 'accuracy': return { quantity: 'accuracy', atLeast: target.at_least };
    case 'latency': return { quantity: 'latency', atMostMs: target.at_most_ms };
    case 'energy': return { quantity: 'energy', atMostMj: target.at_most_mj };
    case 'paper':
      if (target.quantity === 'accuracy') return { quantity: 'accuracy', atLeast: accuracyTarget(sota) };
      if (target.quantity === 'latency') return { quantity: 'latency', atMostMs: costs.offload.latencyMs.value / 2 };
      return { quantity: 'energy', atMostMj: costs.offload.energyMj === null ? null : costs.offload.energyMj.value / 2 };
  }
}

function ruleText(quantity: 'accuracy' | 'latency' | 'energy', { sotaText }: TargetContext): string {
  return quantity === 'accuracy' ? `${sotaText} − 10 points` : 'half of an offload';
}

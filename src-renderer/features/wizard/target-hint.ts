/** What an earlier run of the same dataset says about new targets: which strategies met them there. An estimate, for thresholds and samples may differ now. */
import type { TargetChoice } from '../../../src-main/contract/profiles';
import type { Results } from '../../../src-main/contract/results';
import type { Strategy } from '../../../src-main/core/measurements';
import { accuracyTarget } from '../../../src-main/core/qos';

export interface BoardHint {
  readonly board: string; readonly name: string;
  /** A list a target, in their order: the strategies that met it; null where that is not known (no energy, no offload). */
  readonly met: readonly (readonly Strategy[] | null)[];
}
export interface Wanted { readonly boards: readonly string[]; readonly models: readonly string[]; readonly targets: readonly TargetChoice[]; /** Best published accuracy on the dataset; null: none. */ readonly sota: number | null }

/** Boards that the run knows, in the order they are wanted. */
export function hintsFrom(results: Results, { boards, models, targets, sota }: Wanted): BoardHint[] {
  return boards.flatMap((id) => {
    const board = results.boards.find((one) => one.id === id);
    const rows = results.strategies.filter((row) => row.board === id && models.includes(row.model));
    if (board === undefined || rows.length === 0) return [];
    const remote = rows.find(({ strategy }) => strategy === 'remote');
    const met = targets.map((target) => {
      const bound = boundOf(target, board, sota ?? remote?.accuracy.value ?? null);
      if (bound === null || (bound.quantity === 'epiMj' && rows.every(({ epiMj }) => epiMj === null))) return null;
      const holds = rows.filter((row) => {
        const value = row[bound.quantity]?.value;
        return value !== undefined && (bound.quantity === 'accuracy' ? value >= bound.value : value <= bound.value);
      });
      return [...new Set(holds.map(({ strategy }) => strategy))];
    });
    return [{ board: id, name: board.name, met }];
  });
}

function boundOf(target: TargetChoice, board: Results['boards'][number], best: number | null): { readonly quantity: 'accuracy' | 'lpiMs' | 'epiMj'; readonly value: number } | null {
  const offload = board.costs[0]?.offload;
  switch (target.kind) {
    case 'accuracy': return { quantity: 'accuracy', value: target.at_least };
    case 'latency': return { quantity: 'lpiMs', value: target.at_most_ms };
    case 'energy': return { quantity: 'epiMj', value: target.at_most_mj };
    case 'paper':
      if (target.quantity === 'accuracy') return best === null ? null : { quantity: 'accuracy', value: accuracyTarget(best) };
      if (target.quantity === 'latency') return offload === undefined ? null : { quantity: 'lpiMs', value: offload.latencyMs.value / 2 };
      return offload?.energyMj ? { quantity: 'epiMj', value: offload.energyMj.value / 2 } : null;
  }
}

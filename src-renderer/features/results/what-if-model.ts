/** The what-if screen's arithmetic: from a run's offload and a person's sliders to every strategy's modelled cost. */
import type { Results, StrategyResult } from '../../../src-main/contract/results';
import { breakEvenMs, offloadAt, offloadPartsMs, takeApart, withOffload, type CostedStrategy, type OffloadParts } from '../../../src-main/core/compose';
import { chooseStrategy, TIE_SHARE, type Requirement, type StrategyChoice } from '../../../src-main/core/qos';

/** What is known of a link; null where a profile does not say. */
export interface KnownLink { readonly rateMbitS: number | null; readonly loss: number; readonly fixedMs: number }

type BoardCosts = Results['boards'][number]['costs'][number];

/** The run's own offload in parts; the server's share from the run's measurement where the offload was not published as a whole. */
export function startingParts(results: Results, costs: BoardCosts, link: KnownLink | null, publishedServerMs: number | null): OffloadParts {
  const measured = results.server === null ? null : results.server.preprocess.value + results.server.infer.value;
  const serverMs = costs.offload.latencyMs.provenance === 'published' ? (publishedServerMs ?? measured) : measured;
  return takeApart(costs.offload.latencyMs.value, { serverMs, rateMbitS: link?.rateMbitS ?? null, loss: link?.loss ?? 0, bytes: results.dataset.sampleBytes });
}

export interface WhatIfRow { readonly model: string; readonly strategy: StrategyResult['strategy']; readonly accuracy: number; readonly before: CostedStrategy; readonly after: CostedStrategy; readonly lpiMs: number; readonly epiMj: number | null }

export interface WhatIf { readonly offloadMs: number; readonly rows: readonly WhatIfRow[]; readonly targets: readonly { readonly before: Results['targets'][number]; readonly after: StrategyChoice<WhatIfRow> }[] }

/** Rows of one board and model. Targets keep their bounds; only who keeps them is asked again. */
export function whatIf(results: Results, board: string, model: string, parts: OffloadParts): WhatIf | null {
  const costs = results.boards.find(({ id }) => id === board)?.costs.find((one) => one.model === model);
  if (costs === undefined) return null;
  const before = { ms: costs.offload.latencyMs.value, mj: costs.offload.energyMj?.value ?? null };
  const offloadMs = offloadPartsMs(parts);
  const after = offloadAt(before, offloadMs);
  const rows = results.strategies.filter((entry) => entry.board === board && entry.model === model).map((entry): WhatIfRow => {
    const now = { lpiMs: entry.lpiMs.value, epiMj: entry.epiMj?.value ?? null, offloadShare: entry.offloadShare.value };
    const then = withOffload(now, before, after);
    return { model, strategy: entry.strategy, accuracy: entry.accuracy.value, before: now, after: then, lpiMs: then.lpiMs, epiMj: then.epiMj };
  });
  const targets = results.targets.filter((target) => target.board === board).flatMap((target) => {
    const requirement = requirementOf(target);
    return requirement === null ? [] : [{ before: target, after: chooseStrategy(rows, requirement, TIE_SHARE) }];
  });
  return { offloadMs, rows, targets };
}

function requirementOf({ quantity, bound }: Results['targets'][number]): Requirement | null {
  if (bound === null) return null;
  if (quantity === 'accuracy') return { quantity, atLeast: bound };
  return quantity === 'latency' ? { quantity, atMostMs: bound } : { quantity, atMostMj: bound };
}

/** LPI of a strategy at any t_off, in ms; the run's own numbers fix the line. */
export function lpiAt(row: WhatIfRow, ownOffloadMs: number, offloadMs: number): number {
  return withOffload(row.before, { ms: ownOffloadMs, mj: null }, { ms: offloadMs, mj: null }).lpiMs;
}

/** Where offloading more stops being faster: each pair's t_off of equal LPI, in ms, within 0..most. */
export function crossings(rows: readonly WhatIfRow[], ownOffloadMs: number, most: number): { readonly a: WhatIfRow; readonly b: WhatIfRow; readonly ms: number }[] {
  return rows.flatMap((a, i) => rows.slice(i + 1).flatMap((b) => {
    const ms = breakEvenMs(a.before, b.before, ownOffloadMs);
    return ms !== null && ms > 0 && ms <= most ? [{ a, b, ms }] : [];
  })).sort((one, other) => one.ms - other.ms);
}

/** A policy's results over a sample set: accuracy (HI eq 1), LPI (eq 3), EPI (eq 4), shares, cells, and eq 2 beside its exact form. */
import { decisionCells, f1Readings, selectiveAccuracy, type DecisionCells, type F1Readings } from '../decision';
import { StudioError } from '../errors';
import { decidesAtEnd, usesExits, usesRemote, type Costs, type Outcomes, type Policy, type Provenance, type StageCost } from '../measurements';
import { jointProvenance, sumOf } from '../stats';
import type { SampleVectors } from './compose-samples';

export interface PolicySummary {
  readonly samples: number;
  /** 0..1, equation (1). */
  readonly accuracy: number;
  readonly lpiMs: number;
  readonly epiMj: number | null;
  /** Share of samples the server answered, 0..1. */
  readonly offloadShare: number;
  /** (K + 1) share of samples answered at each exit; with offloadShare they sum to 1. */
  readonly exitShares: readonly number[];
  /** (K + 1) share of samples offloaded from each exit; they sum to offloadShare. Under `remote` all of it stands at the last. */
  readonly offloadedAt: readonly number[];
  /** Null for strategies that decide nothing. An early exit counts as accepted. */
  readonly cells: DecisionCells | null;
  readonly f1: F1Readings | null;
  readonly selectiveAccuracy: number | null;
  /** HI only. */
  readonly equation2: Equation2 | null;
}

/** Equation (2) as printed, its exact form, and printed - exact; all accuracies 0..1. */
export interface Equation2 { readonly printed: number; readonly exact: number; readonly gap: number }

/** Means over the samples. Errors: run.no-samples */
export function composeSummary(outcomes: Outcomes, policy: Policy, vectors: SampleVectors): PolicySummary {
  const n = vectors.samples;
  if (n === 0) throw new StudioError('run.no-samples', { what: `strategy ${policy.strategy}` });
  const exitShares = Array.from({ length: vectors.exits }, () => 0);
  const offloadedAt = exitShares.slice();
  for (let i = 0; i < n; i++) (vectors.offloaded[i] === 1 ? offloadedAt : exitShares)[vectors.exit[i]]++;
  const offloads = offloadedAt.reduce((sum, count) => sum + count, 0);
  const decided = decidesAtEnd(policy.strategy);
  const cells = decided ? decisionCells(vectors.offloaded.map((o) => 1 - o), vectors.localRight) : null;
  return {
    samples: n,
    accuracy: sumOf(vectors.right) / n,
    lpiMs: sumOf(vectors.latencyMs) / n,
    epiMj: vectors.energyMj === null ? null : sumOf(vectors.energyMj) / n,
    offloadShare: offloads / n,
    exitShares: exitShares.map((count) => count / n),
    offloadedAt: offloadedAt.map((count) => count / n),
    cells,
    f1: cells === null ? null : f1Readings(cells),
    selectiveAccuracy: cells === null ? null : selectiveAccuracy(cells),
    equation2: policy.strategy === 'hi' ? equation2(outcomes, vectors) : null,
  };
}

/**
 * exact:   acc_local - B/N + share a_off,       a_off = server accuracy on the offloaded samples
 * printed: (acc_local - eta_FN) + share acc_server, eta_FN = B/N, acc_server over all samples
 * Nothing offloaded: both are acc_local. Null without a remote model.
 */
function equation2({ remote, truth }: Outcomes, vectors: SampleVectors): Equation2 | null {
  if (remote === null) return null;
  const n = vectors.samples;
  let needless = 0;
  let offloads = 0;
  let server = 0;
  let serverOffloaded = 0;
  for (let i = 0; i < n; i++) {
    const s = remote[i] === truth[i] ? 1 : 0;
    const off = vectors.offloaded[i];
    server += s;
    offloads += off;
    serverOffloaded += off * s;
    needless += off * vectors.localRight[i];
  }
  const kept = sumOf(vectors.localRight) / n - needless / n;
  const share = offloads / n;
  const printed = kept + share * (server / n);
  const exact = kept + (offloads === 0 ? 0 : share * (serverOffloaded / offloads));
  return { printed, exact, gap: printed - exact };
}

/** What latency and energy of a policy may be called, from the parts it uses. */
export function policyProvenance(costs: Costs, policy: Policy): { readonly latency: Provenance; readonly energy: Provenance | null } {
  const { strategy } = policy;
  const parts: StageCost[] = [];
  if (usesExits(strategy)) parts.push(...costs.exits);
  else if (strategy !== 'remote') parts.push(costs.plain);
  if (decidesAtEnd(strategy)) parts.push(costs.decision);
  if (usesRemote(strategy)) parts.push(costs.offload);
  const energies = parts.map((part) => part.energyMj);
  return {
    latency: jointProvenance(parts.map((part) => part.latencyMs.provenance)),
    energy: energies.some((e) => e === null) ? null : jointProvenance(energies.flatMap((e) => (e === null ? [] : [e.provenance]))),
  };
}

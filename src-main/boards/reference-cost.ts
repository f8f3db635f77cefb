/** What a model costs on a virtual board: the profile's figure for it, or the nearest one scaled by multiply-accumulates. */
import type { BoardProfile, Sourced } from '../contract/profiles';
import { StudioError } from '../core/errors';
import type { Estimate, StageCost } from '../core/measurements';
import { modelled, published } from '../core/stats';
import { powerTimes } from './mean-power';
import { costsLike } from './server-time';

export type Reference = NonNullable<BoardProfile['inference']>[number];

/** The model whose cost is asked for; `macs` without branch heads. */
export interface Wanted { readonly name: string; readonly architecture: string; readonly dataset: string; readonly macs: number }

/** `factor` times the reference; `same` where its figures stand for this very model. */
export interface Match { readonly reference: Reference; readonly factor: number; readonly same: boolean; readonly text: string }

/** Two counts of one architecture differ by less than this (shortcuts, bias, pooling counted or not). */
const sameMacs = 0.1;

const agrees = (macs: number, reference: Reference): boolean => reference.macs !== undefined && Math.abs(macs / reference.macs - 1) <= sameMacs;
const distance = (macs: number, reference: Reference): number => Math.abs(Math.log(macs / reference.macs!));
const millions = (macs: number): string => `${(macs / 1e6).toFixed(macs < 1e7 ? 2 : 1)} M`;

/**
 * 1. Same architecture, same dataset (that is, input shape), multiply-accumulates within 10 %: the figure itself.
 * 2. Same architecture within 10 % on other images: the figure itself, but modelled.
 * 3. Same architecture and dataset, multiply-accumulates of the reference unknown: the figure itself, but modelled.
 * 4. Otherwise the reference nearest in multiply-accumulates (least |ln ratio|), times the ratio.
 * Errors: board.no-reference
 */
export function matchReference(profile: BoardProfile, wanted: Wanted): Match {
  const references = profile.inference ?? [];
  const ours = references.filter((r) => r.architecture === wanted.architecture);
  const known = ours.find((r) => costsLike(wanted.dataset, r.dataset) && agrees(wanted.macs, r));
  if (known) return { reference: known, factor: 1, same: true, text: `${wanted.name}: ${known.latency_ms.source} (${millions(known.macs!)} multiply-accumulates there, ${millions(wanted.macs)} here; this model itself was not timed on the board)` };
  const alike = ours.find((r) => agrees(wanted.macs, r));
  if (alike) return { reference: alike, factor: 1, same: false, text: `${wanted.name}: as ${alike.latency_ms.source}, measured with ${alike.dataset} (same architecture and multiply-accumulates, factor 1)` };
  const uncounted = ours.find((r) => r.macs === undefined && costsLike(wanted.dataset, r.dataset));
  if (uncounted) return { reference: uncounted, factor: 1, same: false, text: `${wanted.name}: as ${uncounted.latency_ms.source}, whose multiply-accumulates are not known (factor 1)` };
  const counted = references.filter((r) => r.macs !== undefined);
  if (counted.length === 0) throw new StudioError('board.no-reference', { board: profile.id, missing: `no reference model to scale “${wanted.name}” from` });
  const nearest = counted.reduce((best, r) => (distance(wanted.macs, r) < distance(wanted.macs, best) ? r : best));
  const factor = wanted.macs / nearest.macs!;
  return { reference: nearest, factor, same: false, text: `${wanted.name}: ${factor.toPrecision(3)} x ${nearest.latency_ms.source} (${millions(wanted.macs)} of ${millions(nearest.macs!)} multiply-accumulates)` };
}

/** The figure as its profile states it. */
export function stated(figure: Sourced): Estimate {
  return figure.provenance === 'published' ? published(figure.value, figure.source) : modelled(figure.value, figure.source);
}

function scaled(figure: Sourced, factor: number, why: string): Estimate {
  return modelled(figure.value * factor, `${factor === 1 ? '' : `${factor.toPrecision(3)} x `}${figure.source}, ${why}`);
}

/** The whole model without branch heads. Energy: the reference's, else the profile's power x time, else unknown. */
export function wholeCost(profile: BoardProfile, match: Match): StageCost {
  const { latency_ms: latency, energy_mj: energy } = match.reference;
  const why = match.factor === 1 ? 'not measured with this model' : 'scaled by multiply-accumulates';
  const of = (figure: Sourced): Estimate => (match.same ? stated(figure) : scaled(figure, match.factor, why));
  const latencyMs = of(latency);
  return { latencyMs, energyMj: energy === undefined ? powerTimes(profile.power?.inference_w, latencyMs) : of(energy) };
}

/** A share of the whole model: T_k = T MACs_k / MACs_plain, energy alike. */
export function shareCost(whole: StageCost, share: number): StageCost {
  const part = (estimate: Estimate): Estimate => modelled(estimate.value * share, `${share.toPrecision(3)} x whole model by multiply-accumulates; ${estimate.source}`);
  return { latencyMs: part(whole.latencyMs), energyMj: whole.energyMj && part(whole.energyMj) };
}

/** What the energy tab says of measured work: names of parts, outliers with their place on the recording, doubts. */
import type { BoardEnergy, MeasuredWork } from '../../../src-main/contract/energy-results';
import type { TraceBand } from '../../chart/stream/trace-source';

/** Seconds from the start of the recording; `apart`: energy over the median, less one. */
export interface WindowPlace { readonly window: number; readonly fromS: number; readonly toS: number; readonly energyMj: number | null; readonly apart: number | null }

/** Null where there is no such window. */
export function placeOf(work: MeasuredWork, rateHz: number, window: number): WindowPlace | null {
  const { from, to, energyMj } = work.windows;
  if (from[window] === undefined) return null;
  const energy = energyMj[window] ?? null;
  return { window, fromS: from[window] / rateHz, toS: to[window] / rateHz, energyMj: energy, apart: energy === null || work.quantilesMj.p50 === 0 ? null : energy / work.quantilesMj.p50 - 1 };
}

/** Farthest from the median first. */
export function outlierPlaces(work: MeasuredWork, rateHz: number): WindowPlace[] {
  return work.outliers.flatMap((window) => placeOf(work, rateHz, window) ?? []).sort((a, b) => Math.abs(b.apart ?? 0) - Math.abs(a.apart ?? 0));
}

/** What a person looks at to judge a window: it, and a good part of what is on either side. */
export function viewAround({ fromS, toS }: WindowPlace, endS: number): { from: number; to: number } {
  const margin = 0.75 * Math.max(toS - fromS, 1e-4);
  return { from: Math.max(0, fromS - margin), to: Math.min(endS, toS + margin) };
}

export function bandsOf(work: MeasuredWork, rateHz: number, label: (window: number) => string): TraceBand[] {
  const kind = work.work === 'decision' ? 'decision' : work.work === 'offload' ? 'offload' : 'inference';
  return work.windows.from.map((from, i) => ({ from: from / rateHz, to: work.windows.to[i] / rateHz, label: label(i), kind }));
}

/** `exit-2` of two is the whole model with its heads; of one, the model. */
export function partOf(work: string, works: readonly { readonly work: string }[]): { readonly kind: 'exit' | 'whole' | 'plain' | 'decision' | 'offload'; readonly exit: number } {
  const exit = /^exit-(\d+)$/.exec(work);
  if (exit === null) return { kind: work === 'decision' || work === 'offload' ? work : 'plain', exit: 0 };
  const last = Math.max(...works.map((one) => Number(/^exit-(\d+)$/.exec(one.work)?.[1] ?? 0)));
  return { kind: Number(exit[1]) === last ? 'whole' : 'exit', exit: Number(exit[1]) };
}

/** Everything that makes a reader doubt, with the part it is about. */
export const doubtsOf = ({ works, gaps }: BoardEnergy): { readonly work: string; readonly text: string; readonly missing: boolean }[] =>
  [...gaps.map((gap) => ({ ...gap, missing: true })), ...works.flatMap(({ work, warnings }) => warnings.map(({ text }) => ({ work, text, missing: false })))];

/** What happened to one sample, step by step, as sentences with numbers: the answer to "why?". */
import type { WindowSample } from '../../../src-main/contract/procedures';

/** `stays`: the sample was answered here. `theta` null: the exit has no threshold, or it is not known. */
export interface PathStep {
  readonly place: 'exit' | 'model' | 'decision' | 'server';
  /** Of exits, from 0; -1 at the server. */
  readonly exit: number;
  readonly prediction: number | null;
  readonly confidence: number | null;
  readonly theta: number | null;
  readonly stays: boolean;
  readonly p1: number | null;
  readonly p2: number | null;
}

const nothing = { prediction: null, confidence: null, theta: null, p1: null, p2: null };

/** What every place says where no policy has chosen among them yet. */
function allSaid({ exits, remote }: Pick<WindowSample, 'exits' | 'remote'>): PathStep[] {
  const last = exits.length - 1;
  return [
    ...exits.map(({ prediction, confidence, p1, p2 }, exit): PathStep => ({ place: exit < last ? 'exit' : 'model', exit, prediction, confidence, theta: null, stays: false, p1, p2 })),
    ...(remote === null ? [] : [{ ...nothing, place: 'server' as const, exit: -1, prediction: remote, stays: false }]),
  ];
}

/** The places a sample came by, in order; the last one answered it. `thresholds`: one a branch, NaN where unknown; empty without early exits. Strategy `none`: everything that was said. */
export function pathOf(sample: Pick<WindowSample, 'exits' | 'exit' | 'accepted' | 'offloaded' | 'remote'>, thresholds: readonly number[], strategy: string): PathStep[] {
  if (strategy === 'none') return allSaid(sample);
  if (strategy === 'remote') return [{ ...nothing, place: 'server', exit: -1, prediction: sample.remote, stays: true }];
  const last = sample.exits.length - 1;
  const steps: PathStep[] = [];
  sample.exits.forEach(({ prediction, p1, p2, confidence }, exit) => {
    const isBranch = exit < last;
    if (exit > sample.exit || (isBranch && thresholds.length === 0)) return;
    steps.push({ place: isBranch ? 'exit' : 'model', exit, prediction, confidence, theta: isBranch && Number.isFinite(thresholds[exit]) ? thresholds[exit] : null, stays: exit === sample.exit && !sample.offloaded && (isBranch || sample.accepted !== true), p1, p2 });
  });
  if (sample.exit === last && sample.accepted !== null) steps.push({ ...nothing, place: 'decision', exit: last, stays: !sample.offloaded, p1: sample.exits[last].p1, p2: sample.exits[last].p2 });
  if (sample.offloaded) steps.push({ ...nothing, place: 'server', exit: -1, prediction: sample.remote, stays: true });
  return steps;
}

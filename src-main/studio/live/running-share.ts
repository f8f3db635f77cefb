/** A share that grows sample by sample, with its interval and a short history of both. */
import type { Share } from '../../contract/procedures';
import { wilson } from '../../core/stats';

const MOST_POINTS = 100;

export interface RunningShare {
  add(hits: number, trials: number): void;
  /** Null before the first sample. */
  now(): Share | null;
  /** At most 100 points: trials so far, share, low, high. */
  track(): [number, number, number, number][];
}

export function createRunningShare(): RunningShare {
  let hits = 0;
  let trials = 0;
  let every = 1;
  let turns = 0;
  let points: [number, number, number, number][] = [];
  const now = (): Share | null => wilson(hits, trials);
  const point = (): [number, number, number, number] | null => {
    const share = now();
    return share === null ? null : [share.n, rounded(share.value), rounded(share.low), rounded(share.high)];
  };
  return {
    now,
    add(more, of) {
      if (of === 0) return;
      hits += more;
      trials += of;
      if (turns++ % every !== 0) return;
      points.push(point() as [number, number, number, number]);
      if (points.length < MOST_POINTS) return;
      // Half of the points, twice as far apart: the history covers the whole run in bounded memory.
      points = points.filter((_, i) => i % 2 === 1);
      every *= 2;
    },
    track() {
      const last = point();
      return last === null || points.at(-1)?.[0] === last[0] ? points : [...points.slice(-(MOST_POINTS - 1)), last];
    },
  };
}

const rounded = (share: number): number => Number(share.toFixed(5));

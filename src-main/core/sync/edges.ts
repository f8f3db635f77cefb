/** Changes of a digital line, from the levels that came with the samples. */
import type { BlockTrace } from '../trace/block-trace';

/** The level of a line changed at `sample`: that one has the new level, the one before the old. */
export interface Edge {
  readonly sample: number;
  readonly rising: boolean;
  /** Samples lost just before it: the line changed somewhere in [sample - lostBefore, sample]. */
  readonly lostBefore: number;
}

/** Finds the edges of one line in blocks that come one after the other; what was lost between blocks is between their numbers. */
export class EdgeFinder {
  readonly #mask: number;
  #level: number | null = null;
  /** Number of the sample after the last one that was measured. */
  #seen = 0;

  /** `line` 0 … 7. */
  constructor(line: number) {
    this.#mask = 1 << line;
  }

  /** Levels of n samples from `firstSample` on; `values` NaN marks the lost ones among them. */
  find(firstSample: number, digital: Uint8Array, values: Float32Array): Edge[] {
    const edges: Edge[] = [];
    for (let i = 0; i < digital.length; i++) {
      if (values[i] !== values[i]) continue;
      const level = digital[i] & this.#mask;
      const sample = firstSample + i;
      if (this.#level !== null && level !== this.#level) edges.push({ sample, rising: level !== 0, lostBefore: sample - this.#seen });
      this.#level = level;
      this.#seen = sample + 1;
    }
    return edges;
  }
}

/** Samples read at a time. */
const PART = 65_536;

/** The edges of line 0 … 7 in samples [from, to) of a trace; empty where the trace has no lines. */
export function findEdges(trace: BlockTrace, line: number, from = 0, to = trace.end): Edge[] {
  const finder = new EdgeFinder(line);
  const edges: Edge[] = [];
  for (let at = Math.max(0, from); at < Math.min(to, trace.end); at += PART) {
    const end = Math.min(at + PART, to, trace.end);
    const digital = trace.digital(at, end);
    if (digital === null) return [];
    for (const edge of finder.find(at, digital, trace.samples(0, at, end))) edges.push(edge);
  }
  return edges;
}

/** Listens to a capture and keeps everything, for tests to look at. */
import type { StudioError } from '../../src-main/core/errors';
import type { CaptureListener, TraceBlock, TraceEvent } from '../../src-main/engine/analyzer-ports';

export interface Collector extends CaptureListener {
  readonly blocks: TraceBlock[]; readonly events: TraceEvent[]; readonly failures: StudioError[];
  /** Samples that came. */
  samples(): number;
  /** Sample numbers between the blocks. */
  lost(): number;
  sum(): number;
  /** Sample numbers at which a digital line rises. */
  edges(line: number): number[];
}

export function collector(): Collector {
  const blocks: TraceBlock[] = [];
  const events: TraceEvent[] = [];
  const failures: StudioError[] = [];
  return {
    blocks, events, failures,
    onBlock(block) {
      const last = blocks[blocks.length - 1];
      if (last !== undefined && block.firstSample < last.firstSample + last.values.length) throw new Error(`block at ${block.firstSample} begins before the end of the one at ${last.firstSample}`);
      blocks.push(block);
    },
    onEvent: (event) => void events.push(event),
    onFailure: (error) => void failures.push(error),
    samples: () => blocks.reduce((sum, { values }) => sum + values.length, 0),
    lost() {
      const last = blocks[blocks.length - 1];
      return last === undefined ? 0 : last.firstSample + last.values.length - this.samples();
    },
    sum: () => blocks.reduce((sum, { values }) => sum + values.reduce((part, value) => part + value, 0), 0),
    edges(line) {
      const rising: number[] = [];
      let before = 1;
      for (const { firstSample, digital } of blocks) digital?.forEach((level, i) => {
        const high = (level >> line) & 1;
        if (high && !before) rising.push(firstSample + i);
        before = high;
      });
      return rising;
    },
  };
}

/** Samples that are asked for one at a time: the loop of instruments that do not stream. */
import { StudioError } from '../core/errors';
import type { CaptureEnd, CaptureListener } from '../engine/analyzer-ports';

/** What one turn of the loop knows and does. */
export interface Poll {
  /** False once the capture is to stop: a turn that waited looks again before it asks. */
  readonly live: boolean;
  /** Number of the next sample. */
  readonly samples: number;
  lose(missing: number, why: string): void;
  overload(text: string): void;
  /** One sample; NaN counts as lost. `voltage` null where it is not measured. */
  give(value: number, voltage: number | null, hostMs: number): void;
}

/** Takes turns until it is stopped; a turn that fails ends the stream, and the listener is told. */
export function startPolling(listener: CaptureListener, turn: (poll: Poll) => Promise<void>): { stop(): Promise<CaptureEnd> } {
  let [live, samples, lost] = [true, 0, 0];
  const poll: Poll = {
    get live() {
      return live;
    },
    get samples() {
      return samples;
    },
    lose(missing, why) {
      listener.onEvent({ kind: 'loss', sample: samples, samples: missing, why });
      samples += missing;
      lost += missing;
    },
    overload: (text) => listener.onEvent({ kind: 'overload', sample: samples, text }),
    give(value, voltage, hostMs) {
      if (Number.isNaN(value)) lost++;
      listener.onBlock({ firstSample: samples++, values: Float32Array.of(value), voltage: voltage === null ? null : Float32Array.of(voltage), digital: null, hostMs });
    },
  };
  const loop = async (): Promise<void> => {
    while (live) await turn(poll);
  };
  const done = loop().catch((error: unknown) => {
    live = false;
    if (!(error instanceof StudioError)) throw error;
    listener.onFailure(error);
  });
  return {
    async stop() {
      live = false;
      await done;
      return { samples, lost };
    },
  };
}

/** Images of all boards in order of arrival, classified one at a time. */
import type { Classification } from './edge-server';

export interface ClassifyQueue {
  /** The answer, and how long the image waited behind others, in ms. Rejects where the classifier does, or names no class of the model. */
  answer(pixels: Uint8Array): Promise<Classification & { readonly waitMs: number }>;
  /** Rejects what still waits; resolves when nothing is being classified any more. */
  close(): Promise<void>;
}

export function createClassifyQueue(classify: (pixels: Uint8Array) => Promise<Classification>, classes: number): ClassifyQueue {
  let last: Promise<unknown> = Promise.resolve();
  let length = 0;
  let closed = false;

  async function turn(pixels: Uint8Array, arrivedMs: number, behindOthers: boolean): Promise<Classification & { waitMs: number }> {
    // A model that holds this thread must let the last answer out, and what boards sent meanwhile in.
    if (behindOthers) await new Promise((resolve) => setImmediate(resolve));
    if (closed) throw new Error('the server is stopping');
    const waitMs = performance.now() - arrivedMs;
    const answer = await classify(pixels);
    const { prediction } = answer;
    if (!Number.isInteger(prediction) || prediction < 0 || prediction >= classes) throw new Error(`the model answered class ${prediction}, expected 0 to ${classes - 1}`);
    return { ...answer, waitMs };
  }

  return {
    answer(pixels) {
      const arrived = performance.now();
      const behindOthers = length++ > 0;
      const mine = last.then(() => turn(pixels, arrived, behindOthers));
      // A failed image must not fail those behind it; its own board is told through `mine`.
      last = mine.catch(() => undefined).finally(() => { length--; });
      return mine;
    },
    async close() {
      closed = true;
      await last;
    },
  };
}

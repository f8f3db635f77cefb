/** Times stages of a model in loops, as the HI paper does: each loop as a whole, stages taking turns so that drift meets all alike. */
import type { Tensor } from 'onnxruntime-node';
import type { TimedStage, TimingRequest } from '../engine/ports';

/** Prepared tensors stay in memory; more samples than this add nothing to a mean of loops. */
export const TIMED_SAMPLES = 256;
/** An empty loop must not run forever where the clock stands still. */
const MOST_INFERENCES = 1_000_000;

export interface TimingHooks {
  run(stage: TimedStage, image: Tensor): Promise<void>;
  /** Monotonic ms. */
  now(): number;
  onLoop(done: number, total: number): void;
  /** Lets messages through between loops; rejects when the request was aborted. */
  pause(): Promise<void>;
}

/**
 * One result a stage: `ms[i]` is the mean per inference of loop i, from image tensor ready to softmax values known. A loop runs as many
 * inferences as last `minLoopMs`, found by doubling after the warm-up, and goes on through `images` where the stage's last loop ended.
 */
export async function timeStages(images: readonly Tensor[], request: TimingRequest, hooks: TimingHooks): Promise<{ ms: Float64Array; inferences: number }[]> {
  const { stages, loops, warmUp, minLoopMs } = request;
  const next = stages.map(() => 0);
  const loop = async (s: number, inferences: number): Promise<number> => {
    const stage = stages[s];
    let at = next[s];
    const start = hooks.now();
    for (let i = 0; i < inferences; i++) {
      await hooks.run(stage, images[at]);
      if (++at === images.length) at = 0;
    }
    const elapsed = hooks.now() - start;
    next[s] = at;
    return elapsed;
  };
  const inferences: number[] = [];
  for (let s = 0; s < stages.length; s++) {
    await hooks.pause();
    await loop(s, warmUp);
    let n = 1;
    for (let lasted = await loop(s, n); lasted < minLoopMs && n < MOST_INFERENCES; lasted = await loop(s, n)) {
      await hooks.pause();
      const enough = lasted > 0 ? Math.ceil((n * minLoopMs * 1.05) / lasted) : 2 * n;
      n = Math.min(MOST_INFERENCES, Math.max(n + 1, Math.min(enough, 10 * n)));
    }
    inferences.push(n);
  }
  const ms = stages.map(() => new Float64Array(loops));
  for (let i = 0, done = 0; i < loops; i++) {
    for (let turn = 0; turn < stages.length; turn++) {
      const s = i % 2 === 0 ? turn : stages.length - 1 - turn;
      await hooks.pause();
      ms[s][i] = (await loop(s, inferences[s])) / inferences[s];
      hooks.onLoop(++done, loops * stages.length);
    }
  }
  return stages.map((_, s) => ({ ms: ms[s], inferences: inferences[s] }));
}

/** Repeats one kind of work on a board that times its own loops, so that an instrument on its supply sees windows of it. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Clock, LoadedModel, SampleBatch, WorkDone, WorkMark, WorkRequest } from '../engine/ports';
import { decide } from './decision-timing';

/** `here`: decisions and offloads happen on this machine too; on another one they cannot be repeated from here. */
export interface PerformDeps { readonly clock: Clock; readonly here: boolean }

/** Samples whose softmax values decisions go through. */
const decisionSamples = 256;
const mostDecisions = 2 ** 26;

/** By this machine's clock, which is also the one that marks are heard by; its step is far below what a worker's message takes. */
export async function performWork(model: LoadedModel, batch: SampleBatch, request: Omit<WorkRequest, 'costs'>, onMark: (mark: WorkMark) => void, signal: AbortSignal, { clock, here }: PerformDeps): Promise<WorkDone | null> {
  const { work, windows, windowMs, restMs } = request;
  const rest = (): Promise<unknown> => wait(restMs, undefined, { signal });
  const mark = (kind: WorkMark['kind'], ms: number): void => onMark({ kind, boardMs: ms, heardMs: ms, text: null });
  /** Windows of `count` calls, with rests between them. */
  const repeat = async (count: number, calls: () => Promise<void>): Promise<WorkDone> => {
    const ms = new Float64Array(windows);
    for (let w = 0; w < windows; w++) {
      await rest();
      const begin = clock.ms();
      mark('begin', begin);
      await calls();
      const end = clock.ms();
      mark('end', end);
      ms[w] = (end - begin) / count;
    }
    await rest();
    return { inferences: count, ms, clockStepMs: 0 };
  };
  switch (work.kind) {
    case 'idle': return repeat(1, () => wait(windowMs, undefined, { signal }));
    case 'stage': {
      await rest();
      const ends: number[] = [];
      const [times] = await model.time(batch, { stages: [work.stage], warmUp: request.warmUp, loops: windows, minLoopMs: windowMs }, () => void ends.push(clock.ms()), signal);
      // Loops follow one another and are told when they end; how long each took is known when all are done.
      ends.forEach((end, i) => {
        mark('begin', end - times.ms[i] * times.inferences);
        mark('end', end);
      });
      await rest();
      return { inferences: times.inferences, ms: times.ms.slice(0, ends.length), clockStepMs: 0 };
    }
    case 'decision': {
      if (!here) return null;
      const count = Math.min(batch.count, decisionSamples);
      const outputs = (await model.outputs({ count, bytes: batch.bytes, pixels: batch.pixels.subarray(0, count * batch.bytes), labels: batch.labels.subarray(0, count) })).at(-1)!;
      let decisions = 1024;
      for (let lasted = 0; lasted < windowMs && decisions < mostDecisions; decisions *= 2) {
        const start = clock.ms();
        decide(outputs, model.facts.classes, decisions * 2);
        lasted = clock.ms() - start;
      }
      return repeat(decisions, async () => void decide(outputs, model.facts.classes, decisions));
    }
    case 'offload': {
      if (!here) return null;
      const start = clock.ms();
      await request.offload(signal);
      const count = Math.max(1, Math.ceil(windowMs / Math.max(0.01, clock.ms() - start)));
      return repeat(count, async () => {
        for (let i = 0; i < count; i++) await request.offload(signal);
      });
    }
  }
}

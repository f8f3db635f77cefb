/** The timing loops: order, repetition and what is counted. */
import { Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import type { TimedStage, TimingRequest } from '../../src-main/engine/ports';
import { timeStages } from '../../src-main/models/time-stages';

/** A clock that only moves while a stage runs: stage 0 takes 0.3 ms, the plain model 2 ms. */
async function simulate(request: TimingRequest, images = 3) {
  let now = 0;
  const ran: [TimedStage, number][] = [];
  const tensors = Array.from({ length: images }, (_, i) => new Tensor('float32', new Float32Array([i]), [1]));
  const progress: number[] = [];
  const times = await timeStages(tensors, request, {
    run: async (stage, image) => {
      ran.push([stage, (image.data as Float32Array)[0]]);
      now += stage === 'plain' ? 2 : 0.3;
    },
    now: () => now, onLoop: (done) => progress.push(done), pause: async () => {},
  });
  return { times, ran, progress };
}

describe('timed loops', () => {
  it('last as long as asked for and give the mean per inference', async () => {
    const { times, progress } = await simulate({ stages: [0, 'plain'], warmUp: 5, loops: 4, minLoopMs: 10 });
    expect(times[0].inferences * 0.3).toBeGreaterThanOrEqual(10);
    expect(times[1].inferences).toBeGreaterThanOrEqual(5);
    times[0].ms.forEach((ms) => expect(ms).toBeCloseTo(0.3, 9));
    times[1].ms.forEach((ms) => expect(ms).toBeCloseTo(2, 9));
    expect(progress).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('take turns, in the opposite order every second round', async () => {
    const { ran } = await simulate({ stages: [0, 'plain'], warmUp: 0, loops: 4, minLoopMs: 0 });
    expect(ran.slice(2).map(([stage]) => stage)).toEqual([0, 'plain', 'plain', 0, 0, 'plain', 'plain', 0]);
  });

  it('use all samples evenly, also when a loop is one inference', async () => {
    const { ran } = await simulate({ stages: ['plain'], warmUp: 0, loops: 8, minLoopMs: 0 });
    expect(ran.map(([, image]) => image)).toEqual([0, 1, 2, 0, 1, 2, 0, 1, 2]);
  });

  it('end even where the clock stands still', async () => {
    let runs = 0;
    const image = new Tensor('float32', new Float32Array(1), [1]);
    const [time] = await timeStages([image], { stages: [0], warmUp: 0, loops: 1, minLoopMs: 1 }, { run: async () => { runs++; }, now: () => 0, onLoop: () => {}, pause: async () => {} });
    expect(time.ms).toEqual(new Float64Array(1));
    expect(runs).toBeLessThan(4_000_000);
  });
});

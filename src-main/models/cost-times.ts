/** Where a model's time goes on this computer: segment by segment beside the whole, and by kind of operator. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InferenceSession, type Tensor } from 'onnxruntime-node';
import type { ModelTimes } from '../contract/procedures';
import type { InspectedModel } from './inspect';
import { encodeSubgraph } from './onnx/subgraph';
import { runtimeError, sessionOptions } from './session';
import { StageRunner, type RunnableModel } from './stages';

const WARM_UP = 5;
/** Runs with ONNX Runtime's profiler on: it writes a line an operator and run. */
const PROFILED_RUNS = 50;

export interface TimesHooks { now(): number; onLoop(done: number, total: number): void; pause(): Promise<void> }

/** Each loop runs every image through the segments, through all exits at once, and through the model without heads; figures are means of the loops' means, ms an image. */
export async function timeCosts(inspected: InspectedModel, model: RunnableModel, images: readonly Tensor[], loops: number, hooks: TimesHooks): Promise<ModelTimes> {
  const runner = await StageRunner.of(model);
  const whole = await model.whole();
  const feeds = (image: Tensor): Record<string, Tensor> => ({ [model.image.name]: image });
  const segments = new Float64Array(runner.segments.length);
  let wholeMs = 0;
  let plainMs = 0;
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const start = hooks.now();
    await work();
    return hooks.now() - start;
  };
  for (let loop = -WARM_UP; loop < loops; loop++) {
    await hooks.pause();
    const used = loop < 0 ? images.slice(0, 1) : images;
    const weight = loop < 0 ? 0 : 1 / (loops * images.length);
    for (const image of used) {
      const carried = feeds(image);
      for (let k = 0; k < segments.length; k++) segments[k] += weight * (await timed(() => runner.runSegment(k, carried)));
      wholeMs += weight * (await timed(() => whole.run(feeds(image))));
      plainMs += weight * (await timed(() => runner.runPlain(image)));
    }
    if (loop >= 0) hooks.onLoop(loop + 1, loops);
  }
  return {
    images: images.length, loops, wholeMs, plainMs, segments: [...segments].map((ms, k) => ({ exit: model.exitNames[k], ms })),
    sumMs: segments.reduce((sum, ms) => sum + ms, 0), operators: await operatorTimes(inspected, images),
  };
}

/** As ONNX Runtime runs them, that is after it has merged operators: a convolution holds the activation behind it. */
async function operatorTimes({ graph, parts, types, image }: InspectedModel, images: readonly Tensor[]): Promise<ModelTimes['operators']> {
  const folder = mkdtempSync(join(tmpdir(), 'hi-studio-profile-'));
  try {
    const session = await InferenceSession.create(encodeSubgraph(graph, parts.whole, types), { ...sessionOptions, enableProfiling: true, profileFilePrefix: join(folder, 'run') })
      .catch((error: unknown) => { throw runtimeError(error, graph.file, graph.opset); });
    try {
      for (let run = 0; run < PROFILED_RUNS; run++) await session.run({ [image.name]: images[run % images.length] });
      session.endProfiling();
    } finally {
      await session.release();
    }
    return sumByOperator(readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8')).join(''));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface ProfiledEvent { readonly cat: string; readonly name: string; readonly dur: number; readonly args?: { readonly op_name?: string } }

/** Durations are µs; only the kernels count, not the time before and behind them. */
function sumByOperator(text: string): ModelTimes['operators'] {
  const found = new Map<string, { operator: string; count: number; ms: number }>();
  for (const { cat, name, dur, args } of JSON.parse(text) as ProfiledEvent[]) {
    if (cat !== 'Node' || !name.endsWith('_kernel_time')) continue;
    const operator = args?.op_name ?? 'unknown';
    const kind = found.get(operator) ?? { operator, count: 0, ms: 0 };
    kind.count += 1 / PROFILED_RUNS;
    kind.ms += dur / 1000 / PROFILED_RUNS;
    found.set(operator, kind);
  }
  return [...found.values()].map((kind) => ({ ...kind, count: Math.round(kind.count) })).sort((a, b) => b.ms - a.ms);
}

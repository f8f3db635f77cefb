/** Entry of the thread that holds one model: ONNX Runtime blocks its thread, and a window must never wait. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { classify, evaluate } from './evaluate';
import { timeCosts } from './cost-times';
import { drawModel } from './exits/draw-model';
import { ExitTrainer } from './exits/trainer';
import { inspectModel, type InspectedModel } from './inspect';
import { runnableNull } from './null-model';
import { runnable, StageRunner, type RunnableModel } from './stages';
import { TIMED_SAMPLES, timeStages } from './time-stages';
import { walkSample } from './walk-sample';
import { Aborted, toFailure, type FromWorker, type Replies, type Request, type Operation, type Requests, type ToWorker } from './worker-messages';

const port = parentPort!;
const aborted = new Set<number>();
let model: RunnableModel | null = null;
let runner: StageRunner | null = null;
let inspected: InspectedModel | null = null;
let trainer: ExitTrainer | null = null;

/** ONNX Runtime's work fills the thread; a turn of the event loop lets an abort in. */
async function pause(id: number): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  if (aborted.has(id)) throw new Aborted('aborted');
}

function loaded(): RunnableModel {
  if (model === null) throw new Error('nothing is loaded');
  return model;
}

function looked(): InspectedModel {
  if (inspected === null) throw new Error('no file is loaded');
  return inspected;
}

function training(): ExitTrainer {
  if (trainer === null) throw new Error('no exits were begun');
  return trainer;
}

async function stageRunner(): Promise<StageRunner> {
  return (runner ??= await StageRunner.of(loaded()));
}

async function time(id: number, { pixels, count, request }: Requests['time']): Promise<Replies['time']> {
  const stages = await stageRunner();
  const { image, fixedBatch } = loaded();
  const bytes = pixels.length / count;
  const images = Array.from({ length: Math.min(count, TIMED_SAMPLES) }, (_, i) => image.tensor(pixels.subarray(i * bytes, (i + 1) * bytes), 1, fixedBatch ?? 1));
  const times = await timeStages(images, request, {
    run: (stage, tensor) => stages.run(stage, tensor),
    now: () => performance.now(),
    onLoop: (done, total) => send({ id, kind: 'progress', done, total }),
    pause: () => pause(id),
  });
  return times.map((one) => ({ ...one, energyMj: null }));
}

async function answer(id: number, request: Request): Promise<Replies[Operation]> {
  switch (request.op) {
    case 'load': {
      inspected = await inspectModel(request.card);
      model = runnable(inspected);
      return inspected.facts;
    }
    case 'load-null':
      model = runnableNull(request.card);
      return null;
    case 'outputs': return evaluate(loaded(), request.pixels, request.count);
    case 'classify': return classify(loaded(), request.pixels, request.count);
    case 'time': return time(id, request);
    case 'walk': {
      const { image, fixedBatch } = loaded();
      return walkSample(await stageRunner(), image.tensor(request.pixels, 1, fixedBatch ?? 1), request.truth, request.policy);
    }
    case 'draw': return drawModel(looked());
    case 'costs': {
      const { image, fixedBatch } = loaded();
      const bytes = request.pixels.length / request.count;
      const images = Array.from({ length: request.count }, (_, i) => image.tensor(request.pixels.subarray(i * bytes, (i + 1) * bytes), 1, fixedBatch ?? 1));
      return timeCosts(looked(), loaded(), images, request.loops, { now: () => performance.now(), onLoop: (done, total) => send({ id, kind: 'progress', done, total }), pause: () => pause(id) });
    }
    case 'exits-begin': {
      const { card } = looked();
      await trainer?.close();
      trainer = await ExitTrainer.begin(looked(), readFileSync(join(card.directory, card.file)), request.tensors, request.sizes);
      return trainer.begun;
    }
    case 'exits-cache':
      await training().cache(request.set, request.pixels, request.labels, request.count);
      return null;
    case 'exits-train': return training().train(request.head, request.limits, async (step) => {
      send({ id, kind: 'progress', done: step, total: request.limits.maxSteps });
      await pause(id);
    });
    case 'exits-finish': return training().finish();
    case 'close':
      await trainer?.close();
      trainer = null;
      await model?.close();
      model = null;
      return null;
  }
}

function send(message: FromWorker, move: readonly ArrayBuffer[] = []): void {
  port.postMessage(message, move);
}

function buffersOf(value: Replies[Operation]): ArrayBuffer[] {
  return [value].flat().flatMap((one) => Object.values(one ?? {}) as unknown[]).filter((part) => ArrayBuffer.isView(part)).map((view) => view.buffer as ArrayBuffer);
}

async function handle(id: number, request: Request): Promise<void> {
  try {
    const value = await answer(id, request);
    send({ id, kind: 'done', value }, buffersOf(value));
  } catch (error) {
    send({ id, kind: 'failed', failure: toFailure(error) });
  } finally {
    aborted.delete(id);
  }
  if (request.op === 'close') port.close();
}

// One request at a time: two at once would time each other.
let queue = Promise.resolve();
port.on('message', (message: ToWorker) => {
  if ('abort' in message) aborted.add(message.abort);
  else queue = queue.then(() => handle(message.id, message.request));
});

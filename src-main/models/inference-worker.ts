/** Entry of the thread that holds one model: ONNX Runtime blocks its thread, and a window must never wait. */
import { parentPort } from 'node:worker_threads';
import { classify, evaluate } from './evaluate';
import { inspectModel } from './inspect';
import { runnableNull } from './null-model';
import { runnable, StageRunner, type RunnableModel } from './stages';
import { TIMED_SAMPLES, timeStages } from './time-stages';
import { walkSample } from './walk-sample';
import { Aborted, toFailure, type FromWorker, type Replies, type Request, type Operation, type Requests, type ToWorker } from './worker-messages';

const port = parentPort!;
const aborted = new Set<number>();
let model: RunnableModel | null = null;
let runner: StageRunner | null = null;

/** ONNX Runtime's work fills the thread; a turn of the event loop lets an abort in. */
async function pause(id: number): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  if (aborted.has(id)) throw new Aborted('aborted');
}

function loaded(): RunnableModel {
  if (model === null) throw new Error('nothing is loaded');
  return model;
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
      const inspected = await inspectModel(request.card);
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
    case 'close':
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

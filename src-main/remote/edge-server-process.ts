/**
 * Entry of the edge server's own process, started by server-process.ts.
 * A composition root like studio.ts: it alone puts a model behind the server, which knows neither file nor model.
 * The model runs on this very thread: a worker's messages cost each offload a tenth of a millisecond, and no window waits here.
 */
import { StudioError } from '../core/errors';
import { planarFromInterleaved } from '../core/protocol/hi-offload';
import { classify as classifyBatch } from '../models/evaluate';
import { inspectModel } from '../models/inspect';
import { runnable } from '../models/stages';
import type { FromServer, ServeRequest, ToServer } from './edge-messages';
import { defaultIdleMs, defaultMaxConnections, startEdgeServer, type Classification, type RunningEdgeServer } from './edge-server';
import { parentChannel } from './parent-channel';
import { openStatsCsv } from './stats-csv';

interface Serving { readonly server: RunningEdgeServer; stop(): Promise<void> }
let serving: Serving | null = null;

const studio = parentChannel();
const tell = (message: FromServer): void => studio?.send(message);
const log = (line: string): void => tell({ type: 'log', line });

async function serve(request: ServeRequest): Promise<Serving> {
  const { card, sampleBytes, layout } = request;
  const inspected = await inspectModel(card);
  const { channels, height, width } = inspected.facts.shape;
  const expected = channels * height * width;
  if (sampleBytes !== expected) throw new StudioError('model.sample-size', { model: card.id, found: `${sampleBytes} bytes`, expected: `${channels} × ${height} × ${width} = ${expected} bytes` });
  const model = runnable(inspected);
  const classify = async (raw: Uint8Array): Promise<Classification> => {
    const started = performance.now();
    const pixels = layout === 'HWC' ? planarFromInterleaved(raw, channels) : raw;
    const reordered = performance.now() - started;
    const { prediction, preprocessMs, inferMs } = await classifyBatch(model, pixels, 1);
    return { prediction: prediction[0], preprocessMs: reordered + preprocessMs, inferMs };
  };
  // A first image finds what does not run before any board connects, and takes the first inference's set-up with it.
  await classify(new Uint8Array(sampleBytes));
  const csv = request.statsCsv === null ? null : await openStatsCsv(request.statsCsv, log);
  const server = await startEdgeServer({
    ...request, classes: inspected.facts.classes, classify, idleMs: defaultIdleMs, maxConnections: defaultMaxConnections, log,
    onServed: csv === null ? undefined : (times) => csv.add(times),
  });
  return {
    server,
    async stop() {
      await server.stop();
      await csv?.close();
    },
  };
}

async function leave(): Promise<void> {
  await serving?.stop();
  process.exit(0);
}

async function hear(message: ToServer): Promise<void> {
  switch (message.type) {
    case 'serve':
      serving = await serve(message.request);
      return tell({ type: 'ready', host: serving.server.host, port: serving.server.port });
    case 'times':
      if (serving !== null) tell({ type: 'times', id: message.id, times: serving.server.times() });
      return;
    case 'stop':
      return leave();
  }
}

studio?.onMessage((message) => {
  hear(message as ToServer).catch((error: unknown) => {
    const known = error instanceof StudioError ? error : null;
    tell({ type: 'failed', code: known?.code ?? null, facts: known?.facts ?? null, text: error instanceof Error ? error.message : String(error) });
  });
});
if (studio === null) {
  console.error('This program is started by the studio; "hi-studio serve-edge" runs the edge server alone.');
  process.exitCode = 2;
}
// Ctrl-C reaches the whole process group; the studio decides when the server goes. Without a studio there is nothing to serve.
process.on('SIGINT', () => undefined);
studio?.onGone(() => void leave());

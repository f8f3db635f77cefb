/**
 * Entry of the edge server's own process, started by tcp-remote.ts.
 * A composition root like studio.ts: it alone puts the model runtime behind the server, which knows neither file nor model.
 */
import type { SampleBatch } from '../engine/ports';
import { StudioError } from '../core/errors';
import { planarFromInterleaved } from '../core/protocol/hi-offload';
import { onnxRuntime } from '../models/runtime';
import type { FromServer, ServeRequest, ToServer } from './edge-messages';
import { defaultIdleMs, defaultMaxConnections, startEdgeServer, type Classification, type RunningEdgeServer } from './edge-server';
import { openStatsCsv } from './stats-csv';

interface Serving { readonly server: RunningEdgeServer; stop(): Promise<void> }
let serving: Serving | null = null;

const tell = (message: FromServer): void => {
  if (process.connected) process.send!(message);
};
const log = (line: string): void => tell({ type: 'log', line });

async function serve(request: ServeRequest): Promise<Serving> {
  const { card, sampleBytes, layout } = request;
  const model = await onnxRuntime.open(card);
  const classify = async (raw: Uint8Array): Promise<Classification> => {
    const started = performance.now();
    const pixels = layout === 'HWC' ? planarFromInterleaved(raw, card.input.channels) : raw;
    const reordered = performance.now() - started;
    const batch: SampleBatch = { count: 1, bytes: sampleBytes, pixels, labels: new Uint16Array(1) };
    const { prediction, preprocessMs, inferMs } = await model.classify(batch);
    return { prediction: prediction[0], preprocessMs: reordered + preprocessMs, inferMs };
  };
  try {
    // A first image finds what does not fit before any board connects, and takes the first inference's set-up with it.
    await classify(new Uint8Array(sampleBytes));
    const csv = request.statsCsv === null ? null : await openStatsCsv(request.statsCsv, log);
    const server = await startEdgeServer({
      ...request, classes: model.facts.classes, classify, idleMs: defaultIdleMs, maxConnections: defaultMaxConnections, log,
      onServed: csv === null ? undefined : (times) => csv.add(times),
    });
    return {
      server,
      async stop() {
        await server.stop();
        await csv?.close();
        await model.close();
      },
    };
  } catch (error) {
    await model.close();
    throw error;
  }
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

process.on('message', (message: ToServer) => {
  hear(message).catch((error: unknown) => {
    const known = error instanceof StudioError ? error : null;
    tell({ type: 'failed', code: known?.code ?? null, facts: known?.facts ?? null, text: error instanceof Error ? error.message : String(error) });
  });
});
if (!process.connected) {
  console.error('This program is started by the studio; "hi-studio serve-edge" runs the edge server alone.');
  process.exitCode = 2;
}
// Ctrl-C reaches the whole process group; the studio decides when the server goes. Without a studio there is nothing to serve.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => void leave());

/** An offload over loopback beside a bare TCP echo plus a bare inference of the same model, in turns. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { parse } from 'yaml';
import { modelCard, type ModelCard } from '../../src-main/contract/profiles';
import { projectRoot } from '../../src-main/paths';
import { createTcpRemote } from '../../src-main/remote/tcp-remote';
import { patternBatch } from '../support/onnx-builder';

const images = 400;
const warmUp = 50;
const limit = 1.15;
const never = new AbortController().signal;

/** A process of its own, as the edge server is, that reads an image and answers two bytes: what TCP alone takes here. */
const echoSource = `
import { createServer } from 'node:net';
const bytes = Number(process.argv[2]);
const server = createServer({ noDelay: true }, (socket) => {
  let got = 0;
  socket.on('data', (segment) => { got += segment.length; if (got >= bytes) { got -= bytes; socket.write(Buffer.from([1, 0])); } });
});
server.listen(0, '127.0.0.1', () => process.send(server.address().port));
process.on('disconnect', () => process.exit());
`;

interface Echo { roundTrip(pixels: Uint8Array): Promise<number>; stop(): Promise<void> }

async function startEcho(folder: string, bytes: number): Promise<Echo> {
  const program = join(folder, 'echo.mjs');
  writeFileSync(program, echoSource);
  const child: ChildProcess = fork(program, [String(bytes)], { execArgv: [] });
  const [port] = await once(child, 'message') as [number];
  const socket = connect({ host: '127.0.0.1', port, noDelay: true });
  await once(socket, 'connect');
  return {
    async roundTrip(pixels) {
      const start = performance.now();
      socket.write(pixels);
      for (let got = 0; got < 2;) got += ((await once(socket, 'data')) as [Buffer])[0].length;
      return performance.now() - start;
    },
    async stop() {
      socket.destroy();
      child.disconnect();
      await once(child, 'exit');
    },
  };
}

async function openBare(card: ModelCard): Promise<(pixels: Uint8Array) => Promise<number>> {
  const session = await InferenceSession.create(join(card.directory, card.file), { intraOpNumThreads: 1, interOpNumThreads: 1, executionMode: 'sequential', graphOptimizationLevel: 'all' });
  const { channels, height, width } = card.input;
  return async (pixels) => {
    const tensor = new Tensor('float32', Float32Array.from(pixels, (raw) => raw / 255), [1, channels, height, width]);
    const start = performance.now();
    await session.run({ [session.inputNames[0]]: tensor });
    return performance.now() - start;
  };
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

export async function bench(): Promise<{ title: string; rows: { name: string; value: number; unit: string; limit?: string; ok?: boolean }[] }> {
  const directory = join(projectRoot(), 'resources', 'models', 'glyphs-remote');
  const card: ModelCard = { ...modelCard.parse(parse(readFileSync(join(directory, 'card.yaml'), 'utf8'))), directory };
  const bytes = card.input.channels * card.input.height * card.input.width;
  const folder = mkdtempSync(join(tmpdir(), 'hi-bench-offload-'));
  const remote = createTcpRemote();
  const server = await remote.start(card, bytes);
  const echo = await startEcho(folder, bytes);
  const connection = await remote.connect(server.host, server.port, bytes, { classes: card.labels.length });
  try {
    const infer = await openBare(card);
    const batch = patternBatch(images + warmUp, bytes);
    const offload: number[] = [], tcp: number[] = [], inference: number[] = [], ratios: number[] = [];
    for (let i = 0; i < images + warmUp; i++) {
      const pixels = batch.pixels.subarray(i * bytes, (i + 1) * bytes);
      const offloadMs = (await connection.offload(pixels, never)).ms;
      const [tcpMs, inferMs] = [await echo.roundTrip(pixels), await infer(pixels)];
      if (i < warmUp) continue;
      offload.push(offloadMs);
      tcp.push(tcpMs);
      inference.push(inferMs);
      ratios.push(offloadMs / (tcpMs + inferMs));
    }
    const times = await server.times();
    const ratio = median(ratios);
    return {
      title: `Offload of ${bytes} bytes to “${card.id}” over loopback (medians of ${images}, in turns)`,
      rows: [
        { name: 'offload: send, preprocess, infer, reply', value: median(offload), unit: 'ms' },
        { name: 'of it preprocessing and inference, by the server', value: (times?.preprocess.median ?? NaN) + (times?.infer.median ?? NaN), unit: 'ms' },
        { name: 'bare TCP echo', value: median(tcp), unit: 'ms' },
        { name: 'bare inference', value: median(inference), unit: 'ms' },
        { name: 'offload / (bare echo + bare inference)', value: ratio, unit: 'times', limit: `≤ ${limit}`, ok: ratio <= limit },
      ],
    };
  } finally {
    await connection.close();
    await Promise.all([server.stop(), echo.stop()]);
    rmSync(folder, { recursive: true });
  }
}

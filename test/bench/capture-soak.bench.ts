/** A live capture at two million samples a second for a minute, kept, and looked at 30 times a second; and what 100 kS/s cost of one core. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel, Worker } from 'node:worker_threads';
import { createRandom } from '../../src-main/core/random';
import { bundledFile } from '../../src-main/paths';
import { createBlockPipe, type FromKeeper } from '../../src-main/studio/capture/block-pipe';
import type { KeeperOperations } from '../../src-main/studio/capture/keeper';
import { createCaller } from '../../src-main/studio/capture/worker-call';

type Row = { name: string; value: number; unit: string; limit?: string; ok?: boolean };
const pieceMs = 10;
const framesPerSecond = 30;
const pixels = 1500;

interface Soak { readonly samples: number; readonly kept: number; readonly dropped: number; readonly seconds: number; readonly cpuShare: number; readonly frames: number; readonly framesLate: number; readonly slowestFrameMs: number; readonly grownMiB: number }

/** Samples come in pieces of 10 ms by the clock, as a driver hands them over; a view follows the last ten seconds. */
async function soak(rateHz: number, seconds: number): Promise<Soak> {
  const folder = mkdtempSync(join(tmpdir(), 'hi-soak-'));
  const file = join(folder, 'trace.hitrace');
  const worker = new Worker(bundledFile('keeper-worker'));
  const keeper = createCaller<KeeperOperations>(worker, { gone: (reason) => new Error(reason) });
  try {
    const { port1, port2 } = new MessageChannel();
    await keeper.call('record', { port: port2, file, simulated: true, analyzer: 'bench' }, [port2]);
    const pipe = createBlockPipe({ post: (message, move) => port1.postMessage(message, [...move]), startedAt: new Date(0).toISOString(), onFailed: (error) => { throw error; } });
    port1.on('message', (message: FromKeeper) => pipe.receive(message));
    pipe.begin({ format: { rateHz, quantity: 'current', voltageV: 3.3, measuresVoltage: false, lines: ['D0'] }, info: { kind: 'bench', model: 'bench', serial: null, firmware: null, address: 'here', ratesHz: [] }, settings: {} });
    const random = createRandom(1);
    const n = (rateHz * pieceMs) / 1000;
    const values = Float32Array.from({ length: n }, () => 0.01 + 1e-4 * random.normal());
    const digital = Uint8Array.from({ length: n }, (_, i) => (i >> 9) & 1);
    let [sent, frames, late, slowest, asked] = [0, 0, 0, 0, false];
    const look = async (): Promise<void> => {
      // A chart asks for its next picture when the last one is there.
      if (asked) return void late++;
      asked = true;
      const start = performance.now();
      const to = sent;
      await keeper.call('window', { file, from: Math.max(0, to - 10 * rateHz), to, points: pixels, channels: ['current'] });
      slowest = Math.max(slowest, performance.now() - start);
      frames++;
      asked = false;
    };
    const [began, cpu, memory] = [performance.now(), process.cpuUsage(), process.memoryUsage().rss];
    let nextFrame = 1000 / framesPerSecond;
    for (let elapsed = 0; elapsed < seconds * 1000; elapsed = performance.now() - began) {
      const due = Math.floor((Math.min(elapsed, seconds * 1000) / 1000) * rateHz / n) * n;
      for (; sent < due; sent += n) pipe.block({ firstSample: sent, values: values.slice(), voltage: null, digital: digital.slice(), hostMs: 0 });
      if (elapsed >= nextFrame && sent > 0) {
        nextFrame = Math.max(nextFrame + 1000 / framesPerSecond, elapsed - 1000 / framesPerSecond);
        void look();
      }
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    const lasted = (performance.now() - began) / 1000;
    await pipe.end();
    const used = process.cpuUsage(cpu);
    const { measured } = await keeper.call('statistics', { file, from: 0, to: sent }).then(({ samples }) => ({ measured: samples }));
    return { samples: sent, kept: measured, dropped: pipe.dropped, seconds: lasted, cpuShare: (used.user + used.system) / 1e4 / lasted, frames, framesLate: late, slowestFrameMs: slowest, grownMiB: (process.memoryUsage().rss - memory) / 2 ** 20 };
  } finally {
    await keeper.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

export async function bench(): Promise<{ title: string; rows: Row[] }> {
  const fast = await soak(2_000_000, 60);
  const usual = await soak(100_000, 15);
  const perSecond = fast.frames / fast.seconds;
  return {
    title: 'A live capture with a view that follows it',
    rows: [
      { name: '2 MS/s: samples that came in', value: fast.samples / fast.seconds / 1e6, unit: 'million/s', limit: '≥ 1.99', ok: fast.samples / fast.seconds >= 1.99e6 },
      { name: '… lost or left out, in a minute', value: fast.samples - fast.kept + fast.dropped, unit: 'samples', limit: '0', ok: fast.kept === fast.samples && fast.dropped === 0 },
      { name: `… pictures of ${pixels} points`, value: perSecond, unit: 'a second', limit: '≥ 29', ok: perSecond >= 29 },
      { name: '… skipped because the one before was not there', value: fast.framesLate, unit: 'pictures' },
      { name: '… slowest picture', value: fast.slowestFrameMs, unit: 'ms' },
      { name: '… of one core, everything', value: fast.cpuShare, unit: '%' },
      { name: '… memory grown by', value: fast.grownMiB, unit: 'MiB' },
      { name: '100 kS/s: of one core, kept and looked at', value: usual.cpuShare, unit: '%', limit: '≤ 40', ok: usual.cpuShare <= 40 },
    ],
  };
}

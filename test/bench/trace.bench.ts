/** An hour of a power analyzer at 100 kS/s: writing it while it is measured, opening it, looking at any part of it, and exporting it. */
import { copyFileSync, mkdtempSync, rmSync, statfsSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '../../src-main/core/random';
import { envelope } from '../../src-main/core/trace/envelope';
import { selectionStatistics } from '../../src-main/core/trace/statistics';
import { exportCsv } from '../../src-main/store/recording/export-csv';
import { exportParquet } from '../../src-main/store/recording/export-parquet';
import { Recorder } from '../../src-main/store/recording/recorder';
import { openRecording, type Recording } from '../../src-main/store/recording/recording';
import { boardSteps, stepTrace } from '../support/example-trace';

type Row = { name: string; value: number; unit: string; limit?: string; ok?: boolean };
const rateHz = 100_000;
const pixels = 1500;

/** Several seconds of a board with noise and a trigger line, cut as a driver hands it over: 10 ms a block. */
function pieces(): { values: Float32Array; digital: Uint8Array }[] {
  const random = createRandom(1);
  const { values, digital } = stepTrace(boardSteps(1, 200).steps, rateHz);
  for (let i = 0; i < values.length; i++) values[i] = random.chance(1e-5) ? NaN : values[i] + 2e-6 * random.normal();
  return Array.from({ length: Math.floor(values.length / 1000) }, (_, k) => ({ values: values.slice(k * 1000, (k + 1) * 1000), digital: (digital ?? new Uint8Array()).slice(k * 1000, (k + 1) * 1000) }));
}

/** Times of many calls in ms. `worst` is processor time: on a shared machine the clock also counts what others do meanwhile. */
function times(count: number, call: (k: number) => unknown): { median: number; p99: number; worst: number } {
  const ms = new Float64Array(count);
  let worst = 0;
  for (let k = 0; k < count; k++) {
    const [start, cpu] = [performance.now(), process.cpuUsage()];
    call(k);
    const { user, system } = process.cpuUsage(cpu);
    ms[k] = performance.now() - start;
    worst = Math.max(worst, (user + system) / 1000);
  }
  ms.sort();
  return { median: ms[count >> 1], p99: ms[Math.floor(0.99 * (count - 1))], worst };
}

/** Time of one window in a recording that was opened just now, in ms. */
function coldWindow(file: string, { from, to }: { from: number; to: number }): number {
  const opened = openRecording(file);
  const start = performance.now();
  envelope(opened.trace, 'power', from, to, pixels);
  const ms = performance.now() - start;
  opened.close();
  return ms;
}

export async function bench(): Promise<{ title: string; rows: Row[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'hi-trace-bench-'));
  const { bavail, bsize } = statfsSync(folder);
  // The hour and its crashed copy take 3.3 GB; where that is not free, a tenth of it says what it can.
  const samples = bavail * bsize > 6e9 ? 360_000_000 : 36_000_000;
  const of = samples === 360_000_000 ? 'an hour' : 'six minutes (too little disk for the hour)';
  const rows: Row[] = [];
  const row = (name: string, value: number, unit: string, limit?: [text: string, ok: boolean]): void => { rows.push({ name, value, unit, ...(limit === undefined ? {} : { limit: limit[0], ok: limit[1] }) }); };
  let recording: Recording | null = null;
  try {
    const file = join(folder, 'hour.hitrace');
    const cut = pieces();
    const recorder = new Recorder(file, { format: { rateHz, quantity: 'current', voltageV: 3.3, measuresVoltage: false, lines: ['D0'] }, startedAt: null, source: 'bench', details: {} });
    const [start, cpu] = [performance.now(), process.cpuUsage()];
    for (let at = 0, k = 0; at < samples; at += 1000, k++) recorder.append({ firstSample: at, ...cut[k % cut.length], voltage: null, hostMs: 0 });
    await recorder.close();
    const seconds = (performance.now() - start) / 1000;
    const used = process.cpuUsage(cpu);
    row(`summarise and store ${of}`, samples / seconds / 1e6, 'million samples/s', ['≥ 2', samples / seconds >= 2e6]);
    const share = ((used.user + used.system) / 1e6 / samples) * rateHz * 100;
    row('… of one core at 100 kS/s', share, '%', ['≤ 40, decoder and chart included', share <= 40]);
    row('on disk', statSync(file).size / samples, 'bytes/sample', ['≤ 5', statSync(file).size / samples <= 5]);

    const opened = times(5, () => openRecording(file).close());
    row(`open ${of}`, opened.median, 'ms');
    const crashed = join(folder, 'crashed.hitrace');
    copyFileSync(file, crashed);
    truncateSync(crashed, statSync(file).size - 100);
    row('open it without its index, as after a crash', times(1, () => openRecording(crashed).close()).median, 'ms');
    rmSync(crashed);

    recording = openRecording(file);
    const { trace } = recording;
    const random = createRandom(2);
    // Every zoom from the whole to a few samples, anywhere.
    const windows = Array.from({ length: 2000 }, () => {
      const length = Math.min(trace.end, Math.round(10 ** random.between(1, Math.log10(trace.end))));
      const from = random.integer(trace.end - length + 1);
      return { from, to: from + length };
    });
    for (const { from, to } of windows.slice(0, 50)) envelope(trace, 'power', from, to, pixels);
    const window = times(windows.length, (k) => envelope(trace, 'power', windows[k].from, windows[k].to, pixels));
    row(`a window on ${pixels} pixels, any zoom, median of ${windows.length}`, window.median, 'ms');
    row('… 99 of 100', window.p99, 'ms');
    row('… the slowest once, processor time, garbage collection included', window.worst, 'ms');
    // The lengths just before a coarser level will do are the dearest.
    const dearest = [64, 4096].flatMap((size) => Array.from({ length: 20 }, () => pixels * size - 1)).map((length) => ({ length, from: random.integer(trace.end - length) })).map(({ length, from }) => ({ from, to: from + length }));
    const cold = Math.max(...[...windows.slice(0, 100), ...dearest].map((one) => Math.min(...[1, 2, 3].map(() => coldWindow(file, one)))));
    row('the slowest of 140, nothing of it in memory, best of 3', cold, 'ms', ['≤ 5', cold <= 5]);
    const whole = times(9, () => selectionStatistics(trace, 0, trace.end));
    row('statistics of the whole', whole.median, 'ms', ['< 50', whole.median < 50]);
    const parts = times(300, (k) => selectionStatistics(trace, windows[k].from, windows[k].to));
    row('statistics of any part, 99 of 100', parts.p99, 'ms');
    row('… the slowest of 300, processor time', parts.worst, 'ms', ['< 50', parts.worst < 50]);

    const memory = process.memoryUsage().rss;
    const exported = 10_000_000;
    const csv = performance.now();
    await exportCsv(trace, join(folder, 'a.csv'), { from: 0, to: exported });
    const csvRate = exported / ((performance.now() - csv) / 1000);
    row('CSV', csvRate / 1e6, 'million rows/s', ['≥ 2', csvRate >= 2e6]);
    row('… memory grown by', (process.memoryUsage().rss - memory) / 2 ** 20, 'MiB');
    rmSync(join(folder, 'a.csv'));
    const parquet = performance.now();
    await exportParquet(trace, join(folder, 'a.parquet'), { from: 0, to: exported });
    row('Parquet', exported / ((performance.now() - parquet) / 1000) / 1e6, 'million rows/s');
    row('…', statSync(join(folder, 'a.parquet')).size / exported, 'bytes/sample');
  } finally {
    recording?.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return { title: `A recording of ${of} at 100 kS/s`, rows };
}

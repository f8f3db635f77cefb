/** The benchmark's modes for every host: opens board, inputs and instrument, measures, scores, and writes the benchmark's files. */
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultWarmUps, openBenchmarkBoard, type BenchmarkBoard, type Progress } from '../boards/mlperf-tiny/benchmark';
import { interleaved } from '../boards/mlperf-tiny/exit-rows';
import { readInputFolder, type BenchmarkInput } from '../boards/mlperf-tiny/input-folder';
import type { SerialAccess } from '../boards/mlperf-tiny/serial-access';
import { boardProfile, type BoardProfile } from '../contract/profiles';
import { StudioError } from '../core/errors';
import { accuracyText, areaUnderRoc, benchmarkWindows, energyText, performanceText, scoreWindows, sessionJson, sessionStamp, topOne, type BenchmarkMode, type BenchmarkWindow, type ScoredFile, type WindowScore } from '../core/mlperf-tiny';
import { openDataset } from '../datasets/registry';
import type { EnergyBench } from '../engine/analyzer-ports';
import type { ProfileLibrary } from '../store/profiles';
import { openEnergyWindows } from './benchmark-energy';

export interface BenchmarkRequest {
  readonly mode: BenchmarkMode;
  /** Id of a board profile; null: any board with MLPerf Tiny firmware on `port`. */
  readonly board: string | null;
  readonly port: string | null;
  readonly baud: number | null;
  /** A folder with y_labels.csv, or the id of a dataset of images. */
  readonly dataset: string; readonly dataFolder: string | null;
  /** Inputs for accuracy; null: all of a folder, 200 of a dataset. */
  readonly count: number | null;
  readonly iterations: number | null; readonly warmUps: number | null;
  /** Energy mode: id of an analyzer profile, its port, supply in V and the digital line of the board's pulses. */
  readonly analyzer: string | null; readonly analyzerPort: string | null; readonly voltageV: number | null; readonly line: number;
  readonly out: string;
}

export interface BenchmarkOutcome {
  readonly mode: BenchmarkMode; readonly folder: string; readonly files: readonly string[];
  readonly vendor: string; readonly benchmark: string; readonly port: string; readonly simulated: boolean;
  /** Null for accuracy. */
  readonly score: WindowScore | null;
  readonly topOne: number | null; readonly auc: number | null; readonly inputs: number;
  /** True where it was stopped: what was measured is in the files, and there is no score. */
  readonly cancelled: boolean;
}

export interface BenchmarkRoot { readonly profiles: ProfileLibrary; readonly serialOf: (profile: BoardProfile) => SerialAccess; readonly energy: EnergyBench; readonly now: () => Date }

const datasetCount = 200;

/** Errors: mlperf.*, port.*, analyzer.*, dataset.*, profile.* */
export async function runBenchmark(root: BenchmarkRoot, request: BenchmarkRequest, onProgress: Progress, signal: AbortSignal): Promise<BenchmarkOutcome> {
  const profile = profileOf(root.profiles, request);
  const log: string[] = [];
  const say = (text: string): void => void log.push(`${sessionStamp(root.now())} ${text}`);
  const tell: Progress = (done, total, what) => {
    say(`${done}/${total} ${what}`);
    onProgress(done, total, what);
  };
  const instrument = request.mode === 'energy' ? await openEnergyWindows(root, request, profile) : null;
  try {
    const board = await openBenchmarkBoard(profile, root.serialOf(profile));
    try {
      const { vendor, firmware, benchmark } = board.identity;
      say(`${board.port}: ${vendor}, ${firmware}, ${benchmark}`);
      const inputs = await openInputs(root.profiles, request, benchmark);
      const windows: BenchmarkWindow[] = [];
      let files: readonly ScoredFile[] = [];
      let cancelled = false;
      const take = (window: BenchmarkWindow): void => {
        windows.push(window);
        say(`${window.file}: ${window.iterations} inferences in ${window.us} us, results ${window.results.join(',')}`);
      };
      const warmUps = request.warmUps ?? (request.mode === 'energy' ? 0 : defaultWarmUps);
      try {
        if (request.mode === 'accuracy') files = await board.accuracy(inputs, take, tell, signal);
        else if (instrument !== null) await instrument.measure(board, inputs.slice(0, benchmarkWindows), { iterations: request.iterations, warmUps }, take, tell, signal);
        else await board.performance(inputs, { iterations: request.iterations, warmUps }, take, tell, signal);
      } catch (error) {
        if (!signal.aborted) throw error;
        cancelled = true;
        say('cancelled');
      }
      return write(root, request, board, { windows, files, cancelled, log });
    } finally {
      await board.close();
    }
  } finally {
    await instrument?.close();
  }
}

interface Measured { readonly windows: readonly BenchmarkWindow[]; readonly files: readonly ScoredFile[]; readonly cancelled: boolean; readonly log: readonly string[] }

function write({ now }: BenchmarkRoot, { mode, out }: BenchmarkRequest, board: BenchmarkBoard, { windows, files, cancelled, log }: Measured): BenchmarkOutcome {
  const stamp = sessionStamp(now());
  const score = mode === 'accuracy' ? null : scoreWindows(windows, board.simulated ? 'modelled' : 'measured');
  const [top, auc] = cancelled ? [null, null] : [topOne(files), areaUnderRoc(files)];
  const text = score === null ? accuracyText(top, auc, stamp) : mode === 'energy' ? energyText(windows, score, stamp) : performanceText(windows, score, stamp);
  const folder = join(out, mode);
  const { identity: { vendor, firmware, benchmark }, port, survived, simulated } = board;
  const outcome = { mode, folder, vendor, benchmark, port, simulated, score, topOne: top, auc, inputs: files.length, cancelled };
  const contents: Readonly<Record<string, string>> = {
    'results.txt': simulated ? `# ${vendor}: simulated, not a result of the benchmark\n${text}` : text,
    'results.json': `${JSON.stringify(sessionJson(windows, mode), null, 1)}\n`,
    'statistics.json': `${JSON.stringify({ ...outcome, firmware, survived }, null, 1)}\n`,
    'log.txt': `${log.join('\n')}\n`,
  };
  try {
    mkdirSync(folder, { recursive: true });
    for (const [name, content] of Object.entries(contents)) writeFileSync(join(folder, name), content);
  } catch (cause) {
    throw new StudioError('mlperf.cannot-write', { folder, why: (cause as NodeJS.ErrnoException).code ?? String(cause) }, { cause });
  }
  return { ...outcome, files: Object.keys(contents) };
}

function profileOf(profiles: ProfileLibrary, { board, port, baud }: BenchmarkRequest): BoardProfile {
  const base: BoardProfile = board !== null ? profiles.load('board', board) : boardProfile.parse({ kind: 'board', id: 'board', name: 'Board', driver: 'mlperf-tiny' });
  if (base.driver !== 'mlperf-tiny') throw new StudioError('mlperf.not-such-a-board', { board: base.id, driver: base.driver });
  // A port that a person names counts more than what USB says of others.
  const serial = { ...base.serial, ...(port === null ? {} : { port, usb: [] }), ...(baud === null ? {} : { baud }) };
  return port === null && baud === null ? base : boardProfile.parse({ ...base, serial });
}

async function openInputs(profiles: ProfileLibrary, { dataset: name, dataFolder, count, mode }: BenchmarkRequest, benchmark: string): Promise<BenchmarkInput[]> {
  if (isFolder(name)) {
    const all = readInputFolder(name, benchmark);
    return count === null ? all : all.slice(0, count);
  }
  const dataset = await openDataset(profiles.load('dataset', name), dataFolder);
  try {
    const wanted = Math.min(dataset.size, mode === 'accuracy' ? count ?? datasetCount : benchmarkWindows);
    const { pixels, bytes, labels } = await dataset.read(Int32Array.from({ length: wanted }, (_, i) => i));
    const { labels: { length: classes }, shape: { channels } } = dataset;
    return Array.from({ length: wanted }, (_, i) => ({ file: `${dataset.id}/${String(i).padStart(6, '0')}.bin`, classes, label: labels[i], windows: () => [interleaved(pixels.subarray(i * bytes, (i + 1) * bytes), channels)] }));
  } finally {
    await dataset.close();
  }
}

function isFolder(name: string): boolean {
  try {
    return statSync(name).isDirectory();
  } catch {
    // Then it is the id of a dataset, whose loader says what is wrong.
    return /[\\/]/.test(name);
  }
}

/** Energy windows of the benchmark: the board marks begin and end by pulses, the instrument between them tells time and energy. */
import { setTimeout as wait } from 'node:timers/promises';
import { join } from 'node:path';
import type { BenchmarkBoard, Progress, WindowSettings } from '../boards/mlperf-tiny/benchmark';
import type { BenchmarkInput } from '../boards/mlperf-tiny/input-folder';
import type { BoardProfile } from '../contract/profiles';
import { StudioError } from '../core/errors';
import { iterationsFor, leastIterations, leastWindowSeconds, type BenchmarkWindow } from '../core/mlperf-tiny';
import { findEdges } from '../core/sync';
import { selectionStatistics } from '../core/trace';
import type { Analyzer } from '../engine/analyzer-ports';
import { captureWork, type Capture } from '../engine/energy/capture';
import type { BenchmarkRequest, BenchmarkRoot } from './benchmark';

export interface EnergyWindows {
  /** A window an input; `iterations` null: the first is repeated with as many as the rules need. Errors: mlperf.*, analyzer.* */
  measure(board: Pick<BenchmarkBoard, 'energyWindow'>, inputs: readonly BenchmarkInput[], settings: WindowSettings, onWindow: (window: BenchmarkWindow) => void, onProgress: Progress, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** The reference host waits this long after switching a board on. */
const bootMs = 1000;

/** Opens and sets the instrument, and powers the board where that is the instrument's part. Errors: analyzer.*, port.*, profile.*, terminal.usage */
export async function openEnergyWindows({ profiles, energy }: Pick<BenchmarkRoot, 'profiles' | 'energy'>, request: BenchmarkRequest, board: BoardProfile): Promise<EnergyWindows> {
  if (request.analyzer === null) throw new StudioError('terminal.usage', { problem: 'The energy of a board is an instrument’s to tell; name it by --analyzer ID ("hi-studio list analyzers").' });
  if (request.analyzerPort === 'simulator') throw new StudioError('terminal.usage', { problem: 'A simulated instrument does not see the pulses of this board; name the port of a real one by --analyzer-port, or leave it out.' });
  const profile = profiles.load('analyzer', request.analyzer);
  const analyzer = await energy.open(profile, request.analyzerPort, board);
  try {
    const info = await analyzer.identify();
    const settings = await analyzer.configure({ mode: profile.supplies ? undefined : 'meter', voltageV: request.voltageV ?? profile.voltage_v, boardLimitV: board.supply?.max_voltage_v });
    await analyzer.start({ onBlock: () => undefined, onEvent: () => undefined, onFailure: () => undefined });
    await analyzer.stop();
    await wait(bootMs);
    const folder = join(request.out, 'energy');
    return {
      measure: (tested, inputs, how, onWindow, onProgress, signal) => measureEnergy({
        analyzer, line: request.line,
        record: (format, n) => energy.record(join(folder, energy.freeName(folder, `window-${n}`)), format, `${info.model} on ${info.address}`, { info, settings }),
      }, tested, inputs, how, onWindow, onProgress, signal),
      close: () => analyzer.close(),
    };
  } catch (error) {
    await analyzer.close();
    throw error;
  }
}

export interface EnergyMeasuring { readonly analyzer: Analyzer; /** Digital line of the pulses, 0 first. */ readonly line: number; record(format: Capture['format'], window: number): Capture['writer'] }

export async function measureEnergy(measuring: EnergyMeasuring, board: Pick<BenchmarkBoard, 'energyWindow'>, inputs: readonly BenchmarkInput[], { iterations, warmUps }: WindowSettings, onWindow: (window: BenchmarkWindow) => void, onProgress: Progress, signal: AbortSignal): Promise<void> {
  let count = iterations ?? leastIterations;
  for (const [i, input] of inputs.entries()) {
    onProgress(i, inputs.length, `${input.file}, ${count} inferences`);
    let window = await oneWindow(measuring, board, input, count, warmUps, i + 1, signal);
    if (iterations === null && window.us < leastWindowSeconds * 1e6) {
      count = iterationsFor(window.us / 1000 / count);
      onProgress(i, inputs.length, `${input.file}, again with ${count} inferences`);
      window = await oneWindow(measuring, board, input, count, warmUps, i + 1, signal);
    }
    onWindow(window);
  }
  onProgress(inputs.length, inputs.length, 'done');
}

async function oneWindow({ analyzer, line, record }: EnergyMeasuring, board: Pick<BenchmarkBoard, 'energyWindow'>, input: BenchmarkInput, iterations: number, warmUps: number, n: number, signal: AbortSignal): Promise<BenchmarkWindow> {
  let window: BenchmarkWindow | null = null;
  const instrument = { analyzer, info: { kind: '', model: '', serial: null, firmware: null, address: '', ratesHz: [] }, settings: {} };
  const capture = await captureWork({
    instrument, label: input.file, record: (format) => record(format, n),
    work: async (_onMark, cancelled) => {
      window = await board.energyWindow(input, iterations, warmUps, cancelled);
      return null;
    },
  }, signal);
  try {
    return { ...(window as unknown as BenchmarkWindow), ...windowOf(capture, line) };
  } finally {
    await capture.writer.close();
  }
}

/** Between the last two falling edges: earlier ones are a boot's. Errors: mlperf.windows */
function windowOf({ writer: { trace }, events, format }: Capture, line: number): { us: number; energyMj: number; coverage: number } {
  const fromLevels = findEdges(trace, line).filter(({ rising }) => !rising).map(({ sample }) => sample);
  const fromEvents = events.flatMap((event) => (event.kind === 'edge' && event.line === line && !event.rising ? [event.sample] : []));
  const edges = (format.lines.length > 0 ? fromLevels : fromEvents).slice(-2);
  if (edges.length < 2) throw new StudioError('mlperf.windows', { found: edges.length, wanted: 2, line: format.lines[line] ?? `line ${line}` });
  const { energyJ, coverage } = selectionStatistics(trace, edges[0], edges[1]);
  return { us: ((edges[1] - edges[0]) / format.rateHz) * 1e6, energyMj: (energyJ ?? NaN) * 1000, coverage: energyJ === null ? 0 : coverage };
}

/** Instruments for every host: what is plugged in, a capture into a recording, simulators that play instruments. */
import { findDevices, type FoundDevice } from '../analyzers/discovery';
import { openPlayback } from '../analyzers/playback';
import { findPort, openAnalyzer, openLine } from '../analyzers/registry';
import type { AnalyzerProfile } from '../contract/profiles';
import { StudioError } from '../core/errors';
import { selectionStatistics, type SelectionStatistics } from '../core/trace';
import type { Analyzer, AnalyzerInfo } from '../engine/analyzer-ports';
import { findSimulator, simulators } from '../simulators/registry';
import { serveOnTcp, serveOnTerminal } from '../simulators/serve';
import { createWire } from '../simulators/wire';
import type { ProfileLibrary } from '../store/profiles';
import { openRecording, Recorder } from '../store/recording';
import { listSerialPorts } from '../transport/serial-ports';
import { realTime } from '../transport/timekeeper';
import { describeTrace, exportTrace, type TraceFacts, type TraceWindow } from './trace-file';

export type { TraceFacts, TraceWindow } from './trace-file';

export interface Devices {
  readonly ports: readonly FoundDevice[];
  readonly simulators: readonly { readonly id: string; readonly name: string; readonly line: 'terminal' | 'tcp' }[];
}

export interface CaptureRequest {
  /** Id of an analyzer profile, or the file of a recording to play back. */
  readonly analyzer: string;
  /** A serial port, host:port, `simulator`, or null: where USB says it is. */
  readonly port: string | null;
  /** Null: until it is stopped. */
  readonly seconds: number | null;
  readonly voltageV: number | null;
  readonly boardLimitV: number | null;
  readonly rateHz: number | null;
  /** The board has its own supply. */
  readonly meter: boolean;
  readonly out: string;
}

export interface CaptureProgress { readonly seconds: number; readonly samples: number; readonly lost: number; readonly rateHz: number; readonly mean: number | null; readonly peak: number | null; readonly quantity: 'current' | 'power' }
export interface CaptureOutcome { readonly file: string; readonly info: AnalyzerInfo; readonly statistics: SelectionStatistics; /** What ended it early; the recording is kept. */ readonly failure: StudioError | null }
export interface RunningCapture { readonly info: AnalyzerInfo; stop(): void; readonly done: Promise<CaptureOutcome> }
export interface PlayingSimulator { readonly port: string; stop(): Promise<void> }

export interface CaptureDesk {
  devices(): Promise<Devices>;
  /** Identifies, sets and starts the instrument. Errors: analyzer.*, port.*, profile.*, recording.*, store.* */
  capture(request: CaptureRequest, onProgress: (progress: CaptureProgress) => void): Promise<RunningCapture>;
  /** `tcpPort` null: the line that the real instrument has. Errors: analyzer.unknown-simulator, analyzer.cannot-listen, port.no-pseudo-terminal */
  simulate(id: string, options: { readonly seed: number; readonly host: string; readonly tcpPort: number | null }): Promise<PlayingSimulator>;
  /** Errors: recording.* */
  trace(file: string, window: TraceWindow): TraceFacts;
  /** Rows written; CSV, or Parquet where `out` ends so. Errors: recording.*, store.* */
  exportTrace(file: string, out: string, window: TraceWindow): Promise<number>;
}

const progressMs = 250;

export function openCaptureDesk(profiles: ProfileLibrary): CaptureDesk {
  return {
    trace: describeTrace, exportTrace,
    async devices() {
      const known = profiles.list('analyzer').filter(({ problem }) => problem === null).map(({ id }) => profiles.load('analyzer', id));
      return { ports: await findDevices(known, realTime), simulators: simulators.map(({ id, name, line }) => ({ id, name, line })) };
    },
    async capture(request, onProgress) {
      const { analyzer, name, voltageV, simulated } = await open(profiles, request);
      let recorder: Recorder | null = null;
      try {
        const info = await analyzer.identify();
        const taken = await analyzer.configure({
          mode: request.meter ? 'meter' : undefined, voltageV: request.voltageV ?? voltageV ?? undefined, rateHz: request.rateHz ?? undefined, boardLimitV: request.boardLimitV ?? undefined,
        });
        return await record(analyzer, request, onProgress, (format) => (recorder = new Recorder(request.out, {
          format, startedAt: new Date().toISOString(), source: `${simulated ? 'Simulated ' : ''}${info.model} on ${info.address}`, details: { analyzer: name, simulated, info, settings: taken },
        })), info);
      } catch (error) {
        await analyzer.close();
        await (recorder as Recorder | null)?.close();
        throw error;
      }
    },
    async simulate(id, { seed, host, tcpPort }) {
      const simulator = findSimulator(id);
      const make = (send: (bytes: Uint8Array) => void): ReturnType<typeof simulator.make> => simulator.make(seed, send);
      return tcpPort === null && simulator.line === 'terminal' ? serveOnTerminal(make) : serveOnTcp(make, host, tcpPort ?? 0);
    },
  };
}

async function open(profiles: ProfileLibrary, request: CaptureRequest): Promise<{ analyzer: Analyzer; name: string; voltageV: number | null; simulated: boolean }> {
  if (request.analyzer.endsWith('.hitrace')) return { analyzer: openPlayback(playable(request.analyzer), realTime), name: request.analyzer, voltageV: null, simulated: false };
  const profile: AnalyzerProfile = profiles.load('analyzer', request.analyzer);
  const { name, voltage_v: voltageV = null } = profile;
  if (profile.driver === 'recording') return { analyzer: openPlayback(playable(profile.file ?? ''), realTime), name, voltageV, simulated: false };
  if (request.port === 'simulator') {
    const simulator = findSimulator(profile.driver);
    const wire = createWire('simulator', (send) => simulator.make(1, send), realTime);
    const analyzer = openAnalyzer(profile, wire.open(), realTime);
    const close = async (): Promise<void> => {
      await analyzer.close();
      wire.stop();
    };
    return { analyzer: { ...analyzer, close }, name, voltageV, simulated: true };
  }
  const port = request.port ?? findPort(profile, await listSerialPorts());
  return { analyzer: openAnalyzer(profile, await openLine(profile, port), realTime), name, voltageV, simulated: false };
}

function playable(file: string): Parameters<typeof openPlayback>[0] {
  const recording = openRecording(file);
  return { file, source: recording.meta.source, trace: recording.trace, events: () => recording.events(), close: () => recording.close() };
}

async function record(analyzer: Analyzer, request: CaptureRequest, onProgress: (progress: CaptureProgress) => void, createRecorder: (format: Awaited<ReturnType<Analyzer['start']>>) => Recorder, info: AnalyzerInfo): Promise<RunningCapture> {
  let recorder: Recorder | null = null;
  let failure: StudioError | null = null;
  let [measured, sum, peak, next] = [0, 0, -Infinity, 0];
  // Blocks may come before `start` has told the format.
  const early: (() => void)[] = [];
  let over = (): void => undefined;
  const ended = new Promise<void>((resolve) => (over = resolve));
  const fail = (error: StudioError): void => {
    failure ??= error;
    over();
  };
  const write = (act: (to: Recorder) => void): void => {
    if (recorder === null) return void early.push(() => write(act));
    try {
      act(recorder);
    } catch (error) {
      if (!(error instanceof StudioError)) throw error;
      fail(error);
    }
  };
  const format = await analyzer.start({
    onBlock(block) {
      for (const value of block.values) {
        if (Number.isNaN(value)) continue;
        measured++;
        sum += value;
        if (value > peak) peak = value;
      }
      next = block.firstSample + block.values.length;
      write((to) => to.append(block));
      if (request.seconds !== null && recorder !== null && next >= request.seconds * recorder.meta.format.rateHz) over();
    },
    onEvent: (event) => write((to) => to.mark(event)),
    onFailure: fail,
  });
  recorder = createRecorder(format);
  early.splice(0).forEach((act) => act());
  const tell = (): void => onProgress({ seconds: next / format.rateHz, samples: measured, lost: next - measured, rateHz: format.rateHz, mean: measured > 0 ? sum / measured : null, peak: measured > 0 ? peak : null, quantity: format.quantity });
  const timer = setInterval(tell, progressMs);
  const finish = async (file: Recorder): Promise<CaptureOutcome> => {
    await ended;
    clearInterval(timer);
    try {
      await analyzer.stop();
    } catch (error) {
      if (!(error instanceof StudioError)) throw error;
      failure ??= error;
    } finally {
      await analyzer.close();
      await file.close();
    }
    tell();
    // Read back from the file: what is printed is what was kept.
    const kept = openRecording(request.out);
    try {
      return { file: request.out, info, statistics: selectionStatistics(kept.trace, 0, kept.trace.end), failure };
    } finally {
      kept.close();
    }
  };
  return { info, stop: () => over(), done: finish(recorder) };
}

/** Instruments for every host: what is plugged in, a capture into a recording, simulators that play instruments. */
import { findDevices, type FoundDevice } from '../analyzers/discovery';
import { openPlayback } from '../analyzers/playback';
import { findPort, openAnalyzer, openLine } from '../analyzers/registry';
import { findBoards, type FoundBoard } from '../boards/mlperf-tiny/discover';
import { systemSerial } from '../boards/mlperf-tiny/serial-access';
import type { DoctorEvent } from '../contract/procedures';
import type { AnalyzerProfile } from '../contract/profiles';
import type { StudioError } from '../core/errors';
import { selectionStatistics, type SelectionStatistics } from '../core/trace';
import { recordedFrom, type Analyzer, type AnalyzerInfo } from '../engine/analyzer-ports';
import { isSimulated } from '../simulators/announcement';
import { findSimulator, simulators } from '../simulators/registry';
import { createWire } from '../simulators/wire';
import type { ProfileLibrary } from '../store/profiles';
import { openRecording, Recorder } from '../store/recording';
import { listSerialPorts } from '../transport/serial-ports';
import { realTime } from '../transport/timekeeper';
import { isRecordedSimulation, playable } from './capture/playable';
import { startSession, type CaptureSession } from './capture/session';
import { findAgain, noteWhereabouts } from './capture/whereabouts';
import { openDeviceDesk, type DoctorRequest } from './devices/device-desk';
import { playInstrument, type PlayOptions } from './devices/simulator-hall';
import { describeTrace, exportTrace, type TraceFacts, type TraceWindow } from './trace-file';

export type { TraceFacts, TraceWindow } from './trace-file';

export interface Devices {
  readonly ports: readonly FoundDevice[];
  /** Boards on ports that no analyzer claims. */
  readonly boards: readonly FoundBoard[];
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
  /** How long an instrument that went away is waited for. */
  readonly waitS: number;
  readonly out: string;
}

export interface CaptureProgress { readonly seconds: number; readonly samples: number; readonly lost: number; readonly rateHz: number; readonly mean: number | null; readonly peak: number | null; readonly quantity: 'current' | 'power'; /** Why it waits for the instrument; null: it measures. */ readonly waiting: string | null }
export interface CaptureOutcome { readonly file: string; readonly info: AnalyzerInfo; readonly statistics: SelectionStatistics; /** What ended it early; the recording is kept. */ readonly failure: StudioError | null }
export interface RunningCapture { readonly info: AnalyzerInfo; stop(): void; readonly done: Promise<CaptureOutcome> }
export interface PlayingSimulator { readonly port: string; stop(): Promise<void> }
export type BenchRequest = Omit<DoctorRequest, 'address'> & { readonly port: string | null };

export interface CaptureDesk {
  devices(): Promise<Devices>;
  /** Identifies, sets and starts the instrument. Errors: analyzer.*, port.*, profile.*, recording.*, store.* */
  capture(request: CaptureRequest, onProgress: (progress: CaptureProgress) => void): Promise<RunningCapture>;
  /** `tcpPort` null: the line that the real instrument has. Errors: analyzer.unknown-simulator, analyzer.cannot-listen, port.no-pseudo-terminal */
  simulate(id: string, options: PlayOptions): Promise<PlayingSimulator>;
  /** The wiring doctor; `port` as for a capture. Errors: profile.unknown-id, analyzer.unknown-simulator */
  diagnose(request: BenchRequest): AsyncGenerator<DoctorEvent>;
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
      const ports = await listSerialPorts();
      const devices = await findDevices(known, realTime, ports);
      const boards = profiles.list('board').filter(({ problem }) => problem === null).map(({ id }) => profiles.load('board', id));
      const free = devices.filter(({ analyzer }) => analyzer === null).map(({ port }) => port);
      return { ports: devices, boards: await findBoards(boards, free, systemSerial), simulators: simulators.map(({ id, name, line }) => ({ id, name, line })) };
    },
    capture: (request, onProgress) => capture(profiles, request, onProgress),
    simulate: (id, how) => playInstrument(id, how),
    async *diagnose(request) {
      const desk = openDeviceDesk({ profiles, captureAt: () => null });
      try {
        const address = request.port === 'simulator' ? (await desk.simulate(profiles.load('analyzer', request.analyzer).driver, 1, {})).address : request.port;
        yield* desk.diagnose({ ...request, address }, undefined);
      } finally {
        await desk.close();
      }
    },
  };
}

interface Source { open(): Promise<Analyzer>; readonly name: string; readonly voltageV: number | null; readonly simulated: boolean; close(): void }

/** `onOver`: a recording that is played back has come to its end. */
async function findSource(profiles: ProfileLibrary, request: CaptureRequest, onOver: () => void): Promise<Source> {
  const playback = (file: string, name: string, voltageV: number | null): Source => ({ open: async () => openPlayback(playable(file), realTime, { onOver }), name, voltageV, simulated: isRecordedSimulation(file), close: () => undefined });
  if (request.analyzer.endsWith('.hitrace')) return playback(request.analyzer, request.analyzer, null);
  const profile: AnalyzerProfile = profiles.load('analyzer', request.analyzer);
  const { name, voltage_v: voltageV = null } = profile;
  if (profile.driver === 'recording') return playback(profile.file ?? '', name, voltageV);
  if (request.port === 'simulator') {
    const simulator = findSimulator(profile.driver);
    const wire = createWire('simulator', (send) => simulator.make(1, send), realTime);
    return { open: async () => openAnalyzer(profile, wire.open(), realTime), name, voltageV, simulated: true, close: () => wire.stop() };
  }
  const address = request.port ?? findPort(profile, await listSerialPorts());
  const where = await noteWhereabouts(address);
  return { open: async () => openAnalyzer(profile, await openLine(profile, await findAgain(where)), realTime), name, voltageV, simulated: await isSimulated(address), close: () => undefined };
}

async function capture(profiles: ProfileLibrary, request: CaptureRequest, onProgress: (progress: CaptureProgress) => void): Promise<RunningCapture> {
  let session: CaptureSession | null = null;
  let recorder: Recorder | null = null;
  const stop = (): void => void session?.stop();
  const source = await findSource(profiles, request, () => stop());
  try {
    session = await startSession({
      time: realTime, open: () => source.open(), patienceMs: request.waitS * 1000,
      settings: { mode: request.meter ? 'meter' : undefined, voltageV: request.voltageV ?? source.voltageV ?? undefined, rateHz: request.rateHz ?? undefined, boardLimitV: request.boardLimitV ?? undefined },
      sink: {
        begin: ({ format, info, settings }) => void (recorder = new Recorder(request.out, {
          format, startedAt: new Date().toISOString(), source: recordedFrom(info, source.simulated), details: { analyzer: source.name, simulated: source.simulated, info, settings },
        })),
        block(block) {
          recorder?.append(block);
          if (request.seconds !== null && recorder !== null && block.firstSample + block.values.length >= request.seconds * recorder.meta.format.rateHz) stop();
        },
        event: (event) => recorder?.mark(event),
      },
    });
  } catch (error) {
    source.close();
    await (recorder as Recorder | null)?.close();
    throw error;
  }
  return follow(session, recorder as unknown as Recorder, source, onProgress);
}

function follow(session: CaptureSession, recorder: Recorder, source: Source, onProgress: (progress: CaptureProgress) => void): RunningCapture {
  const tell = (): void => {
    const { end, measured, format, mean, peak, phase, problem } = session.state();
    onProgress({ seconds: end / format.rateHz, samples: measured, lost: end - measured, rateHz: format.rateHz, mean, peak, quantity: format.quantity, waiting: phase === 'waiting' ? problem?.message ?? null : null });
  };
  const timer = setInterval(tell, progressMs);
  const finish = async (): Promise<CaptureOutcome> => {
    await session.done;
    clearInterval(timer);
    source.close();
    await recorder.close();
    tell();
    // Read back from the file: what is printed is what was kept.
    const kept = openRecording(recorder.file);
    try {
      return { file: recorder.file, info: session.state().info, statistics: selectionStatistics(kept.trace, 0, kept.trace.end), failure: session.state().problem };
    } finally {
      kept.close();
    }
  };
  return { info: session.state().info, stop: () => void session.stop(), done: finish() };
}

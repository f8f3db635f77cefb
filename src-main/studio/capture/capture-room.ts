/** Captures and recordings for a window: measure into the studio's folder, look at any stretch, mark, rename, import, export. */
import { closeSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { findPort } from '../../analyzers/registry';
import type { CaptureState, ReadyFiles, RecordingFacts, TraceMark, TraceWindow } from '../../contract/procedures';
import type { CaptureSettings, TraceExportFormat } from '../../contract/procedures/captures';
import { StudioError } from '../../core/errors';
import type { Channel, SelectionStatistics } from '../../core/trace';
import type { Clock } from '../../engine/ports';
import { isSimulated } from '../../simulators/announcement';
import type { ProfileLibrary } from '../../store/profiles';
import type { RecordingShelf } from '../../store/recording-shelf';
import { listSerialPorts } from '../../transport/serial-ports';
import { createBroadcast } from '../live/broadcast';
import { windowProblems } from '../window/problems';
import type { WindowHost } from '../window-services';
import type { KeeperOperations, KeptFacts } from './keeper';
import { openKeeper, startLiveCapture, type LiveCapture } from './live-capture';
import { isRecordedSimulation } from './playable';
import type { Caller } from './worker-call';

export interface CaptureStart { readonly analyzer: string; readonly port: string | null; readonly settings: CaptureSettings; readonly name: string }
export interface WindowRequest { readonly id: string; readonly from: number; readonly to: number; readonly points: number; readonly channels: readonly Channel[] }
export interface ImportRequest { readonly file?: string; readonly upload?: string; readonly fileName?: string; readonly name: string; readonly voltageV: number }
export interface ExportRequest { readonly id: string; readonly format: TraceExportFormat; readonly from: number | null; readonly to: number | null }

export interface CaptureRoom {
  /** Errors: analyzer.*, port.*, profile.*, store.* */
  start(request: CaptureStart): Promise<string>;
  /** Errors: recording.unknown */
  stop(id: string): Promise<RecordingFacts>;
  state(id: string, signal: AbortSignal | undefined): AsyncGenerator<CaptureState>;
  active(): CaptureState[];
  window(request: WindowRequest): Promise<TraceWindow>;
  overview(id: string, points: number): Promise<TraceWindow>;
  statistics(id: string, from: number, to: number): Promise<SelectionStatistics>;
  marks(id: string): TraceMark[];
  mark(id: string, mark: Omit<TraceMark, 'id'> & { readonly id: string | null }): TraceMark;
  unmark(id: string, mark: string): void;
  recordings(): Promise<RecordingFacts[]>;
  changes(signal: AbortSignal | undefined): AsyncGenerator<{ kind: 'recordings.changed'; sequence: number }>;
  facts(id: string): Promise<RecordingFacts>;
  /** As `facts`, for somebody who looks at it: it waits for nobody any more. */
  open(id: string): Promise<RecordingFacts>;
  rename(id: string, name: string): Promise<RecordingFacts>;
  remove(id: string): Promise<string>;
  restore(undo: string): string;
  import(from: ImportRequest): Promise<RecordingFacts>;
  export(host: WindowHost, request: ExportRequest): Promise<ReadyFiles>;
  /** Stops what is measured; everything is kept. */
  close(): Promise<void>;
}

export interface CaptureRoomDeps {
  readonly profiles: ProfileLibrary; readonly shelf: RecordingShelf; readonly clock: Clock;
  /** Another capture runs, or one less. */
  readonly onHeld: () => void;
  /** Errors: window.upload-unknown */
  readonly uploaded: (upload: string) => string;
}

export function openCaptureRoom({ profiles, shelf, clock, onHeld, uploaded }: CaptureRoomDeps): CaptureRoom {
  const live = new Map<string, LiveCapture>();
  /** Ports that are being opened for a capture. */
  const taken = new Map<string, string>();
  const changes = createBroadcast();
  let reader: Caller<KeeperOperations> | null = null;
  /** One thread reads all recordings that are over; a capture that goes on has its own. */
  const keeperOf = (id: string): Caller<KeeperOperations> => live.get(id)?.keeper ?? (reader ??= openKeeper('the recording'));

  const factsOf = ({ bytes, source, startedAt, simulated, format, end, measured, closed }: KeptFacts): Pick<RecordingFacts, 'bytes' | 'source' | 'startedAt' | 'simulated' | 'end' | 'measured' | 'closed' | 'durationS'> & { format: NonNullable<RecordingFacts['format']> } =>
    ({ bytes, source, startedAt, simulated, end, measured, closed, durationS: end / format.rateHz, format: { ...format, lines: [...format.lines] } });
  const facts = async (id: string): Promise<RecordingFacts> => {
    const file = shelf.file(id);
    const about = shelf.about(id);
    const capture = live.get(id);
    const base = { id, name: about.name === '' ? id : about.name, file, live: capture !== undefined, looked: about.looked, problem: null };
    if (capture !== undefined) {
      const { format, end, measured, bytes, startedAt, simulated, instrument, address } = capture.state();
      return { ...base, bytes, closed: false, source: `${instrument?.model ?? ''} on ${address}`, startedAt, simulated, format, end, measured, durationS: format === null ? null : end / format.rateHz };
    }
    const bytes = statSync(file).size;
    try {
      if (about.facts?.bytes === bytes) return { ...base, ...factsOf(about.facts) };
      const kept = factsOf(await keeperOf(id).call('facts', { file }));
      shelf.save(id, { ...shelf.about(id), facts: { bytes: kept.bytes, source: kept.source, startedAt: kept.startedAt, simulated: kept.simulated, format: kept.format, end: kept.end, measured: kept.measured, closed: kept.closed } });
      return { ...base, ...kept };
    } catch (error) {
      if (!(error instanceof StudioError)) throw error;
      return { ...base, bytes, closed: false, problem: windowProblems(error)[0], source: '', startedAt: null, simulated: false, format: null, end: 0, measured: 0, durationS: null };
    }
  };
  const shown = (id: string, { channels, ...content }: KeeperOperations['window']['answer']): TraceWindow => ({ id, live: live.has(id), ...content, channels, format: { ...content.format, lines: [...content.format.lines] } });

  return {
    facts,
    async open(id) {
      const found = await facts(id);
      if (found.live || found.looked || found.problem !== null) return found;
      shelf.save(id, { ...shelf.about(id), looked: true });
      changes.changed();
      return { ...found, looked: true };
    },
    async start({ analyzer, port, settings, name }) {
      const profile = profiles.load('analyzer', analyzer);
      const address = profile.driver === 'recording' ? profile.file ?? '' : port ?? findPort(profile, await listSerialPorts());
      const holder = [...live.values()].find((one) => one.address === address)?.name ?? taken.get(address);
      if (holder !== undefined) throw new StudioError('port.held', { port: address, by: `the capture “${holder}” of this studio` });
      const startedAt = clock.now();
      const title = name === '' ? `${profile.name}, ${startedAt.toISOString().slice(0, 16).replace('T', ' ')}` : name;
      taken.set(address, title);
      const begin = async (): Promise<string> => {
        // A recording that cannot be read leaves no empty folder behind.
        const simulated = profile.driver === 'recording' ? isRecordedSimulation(address) : await isSimulated(address);
        const { id, file } = shelf.claim(profile.id, startedAt);
        const capture = await startLiveCapture({ id, file, name: title, profile, address, startedAt, simulated, settings: { ...settings, voltageV: settings.voltageV ?? profile.voltage_v } });
        shelf.save(id, { ...shelf.about(id), name: title });
        live.set(id, capture);
        void capture.over.then(() => {
          live.delete(id);
          changes.changed();
          onHeld();
        });
        return id;
      };
      const id = await begin().finally(() => taken.delete(address));
      changes.changed();
      onHeld();
      return id;
    },
    async stop(id) {
      await live.get(id)?.stop();
      return facts(id);
    },
    async *state(id, signal) {
      const capture = live.get(id);
      if (capture !== undefined) return yield* capture.states(signal);
      const { name, format, end, startedAt, simulated, bytes, problem } = await facts(id);
      const { samples } = format === null ? { samples: 0 } : await keeperOf(id).call('statistics', { file: shelf.file(id), from: 0, to: end });
      yield {
        kind: 'capture.state', id, sequence: 0, state: 'stopped', name, analyzer: '', address: '', instrument: null, simulated, startedAt: startedAt ?? '', format, end, measured: samples, lost: end - samples,
        dropped: 0, bytes, mean: null, peak: null, segments: [], notices: [], problem,
      };
    },
    active: () => [...live.values()].map((one) => one.state()),
    window: async ({ id, ...stretch }) => shown(id, await keeperOf(id).call('window', { file: shelf.file(id), ...stretch })),
    overview: async (id, points) => shown(id, await keeperOf(id).call('overview', { file: shelf.file(id), points })),
    statistics: (id, from, to) => keeperOf(id).call('statistics', { file: shelf.file(id), from, to }),
    marks: (id) => shelf.about(id).marks,
    mark(id, { id: given, ...rest }) {
      const about = shelf.about(id);
      const mark = { id: given ?? `mark-${about.nextMark}`, ...rest };
      const marks = given === null ? [...about.marks, mark] : [...about.marks.filter((one) => one.id !== given), mark];
      shelf.save(id, { ...about, nextMark: about.nextMark + (given === null ? 1 : 0), marks: marks.sort((a, b) => a.from - b.from) });
      return mark;
    },
    unmark(id, mark) {
      const about = shelf.about(id);
      shelf.save(id, { ...about, marks: about.marks.filter((one) => one.id !== mark) });
    },
    async recordings() {
      const found: RecordingFacts[] = [];
      for (const id of shelf.ids()) found.push(await facts(id));
      return found;
    },
    async *changes(signal) {
      for (let seen = -1; signal?.aborted !== true; await changes.after(seen, signal)) {
        seen = changes.version;
        yield { kind: 'recordings.changed', sequence: seen };
      }
    },
    async rename(id, name) {
      shelf.save(id, { ...shelf.about(id), name });
      changes.changed();
      return facts(id);
    },
    async remove(id) {
      const capture = live.get(id);
      if (capture !== undefined) throw new StudioError('recording.running', { name: capture.name });
      await reader?.call('release', { file: shelf.file(id) });
      const undo = shelf.remove(id);
      changes.changed();
      return undo;
    },
    restore(undo) {
      const id = shelf.restore(undo);
      changes.changed();
      return id;
    },
    async import({ file: given, upload, fileName, name, voltageV }) {
      const from = given ?? uploaded(upload ?? '');
      const shownAs = given ?? fileName ?? from;
      const ours = startsAsOurs(from) && !shownAs.toLowerCase().endsWith('.ppk2');
      const { id, file } = shelf.claim(ours ? 'imported' : 'ppk2-imported', clock.now());
      try {
        if (ours) {
          await keeperOf(id).call('facts', { file: from });
          await copyFile(from, file);
        } else await keeperOf(id).call('importPpk2', { file: from, to: file, voltageV, shownAs });
        shelf.save(id, { ...shelf.about(id), name: name === '' ? basename(given ?? fileName ?? id) : name });
      } catch (error) {
        rmSync(dirname(file), { recursive: true, force: true });
        throw named(error, from, shownAs);
      }
      changes.changed();
      return facts(id);
    },
    async export(host, { id, format, from, to }) {
      const { file, end } = await facts(id);
      const tray = await host.openTray(id);
      if (tray === null) return { files: [], folder: null, cancelled: true };
      await mkdir(tray, { recursive: true });
      const name = `${id}.${format}`;
      if (format === 'hitrace') await copyFile(file, join(tray, name));
      else await keeperOf(id).call('export', { file, from: from ?? 0, to: to ?? end, out: join(tray, name), format });
      return host.deliver(tray, [name]);
    },
    async close() {
      await Promise.all([...live.values()].map(async (one) => {
        await one.stop();
        await one.keeper.end();
      }));
      await reader?.end();
      reader = null;
    },
  };
}

/** The error as a person knows the file: an upload lies under a name that nobody gave it. */
function named(error: unknown, file: string, shownAs: string): unknown {
  if (!(error instanceof StudioError)) return error;
  const facts = error.facts as { readonly file?: string };
  return facts.file === file ? new StudioError(error.code, { ...facts, file: shownAs } as never, { cause: error }) : error;
}

/** Whether a file begins as our recordings do; the other kind that is taken in is .ppk2. Errors: recording.unreadable */
function startsAsOurs(file: string): boolean {
  let fd: number;
  try {
    fd = openSync(file, 'r');
  } catch (cause) {
    throw new StudioError('recording.unreadable', { file, reason: (cause as NodeJS.ErrnoException).code ?? String(cause) }, { cause });
  }
  try {
    const start = Buffer.alloc(8);
    readSync(fd, start, 0, 8, 0);
    return start.toString('latin1') === 'hi-trace' || start.subarray(0, 2).toString('latin1') !== 'PK';
  } finally {
    closeSync(fd);
  }
}

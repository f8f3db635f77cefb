/** Keeps recordings and reads them, live ones included: everything that touches a .hitrace file, for one thread of its own. */
import type { MessagePort } from 'node:worker_threads';
import { selectionStatistics, type BlockTrace, type Channel, type SelectionStatistics, type TraceEvent } from '../../core/trace';
import { recordedFrom } from '../../engine/analyzer-ports';
import { exportCsv, exportParquet, importPpk2, openRecording, Recorder } from '../../store/recording';
import type { FromKeeper, ToKeeper } from './block-pipe';
import { windowContent, type WindowContent } from './trace-window';
import { toFault } from './worker-call';

/** What a file says of itself. */
export interface KeptFacts { readonly source: string; readonly startedAt: string | null; readonly simulated: boolean; readonly format: WindowContent['format']; readonly end: number; readonly measured: number; readonly closed: boolean; readonly bytes: number }

interface Stretch { readonly file: string; readonly from: number; readonly to: number }
/** A type and not an interface: `Operations` asks for an index signature. */
export type KeeperOperations = {
  /** Samples come through the port from now on. */
  record: { ask: { readonly port: MessagePort; readonly file: string; readonly simulated: boolean; readonly analyzer: string }; answer: null };
  /** Nothing more comes for the file: whatever came is on disk and the recording closed when this is answered. */
  seal: { ask: { readonly file: string }; answer: null };
  window: { ask: Stretch & { readonly points: number; readonly channels: readonly Channel[] }; answer: WindowContent };
  /** The whole trace on one channel. */
  overview: { ask: { readonly file: string; readonly points: number }; answer: WindowContent };
  statistics: { ask: Stretch; answer: SelectionStatistics };
  facts: { ask: { readonly file: string }; answer: KeptFacts };
  export: { ask: Stretch & { readonly out: string; readonly format: 'csv' | 'parquet' }; answer: number };
  importPpk2: { ask: { readonly file: string; readonly to: string; readonly voltageV: number; readonly shownAs: string }; answer: null };
  /** Lets go of the file, so that it can be moved. */
  release: { ask: { readonly file: string }; answer: null };
};

interface Opened { readonly trace: BlockTrace; readonly events: () => readonly TraceEvent[]; readonly close: () => void }
/** Files that stay open between questions. */
const mostOpen = 4;
/** Of a running capture the events that windows can show; older ones are in the file. */
const mostLiveEvents = 200_000;

export type Keeper = { readonly [K in keyof KeeperOperations]: (ask: KeeperOperations[K]['ask']) => Promise<KeeperOperations[K]['answer']> | KeeperOperations[K]['answer'] };

export function createKeeper(): Keeper {
  const live = new Map<string, Opened>();
  const opened = new Map<string, Opened>();
  const closers = new Map<string, () => Promise<void>>();

  const find = (file: string): Opened => {
    const found = live.get(file) ?? opened.get(file);
    if (found !== undefined) return found;
    const recording = openRecording(file);
    let events: readonly TraceEvent[] | null = null;
    const fresh: Opened = { trace: recording.trace, events: () => (events ??= recording.events()), close: () => recording.close() };
    opened.set(file, fresh);
    for (const old of opened.keys()) {
      if (opened.size <= mostOpen) break;
      opened.get(old)?.close();
      opened.delete(old);
    }
    return fresh;
  };

  const record: Keeper['record'] = ({ port, file, simulated, analyzer }) => {
    let recorder: Recorder | null = null;
    const events: TraceEvent[] = [];
    const say = (message: FromKeeper): void => port.postMessage(message);
    let closing: Promise<void> | null = null;
    const close = (): Promise<void> => (closing ??= (async () => {
      live.delete(file);
      const open = recorder;
      recorder = null;
      await open?.close();
      closers.delete(file);
    })());
    closers.set(file, close);
    const take = async (message: ToKeeper): Promise<void> => {
      switch (message.kind) {
        case 'begin': {
          const { format, info, settings, startedAt } = message;
          const made = new Recorder(file, { format, startedAt, source: recordedFrom(info, simulated), details: { analyzer, simulated, info, settings } });
          recorder = made;
          live.set(file, { trace: made.trace, events: () => events, close: () => undefined });
          break;
        }
        case 'block':
          recorder?.append(message.block);
          say({ kind: 'kept', samples: message.block.values.length });
          break;
        case 'event':
          recorder?.mark(message.event);
          insert(events, message.event);
          if (events.length > mostLiveEvents) events.splice(0, mostLiveEvents / 2);
          break;
        case 'end':
          await close();
          say({ kind: 'closed' });
          port.close();
      }
    };
    port.on('message', (message: ToKeeper) => {
      take(message).catch(async (error: unknown) => {
        say({ kind: 'failed', fault: toFault(error) });
        // What was written stays readable; a recorder that failed has closed itself.
        await close().catch(() => undefined);
        port.close();
      });
    });
    // The thread that decodes is gone: what came is kept.
    port.on('close', () => void close().catch(() => undefined));
    return null;
  };

  return {
    record,
    async seal({ file }) {
      await closers.get(file)?.();
      return null;
    },
    window({ file, ...stretch }) {
      const { trace, events } = find(file);
      return windowContent(trace, events(), stretch);
    },
    overview({ file, points }) {
      const { trace } = find(file);
      return windowContent(trace, [], { from: 0, to: trace.end, points, channels: [trace.format.quantity] });
    },
    statistics: ({ file, from, to }) => selectionStatistics(find(file).trace, from, to),
    facts({ file }) {
      const recording = openRecording(file);
      try {
        const { meta, trace, closed, bytes } = recording;
        return { source: meta.source, startedAt: meta.startedAt, simulated: meta.details.simulated === true, format: meta.format, end: trace.end, measured: selectionStatistics(trace, 0, trace.end).samples, closed, bytes };
      } finally {
        recording.close();
      }
    },
    async export({ file, from, to, out, format }) {
      // A handle of its own: others may push the shared one out meanwhile.
      const own = live.has(file) ? null : openRecording(file);
      try {
        const { trace } = own ?? find(file);
        const range = { from, to: Math.min(to, trace.end) };
        return await (format === 'parquet' ? exportParquet(trace, out, range) : exportCsv(trace, out, range));
      } finally {
        own?.close();
      }
    },
    async importPpk2({ file, to, ...how }) {
      await importPpk2(file, to, how);
      return null;
    },
    release({ file }) {
      opened.get(file)?.close();
      opened.delete(file);
      return null;
    },
  };
}

/** Keeps the order of samples: a loss is told after what came behind it. */
function insert(events: TraceEvent[], event: TraceEvent): void {
  let at = events.length;
  while (at > 0 && events[at - 1].sample > event.sample) at--;
  events.splice(at, 0, event);
}

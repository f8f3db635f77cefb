/** The runs that go on in this studio: started, steered and followed from any number of windows; they live on when windows go. */
import type { LiveStatistics, Problem, RunSnapshot, RunSummary, WindowEvent } from '../../contract/procedures';
import type { RunEvent } from '../../contract/events';
import type { ExperimentProfile } from '../../contract/profiles';
import type { Results } from '../../contract/results';
import { StudioError } from '../../core/errors';
import type { Clock } from '../../engine/ports';
import type { RunStore } from '../../engine/store-ports';
import type { ActiveRun, RunOptions } from '../active-runs';
import { endingProblem } from '../window/problems';
import { createBroadcast, pause, type Broadcast } from './broadcast';
import { createEventLog, type EventLog } from './event-log';
import { createLiveGatherer, type LiveGatherer } from './live-statistics';
import { createRunProgress, type RunProgress } from './run-progress';

/** At most five live messages a second; two while this very thread times offloads, for packing a message delays the next one by a millisecond. */
const LIVE_EVERY_MS = 200;
const LIVE_WHILE_TIMED_MS = 500;
const timedHere: ReadonlySet<string> = new Set(['remote', 'in-the-loop']);
const CHANGES_EVERY_MS = 250;
/** Runs that ended and whose last state is still known. */
const ENDED_KEPT = 20;

type Ended = Extract<WindowEvent, { kind: 'run.ended' }>;
interface Entry {
  readonly active: ActiveRun; readonly progress: RunProgress; readonly log: EventLog; readonly changed: Broadcast; live: LiveGatherer; readonly liveChanged: Broadcast;
  waiting: boolean; ended: Ended | null;
}

export interface RunDeskDeps {
  readonly runs: RunStore; readonly clock: Clock;
  startRun(experiment: string | ExperimentProfile, options: RunOptions): Promise<ActiveRun>;
  resumeRun(id: string, options: Omit<RunOptions, 'seed'>): Promise<ActiveRun>;
}

export interface RunDesk {
  start(experiment: string | ExperimentProfile, options: { readonly dataFolder: string | null; readonly seed: number | null }): Promise<string>;
  /** Errors: run.*, as resumeRun; run.already-active */
  goOn(id: string, dataFolder: string | null): Promise<string>;
  /** Errors of these three: run.not-active */
  pause(id: string): void;
  resume(id: string): void;
  cancel(id: string): void;
  /** Null for runs that do not go on here. */
  active(id: string): RunSummary['active'];
  /** How many runs go on or wait. */
  readonly busy: number;
  /** The dataset's folder of a run that goes on; null where it needs none. */
  dataFolder(id: string): string | null;
  /** Of a run that still goes on, its results once it has ended; null for others. */
  done(id: string): Promise<Results> | null;
  /** What was noted so far, as long as the record cannot be read. */
  notes(id: string): RunSnapshot['notes'] | null;
  /** Snapshot, then events, then `run.ended`. Errors: run.unknown */
  events(id: string, signal: AbortSignal | undefined): AsyncGenerator<WindowEvent, void>;
  live(id: string, signal: AbortSignal | undefined): AsyncGenerator<LiveStatistics, void>;
  changes(signal: AbortSignal | undefined): AsyncGenerator<{ kind: 'runs.changed'; sequence: number }, void>;
  /** Tells every window that the list of runs is another one. */
  listChanged(): void;
  /** Stops every run, keeping what was measured, and waits until all are closed. */
  close(): Promise<void>;
}

export function createRunDesk({ runs, clock, startRun, resumeRun }: RunDeskDeps): RunDesk {
  const entries = new Map<string, Entry>();
  const list = createBroadcast();
  let slot: Promise<void> = Promise.resolve();

  const begin = async (activate: (options: Pick<RunOptions, 'onEvent' | 'observe' | 'turn'>) => Promise<ActiveRun>): Promise<string> => {
    let place!: (entry: Entry) => void;
    const entered = new Promise<Entry>((resolve) => (place = resolve));
    let entry: Entry | null = null;
    const active = await activate({
      onEvent: (event) => entry !== null && tell(entry, event),
      observe: (observation) => entry?.live.observe(observation),
      turn: async (signal) => takeTurn(await entered, signal),
    });
    const liveChanged = createBroadcast();
    entry = {
      active, progress: createRunProgress(active.stages), log: createEventLog(), changed: createBroadcast(),
      live: createLiveGatherer(active.labels, () => liveChanged.changed()), liveChanged, waiting: true, ended: null,
    };
    entries.delete(active.id);
    entries.set(active.id, entry);
    void follow(entry);
    place(entry);
    list.changed();
    return active.id;
  };
  /** One run measures at a time, or they would disturb each other's latencies. */
  const takeTurn = async (entry: Entry, signal: AbortSignal): Promise<void> => {
    const before = slot;
    const over = entry.active.done.then(() => undefined, () => undefined);
    slot = before.then(() => over);
    await Promise.race([before, new Promise<void>((go) => signal.addEventListener('abort', () => go(), { once: true }))]);
    signal.throwIfAborted();
    entry.waiting = false;
    list.changed();
  };
  const tell = (entry: Entry, event: RunEvent): void => {
    entry.progress.apply(event, clock.now().toISOString());
    entry.log.push(event);
    entry.changed.changed();
    if (event.kind !== 'stage.progressed' && event.kind !== 'run.noted') list.changed();
  };
  const follow = async (entry: Entry): Promise<void> => {
    const { id } = entry.active;
    let problem: Problem | null = null;
    try {
      await entry.active.done;
    } catch (error) {
      problem = endingProblem(error, id);
    }
    entry.ended = { kind: 'run.ended', run: id, status: problem === null ? 'finished' : problem.code === 'run.cancelled' ? 'cancelled' : 'failed', problem };
    entry.log.push(entry.ended);
    entry.live = settled(entry.live.statistics());
    entry.changed.changed();
    entry.liveChanged.changed();
    const ended = [...entries].filter(([, one]) => one.ended !== null);
    for (const [old] of ended.slice(0, Math.max(0, ended.length - ENDED_KEPT))) entries.delete(old);
    list.changed();
  };
  const going = (id: string): Entry => {
    const entry = entries.get(id);
    if (entry === undefined || entry.ended !== null) throw new StudioError('run.not-active', { id });
    return entry;
  };
  const stateOf = (entry: Entry): RunSnapshot['state'] => entry.ended?.status ?? (entry.active.control.paused ? 'paused' : entry.waiting ? 'waiting' : 'running');
  const snapshot = ({ active, progress, ended }: Entry, state: RunSnapshot['state']): RunSnapshot => ({
    kind: 'run.snapshot', run: active.id, name: active.name, state, stages: progress.stages(), notes: progress.notes(), headline: progress.headline, verdict: progress.verdict, problem: ended?.problem ?? null,
  });

  return {
    start: (experiment, options) => begin((hooks) => startRun(experiment, { ...options, ...hooks })),
    goOn(id, dataFolder) {
      if (entries.get(id)?.ended === null) throw new StudioError('run.already-active', { id });
      return begin((hooks) => resumeRun(id, { dataFolder, ...hooks }));
    },
    pause: (id) => going(id).active.control.pause(),
    resume: (id) => going(id).active.control.resume(),
    cancel: (id) => going(id).active.control.cancel(),
    active(id) {
      const entry = entries.get(id);
      if (entry === undefined || entry.ended !== null) return null;
      return { state: stateOf(entry) as 'waiting' | 'running' | 'paused', ...entry.progress.active() };
    },
    get busy() {
      return [...entries.values()].filter(({ ended }) => ended === null).length;
    },
    dataFolder: (id) => (entries.get(id)?.ended === null ? entries.get(id)!.active.dataFolder : null),
    done: (id) => (entries.get(id)?.ended === null ? entries.get(id)!.active.done : null),
    notes: (id) => (entries.get(id)?.ended === null ? entries.get(id)!.progress.notes() : null),
    async *events(id, signal) {
      const entry = entries.get(id);
      if (entry === undefined) return yield* once(await storedSnapshot(runs, id));
      for (let seen = -1; signal?.aborted !== true; ) {
        const { version } = entry.changed;
        const { next } = entry.log;
        const fresh = seen < 0 ? null : entry.log.since(seen);
        if (fresh === null) yield snapshot(entry, stateOf(entry));
        else yield* fresh;
        if (entry.ended !== null && next === entry.log.next) {
          if (fresh === null) yield entry.ended;
          return;
        }
        seen = next;
        await entry.changed.after(version, signal);
      }
    },
    async *live(id, signal) {
      const entry = entries.get(id);
      if (entry === undefined) return;
      while (signal?.aborted !== true) {
        const { version } = entry.liveChanged;
        yield entry.live.statistics();
        if (entry.ended !== null) return;
        const stage = entry.progress.stages().find(({ state }) => state === 'running')?.id ?? '';
        await pause(timedHere.has(stage) ? LIVE_WHILE_TIMED_MS : LIVE_EVERY_MS, signal);
        await entry.liveChanged.after(version, signal);
      }
    },
    async *changes(signal) {
      while (signal?.aborted !== true) {
        const { version } = list;
        yield { kind: 'runs.changed', sequence: version };
        await pause(CHANGES_EVERY_MS, signal);
        await list.after(version, signal);
      }
    },
    listChanged: () => list.changed(),
    async close() {
      const open = [...entries.values()].filter(({ ended }) => ended === null);
      for (const { active } of open) active.control.cancel();
      await Promise.allSettled(open.map(({ active }) => active.done));
    },
  };
}

/** What is left of a run's live view once it has ended: the last statistics, not the samples behind them. */
function settled(last: LiveStatistics): LiveGatherer {
  return { observe: () => undefined, statistics: () => last };
}

function* once<T>(value: T): Generator<T, void> {
  yield value;
}

/** Of a run that does not go on here: only its end is known. */
async function storedSnapshot(runs: RunStore, id: string): Promise<RunSnapshot> {
  const manifest = (await runs.list()).find((one) => one.id === id);
  if (manifest === undefined) throw new StudioError('run.unknown', { id });
  return { kind: 'run.snapshot', run: id, name: manifest.name, state: manifest.status, stages: [], notes: [], headline: manifest.headline, verdict: manifest.verdict, problem: null };
}

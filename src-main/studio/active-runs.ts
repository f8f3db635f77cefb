/** Starts and resumes runs: resolve, plan, open boards and models, execute, and close all of it again. */
import type { RunEvent } from '../contract/events';
import { experimentProfile, type ExperimentProfile } from '../contract/profiles';
import type { Results } from '../contract/results';
import { StudioError } from '../core/errors';
import { createRunControl, type RunControl } from '../engine/control';
import { openInstruments, type Instrument } from '../engine/energy/instrument';
import type { EngineDrivers, Job } from '../engine/job';
import type { Observe } from '../engine/observe';
import { placeModels } from '../engine/place-models';
import { makePlan, planProblems, type PlannedStage, type Resolved } from '../engine/plan';
import type { Board } from '../engine/ports';
import type { RunRecord, RunStore } from '../engine/store-ports';
import { executeRun } from '../engine/run';
import { readEnvironment } from '../store/environment';
import { withSettings } from '../store/experiment-settings';
import type { ProfileLibrary } from '../store/profiles';
import { fingerprints, planHash, resolveExperiment } from './resolve';

export interface RunOptions {
  readonly dataFolder: string | null;
  /** Null or left out: the experiment's own. */
  readonly seed?: number | null;
  /** Fields of the experiment to change, FIELD=VALUE each. */
  readonly settings?: readonly string[];
  readonly onEvent: (event: RunEvent) => void;
  readonly observe?: Observe;
  /** Resolves when this run may begin to measure; the run is on disk before. Rejects when it was stopped while it waited. */
  readonly turn?: (signal: AbortSignal) => Promise<void>;
}

/** A run that goes on; `done` settles with its results or with what ended it. `labels` are the dataset's, `stages` the plan's. */
export interface ActiveRun { readonly id: string; readonly name: string; readonly control: RunControl; readonly labels: readonly string[]; readonly stages: readonly PlannedStage[]; readonly dataFolder: string | null; readonly done: Promise<Results> }

export interface RunRoot { readonly profiles: ProfileLibrary; readonly runs: RunStore; readonly drivers: EngineDrivers }

/** Where the dataset's files were, for a resume on the same machine; never exported. */
const DATA_FOLDER = 'data-folder';

/** `experimentOrId`: a checked experiment, or the id or file of one. */
export async function startRun(root: RunRoot, experimentOrId: string | ExperimentProfile, options: RunOptions): Promise<ActiveRun> {
  const loaded = typeof experimentOrId === 'string' ? root.profiles.load('experiment', experimentOrId) : experimentOrId;
  const experiment = withSettings(options.seed === null || options.seed === undefined ? loaded : { ...loaded, seed: options.seed }, options.settings ?? []);
  const resolved = await resolveExperiment(experiment, root.profiles, root.drivers.runtime, options.dataFolder);
  return closingOnFailure(resolved, async () => {
    refuseProblems(resolved);
    const hashes = await fingerprints(resolved);
    const record = await root.runs.create({
      slug: experiment.id, name: experiment.name, experiment, planHash: planHash(hashes), seed: experiment.seed, environment: await readEnvironment(), hashes,
    });
    await record.putArtefact(DATA_FOLDER, options.dataFolder);
    return activate(root, resolved, record, options);
  });
}

export async function resumeRun(root: RunRoot, id: string, options: Omit<RunOptions, 'seed' | 'settings'>): Promise<ActiveRun> {
  const record = await root.runs.open(id);
  try {
    const { manifest } = record;
    if (manifest.status === 'finished') throw new StudioError('run.not-resumable', { id, status: manifest.status });
    const experiment: ExperimentProfile = experimentProfile.parse(manifest.experiment);
    const dataFolder = options.dataFolder ?? ((await record.getArtefact(DATA_FOLDER)) as string | null);
    const resolved = await resolveExperiment(experiment, root.profiles, root.drivers.runtime, dataFolder);
    return await closingOnFailure(resolved, async () => {
      const hashes = await fingerprints(resolved);
      const changed = hashes.find(({ what, sha256 }) => manifest.hashes.find((before) => before.what === what)?.sha256 !== sha256);
      if (changed !== undefined) throw new StudioError('run.changed', { id, what: changed.what });
      await record.update({ status: 'running', finishedAt: null, resumedCount: manifest.resumedCount + 1 });
      return activate(root, resolved, record, { ...options, dataFolder });
    });
  } catch (error) {
    await record.close();
    throw error;
  }
}

/** All problems of the plan in one sentence list; the first one's code. */
function refuseProblems(resolved: Resolved): void {
  const [first, ...others] = planProblems(resolved);
  if (first === undefined) return;
  if (others.length === 0) throw first;
  throw new StudioError(first.code, first.facts, { cause: first.cause, others });
}

async function closingOnFailure<T>(resolved: Resolved, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await resolved.dataset.close();
    throw error;
  }
}

function activate(root: RunRoot, resolved: Resolved, record: RunRecord, options: RunOptions): ActiveRun {
  const control = createRunControl(record.id, (state) => options.onEvent({ kind: `run.${state}` }));
  const { experiment, dataset } = resolved;
  return { id: record.id, name: experiment.name, control, labels: dataset.labels, stages: makePlan(resolved).stages, dataFolder: options.dataFolder, done: execute(root, resolved, record, control, options) };
}

async function execute({ drivers }: RunRoot, resolved: Resolved, record: RunRecord, control: RunControl, { onEvent: tell, observe, turn }: RunOptions): Promise<Results> {
  const boards: Board[] = [];
  let instruments: (Instrument | null)[] = [];
  let closeModels = async (): Promise<void> => undefined;
  try {
    try {
      await turn?.(control.signal);
      instruments = await openInstruments(resolved.analyzers ?? [], resolved.boards, drivers.energy, record);
      for (const profile of resolved.boards) boards.push(await drivers.boards[profile.driver].open(profile));
      const placement = await placeModels(boards, resolved.locals.map(({ card }) => card), drivers.runtime);
      closeModels = placement.close;
      const job: Job = { resolved, plan: makePlan(resolved), record, drivers, control, tell, observe, boards, instruments, placed: placement.placed };
      return await executeRun(job);
    } catch (error) {
      // executeRun writes down how a run ended; what fails before it begins is written here.
      if (record.manifest.status === 'running') await record.update({ status: control.signal.aborted ? 'cancelled' : 'failed', finishedAt: drivers.clock.now().toISOString() });
      throw error;
    }
  } finally {
    try {
      await closeModels();
      for (const board of boards) await board.close();
    } finally {
      // Whatever a board did not survive, its supply is taken away.
      for (const instrument of instruments) await instrument?.close();
    }
    await resolved.dataset.close();
    await record.close();
  }
}

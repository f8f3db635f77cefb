/** What a window can ask of the studio, host by host the same; the hosts bind it to the contract. */
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, platform, totalmem } from 'node:os';
import { join } from 'node:path';
import type { ExplorerTables, Problem, ProfileListing, ReadyFiles, RunSummary, SystemInfo, Thumbnails } from '../contract/procedures';
import type { ExperimentProfile, ProfileKind } from '../contract/profiles';
import type { Results } from '../contract/results';
import { StudioError } from '../core/errors';
import type { Clock, ModelFacts, ModelRuntime } from '../engine/ports';
import type { LogEntry, RunManifest, RunStore } from '../engine/store-ports';
import { openBin } from '../store/bin';
import { DRAFT, openProfileShelf, type ProfileShelf } from '../store/profile-shelf';
import { profileJsonSchema, type ProfileEntry, type ProfileLibrary } from '../store/profiles';
import { openRecordingShelf } from '../store/recording-shelf';
import { openRunShelf } from '../store/run-notes';
import { openSettings, type SettingsFile } from '../store/settings-file';
import type { ActiveRun, RunOptions } from './active-runs';
import { openCaptureRoom, type CaptureRoom } from './capture/capture-room';
import { openDeviceDesk, type DeviceDesk } from './devices/device-desk';
import type { ExportOptions } from './export-run';
import type { ModelDesk } from './model-desk';
import type { PublishedShelf } from './published';
import { createRunDesk, type RunDesk } from './live/run-desk';
import { planExperiment } from './window/experiment-plan';
import { explorerTables, type TablesRequest } from './window/explorer-tables';
import { createDownloadDesk, type DownloadDesk } from './window/download-desk';
import { createGalleries, type Galleries, type Wanted } from './window/galleries';
import { createModelBench, type ModelBench } from './window/model-bench';
import { windowProblems } from './window/problems';
import { problemReport } from './window/problem-report';
import { createPublishedDesk, type PublishedDesk } from './window/published-desk';
import { rememberFacts } from './window/remembered-facts';
import { createRunReader } from './window/run-reader';
import { createRunTraces, type RunTraces } from './window/run-traces';
import { samplePage, type PageRequest, type SamplePage } from './window/sample-page';
import { bundledPackages, studioVersion } from './window/software';
import { createTrainingDesk, type TrainingDesk } from './window/training-desk';
import { createUploads, type Uploads } from './window/uploads';
import { createWorkDesk, type Ongoing, type WorkDesk } from './window/work-desk';

/** What a host adds: where files go, and whether it has dialogs. */
export interface WindowHost {
  readonly kind: 'web' | 'electron';
  readonly electron: string | null;
  readonly canChooseFolder: boolean;
  chooseFolder(title: string): Promise<string | null>;
  /** An empty place for files called `name`, or null where the person closed the dialog. */
  openTray(name: string): Promise<string | null>;
  /** The files, relative to the tray, are written. */
  deliver(tray: string, files: readonly string[]): Promise<ReadyFiles>;
}

export interface WindowServices {
  /** The studio's home folder. */
  readonly home: string;
  readonly desk: RunDesk;
  readonly shelf: ProfileShelf;
  readonly uploads: Uploads;
  readonly settings: SettingsFile;
  readonly downloads: DownloadDesk;
  readonly published: PublishedDesk;
  readonly models: ModelBench;
  readonly trainings: TrainingDesk;
  readonly work: WorkDesk;
  /** What would end if the studio did now. */
  ongoing(): Ongoing;
  /** Where a dataset's files are: as given, or where the settings say. */
  dataFolderOf(dataset: string, given: string | null): string | null;
  readonly devices: DeviceDesk;
  readonly captures: CaptureRoom;
  readonly runTraces: RunTraces;
  listing(entry: ProfileEntry): ProfileListing;
  profiles(kind: ProfileKind): ProfileListing[];
  /** Errors: profile.unknown-id */
  profile(kind: ProfileKind, id: string): ProfileListing;
  datasetFacts(id: string, dataFolder: string | null): ReturnType<Galleries['facts']>;
  datasetThumbnails(id: string, dataFolder: string | null, wanted: Wanted): Promise<Thumbnails>;
  schema(kind: ProfileKind): Record<string, unknown>;
  /** `parse` and `check` as a window wants them: problems as values. */
  examine(kind: ProfileKind, from: { readonly text: string } | { readonly profile: Readonly<Record<string, unknown>> }): { profile: Record<string, unknown> | null; problems: Problem[] };
  modelFacts(id: string): Promise<{ facts: ModelFacts | null; problem: Problem | null }>;
  importModel(upload: string, card: Readonly<Record<string, unknown>>): Promise<{ id: string | null; problems: Problem[] }>;
  plan(profile: Readonly<Record<string, unknown>>, dataFolder: string | null): ReturnType<typeof planExperiment>;
  start(request: { readonly experiment?: Readonly<Record<string, unknown>>; readonly experimentId?: string; readonly dataFolder: string | null; readonly seed: number | null }): Promise<string>;
  runs(): Promise<RunSummary[]>;
  /** Errors: run.unknown */
  run(id: string): Promise<{ summary: RunSummary; manifest: RunManifest }>;
  results(id: string): Promise<Results>;
  samples(request: PageRequest & { readonly board: string | undefined; readonly model: string }): Promise<SamplePage>;
  tables(request: TablesRequest): Promise<ExplorerTables>;
  runThumbnails(id: string, indices: readonly number[]): Promise<Thumbnails>;
  note(id: string, note: string, tags: readonly string[]): void;
  removeRun(id: string): Promise<string>;
  restoreRun(undo: string): string;
  log(id: string): Promise<LogEntry[]>;
  exportRun(host: WindowHost, id: string, options: Omit<ExportOptions, 'force'>): Promise<ReadyFiles>;
  /** Faults of ours, for the report of a problem. */
  keepFault(line: string): void;
  info(host: WindowHost): SystemInfo;
  report(host: WindowHost, id: string | null, description: string): Promise<ReadyFiles>;
  /** Stops runs that go on, keeping what was measured, and removes temporary files. */
  close(): Promise<void>;
}

export interface WindowServicesDeps {
  readonly home: string; readonly profileFolder: string; readonly profiles: ProfileLibrary; readonly runs: RunStore; readonly clock: Clock; readonly runtime: ModelRuntime; readonly publishedShelf: PublishedShelf; readonly modelDesk: ModelDesk;
  startRun(experiment: string | ExperimentProfile, options: RunOptions): Promise<ActiveRun>;
  resumeRun(id: string, options: Omit<RunOptions, 'seed'>): Promise<ActiveRun>;
  exportRun(id: string, folder: string, options: ExportOptions): Promise<string[]>;
}

const FAULTS_KEPT = 50;

export function openWindowServices({ home, profileFolder, profiles, runs, clock, runtime: slowRuntime, publishedShelf, modelDesk, startRun, resumeRun, exportRun }: WindowServicesDeps): WindowServices {
  const runtime = rememberFacts(slowRuntime);
  const bin = openBin(home);
  bin.empty(clock.now().getTime());
  const shelf = openProfileShelf(profileFolder, profiles, bin);
  const runShelf = openRunShelf(home, runs, bin);
  const desk = createRunDesk({ runs, clock, startRun, resumeRun });
  const reader = createRunReader(runs);
  const galleries = createGalleries(profiles);
  const uploads = createUploads();
  const settings = openSettings(home);
  const work = createWorkDesk({ trainings: () => trainings.unseen(), downloads: () => downloads.unfinished() });
  const downloads = createDownloadDesk(home, profiles, settings, () => work.changed());
  const models = createModelBench(modelDesk);
  const trainings = createTrainingDesk(modelDesk, (id) => profiles.list('model').find((one) => one.id === id)?.name ?? id, () => work.changed());
  const devices: DeviceDesk = openDeviceDesk({ profiles, captureAt: (address) => captures.active().find((one) => one.address === address)?.name ?? null });
  const captures: CaptureRoom = openCaptureRoom({ profiles, shelf: openRecordingShelf(home, bin), clock, onHeld: () => devices.heldChanged(), uploaded: (upload) => uploads.file(upload) });
  /** The person's folder for a dataset, where none is given. */
  const folderFor = (dataset: string, given: string | null): string | null => given ?? settings.read().dataFolders[dataset] ?? null;
  const listing = ({ kind, id, name, summary, file, builtIn, problem }: ProfileEntry): ProfileListing => ({
    kind, id, name, summary, file, builtIn, problem: problem === null ? null : windowProblems(problem)[0],
    profile: problem === null ? { ...profiles.get(kind, id) } as Record<string, unknown> : null,
  });
  const summaryOf = (manifest: RunManifest): RunSummary => {
    const { id, name, status, createdAt, finishedAt, seed, experiment, headline, verdict, resumedCount } = manifest;
    return { id, name, status, createdAt, finishedAt, seed, headline, verdict, resumedCount, experimentId: typeof experiment.id === 'string' ? experiment.id : null, ...runShelf.notes(id), active: desk.active(id) };
  };
  const manifestOf = async (id: string): Promise<RunManifest> => {
    const found = (await runs.list()).find((one) => one.id === id);
    if (found === undefined) throw new StudioError('run.unknown', { id });
    return found;
  };
  const faults: string[] = [];
  const runTraces = createRunTraces(join(home, 'runs'));
  const results = async (id: string): Promise<Results> => {
    // The last event tells that a run finished a moment before its record is closed.
    await desk.done(id)?.catch(() => undefined);
    return reader.results(id);
  };
  const logOf = async (id: string): Promise<LogEntry[]> => {
    const notes = desk.notes(id);
    if (notes !== null) return notes;
    const record = await runs.open(id, 'read');
    try {
      return await record.events();
    } finally {
      await record.close();
    }
  };
  return {
    home, desk, shelf, uploads, settings, downloads, devices, captures, runTraces, listing, results, published: createPublishedDesk(publishedShelf, results), models, trainings, work, dataFolderOf: folderFor,
    ongoing: () => ({
      runs: desk.busy, captures: captures.active().filter(({ state }) => state === 'measuring' || state === 'waiting').length,
      trainings: trainings.unseen().filter(({ step }) => step === 'running').length, downloads: downloads.unfinished().filter(({ step }) => step === 'running').length,
    }),
    profile: (kind, id) => listing(shelf.find(kind, id)),
    datasetFacts: (id, given) => galleries.facts(id, folderFor(id, given)),
    datasetThumbnails: (id, given, wanted) => galleries.thumbnails(id, folderFor(id, given), wanted),
    profiles: (kind) => profiles.list(kind).map(listing),
    schema: (kind) => profileJsonSchema(kind) as Record<string, unknown>,
    examine(kind, from) {
      try {
        return { profile: { ...('text' in from ? shelf.parse(kind, from.text) : shelf.check(kind, from.profile)) }, problems: [] };
      } catch (error) {
        return { profile: null, problems: windowProblems(error, DRAFT) };
      }
    },
    async modelFacts(id) {
      try {
        return { facts: await runtime.inspect(profiles.load('model', id)), problem: null };
      } catch (error) {
        return { facts: null, problem: windowProblems(error)[0] };
      }
    },
    async importModel(upload, card) {
      try {
        const file = uploads.file(upload);
        // Looked at where it lies, so that nothing is saved that does not fit its card.
        await runtime.inspect({ ...shelf.check('model', { ...card, file: file.split(/[\\/]/).pop() }), directory: join(file, '..') });
        return { id: shelf.addModel(card, file).id, problems: [] };
      } catch (error) {
        return { id: null, problems: windowProblems(error, DRAFT) };
      }
    },
    plan: (profile, dataFolder) => planExperiment(profile, folderFor(datasetOf(profile), dataFolder), { profiles, shelf, runtime }),
    start({ experiment, experimentId, dataFolder, seed }) {
      const chosen = experiment === undefined ? profiles.load('experiment', experimentId ?? '') : shelf.check('experiment', experiment);
      return desk.start(chosen, { dataFolder: folderFor(chosen.dataset.use, dataFolder), seed });
    },
    runs: async () => (await runs.list()).map(summaryOf),
    async run(id) {
      const manifest = await manifestOf(id);
      return { manifest, summary: summaryOf(manifest) };
    },
    async samples({ board, model, ...request }) {
      return samplePage(await reader.measurements(request.id, board, model), request);
    },
    async tables(request) {
      const from = ((await results(request.id)).experiment.exits as { from?: number } | undefined)?.from ?? 0.5;
      return explorerTables(await reader.measurements(request.id, request.board, request.model), request, from);
    },
    async runThumbnails(id, indices) {
      const { experiment } = await manifestOf(id);
      const dataset = datasetOf(experiment);
      return galleries.thumbnails(dataset, desk.dataFolder(id) ?? folderFor(dataset, await storedFolder(runs, desk, id)), { indices, count: 0 });
    },
    note(id, note, tags) {
      runShelf.write(id, { note, tags: [...tags] });
      desk.listChanged();
    },
    async removeRun(id) {
      await runTraces.release(id);
      const undo = await runShelf.remove(id);
      reader.forget(id);
      desk.listChanged();
      return undo;
    },
    restoreRun(undo) {
      const id = bin.restore(undo).split(/[\\/]/).pop() as string;
      desk.listChanged();
      return id;
    },
    log: logOf,
    async exportRun(host, id, options) {
      await results(id);
      const tray = await host.openTray(id);
      return tray === null ? { files: [], folder: null, cancelled: true } : host.deliver(tray, await exportRun(id, tray, { ...options, force: true }));
    },
    keepFault(line) {
      faults.push(`${clock.now().toISOString()} ${line}`);
      if (faults.length > FAULTS_KEPT) faults.shift();
    },
    info: (host) => ({
      name: 'HI Studio', version: studioVersion(), host: host.kind, home, profileFolder, node: process.versions.node, electron: host.electron, platform: platform(),
      cpu: cpus()[0]?.model.trim() ?? '', cores: cpus().length, memoryBytes: totalmem(), packages: bundledPackages(), canChooseFolder: host.canChooseFolder,
    }),
    async report(host, id, description) {
      const run = id === null ? null : { manifest: await manifestOf(id), log: await logOf(id) };
      const tray = await host.openTray('problem-report');
      if (tray === null) return { files: [], folder: null, cancelled: true };
      await mkdir(tray, { recursive: true });
      await writeFile(join(tray, 'problem-report.txt'), problemReport({ description, host: host.kind, home, time: clock.now().toISOString(), faults, run }));
      return host.deliver(tray, ['problem-report.txt']);
    },
    async close() {
      await desk.close();
      await captures.close();
      await runTraces.close();
      await devices.close();
      await downloads.close();
      await trainings.close();
      await galleries.close();
      uploads.close();
    },
  };
}

function datasetOf(experiment: Readonly<Record<string, unknown>>): string {
  const use = (experiment.dataset as { use?: unknown } | undefined)?.use;
  return typeof use === 'string' ? use : '';
}

/** Where a run found its dataset's files; null where its record cannot be read now. */
async function storedFolder(runs: RunStore, desk: RunDesk, id: string): Promise<string | null> {
  if (desk.active(id) !== null) return null;
  const record = await runs.open(id, 'read');
  try {
    return (await record.getArtefact('data-folder')) as string | null;
  } finally {
    await record.close();
  }
}

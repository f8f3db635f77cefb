/** The composition root: builds store, drivers and engine, and gives one Studio to whatever host shows it. */
import { join } from 'node:path';
import { findBoardMeter } from './analyzers/board-power/find-meter';
import { serveAgent, type ServingAgent } from './boards/agent/serve-agent';
import { createBoardDrivers } from './boards/registry';
import type { ExperimentProfile, ProfileKind } from './contract/profiles';
import type { Results } from './contract/results';
import { StudioError } from './core/errors';
import { downloadDataset, type DownloadProgress } from './datasets/download';
import { writeCifarLayout } from './datasets/glyphs/write-cifar-layout';
import { previewSheet } from './datasets/preview';
import { openDataset } from './datasets/registry';
import type { EngineDrivers } from './engine/job';
import type { RunStore } from './engine/store-ports';
import { onnxRuntime, openNullModel } from './models/runtime';
import { projectRoot } from './paths';
import { lastWords, type RunningProgram, type StartProgram } from './remote/program';
import { createTcpRemote } from './remote/tcp-remote';
import { formatServerTimes } from './remote/request-times';
import { resultsSchema, writeSheet } from './reports';
import { studioHome } from './store/home';
import { openProfileLibrary, profileJsonSchema, type ProfileLibrary } from './store/profiles';
import { openSettings } from './store/settings-file';
import { machineLoad } from './store/machine-load';
import { openRunStore } from './store/run-store';
import { systemClock } from './store/system-clock';
import { resumeRun, startRun, type ActiveRun, type RunOptions } from './studio/active-runs';
import { runBenchmark, type BenchmarkOutcome, type BenchmarkRequest } from './studio/benchmark';
import { openCaptureDesk, type CaptureDesk } from './studio/capture';
import { check, type CheckOutcome } from './studio/check';
import { createEnergyBench } from './studio/energy-bench';
import { exportRun, type ExportOptions } from './studio/export-run';
import { openModelDesk, type ModelDesk } from './studio/model-desk';
import { openPublishedShelf, type PublishedShelf } from './studio/published';
import { createSimulatedBenches } from './studio/simulated-benches';
import { serialOfBoards } from './studio/simulated-board';
import { openWindowServices, type WindowServices } from './studio/window-services';

export type { ActiveRun, RunOptions } from './studio/active-runs';
export type { AttachModelRequest, AttachProgress, Places } from './studio/model-desk';
export type { CaptureOutcome, CaptureProgress, TraceFacts, Devices } from './studio/capture';
export type { WindowHost, WindowServices } from './studio/window-services';
export { lastWords, type RunningProgram, type StartProgram };
export type { BenchmarkOutcome, BenchmarkRequest } from './studio/benchmark';
export { windowProblems } from './studio/window/problems';
export { exportFormats, type ExportFormat } from './studio/export-run';
export { languages, type Language } from './core/language';

export interface StudioOptions {
  /** Where runs are kept; null: HI_STUDIO_HOME, else the user's data folder. */
  readonly home: string | null;
  /** More folders with profiles and model cards; they win over the built-in ones. */
  readonly profileFolders: readonly string[];
  /** How programs of their own processes are started; left out: as Node does. */
  readonly startProgram?: StartProgram;
}

export interface ServeEdgeOptions { readonly model: string; readonly host: string; readonly port: number; readonly replyBytes: 1 | 2; readonly statsCsv: string | null; readonly log: (line: string) => void }
export interface ServeAgentOptions { readonly host: string; readonly port: number; readonly token: string | null; readonly log: (line: string) => void }

export interface Studio extends PublishedShelf, CaptureDesk, ModelDesk {
  readonly profiles: ProfileLibrary;
  readonly runs: RunStore;
  /** `experiment`: an id, a file, or a checked profile. */
  startRun(experiment: string | ExperimentProfile, options: RunOptions): Promise<ActiveRun>;
  resumeRun(id: string, options: Omit<RunOptions, 'seed' | 'settings'>): Promise<ActiveRun>;
  /** Errors: run.unknown, run.not-finished */
  results(id: string): Promise<Results>;
  check(target: string, dataFolder: string | null): Promise<CheckOutcome>;
  schema(kind: ProfileKind | 'results'): unknown;
  /** Files that were written, relative to `folder`. Errors: run.*, terminal.* */
  exportRun(id: string, folder: string, options: ExportOptions): Promise<string[]>;
  previewDataset(id: string, dataFolder: string | null, file: string, count: number): Promise<{ name: string; size: number; count: number }>;
  /** `folder` null: in the studio's home, and windows find it there. Errors: dataset.download-*, profile.unknown-id */
  downloadDataset(id: string, folder: string | null, onProgress: (progress: DownloadProgress) => void, signal: AbortSignal): Promise<{ folder: string }>;
  exportGlyphs(folder: string, options: { readonly seed: number; readonly train: number; readonly test: number }): Promise<void>;
  /** `stop` tells where the server's time went. */
  serveEdge(options: ServeEdgeOptions): Promise<{ host: string; port: number; sampleBytes: number; stop(): Promise<string> }>;
  serveAgent(options: ServeAgentOptions): Promise<ServingAgent>;
  /** A mode of MLPerf Tiny on a board. Errors: mlperf.*, port.*, analyzer.*, dataset.*, profile.* */
  benchmark(request: BenchmarkRequest, onProgress: (done: number, total: number, what: string) => void, signal: AbortSignal): Promise<BenchmarkOutcome>;
  /** What windows ask for; whoever opens it closes it. */
  openWindows(): WindowServices;
}

export async function openStudio(options: StudioOptions): Promise<Studio> {
  const root = projectRoot();
  const home = studioHome(options.home ?? undefined);
  const ownProfiles = join(home, 'profiles');
  const profiles = openProfileLibrary({ profiles: join(root, 'profiles'), models: join(root, 'resources', 'models'), user: [...options.profileFolders, ownProfiles] });
  const runs = openRunStore(home, systemClock);
  const shelf = openPublishedShelf(join(root, 'profiles', 'published'), systemClock);
  const own = findBoardMeter(() => systemClock.ms());
  const remote = createTcpRemote({ start: options.startProgram });
  const benches = createSimulatedBenches();
  const serialOf = serialOfBoards(profiles, onnxRuntime);
  const energy = createEnergyBench(benches);
  const boards = createBoardDrivers({ clock: systemClock, meter: own.meter, meterReason: own.reason, inspect: (card) => onnxRuntime.inspect(card), serialOf });
  const drivers: EngineDrivers = {
    runtime: onnxRuntime, remote, clock: systemClock, load: machineLoad, openNullModel: () => openNullModel(),
    boards: { ...boards, virtual: benches.boards(boards.virtual) }, energy,
  };
  const results = async (id: string): Promise<Results> => {
    const record = await runs.open(id, 'read');
    try {
      const found = await record.getArtefact('results');
      if (found === null) throw new StudioError('run.not-finished', { id, status: record.manifest.status });
      return found as Results;
    } finally {
      await record.close();
    }
  };
  const begin: Studio['startRun'] = (experiment, run) => startRun({ profiles, runs, drivers }, experiment, run);
  const goOn: Studio['resumeRun'] = (id, run) => resumeRun({ profiles, runs, drivers }, id, run);
  const models = openModelDesk(profiles, onnxRuntime, join(ownProfiles, 'models'));
  return {
    ...models,
    ...openCaptureDesk(profiles),
    profiles, runs, results, ...shelf,
    startRun: begin, resumeRun: goOn,
    openWindows: () => openWindowServices({
      home, profileFolder: ownProfiles, profiles, runs, clock: systemClock, runtime: onnxRuntime, publishedShelf: shelf, modelDesk: models, startRun: begin, resumeRun: goOn, exportRun: (id, folder, how) => exportRun(runs, id, folder, how, shelf.publishedBeside),
    }),
    benchmark: (request, onProgress, signal) => runBenchmark({ profiles, serialOf, energy, now: () => systemClock.now() }, request, onProgress, signal),
    check: (target, dataFolder) => check(target, profiles, onnxRuntime, dataFolder),
    schema: (kind) => (kind === 'results' ? resultsSchema() : profileJsonSchema(kind)),
    exportRun: (id, folder, how) => exportRun(runs, id, folder, how, shelf.publishedBeside),
    async downloadDataset(id, given, onProgress, signal) {
      const folder = given ?? join(home, 'datasets', id);
      await downloadDataset(profiles.load('dataset', id), folder, { signal, onProgress });
      const settings = openSettings(home);
      if (given === null) settings.save({ dataFolders: { ...settings.read().dataFolders, [id]: folder } });
      return { folder };
    },
    exportGlyphs: (folder, how) => writeCifarLayout(folder, how),
    async previewDataset(id, dataFolder, file, count) {
      const dataset = await openDataset(profiles.load('dataset', id), dataFolder);
      try {
        const shown = Math.min(count, dataset.size);
        const sheet = await previewSheet(dataset, Int32Array.from({ length: shown }, (_, i) => i), Math.ceil(Math.sqrt(shown)), dataset.shape.height < 64 ? 2 : 1);
        await writeSheet(sheet, file);
        return { name: dataset.name, size: dataset.size, count: shown };
      } finally {
        await dataset.close();
      }
    },
    async serveEdge({ model, ...how }) {
      const card = profiles.load('model', model);
      const sampleBytes = card.input.channels * card.input.height * card.input.width;
      const server = await remote.start(card, sampleBytes, { ...how, statsCsv: how.statsCsv ?? undefined });
      return {
        host: server.host, port: server.port, sampleBytes,
        async stop() {
          const times = await server.times();
          await server.stop();
          return times === null || times.requests === 0 ? 'No requests were served.' : formatServerTimes(times);
        },
      };
    },
    async serveAgent(how) {
      // What a laptop is assumed to draw is not what this machine draws: its meter tells, or the studio's profile of it.
      const board = await drivers.boards.computer.open({ ...profiles.load('board', 'this-computer'), power: undefined });
      const agent = await serveAgent({ ...how, runtime: onnxRuntime, board, offloads: { connect: (...where) => remote.connect(...where), clock: systemClock, meter: own.meter } });
      return {
        ...agent,
        async stop() {
          await agent.stop();
          await board.close();
        },
      };
    },
  };
}

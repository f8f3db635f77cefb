/** Everything a window may ask of the studio, by noun and verb; both hosts serve exactly this. */
import type { ContractRouterClient } from '@orpc/contract';
import { captureProcedures } from './captures';
import { datasetProcedures, modelProcedures } from './datasets';
import { deviceProcedures } from './devices';
import { experimentProcedures } from './experiments';
import { exploreProcedures } from './explore';
import { profileProcedures } from './profiles';
import { publishedProcedures } from './published';
import { runTraceProcedures } from './run-traces';
import { runProcedures } from './runs';
import { systemProcedures } from './system';
import { workProcedures } from './work';

export const contract = {
  profile: profileProcedures, dataset: datasetProcedures, model: modelProcedures, experiment: experimentProcedures,
  run: runProcedures, runTrace: runTraceProcedures, explore: exploreProcedures, published: publishedProcedures, system: systemProcedures,
  devices: deviceProcedures, captures: captureProcedures, work: workProcedures,
};
/** The window's side: `await studio.run.start({ … })`; event iterators are async iterators. */
export type StudioClient = ContractRouterClient<typeof contract>;

export type { Problem, ReadyFiles, Share } from './base';
export type { CaptureState, RecordingFacts, TraceMark, TraceWindow } from './captures';
export type { Device, DevicesChanged, DoctorEvent, DoctorStep, PlayingSimulator, SimulatorFaults } from './devices';
export type { DownloadState, Thumbnails } from './datasets';
export type { AttachedModel, BoardFit, ModelCut, ModelDescription, ModelDrawing, ModelTimes, TimedModel, Training } from './drawing';
export type { ExperimentPlan } from './experiments';
export type { ExplorerTables } from './explore';
export type { LivePower, LiveSample, LiveStatistics } from './live';
export type { ProfileListing } from './profiles';
export type { PublishedPaperEntry, SentReproduction } from './published';
export type { RunSnapshot, RunSummary, SampleFilter, StageProgress, WindowEvent, WindowSample } from './runs';
export type { Settings, SystemInfo } from './system';
export type { KnownDownload, StudioWork } from './work';

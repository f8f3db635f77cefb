/** What every stage of a run works with. */
import type { RunEvent } from '../contract/events';
import type { EnergyBench } from './analyzer-ports';
import type { RunControl } from './control';
import type { Instrument } from './energy/instrument';
import type { Observe } from './observe';
import type { Plan, Resolved } from './plan';
import type { Board, BoardDriver, Clock, LoadedModel, LoadMeter, ModelRuntime, RemoteDriver } from './ports';
import type { RunRecord } from './store-ports';

/** The drivers a run may use; studio.ts chooses them. */
export interface EngineDrivers {
  readonly runtime: ModelRuntime;
  readonly remote: RemoteDriver;
  readonly boards: Readonly<Record<string, BoardDriver>>;
  readonly clock: Clock;
  readonly load: LoadMeter;
  /** A model that does nothing, through the same worker and timing code: what it takes is the engine's own. */
  readonly openNullModel: () => Promise<LoadedModel>;
  /** Instruments and recordings; left out: this studio has none. */
  readonly energy?: EnergyBench;
}

/** A local model opened for one or several boards; `key` names its outputs in the store. */
export interface PlacedModel { readonly key: string; readonly model: LoadedModel }

export interface Job {
  readonly resolved: Resolved;
  readonly plan: Plan;
  readonly record: RunRecord;
  readonly drivers: EngineDrivers;
  readonly control: RunControl;
  readonly tell: (event: RunEvent) => void;
  /** Left out where nobody watches. */
  readonly observe?: Observe;
  readonly boards: readonly Board[];
  /** Of `boards[i]`; left out, or null: its energy is not measured by an instrument. */
  readonly instruments?: readonly (Instrument | null)[];
  /** `placed[b][m]`: model m as board b executes it; virtual boards and this computer share one. */
  readonly placed: readonly (readonly PlacedModel[])[];
}

export const FIT = 'fit';
export const REPORT = 'report';
/** Artefact: how many offloads got no whole reply and were sent again, in every sitting of the run. */
export const LOST_OFFLOADS = 'lost-offloads';

/** Every distinct placed model once. */
export function distinctModels(job: Job): PlacedModel[] {
  return [...new Map(job.placed.flat().map((placed) => [placed.key, placed])).values()];
}

export function note(job: Job, level: 'info' | 'warning' | 'error', text: string): Promise<void> {
  job.tell({ kind: 'run.noted', level, text });
  return job.record.log(level, text);
}

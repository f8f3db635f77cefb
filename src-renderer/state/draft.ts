/** The experiment that is being put together: kept in the window's storage, so that leaving, reloading and closing lose nothing. */
import { useLocalStorage } from '@vueuse/core';
import { defineStore } from 'pinia';
import { computed } from 'vue';
import { usesExits } from '../../src-main/core/measurements';
import type { AnalyzerChoice } from '../../src-main/contract/profiles/analyzer-choice';
import type { ComparedDecision, ExperimentProfile } from '../../src-main/contract/profiles';

type Targets = ExperimentProfile['targets'];

/** The instrument of one board; null: as the instrument's profile says, or for the port, where USB finds it. V, Hz. */
export interface InstrumentChoice { readonly use: string; readonly port: string | null; readonly mode: 'source' | 'meter'; readonly voltageV: number | null; readonly rateHz: number | null }
/** `boards`: by id; those without an instrument are not in it. */
export interface EnergyDraft { readonly boards: Readonly<Record<string, InstrumentChoice>>; readonly windows: AnalyzerChoice['windows']; readonly idle: AnalyzerChoice['idle'] }

/** By what the exit thresholds are chosen; a limit that is null binds nothing. */
export interface CriterionDraft { readonly minimise: ExperimentProfile['choose']['minimise']; readonly perMs: number; readonly perMj: number; readonly lpiAtMostMs: number | null; readonly epiAtMostMj: number | null }

/** What the wizard asks; everything else keeps the schema's defaults, or what a loaded experiment says (`rest`). */
export interface Draft {
  readonly id: string; readonly name: string; readonly seed: number;
  readonly dataset: string; readonly fit: number; readonly report: number;
  readonly boards: readonly string[]; readonly link: string | null; readonly server: string;
  readonly energy: EnergyDraft;
  readonly models: readonly string[]; readonly remote: string;
  /** Strategies with early exits are part of the experiment. */
  readonly useExits: boolean; readonly measure: ExperimentProfile['exits']['measure'];
  /** Null: chosen on the fit set. */
  readonly thresholds: readonly number[] | null;
  readonly criterion: CriterionDraft;
  readonly decision: ExperimentProfile['decision']; readonly compared: readonly ComparedDecision[];
  readonly targets: Targets;
  /** Fields of a loaded experiment that the wizard does not show. */
  readonly rest: Readonly<Record<string, unknown>>;
}

/** The schema's defaults; a test compares them. */
export const noEnergy: EnergyDraft = { boards: {}, windows: { from: 'edges', line: 0, begin: 'begin', end: 'end', count: 30, min_ms: 20, rest_ms: 10 }, idle: { seconds: 1, subtract: false } };

export const emptyDraft: Draft = {
  id: 'my-experiment', name: '', seed: 1, dataset: '', fit: 2000, report: 4000, boards: [], link: null, server: 'this-computer', energy: noEnergy, models: [], remote: '', useExits: true, measure: 'max-softmax', thresholds: null,
  targets: [{ kind: 'paper', quantity: 'accuracy' }, { kind: 'paper', quantity: 'latency' }, { kind: 'paper', quantity: 'energy' }], rest: {},
  criterion: { minimise: 'latency', perMs: 1, perMj: 1, lpiAtMostMs: null, epiAtMostMj: null }, decision: { kind: 'binary-lr', class_weight: 'balanced', threshold: 0.5 }, compared: [],
};

/** Ids of profiles are lower-case words; anything else becomes a hyphen. */
export function idFrom(name: string): string {
  const id = name.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase().replace(/[^a-z0-9.]+/g, '-').replace(/^[-.]+|-+$/g, '').slice(0, 60);
  return id === '' ? 'my-experiment' : id;
}

/** The analyzer section; left out where no chosen board has an instrument. What boards do not share is said board by board. */
function analyzerOf({ boards, energy }: Draft): { analyzer?: Record<string, unknown> } {
  const measured = boards.flatMap((id) => (energy.boards[id] === undefined ? [] : [[id, energy.boards[id]] as const]));
  if (measured.length === 0) return {};
  const [[, { use, mode }]] = measured;
  const ofBoard = ({ voltageV, rateHz, port, ...rest }: InstrumentChoice): object => ({ ...rest, ...(port === null ? {} : { port }), ...(voltageV === null ? {} : { voltage_v: voltageV }), ...(rateHz === null ? {} : { rate_hz: rateHz }) });
  return { analyzer: { use, mode, boards: Object.fromEntries(measured.map(([id, choice]) => [id, ofBoard(choice)])), windows: energy.windows, idle: energy.idle } };
}

function energyOf(choice: AnalyzerChoice | undefined, boards: readonly string[]): EnergyDraft {
  if (choice === undefined) return noEnergy;
  const { use, port, mode, voltage_v, rate_hz, windows, idle } = choice;
  const measured = boards.filter((id) => choice.boards === undefined || choice.boards[id] !== undefined);
  return {
    windows, idle,
    boards: Object.fromEntries(measured.map((id): [string, InstrumentChoice] => {
      const own = choice.boards?.[id];
      return [id, { use: own?.use ?? use, port: own?.port ?? port ?? null, mode: own?.mode ?? mode, voltageV: own?.voltage_v ?? voltage_v ?? null, rateHz: own?.rate_hz ?? rate_hz ?? null }];
    })),
  };
}

function chooseOf({ minimise, perMs, perMj, lpiAtMostMs, epiAtMostMj }: CriterionDraft): Partial<ExperimentProfile['choose']> {
  return {
    minimise, ...(minimise === 'weighted-sum' ? { weights: { per_ms: perMs, per_mj: perMj } } : {}),
    ...(lpiAtMostMs === null ? {} : { lpi_at_most_ms: lpiAtMostMs }), ...(epiAtMostMj === null ? {} : { epi_at_most_mj: epiAtMostMj }),
  };
}

/** The profile that the draft stands for; unfinished parts are left as they are for the check to name. */
export function experimentOf(draft: Draft): Record<string, unknown> {
  const rest = draft.rest as Partial<ExperimentProfile>;
  return {
    ...draft.rest,
    kind: 'experiment', id: draft.id, name: draft.name === '' ? draft.id : draft.name, seed: draft.seed,
    dataset: { use: draft.dataset, fit: draft.fit, report: draft.report },
    models: draft.models, remote: draft.remote, server: draft.server, boards: draft.boards,
    ...(draft.link === null ? {} : { link: draft.link }),
    ...analyzerOf(draft),
    strategies: draft.useExits ? ['on-device', 'remote', 'hi', 'ee', 'ee-hi', 'early-offload'] : ['on-device', 'remote', 'hi'],
    exits: { ...rest.exits, measure: draft.measure, ...(draft.thresholds === null ? {} : { thresholds: draft.thresholds }) },
    targets: draft.targets,
    choose: { ...rest.choose, ...chooseOf(draft.criterion) },
    decision: draft.decision,
    ...(draft.compared.length === 0 ? {} : { compare_decisions: draft.compared }),
    in_the_loop: { samples: 500, ...rest.in_the_loop, strategies: draft.useExits ? ['hi', 'ee-hi', 'early-offload'] : ['hi'] },
  };
}

/** The draft that shows a saved experiment. */
export function draftOf(profile: ExperimentProfile): Draft {
  const { kind: _kind, id, name, seed, dataset, models, remote, server, boards, link, strategies, exits: { thresholds, measure, ...exits }, targets, choose: { minimise, weights, lpi_at_most_ms, epi_at_most_mj, ...choose }, decision, compare_decisions, analyzer, ...rest } = profile;
  return {
    id, name, seed, dataset: dataset.use, fit: dataset.fit, report: dataset.report, boards, link: link ?? null, server, energy: energyOf(analyzer, boards), models, remote,
    useExits: strategies.some(usesExits), measure, thresholds: thresholds ?? null, targets, decision, compared: compare_decisions ?? [], rest: { ...rest, exits, choose },
    criterion: { minimise, perMs: weights?.per_ms ?? 1, perMj: weights?.per_mj ?? 1, lpiAtMostMs: lpi_at_most_ms ?? null, epiAtMostMj: epi_at_most_mj ?? null },
  };
}

export const useDraft = defineStore('draft', () => {
  const draft = useLocalStorage<Draft>('hi-studio.draft', emptyDraft, { mergeDefaults: true });
  return {
    draft,
    begun: computed(() => draft.value.dataset !== '' || draft.value.name !== ''),
    change(part: Partial<Draft>): void { draft.value = { ...draft.value, ...part }; },
    load(profile: ExperimentProfile): void { draft.value = draftOf(profile); },
    clear(): void { draft.value = emptyDraft; },
  };
});

/** The experiment that is being put together: kept in the window's storage, so that leaving, reloading and closing lose nothing. */
import { useLocalStorage } from '@vueuse/core';
import { defineStore } from 'pinia';
import { computed } from 'vue';
import { usesExits } from '../../src-main/core/measurements';
import type { ExperimentProfile } from '../../src-main/contract/profiles';

type Targets = ExperimentProfile['targets'];

/** What the wizard asks; everything else keeps the schema's defaults, or what a loaded experiment says (`rest`). */
export interface Draft {
  readonly id: string; readonly name: string; readonly seed: number;
  readonly dataset: string; readonly fit: number; readonly report: number;
  readonly boards: readonly string[]; readonly link: string | null; readonly server: string;
  readonly models: readonly string[]; readonly remote: string;
  /** Strategies with early exits are part of the experiment. */
  readonly useExits: boolean; readonly measure: ExperimentProfile['exits']['measure'];
  /** Null: chosen on the fit set. */
  readonly thresholds: readonly number[] | null;
  readonly targets: Targets; readonly minimise: 'latency' | 'energy';
  /** Fields of a loaded experiment that the wizard does not show. */
  readonly rest: Readonly<Record<string, unknown>>;
}

export const emptyDraft: Draft = {
  id: 'my-experiment', name: '', seed: 1, dataset: '', fit: 2000, report: 4000, boards: [], link: null, server: 'this-computer', models: [], remote: '', useExits: true, measure: 'max-softmax', thresholds: null,
  targets: [{ kind: 'paper', quantity: 'accuracy' }, { kind: 'paper', quantity: 'latency' }, { kind: 'paper', quantity: 'energy' }], minimise: 'latency', rest: {},
};

/** Ids of profiles are lower-case words; anything else becomes a hyphen. */
export function idFrom(name: string): string {
  const id = name.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase().replace(/[^a-z0-9.]+/g, '-').replace(/^[-.]+|-+$/g, '').slice(0, 60);
  return id === '' ? 'my-experiment' : id;
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
    strategies: draft.useExits ? ['on-device', 'remote', 'hi', 'ee', 'ee-hi', 'early-offload'] : ['on-device', 'remote', 'hi'],
    exits: { ...rest.exits, measure: draft.measure, ...(draft.thresholds === null ? {} : { thresholds: draft.thresholds }) },
    targets: draft.targets,
    choose: { ...rest.choose, minimise: draft.minimise },
    in_the_loop: { samples: 500, ...rest.in_the_loop, strategies: draft.useExits ? ['hi', 'ee-hi', 'early-offload'] : ['hi'] },
  };
}

/** The draft that shows a saved experiment. */
export function draftOf(profile: ExperimentProfile): Draft {
  const { kind: _kind, id, name, seed, dataset, models, remote, server, boards, link, strategies, exits: { thresholds, measure, ...exits }, targets, choose: { minimise, ...choose }, ...rest } = profile;
  return {
    id, name, seed, dataset: dataset.use, fit: dataset.fit, report: dataset.report, boards, link: link ?? null, server, models, remote,
    useExits: strategies.some(usesExits), measure, thresholds: thresholds ?? null, targets, minimise, rest: { ...rest, exits, choose },
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

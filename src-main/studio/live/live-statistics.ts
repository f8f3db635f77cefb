/** Gathers what a run's stages hand over into the compact statistics that a window shows while it measures. */
import type { LiveSample, LiveStatistics } from '../../contract/procedures';
import type { ExitOutputs } from '../../core/measurements';
import type { Observation } from '../../engine/observe';
import { createLivePower } from './live-power';
import { createRunningShare, type RunningShare } from './running-share';
import { createRunningTimes, type RunningTimes } from './running-times';

const RECENT = 12;
const SCATTER = 300;
const NOTHING = { value: 0, low: 0, high: 1, n: 0 };

interface ModelSoFar {
  readonly model: string; readonly name: string; readonly exitNames: readonly string[]; samples: number; readonly exits: readonly RunningShare[];
  /** Where a sample's outputs are: its batch and its row there. */
  readonly places: Map<number, { readonly exits: readonly ExitOutputs[]; readonly row: number }>;
  scatter: [number, number, boolean][]; boundary: LiveStatistics['models'][number]['boundary'];
}
interface RemoteSoFar { readonly model: string; readonly name: string; samples: number; readonly accuracy: RunningShare; readonly offload: RunningTimes }
interface LoopSoFar { readonly board: string; readonly model: string; readonly strategy: string; samples: number; readonly accuracy: RunningShare; readonly offloaded: RunningShare; readonly exits: number[]; readonly latency: RunningTimes }

export interface LiveGatherer { observe(observation: Observation): void; statistics(): LiveStatistics }

/** Only what this session measured: a resumed run begins to count anew. */
export function createLiveGatherer(labels: readonly string[], onChange: () => void): LiveGatherer {
  const models = new Map<string, ModelSoFar>();
  const loops = new Map<string, LoopSoFar>();
  let remote: RemoteSoFar | null = null;
  let recent: LiveSample[] = [];
  let sequence = 0;
  const power = createLivePower();

  const exitsOf = (model: string, index: number): LiveSample['exits'] => {
    const place = models.get(model)?.places.get(index);
    return place === undefined ? [] : place.exits.map((exit) => at(exit, place.row));
  };
  const handlers = {
    outputs(batch: Extract<Observation, { kind: 'outputs' }>): void {
      const soFar = models.get(batch.model) ?? newModel(batch);
      models.set(batch.model, soFar);
      addOutputs(soFar, batch);
      recent = lastRows(batch.indices.length, (i) => ({ index: batch.indices[i], truth: batch.truth[i], model: batch.model, exits: batch.exits.map((exit) => at(exit, i)), remote: null, offloadMs: null, loop: null }));
    },
    remote(batch: Extract<Observation, { kind: 'remote' }>): void {
      remote ??= { model: batch.model, name: batch.name, samples: 0, accuracy: createRunningShare(), offload: createRunningTimes() };
      remote.samples += batch.indices.length;
      remote.accuracy.add(countRight(batch.prediction, batch.truth), batch.indices.length);
      remote.offload.add(batch.ms);
      const model = models.keys().next().value ?? batch.model;
      recent = lastRows(batch.indices.length, (i) => ({ index: batch.indices[i], truth: batch.truth[i], model, exits: exitsOf(model, batch.indices[i]), remote: batch.prediction[i], offloadMs: batch.ms[i], loop: null }));
    },
    policies({ policies }: Extract<Observation, { kind: 'policies' }>): void {
      for (const { model, policy } of policies) {
        const soFar = models.get(model);
        if (soFar === undefined || soFar.boundary !== null || policy.decision?.kind !== 'binary-lr') continue;
        const { bias, w1, w2, threshold } = policy.decision;
        soFar.boundary = { bias, w1, w2, threshold };
      }
    },
    power: power.observe,
    loop({ board, model, strategy, truth, rows }: Extract<Observation, { kind: 'loop' }>): void {
      const key = [board, model, strategy].join('\n');
      const soFar = loops.get(key) ?? { board, model, strategy, samples: 0, accuracy: createRunningShare(), offloaded: createRunningShare(), exits: [], latency: createRunningTimes() };
      loops.set(key, soFar);
      const n = rows.index.length;
      soFar.samples += n;
      soFar.accuracy.add(rows.right.reduce((sum, right) => sum + right, 0), n);
      soFar.offloaded.add(rows.offloadMs.reduce((sum, ms) => sum + (Number.isNaN(ms) ? 0 : 1), 0), n);
      for (const exit of rows.exit) {
        while (soFar.exits.length <= exit) soFar.exits.push(0);
        soFar.exits[exit]++;
      }
      soFar.latency.add(rows.localMs.map((ms, i) => ms + (Number.isNaN(rows.offloadMs[i]) ? 0 : rows.offloadMs[i])));
      recent = lastRows(n, (i): LiveSample => {
        const offloadMs = Number.isNaN(rows.offloadMs[i]) ? null : rows.offloadMs[i];
        return {
          index: rows.index[i], truth: truth[i], model, exits: exitsOf(model, rows.index[i]), remote: offloadMs === null ? null : rows.prediction[i], offloadMs,
          loop: { board, strategy, exit: rows.exit[i], accepted: rows.accepted[i] === 1, offloaded: offloadMs !== null, prediction: rows.prediction[i], right: rows.right[i] === 1, localMs: rows.localMs[i] },
        };
      });
    },
  };
  return {
    observe(observation) {
      (handlers[observation.kind] as (one: Observation) => void)(observation);
      sequence++;
      onChange();
    },
    statistics: () => ({
      sequence, labels: [...labels], recent, power: power.now(),
      models: [...models.values()].map(({ model, name, samples, exits, exitNames, scatter, boundary }) => ({
        model, name, samples, scatter, boundary, exits: exits.map((exit, k) => ({ name: exitNames[k], accuracy: exit.now() ?? NOTHING, track: exit.track() })),
      })),
      remote: remote === null ? null : { model: remote.model, name: remote.name, samples: remote.samples, accuracy: remote.accuracy.now() ?? NOTHING, track: remote.accuracy.track(), offload: remote.offload.summary() },
      loops: [...loops.values()].map(({ board, model, strategy, samples, accuracy, offloaded, exits, latency }) => ({
        board, model, strategy, samples, accuracy: accuracy.now() ?? NOTHING, offloadShare: offloaded.now() ?? NOTHING, exitShares: exits.map((count) => count / samples), latency: latency.summary(),
      })),
    }),
  };
}

function newModel({ model, name, exitNames, exits }: Extract<Observation, { kind: 'outputs' }>): ModelSoFar {
  return { model, name, exitNames, samples: 0, exits: exits.map(() => createRunningShare()), places: new Map(), scatter: [], boundary: null };
}

function addOutputs(soFar: ModelSoFar, { indices, truth, exits }: Extract<Observation, { kind: 'outputs' }>): void {
  soFar.samples += indices.length;
  for (const [k, exit] of exits.entries()) soFar.exits[k].add(countRight(exit.prediction, truth), indices.length);
  for (let row = 0; row < indices.length; row++) soFar.places.set(indices[row], { exits, row });
  const last = exits[exits.length - 1];
  const from = Math.max(0, indices.length - SCATTER);
  const fresh = Array.from({ length: indices.length - from }, (_, i): [number, number, boolean] => {
    const { prediction, p1, p2 } = at(last, from + i);
    return [p1, p2, prediction === truth[from + i]];
  });
  soFar.scatter = [...soFar.scatter, ...fresh].slice(-SCATTER);
}

function at({ prediction, top, width }: ExitOutputs, row: number): LiveSample['exits'][number] {
  return { prediction: prediction[row], p1: Number(top[row * width].toFixed(5)), p2: width > 1 ? Number(top[row * width + 1].toFixed(5)) : 0 };
}

function countRight(prediction: Uint16Array, truth: Uint16Array): number {
  let right = 0;
  for (let i = 0; i < prediction.length; i++) if (prediction[i] === truth[i]) right++;
  return right;
}

/** The last ones first. */
const lastRows = (n: number, row: (i: number) => LiveSample): LiveSample[] => Array.from({ length: Math.min(RECENT, n) }, (_, i) => row(n - 1 - i));

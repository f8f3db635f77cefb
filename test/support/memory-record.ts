/** A run's record in memory, as far as the measuring stages use one: refuses to hold a sample twice. */
import type { ExitOutputs } from '../../src-main/core/measurements';
import type { RunRecord } from '../../src-main/engine/store-ports';

export interface MemoryRecord {
  readonly record: RunRecord;
  /** By "model set": the samples in the order in which they came. */
  readonly samples: Map<string, number[]>;
  readonly logged: string[];
  readonly artefacts: Map<string, unknown>;
}

export function memoryRecord(id = 'r1'): MemoryRecord {
  const samples = new Map<string, number[]>();
  const logged: string[] = [];
  const artefacts = new Map<string, unknown>();
  const append = (key: string, indices: Int32Array): void => {
    const held = samples.get(key) ?? [];
    for (const index of indices) {
      if (held.includes(index)) throw new Error(`sample ${index} of ${key} was measured twice`);
      held.push(index);
    }
    samples.set(key, held);
  };
  const missing = (key: string, wanted: Int32Array): Promise<Int32Array> => Promise.resolve(wanted.filter((index) => !(samples.get(key) ?? []).includes(index)));
  const record: Partial<RunRecord> = {
    id,
    appendOutputs: async (model: string, set: string, indices: Int32Array, truth: Uint16Array, exits: readonly ExitOutputs[]) => {
      // A disk takes its time; whoever does not wait is found out.
      await new Promise((resolve) => setTimeout(resolve, 1));
      if (truth.length !== indices.length || exits.some(({ prediction }) => prediction.length !== indices.length)) throw new Error('arrays of different lengths');
      append(`${model} ${set}`, indices);
    },
    missingIndices: (model, set, wanted) => missing(`${model} ${set}`, wanted),
    appendRemote: async (model, set, indices) => append(`${model} ${set}`, indices),
    missingRemote: (model, set, wanted) => missing(`${model} ${set}`, wanted),
    putArtefact: async (key, value) => void artefacts.set(key, structuredClone(value)),
    getArtefact: async (key) => artefacts.get(key) ?? null,
    log: async (_level, text) => void logged.push(text),
  };
  return { record: record as RunRecord, samples, logged, artefacts };
}

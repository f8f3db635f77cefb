/** samples.csv: one row per sample and local model, with what every exit and the server said of it. */
import type { Strategy } from '../../core/measurements';
import type { Column } from './csv-text';

/** What one exit said: class, the two highest softmax values, and the confidence its threshold is compared with (0..1). */
export interface SampleExit { readonly prediction: number; readonly p1: number; readonly p2: number; readonly confidence: number }

/** Where a sample is answered: `exit-1` …, `device` (whole local model), `offload`; under early offload `offload-1` … from a branch. */
export type SamplePath = string;

export interface SampleRow {
  readonly set: 'fit' | 'report';
  /** Index in the dataset's pool. */
  readonly index: number;
  /** True class and its label. */
  readonly truth: number;
  readonly label: string;
  /** Id of the local model. */
  readonly model: string;
  /** Branches in order, then the model's own output. */
  readonly exits: readonly SampleExit[];
  /** What the decision module says of the last exit; null without one. */
  readonly accepted: boolean | null;
  /** The remote model's class; null where not asked. */
  readonly remote: number | null;
  /** Measured t_off in ms; null where not measured. */
  readonly offloadMs: number | null;
  /** Path under the policies chosen for the run's first board; strategies left out are empty. */
  readonly paths: Readonly<Partial<Record<Strategy, SamplePath>>>;
}

/** `branches`: the most branches any local model of the run has; models with fewer leave those columns empty. */
export function sampleColumns(branches: number): Column<SampleRow>[] {
  const exitColumns = (name: string, where: string, read: (row: SampleRow) => SampleExit | undefined): Column<SampleRow>[] => [
    { name: `${name}_prediction`, unit: 'class', about: `Class that ${where} answers`, value: (row) => read(row)?.prediction ?? null },
    { name: `${name}_p1`, unit: '0..1', about: `Highest softmax value at ${where}`, value: (row) => read(row)?.p1 ?? null },
    { name: `${name}_p2`, unit: '0..1', about: `Second highest softmax value at ${where}`, value: (row) => read(row)?.p2 ?? null },
    { name: `${name}_confidence`, unit: '0..1', about: `Confidence compared with the threshold at ${where}`, value: (row) => read(row)?.confidence ?? null },
  ];
  const path = (strategy: Strategy): Column<SampleRow> => ({ name: `path_${strategy.replace('-', '_')}`, unit: '', about: `Where ${strategy} answers the sample on the first board: exit-1 …, device, offload, or for early-offload offload-1 … (from that exit)`, value: (row) => row.paths[strategy] ?? null });
  return [
    { name: 'set', unit: '', about: 'fit or report', value: (row) => row.set },
    { name: 'index', unit: '', about: 'Index of the sample in its dataset', value: (row) => row.index },
    { name: 'truth', unit: 'class', about: 'True class', value: (row) => row.truth },
    { name: 'label', unit: '', about: 'Label of the true class', value: (row) => row.label },
    { name: 'model', unit: '', about: 'Id of the local model', value: (row) => row.model },
    ...Array.from({ length: branches }, (_, k) => exitColumns(`exit${k + 1}`, `exit ${k + 1}`, (row) => (k < row.exits.length - 1 ? row.exits[k] : undefined))).flat(),
    ...exitColumns('final', 'the local model’s own output', (row) => row.exits.at(-1)),
    { name: 'locally_right', unit: '', about: 'Whether the local model’s own output is the true class', value: (row) => row.exits.at(-1)?.prediction === row.truth },
    { name: 'accepted', unit: '', about: 'Whether the decision module accepts the local answer; empty without one', value: (row) => row.accepted },
    { name: 'remote_prediction', unit: 'class', about: 'Class that the remote model answers', value: (row) => row.remote },
    { name: 'offload_ms', unit: 'ms', about: 'Measured time of the offload; empty where it was not measured', value: (row) => row.offloadMs },
    path('hi'), path('ee'), path('ee-hi'), path('early-offload'),
  ];
}

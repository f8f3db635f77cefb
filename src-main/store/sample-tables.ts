/** Per-sample results of a run: outputs at every exit, the truth, and what the remote model said. */
import { type DuckDBListVector, type DuckDBValue, type DuckDBVector, listValue } from '@duckdb/node-api';
import type { ExitOutputs, Outcomes } from '../core/measurements';
import type { OutcomesRequest } from '../engine/store-ports';
import { StudioError } from '../core/errors';
import { IndexLookup } from './index-lookup';
import type { Batch, ColumnBatch, RunDatabase } from './run-database';

interface ExitColumns { readonly prediction: Uint16Array; readonly top: Float32Array; readonly width: number; readonly entropy: Float32Array; readonly seen: Uint8Array }

export class SampleTables {
  /** Labels already stored, a set each; filled from the database at the first append. */
  private readonly labels = new Map<string, Map<number, number>>();

  constructor(private readonly database: RunDatabase, private readonly id: string) {}

  async appendOutputs(model: string, set: string, indices: Int32Array, truth: Uint16Array, exits: readonly ExitOutputs[]): Promise<void> {
    const n = indices.length;
    sameLength('The truth', truth, n);
    for (const [k, exit] of exits.entries()) {
      sameLength(`The predictions of exit ${k}`, exit.prediction, n);
      sameLength(`The entropies of exit ${k}`, exit.entropy, n);
      sameLength(`The probabilities of exit ${k}`, exit.top, n * exit.width);
    }
    const known = await this.labelsOf(set);
    let fresh: number[] = [];
    await this.database.append(() => {
      fresh = [...indices.keys()].filter((i) => this.isNewLabel(known, set, indices[i], truth[i]));
      const labels: Batch = ['truth', { rows: fresh.length, columns: [() => set, (row) => indices[fresh[row]], (row) => truth[fresh[row]]] }];
      return [labels, ...exits.map((exit, k): Batch => ['outputs', exitBatch(model, set, k, indices, exit)])];
    }, () => { for (const i of fresh) known.set(indices[i], truth[i]); });
  }

  async appendRemote(model: string, set: string, indices: Int32Array, prediction: Uint16Array, offloadMs: Float64Array | null): Promise<void> {
    const n = indices.length;
    sameLength('The remote predictions', prediction, n);
    if (offloadMs !== null) sameLength('The offload times', offloadMs, n);
    await this.database.append(() => [['remote', { rows: n, columns: [() => model, () => set, (row) => indices[row], (row) => prediction[row], (row) => orNull(offloadMs?.[row])] }]]);
  }

  missingOutputs(model: string, set: string, wanted: Int32Array): Promise<Int32Array> {
    return this.missing('SELECT "index" FROM outputs WHERE model = $1 AND "set" = $2 AND exit = 0', [model, set], wanted);
  }

  missingRemote(model: string, set: string, wanted: Int32Array): Promise<Int32Array> {
    return this.missing('SELECT "index" FROM remote WHERE model = $1 AND "set" = $2', [model, set], wanted);
  }

  async missing(sql: string, values: DuckDBValue[], wanted: Int32Array): Promise<Int32Array> {
    const lookup = new IndexLookup(wanted);
    const seen = new Uint8Array(wanted.length);
    await this.database.scan(sql, values, ([index], rows) => {
      for (let row = 0; row < rows; row++) {
        const position = lookup.at(index.getItem(row) as number);
        if (position >= 0) seen[position] = 1;
      }
    });
    return lookup.unmarked(seen);
  }

  async outcomes({ model, remote, set, classes, wanted }: OutcomesRequest): Promise<Outcomes> {
    const lookup = new IndexLookup(wanted);
    const n = wanted.length;
    const exits = await this.readExits(model, set, lookup);
    const truth = new Uint16Array(n);
    const labelled = new Uint8Array(n);
    await this.eachWanted('SELECT "index", label FROM truth WHERE "set" = $1', [set], lookup, ([, label], row, position) => {
      truth[position] = label.getItem(row) as number;
      labelled[position] = 1;
    });
    for (const seen of [labelled, ...exits.map((exit) => exit.seen)]) this.complete(seen, model, set);
    if (exits.length === 0) this.complete(new Uint8Array(n), model, set);
    const answers = remote === null ? null : await this.readRemote(remote, set, lookup);
    return {
      samples: n, classes, index: wanted.slice(), truth,
      exits: exits.map(({ prediction, top, width, entropy }) => ({ prediction, top, width, entropy })),
      remote: answers?.prediction ?? null, offloadMs: answers?.offloadMs ?? null,
    };
  }

  private async readExits(model: string, set: string, lookup: IndexLookup): Promise<ExitColumns[]> {
    const n = lookup.wanted.length;
    const exits: ExitColumns[] = [];
    // One exit has one width for all its samples; the widest decides the array.
    const shape = await this.database.rows('SELECT exit, max(len("top")) FROM outputs WHERE model = $1 AND "set" = $2 GROUP BY exit ORDER BY exit', [model, set]);
    for (const [exit, width] of shape) exits[Number(exit)] = { prediction: new Uint16Array(n), top: new Float32Array(n * Number(width)), width: Number(width), entropy: new Float32Array(n), seen: new Uint8Array(n) };
    await this.eachWanted('SELECT "index", exit, prediction, "top", entropy FROM outputs WHERE model = $1 AND "set" = $2', [model, set], lookup, ([, exit, prediction, top, entropy], row, position) => {
      const into = exits[exit.getItem(row) as number];
      const lists = top as DuckDBListVector;
      const start = lists.getEntryOffset(row);
      for (let j = 0; j < lists.getEntryLength(row); j++) into.top[position * into.width + j] = lists.childVector.getItem(start + j) as number;
      into.prediction[position] = prediction.getItem(row) as number;
      into.entropy[position] = entropy.getItem(row) as number;
      into.seen[position] = 1;
    });
    return exits;
  }

  private async readRemote(model: string, set: string, lookup: IndexLookup): Promise<{ prediction: Uint16Array; offloadMs: Float64Array | null }> {
    const n = lookup.wanted.length;
    const prediction = new Uint16Array(n);
    const offloadMs = new Float64Array(n).fill(Number.NaN);
    const seen = new Uint8Array(n);
    await this.eachWanted('SELECT "index", prediction, offload_ms FROM remote WHERE model = $1 AND "set" = $2', [model, set], lookup, ([, said, ms], row, position) => {
      prediction[position] = said.getItem(row) as number;
      offloadMs[position] = (ms.getItem(row) as number | null) ?? Number.NaN;
      seen[position] = 1;
    });
    this.complete(seen, model, set);
    return { prediction, offloadMs: offloadMs.every(Number.isNaN) ? null : offloadMs };
  }

  private eachWanted(sql: string, values: DuckDBValue[], lookup: IndexLookup, take: (columns: readonly DuckDBVector[], row: number, position: number) => void): Promise<void> {
    return this.database.scan(sql, values, (columns, rows) => {
      for (let row = 0; row < rows; row++) {
        const position = lookup.at(columns[0].getItem(row) as number);
        if (position >= 0) take(columns, row, position);
      }
    });
  }

  private complete(seen: Uint8Array, model: string, set: string): void {
    const missing = seen.reduce((count, flag) => count + (flag === 0 ? 1 : 0), 0);
    if (missing > 0) throw new StudioError('store.incomplete', { id: this.id, model, set, missing, wanted: seen.length });
  }

  private async labelsOf(set: string): Promise<Map<number, number>> {
    let known = this.labels.get(set);
    if (known === undefined) {
      const read = new Map<number, number>();
      await this.database.scan('SELECT "index", label FROM truth WHERE "set" = $1', [set], ([index, label], rows) => {
        for (let row = 0; row < rows; row++) read.set(index.getItem(row) as number, label.getItem(row) as number);
      });
      // Two appends may have read at once; both must go on with the same map.
      known = this.labels.get(set) ?? read;
      this.labels.set(set, known);
    }
    return known;
  }

  private isNewLabel(known: ReadonlyMap<number, number>, set: string, index: number, label: number): boolean {
    const before = known.get(index);
    if (before !== undefined && before !== label) throw new StudioError('store.truth-changed', { id: this.id, set, index, before, now: label });
    return before === undefined;
  }
}

/** Errors: store.mismatch */
export function sameLength(what: string, values: { readonly length: number }, expected: number): void {
  if (values.length !== expected) throw new StudioError('store.mismatch', { what, expected, found: values.length });
}

/** NaN and nothing are both "not measured": NULL. */
export const orNull = (value: number | undefined): number | null => (value === undefined || Number.isNaN(value) ? null : value);

function exitBatch(model: string, set: string, k: number, indices: Int32Array, exit: ExitOutputs): ColumnBatch {
  const { width, top } = exit;
  return {
    rows: indices.length,
    columns: [
      () => model, () => set, () => k, (row) => indices[row], (row) => exit.prediction[row],
      (row) => listValue([...top.subarray(row * width, (row + 1) * width)]), (row) => exit.entropy[row],
    ],
  };
}

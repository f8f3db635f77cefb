/** The tables of a run: columns in order, and the keys that keep a result from being stored twice. */
import { BOOLEAN, DOUBLE, type DuckDBType, FLOAT, INTEGER, LIST, UINTEGER, USMALLINT, UTINYINT, VARCHAR } from '@duckdb/node-api';

/** Raised when a column changes its meaning; an older studio then refuses the run in a sentence. */
export const tablesVersion = 1;

interface Table { readonly columns: Readonly<Record<string, DuckDBType>>; readonly key: readonly string[] }

export const runTables = {
  /** Per sample and exit: class, highest softmax values, entropy in nats. */
  outputs: { columns: { model: VARCHAR, set: VARCHAR, exit: UTINYINT, index: INTEGER, prediction: USMALLINT, top: LIST(FLOAT), entropy: FLOAT }, key: ['model', 'set', 'exit', 'index'] },
  truth: { columns: { set: VARCHAR, index: INTEGER, label: USMALLINT }, key: ['set', 'index'] },
  /** offload_ms is NULL where it was not measured. */
  remote: { columns: { model: VARCHAR, set: VARCHAR, index: INTEGER, prediction: USMALLINT, offload_ms: DOUBLE }, key: ['model', 'set', 'index'] },
  /** stage: an exit number or 'plain'; ms is the mean of `inferences` inferences timed as a whole. */
  timings: { columns: { board: VARCHAR, model: VARCHAR, stage: VARCHAR, loop: INTEGER, ms: DOUBLE, inferences: UINTEGER, energy_mj: DOUBLE }, key: ['board', 'model', 'stage', 'loop'] },
  costs: { columns: { board: VARCHAR, model: VARCHAR, json: VARCHAR }, key: ['board', 'model'] },
  /** Samples executed in the loop; `position` is the order of execution. */
  loop: {
    columns: { board: VARCHAR, model: VARCHAR, strategy: VARCHAR, index: INTEGER, position: INTEGER, exit: UTINYINT, accepted: BOOLEAN, prediction: USMALLINT, local_ms: DOUBLE, offload_ms: DOUBLE, right: BOOLEAN },
    key: ['board', 'model', 'strategy', 'index'],
  },
  artefacts: { columns: { key: VARCHAR, json: VARCHAR }, key: ['key'] },
  events: { columns: { number: INTEGER, time: VARCHAR, level: VARCHAR, text: VARCHAR }, key: ['number'] },
  version: { columns: { version: INTEGER }, key: ['version'] },
} as const satisfies Record<string, Table>;
export type TableName = keyof typeof runTables;
export const tableNames = Object.keys(runTables) as TableName[];

/** One statement a table, then the version. */
export function createStatements(): string[] {
  const quoted = (name: string): string => `"${name}"`;
  const creates = Object.entries<Table>(runTables).map(([name, { columns, key }]) =>
    `CREATE TABLE ${quoted(name)} (${Object.entries(columns).map(([column, type]) => `${quoted(column)} ${type.toString()}`).join(', ')}, PRIMARY KEY (${key.map(quoted).join(', ')}))`);
  return [...creates, `INSERT INTO version VALUES (${tablesVersion})`];
}

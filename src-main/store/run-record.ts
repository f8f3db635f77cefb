/** One open run: its manifest and its database behind the port that the engine knows. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBValue } from '@duckdb/node-api';
import type { Clock, LoopTimes, TimedStage } from '../engine/ports';
import type { LogEntry, LoopRows, ManifestPatch, OutcomesRequest, RunManifest, RunRecord } from '../engine/store-ports';
import type { ExitOutputs, Outcomes, Strategy } from '../core/measurements';
import { StudioError } from '../core/errors';
import type { RunDatabase } from './run-database';
import { tableNames } from './run-tables';
import { type ManifestFile, publicManifest, writeManifest } from './run-manifest';
import { orNull, SampleTables, sameLength } from './sample-tables';

/** `release` is called once, when the record is closed. */
export interface OpenRun { readonly folder: string; readonly manifest: ManifestFile; readonly mode: 'write' | 'read'; readonly database: RunDatabase; readonly clock: Clock; readonly release: () => void }

export class DuckRunRecord implements RunRecord {
  readonly id: string;
  readonly folder: string;
  private file: ManifestFile;
  private readonly database: RunDatabase;
  private readonly sampleTables: SampleTables;
  /** Counted once, as a promise: two appends at once must not both begin at the same number. */
  private numbers: Promise<{ next: number }> | null = null;
  private positions: Promise<{ next: number }> | null = null;
  private closing: Promise<void> | null = null;

  constructor(private readonly run: OpenRun) {
    this.id = run.manifest.id;
    this.folder = run.folder;
    this.file = run.manifest;
    this.database = run.database;
    this.sampleTables = new SampleTables(run.database, this.id);
  }

  get manifest(): RunManifest { return publicManifest(this.file); }

  async update(patch: ManifestPatch): Promise<void> {
    const next = { ...this.file, ...structuredClone(patch) } as ManifestFile;
    writeManifest(this.folder, next);
    this.file = next;
  }

  appendOutputs(model: string, set: string, indices: Int32Array, truth: Uint16Array, exits: readonly ExitOutputs[]): Promise<void> { return this.sampleTables.appendOutputs(model, set, indices, truth, exits); }
  missingIndices(model: string, set: string, wanted: Int32Array): Promise<Int32Array> { return this.sampleTables.missingOutputs(model, set, wanted); }
  appendRemote(model: string, set: string, indices: Int32Array, prediction: Uint16Array, offloadMs: Float64Array | null): Promise<void> { return this.sampleTables.appendRemote(model, set, indices, prediction, offloadMs); }
  missingRemote(model: string, set: string, wanted: Int32Array): Promise<Int32Array> { return this.sampleTables.missingRemote(model, set, wanted); }
  outcomes(request: OutcomesRequest): Promise<Outcomes> { return this.sampleTables.outcomes(request); }

  async saveTimings(board: string, model: string, stage: TimedStage, { ms, inferences, energyMj }: LoopTimes): Promise<void> {
    if (energyMj !== null) sameLength('The energies of the loops', energyMj, ms.length);
    await this.database.append(() => [['timings', { rows: ms.length, columns: [() => board, () => model, () => String(stage), (row) => row, (row) => ms[row], () => inferences, (row) => orNull(energyMj?.[row])] }]]);
  }

  async timings(board: string, model: string, stage: TimedStage): Promise<LoopTimes | null> {
    const rows = await this.database.rows('SELECT ms, inferences, energy_mj FROM timings WHERE board = $1 AND model = $2 AND stage = $3 ORDER BY loop', [board, model, String(stage)]);
    if (rows.length === 0) return null;
    const metered = rows.some(([, , energy]) => energy !== null);
    return { ms: Float64Array.from(rows, ([ms]) => ms as number), inferences: rows[0][1] as number, energyMj: metered ? Float64Array.from(rows, ([, , energy]) => (energy as number | null) ?? Number.NaN) : null };
  }

  saveCosts(board: string, model: string, costs: unknown): Promise<void> { return this.database.run('INSERT OR REPLACE INTO costs VALUES ($1, $2, $3)', [board, model, json(costs)]); }
  costs(board: string, model: string): Promise<unknown> { return this.parsed('SELECT json FROM costs WHERE board = $1 AND model = $2', [board, model]); }
  putArtefact(key: string, value: unknown): Promise<void> { return this.database.run('INSERT OR REPLACE INTO artefacts VALUES ($1, $2)', [key, json(value)]); }
  getArtefact(key: string): Promise<unknown> { return this.parsed('SELECT json FROM artefacts WHERE key = $1', [key]); }

  async appendLoop(board: string, model: string, strategy: Strategy, rows: LoopRows): Promise<void> {
    const n = rows.index.length;
    for (const [name, values] of Object.entries(rows)) sameLength(`“${name}” of the in-the-loop samples`, values as { length: number }, n);
    const positions = await (this.positions ??= this.counter('SELECT coalesce(max(position) + 1, 0) FROM loop'));
    const first = positions.next;
    positions.next += n;
    await this.database.append(() => [['loop', {
      rows: n,
      columns: [
        () => board, () => model, () => strategy, (row) => rows.index[row], (row) => first + row, (row) => rows.exit[row], (row) => rows.accepted[row] === 1,
        (row) => rows.prediction[row], (row) => rows.localMs[row], (row) => orNull(rows.offloadMs[row]), (row) => rows.right[row] === 1,
      ],
    }]]);
  }

  async loop(board: string, model: string, strategy: Strategy): Promise<LoopRows> {
    const rows = await this.database.rows('SELECT "index", exit, accepted, prediction, local_ms, offload_ms, "right" FROM loop WHERE board = $1 AND model = $2 AND strategy = $3 ORDER BY position', [board, model, strategy]);
    const column = (i: number) => (_: unknown, row: number): number => { const value = rows[row][i]; return value === null ? Number.NaN : Number(value); };
    return {
      index: Int32Array.from(rows, column(0)), exit: Uint8Array.from(rows, column(1)), accepted: Uint8Array.from(rows, column(2)), prediction: Uint16Array.from(rows, column(3)),
      localMs: Float64Array.from(rows, column(4)), offloadMs: Float64Array.from(rows, column(5)), right: Uint8Array.from(rows, column(6)),
    };
  }

  missingLoop(board: string, model: string, strategy: Strategy, wanted: Int32Array): Promise<Int32Array> {
    return this.sampleTables.missing('SELECT "index" FROM loop WHERE board = $1 AND model = $2 AND strategy = $3', [board, model, strategy], wanted);
  }

  async log(level: LogEntry['level'], text: string): Promise<void> {
    const numbers = await (this.numbers ??= this.counter('SELECT coalesce(max(number) + 1, 0) FROM events'));
    await this.database.run('INSERT INTO events VALUES ($1, $2, $3, $4)', [numbers.next++, this.run.clock.now().toISOString(), level, text]);
  }

  async events(): Promise<LogEntry[]> {
    return (await this.database.rows('SELECT time, level, text FROM events ORDER BY number')).map(([time, level, text]) => ({ time, level, text }) as LogEntry);
  }

  async exportParquet(folder: string): Promise<string[]> {
    const tables = tableNames.filter((name) => name !== 'version');
    try {
      mkdirSync(folder, { recursive: true });
      for (const name of tables) await this.database.run(`COPY "${name}" TO '${join(folder, `${name}.parquet`).replaceAll("'", "''")}' (FORMAT parquet)`);
    } catch (cause) {
      if (cause instanceof StudioError && cause.code === 'store.disk-full') throw new StudioError('store.disk-full', { folder }, { cause });
      const reason = cause instanceof StudioError && cause.code === 'store.failed' ? (cause.facts as { reason: string }).reason : cause instanceof Error ? cause.message : String(cause);
      throw new StudioError('store.export-failed', { folder, reason }, { cause });
    }
    return tables.map((name) => `${name}.parquet`);
  }

  close(): Promise<void> {
    this.closing ??= this.shut();
    return this.closing;
  }

  private async shut(): Promise<void> {
    try {
      await this.database.close();
      if (this.run.mode === 'write') writeManifest(this.folder, { ...this.file, process: null });
    } catch (cause) {
      // On a full disk the note of who held the run stays; whoever opens it next sees that it is not held any more.
      if (!(cause instanceof StudioError && cause.code === 'store.disk-full')) throw cause;
    } finally {
      this.run.release();
    }
  }

  private async counter(sql: string): Promise<{ next: number }> {
    return { next: Number((await this.database.rows(sql))[0][0]) };
  }

  private async parsed(sql: string, values: DuckDBValue[]): Promise<unknown> {
    const rows = await this.database.rows(sql, values);
    return rows.length === 0 ? null : (JSON.parse(rows[0][0] as string) as unknown);
  }
}

const json = (value: unknown): string => JSON.stringify(value ?? null);

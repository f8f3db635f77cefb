/** The database file of one run: opened once, one operation at a time, every batch a transaction. */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { type DuckDBConnection, DuckDBDataChunk, DuckDBInstance, type DuckDBValue, type DuckDBVector } from '@duckdb/node-api';
import { StudioError } from '../core/errors';
import { databaseFile } from './run-manifest';
import { createStatements, runTables, type TableName, tablesVersion } from './run-tables';
import { databaseFailure, type FailureContext, fileFailure, openFailure } from './store-failure';

/** Rows of one batch, column by column in the order of the table; `at(i)` is the value in row i. */
export interface ColumnBatch { readonly rows: number; readonly columns: readonly ((row: number) => DuckDBValue)[] }
export type Batch = readonly [TableName, ColumnBatch];
export type Visit = (columns: readonly DuckDBVector[], rows: number) => void;

/** DuckDB's own limit of a data chunk. */
const chunkRows = 2048;
/** One thread, so that storing never takes the core that is being timed; nothing is fetched from anywhere. */
const options = { threads: '1', autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' };

/** Makes an empty database under another name first, so that a kill leaves a whole one or none. Errors: store.* */
export async function createDatabase(folder: string, id: string): Promise<void> {
  const draft = `${databaseFile(folder)}.new`;
  const context = { id, folder, file: draft };
  removeDraft(draft);
  try {
    const instance = await DuckDBInstance.create(draft, options);
    const connection = await instance.connect();
    try {
      for (const sql of ['BEGIN', ...createStatements(), 'COMMIT', 'CHECKPOINT']) await connection.run(sql);
    } finally {
      connection.closeSync();
      instance.closeSync();
    }
  } catch (cause) {
    removeDraft(draft);
    throw databaseFailure(cause, context);
  }
  try {
    renameSync(draft, databaseFile(folder));
  } catch (cause) {
    throw fileFailure(cause, folder);
  }
}

function removeDraft(draft: string): void {
  rmSync(draft, { force: true });
  rmSync(`${draft}.wal`, { force: true });
}

export class RunDatabase {
  private queue: Promise<unknown> = Promise.resolve();
  private lastFailure: StudioError | null = null;

  private constructor(private readonly instance: DuckDBInstance, private readonly connection: DuckDBConnection, private readonly context: FailureContext) {}

  /** Replays what a killed process had committed. Errors: store.damaged, run-locked, disk-full, not-writable, other-version */
  static async open(folder: string, id: string, mode: 'write' | 'read'): Promise<RunDatabase> {
    const file = databaseFile(folder);
    const context = { id, folder, file };
    if (!existsSync(file)) throw new StudioError('store.damaged', { id, file, reason: 'the file is missing' });
    let instance: DuckDBInstance | null = null;
    try {
      instance = await DuckDBInstance.create(file, { ...options, access_mode: mode === 'read' ? 'READ_ONLY' : 'READ_WRITE' });
      const database = new RunDatabase(instance, await instance.connect(), context);
      const found = Number((await database.rows('SELECT max(version) FROM version'))[0][0]);
      if (found !== tablesVersion) throw new StudioError('store.other-version', { id, found, known: tablesVersion });
      return database;
    } catch (cause) {
      instance?.closeSync();
      // Tables that are not there mean that the file is not what it was.
      throw cause instanceof StudioError && cause.code === 'store.failed' ? openFailure(cause.cause, context) : openFailure(cause, context);
    }
  }

  /** Stores all batches or none of them. They are made when their turn has come; `committed` is called before the next turn. Errors: store.* */
  append(batches: () => readonly Batch[], committed?: () => void): Promise<void> {
    return this.inTurn(async () => {
      const made = batches();
      await this.connection.run('BEGIN');
      try {
        for (const [table, batch] of made) await this.fill(table, batch);
        await this.connection.run('COMMIT');
      } catch (cause) {
        await this.rollback();
        throw cause;
      }
      committed?.();
    });
  }

  /** One statement, one transaction. */
  run(sql: string, values: DuckDBValue[] = []): Promise<void> {
    return this.inTurn(async () => { await this.connection.run(sql, values); });
  }

  /** Small results only. */
  rows(sql: string, values: DuckDBValue[] = []): Promise<DuckDBValue[][]> {
    return this.inTurn(async () => (await this.connection.runAndReadAll(sql, values)).getRows());
  }

  /** Large results, chunk by chunk, without an object a row. */
  scan(sql: string, values: DuckDBValue[], visit: Visit): Promise<void> {
    return this.inTurn(async () => {
      const result = await this.connection.stream(sql, values);
      for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
        const from = chunk;
        visit(Array.from({ length: chunk.columnCount }, (_, i) => from.getColumnVector(i)), chunk.rowCount);
      }
    });
  }

  /** Waits for what is under way; DuckDB then folds its log into the file. */
  async close(): Promise<void> {
    await this.queue;
    this.connection.closeSync();
    this.instance.closeSync();
  }

  private async fill(table: TableName, { rows, columns }: ColumnBatch): Promise<void> {
    const types = Object.values(runTables[table].columns);
    const appender = await this.connection.createAppender(table);
    try {
      for (let start = 0; start < rows; start += chunkRows) {
        const size = Math.min(chunkRows, rows - start);
        const chunk = DuckDBDataChunk.create(types, size);
        for (const [i, at] of columns.entries()) {
          const vector = chunk.getColumnVector(i);
          for (let row = 0; row < size; row++) vector.setItem(row, at(start + row));
          vector.flush();
        }
        appender.appendDataChunk(chunk);
      }
      appender.flushSync();
    } catch (cause) {
      throw databaseFailure(cause, { ...this.context, table });
    } finally {
      // What a failed flush left behind would be flushed again by closing.
      appender.clear();
      appender.closeSync();
    }
  }

  private async rollback(): Promise<void> {
    try {
      await this.connection.run('ROLLBACK');
    } catch (cause) {
      // A commit that failed has rolled back by itself; anything else is told by the error that led here.
      if (!/no transaction is active/i.test(cause instanceof Error ? cause.message : '')) this.lastFailure = databaseFailure(cause, this.context);
    }
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.queue.then(work).catch((cause: unknown) => {
      // After a fatal error DuckDB only says that it had one; the error itself is what helps.
      if (this.lastFailure !== null && /invalidated/i.test(cause instanceof Error ? cause.message : '')) throw this.lastFailure;
      this.lastFailure = databaseFailure(cause, this.context);
      throw this.lastFailure;
    });
    this.queue = turn.catch(() => undefined);
    return turn;
  }
}

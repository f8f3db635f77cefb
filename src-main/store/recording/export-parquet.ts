/** A recording, or a part of it, as Parquet: DuckDB asks for the samples chunk by chunk while it writes, so memory stays constant. */
import { rmSync } from 'node:fs';
import type { DuckDBType } from '@duckdb/node-api';
import { StudioError } from '../../core/errors';
import type { BlockTrace } from '../../core/trace/block-trace';
import { storedChannels } from '../../core/trace/trace';
import type { ExportOptions } from './export-csv';
import { keptChannels } from './file-blocks';

/** DuckDB's own limit of a data chunk. */
const CHUNK_ROWS = 2048;
const options = { threads: '1', memory_limit: '512MB', autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' };

/**
 * Columns: time_s (double), then current_a or power_w, voltage_v where measured (float), digital (bit k is line k; names are in the CSV).
 * A lost sample has NULL everywhere but in time_s. Returns the number of rows. Errors: store.export-failed
 */
export async function exportParquet(trace: BlockTrace, file: string, { from: first = 0, to: last = trace.end, onProgress, signal }: ExportOptions = {}): Promise<number> {
  const { DuckDBInstance, DuckDBTableFunction, DOUBLE, FLOAT, UTINYINT } = await import('@duckdb/node-api');
  const { format } = trace;
  const [from, to] = [Math.max(0, first), Math.min(trace.end, last)];
  const kept = storedChannels(format).slice(0, keptChannels(format));
  const columns: [string, DuckDBType][] = [['time_s', DOUBLE], ...kept.map((name): [string, DuckDBType] => [{ current: 'current_a', power: 'power_w', voltage: 'voltage_v' }[name], FLOAT])];
  if (format.lines.length > 0) columns.push(['digital', UTINYINT]);
  let at = from;
  const samples = DuckDBTableFunction.create({
    name: 'trace_samples',
    bindFunction: (bind) => {
      for (const [name, type] of columns) bind.addResultColumn(name, type);
      bind.setCardinality(Math.max(0, to - from), true);
    },
    initFunction: () => { at = from; },
    mainFunction: (info, chunk) => {
      if (signal?.aborted === true) return info.setError('cancelled');
      const n = Math.max(0, Math.min(CHUNK_ROWS, to - at));
      chunk.rowCount = n;
      if (n === 0) return;
      const values = kept.map((_, slot) => trace.samples(slot, at, at + n));
      const digital = trace.digital(at, at + n);
      const vectors = columns.map((_, c) => chunk.getColumnVector(c));
      for (let i = 0; i < n; i++) {
        vectors[0].setItem(i, (at + i) / format.rateHz);
        const lost = Number.isNaN(values[0][i]);
        for (let c = 0; c < values.length; c++) vectors[c + 1].setItem(i, lost ? null : values[c][i]);
        if (digital !== null) vectors[values.length + 1].setItem(i, lost ? null : digital[i]);
      }
      for (const vector of vectors) vector.flush();
      at += n;
      onProgress?.(at - from, to - from);
    },
  });
  const instance = await DuckDBInstance.create(':memory:', options);
  const connection = await instance.connect();
  try {
    connection.registerTableFunction(samples);
    await connection.run(`COPY (SELECT * FROM trace_samples()) TO '${file.replaceAll('\'', '\'\'')}' (FORMAT parquet, COMPRESSION zstd)`);
  } catch (cause) {
    rmSync(file, { force: true });
    signal?.throwIfAborted();
    throw new StudioError('store.export-failed', { folder: file, reason: cause instanceof Error ? cause.message.split('\n')[0].replace(/\.$/, '') : String(cause) }, { cause });
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
  return Math.max(0, to - from);
}

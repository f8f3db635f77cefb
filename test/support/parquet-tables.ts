/** Parquet files as DuckDB reads them, without the studio's own code. */
import { DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';

/** Rows by column name. */
export async function parquetRows(file: string, columns = '*'): Promise<Record<string, DuckDBValue>[]> {
  const instance = await DuckDBInstance.create(':memory:');
  try {
    const connection = await instance.connect();
    try {
      return (await connection.runAndReadAll(`SELECT ${columns} FROM read_parquet('${file.replaceAll("'", "''")}')`)).getRowObjects();
    } finally {
      connection.closeSync();
    }
  } finally {
    instance.closeSync();
  }
}

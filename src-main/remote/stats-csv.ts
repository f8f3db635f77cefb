/** One row a request in a CSV file, for those who want to see each request and not its mean. */
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { StudioError } from '../core/errors';
import { requestParts, type RequestTimes } from './request-times';

export interface StatsCsv {
  add(times: RequestTimes): void;
  close(): Promise<void>;
}

/** Opens (and empties) `file`. A disk that fills up later ends the file and is logged once; serving goes on. Errors: remote.stats-file */
export async function openStatsCsv(file: string, log: (line: string) => void): Promise<StatsCsv> {
  const stream = createWriteStream(file);
  try {
    await once(stream, 'open');
  } catch (error) {
    throw new StudioError('remote.stats-file', { file, reason: (error as NodeJS.ErrnoException).code ?? String(error) }, { cause: error });
  }
  let broken = false;
  stream.on('error', (error) => {
    broken = true;
    log(`${file}: ${error.message}; no more request times are written`);
  });
  stream.write(`request,${requestParts.map((part) => `${part}_ms`).join(',')}\n`);
  let requests = 0;
  return {
    add(times) {
      requests++;
      if (!broken) stream.write(`${requests},${requestParts.map((part) => times[part].toFixed(4)).join(',')}\n`);
    },
    async close() {
      if (broken) return;
      stream.end();
      await once(stream, 'close');
    },
  };
}

/** Where the edge server's time goes, request by request and over all of them. */
import type { Estimate } from '../core/measurements';
import type { ServerTimes } from '../engine/ports';
import { createRunningTimes } from './running-times';

/** Milliseconds of one request, in the order in which they happen. */
export interface RequestTimes {
  /** First byte read to image complete. Bytes that arrive while the model holds the thread are read after it. */
  readonly receive: number;
  /** In the queue behind other connections. */
  readonly wait: number;
  readonly preprocess: number;
  readonly infer: number;
  /** Class known to reply handed to the network. */
  readonly reply: number;
}
export const requestParts = ['receive', 'wait', 'preprocess', 'infer', 'reply'] as const satisfies readonly (keyof RequestTimes)[];

export interface EdgeServerTimes extends ServerTimes { readonly wait: Estimate }

export interface RequestStatistics {
  add(times: RequestTimes): void;
  times(): EdgeServerTimes;
}

export function createRequestStatistics(): RequestStatistics {
  const running = { receive: createRunningTimes(), wait: createRunningTimes(), preprocess: createRunningTimes(), infer: createRunningTimes(), reply: createRunningTimes() };
  let requests = 0;
  return {
    add(times) {
      requests++;
      for (const part of requestParts) running[part].add(times[part]);
    },
    times() {
      const of = (part: keyof RequestTimes): Estimate => running[part].estimate(`${part} time of ${requests} requests, read in the edge server`);
      return { requests, receive: of('receive'), wait: of('wait'), preprocess: of('preprocess'), infer: of('infer'), reply: of('reply') };
    },
  };
}

/** The time split as lines for a terminal. */
export function formatServerTimes(times: EdgeServerTimes): string {
  if (times.requests === 0) return 'No requests were served.';
  const cell = (value: number | null): string => (value === null ? '-' : value.toFixed(3)).padStart(10);
  const rows = requestParts.map((part) => {
    const { value, sd, median, p95, p99 } = times[part];
    return part.padEnd(10) + [value, sd, median, p95, p99].map(cell).join(' ');
  });
  return [`${times.requests} requests; ms a request`, ''.padEnd(10) + ['mean', 'sd', 'median', 'p95', 'p99'].map((name) => name.padStart(10)).join(' '), ...rows].join('\n');
}

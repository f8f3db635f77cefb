/** Running statistics against the two-pass formulas, and what is printed of them. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { summarise } from '../../src-main/core/stats';
import { createRequestStatistics, formatServerTimes } from '../../src-main/remote/request-times';
import { createRunningTimes } from '../../src-main/remote/running-times';
import { openStatsCsv } from '../../src-main/remote/stats-csv';

describe('times of requests', () => {
  it('agree with the statistics of all values at once', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: 0, max: 1e4, noNaN: true }), { minLength: 2, maxLength: 200 }), (values) => {
      const running = createRunningTimes();
      for (const value of values) running.add(value);
      const one = running.estimate('a test');
      const all = summarise(Float64Array.from(values), 'measured', 'a test');
      expect(one.n).toBe(all.n);
      for (const key of ['value', 'median', 'p95', 'p99'] as const) expect(one[key]).toBeCloseTo(all[key]!, 6);
      expect(one.sd).toBeCloseTo(all.sd!, 6);
    }));
  });

  it('stay in bounded memory: the mean is of all requests, the median of the latest 4096', () => {
    const running = createRunningTimes();
    for (let i = 0; i < 4096; i++) running.add(1);
    for (let i = 0; i < 4096; i++) running.add(3);
    const { n, value, median } = running.estimate('a test');
    expect([n, median]).toEqual([8192, 3]);
    expect(value).toBeCloseTo(2, 9);
  });

  it('are nothing, not NaN, before the first request', () => {
    expect(createRunningTimes().estimate('a test')).toMatchObject({ value: 0, n: 0, sd: null, ci95: null, median: null, p95: null });
    expect(formatServerTimes(createRequestStatistics().times())).toBe('No requests were served.');
  });

  it('are printed as a table', () => {
    const statistics = createRequestStatistics();
    statistics.add({ receive: 1, wait: 0, preprocess: 0.5, infer: 4, reply: 0.125 });
    expect(formatServerTimes(statistics.times()).split('\n').map((line) => line.trim().split(/\s+/))).toEqual([
      ['1', 'requests;', 'ms', 'a', 'request'], ['mean', 'sd', 'median', 'p95', 'p99'],
      ['receive', '1.000', '-', '1.000', '1.000', '1.000'], ['wait', '0.000', '-', '0.000', '0.000', '0.000'], ['preprocess', '0.500', '-', '0.500', '0.500', '0.500'],
      ['infer', '4.000', '-', '4.000', '4.000', '4.000'], ['reply', '0.125', '-', '0.125', '0.125', '0.125'],
    ]);
  });
});

describe('the file of request times', () => {
  it('has one row a request', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hi-stats-'));
    const file = join(folder, 'times.csv');
    const csv = await openStatsCsv(file, () => undefined);
    csv.add({ receive: 1, wait: 0, preprocess: 0.5, infer: 4, reply: 0.125 });
    await csv.close();
    expect(readFileSync(file, 'utf8')).toBe('request,receive_ms,wait_ms,preprocess_ms,infer_ms,reply_ms\n1,1.0000,0.0000,0.5000,4.0000,0.1250\n');
    rmSync(folder, { recursive: true });
  });

  it('that cannot be written is named', async () => {
    const file = join(tmpdir(), 'no-such-folder-hi', 'times.csv');
    await expect(openStatsCsv(file, () => undefined)).rejects.toThrow(`The file for request times, ${file}, cannot be written (ENOENT); give --stats-csv a path in a folder that exists and has space.`);
  });
});

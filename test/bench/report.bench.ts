/** How long the report of a finished run takes. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeReport, type SampleRow } from '../../src-main/reports';
import { exampleResults } from '../support/example-results';

async function* samples(count: number): AsyncGenerator<SampleRow[]> {
  const exits = [{ prediction: 2, p1: 0.51234, p2: 0.25432, confidence: 0.51234 }, { prediction: 3, p1: 0.7512345, p2: 0.125432, confidence: 0.7512345 }];
  for (let at = 0; at < count; at += 500) {
    yield Array.from({ length: 500 }, (_, i) => ({ set: 'report' as const, index: at + i, truth: 3, label: 'drum', model: 'resnet8-ee', exits, accepted: true, remote: 3, offloadMs: 3.41, paths: { hi: 'device', ee: 'device', 'ee-hi': 'device' } }));
  }
}

/** Seven boards, five strategies, 6000 samples; the second report of a process, as after a run, and the first. */
export async function bench(): Promise<{ title: string; rows: { name: string; value: number; unit: string; limit?: string; ok?: boolean }[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'hi-report-'));
  const rows: { name: string; value: number; unit: string; limit?: string; ok?: boolean }[] = [];
  const time = async (name: string, work: () => Promise<unknown>): Promise<void> => {
    const start = performance.now();
    await work();
    const value = (performance.now() - start) / 1000;
    rows.push({ name, value, unit: 's', limit: '< 3 s', ok: value < 3 });
  };
  try {
    await time('everything, first report of a process', () => writeReport(exampleResults(), folder, { samples: samples(6000) }));
    await time('everything, again', () => writeReport(exampleResults(), folder, { samples: samples(6000) }));
    await time('PDF alone', () => writeReport(exampleResults(), folder, { formats: ['pdf'] }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { title: 'Report of a finished run', rows };
}

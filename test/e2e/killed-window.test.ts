/** The host is killed while a window watches a run: the window finds the host again, takes the run up, and nothing is measured twice. */
import { mkdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openRunStore } from '../../src-main/store/run-store';
import { systemClock } from '../../src-main/store/system-clock';
import { parquetRows } from '../support/parquet-tables';
import { describeInBrowser, serveLaboratory } from '../support/served-laboratory';

const size = { fit: 1500, report: 2500 };

describeInBrowser('a run whose host is killed', () => {
  const studio = serveLaboratory();

  /** Every offload with its time, as the run's record has it; nobody must be writing it. */
  const offloads = async (id: string, folder: string): Promise<Map<string, number>> => {
    const { lab } = studio;
    mkdirSync(lab.path(folder));
    const record = await openRunStore(lab.home, systemClock).open(id, 'read');
    try {
      await record.exportParquet(lab.path(folder));
    } finally {
      await record.close();
    }
    const rows = await parquetRows(lab.path(folder, 'remote.parquet'));
    expect(new Set(rows.map(({ set, index }) => `${String(set)} ${String(index)}`)).size, 'no sample twice').toBe(rows.length);
    return new Map(rows.map(({ set, index, offload_ms }) => [`${String(set)} ${String(index)}`, offload_ms as number]));
  };

  it('is paused and goes on, survives kill -9 and is taken up from the window with everything it had', async () => {
    const id = await studio.start('killed', { name: 'Killed', dataset: { use: 'glyphs', ...size }, in_the_loop: { samples: 60 } });
    const { page, close } = await studio.open(`/runs/${id}`);
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.locator('[data-run-state="paused"]').waitFor();
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.locator('[data-run-state="running"]').waitFor();
    for await (const { remote } of await studio.client.run.live({ id })) if ((remote?.offload.n ?? 0) > 200) break;
    expect(await studio.kill()).toMatchObject({ signal: 'SIGKILL' });
    await page.getByText('The studio does not answer. Runs go on in it').waitFor();
    const kept = await offloads(id, 'kept');
    expect(kept.size).toBeGreaterThan(100);
    expect(kept.size, 'the kill came in the middle').toBeLessThan(size.fit + size.report);

    await studio.serveAgain();
    await page.locator('[data-run-state="interrupted"]').waitFor({ timeout: 30_000 });
    await page.getByText('The run was interrupted: the studio was closed or the computer went off.').waitFor();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.locator('[data-run-state="running"]').waitFor();
    await page.getByRole('link', { name: 'Show results' }).click({ timeout: 120_000 });
    await page.locator('[data-headline]').waitFor();
    await close();

    const all = await offloads(id, 'all');
    expect(all.size).toBe(size.fit + size.report);
    // A sample that had been measured again would have another time.
    for (const [sample, ms] of kept) expect(all.get(sample), sample).toBe(ms);
  }, 240_000);
});

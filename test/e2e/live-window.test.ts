/** A run in the window while it goes on: it can be paused, left, found again, cancelled and taken up, and leads to its results. */
import { expect, it } from 'vitest';
import { accessibilityProblems } from '../support/browser-window';
import { describeInBrowser, serveLaboratory } from '../support/served-laboratory';

/** Long enough to be watched: every offload crosses the socket. */
const long = { dataset: { use: 'glyphs', fit: 2000, report: 4000 }, in_the_loop: { samples: 60 } };

describeInBrowser('a run in the window', () => {
  const studio = serveLaboratory();

  it('shows stages, charts and samples, pauses, survives a reload, goes on and leads to its results', async () => {
    const id = await studio.start('watched', long);
    const { page, complaints, close } = await studio.open(`/runs/${id}`);
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.locator('[data-run-state="paused"]').waitFor();
    await page.reload();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.locator('[data-run-state="paused"]').waitFor();
    expect(await page.getByRole('list', { name: 'Stages' }).getByRole('listitem').count()).toBe(6);
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.locator('[data-run-state="running"]').waitFor();
    await page.locator('[data-recent] img').first().waitFor({ timeout: 30_000 });
    await page.locator('figure[data-figure="live-offload"]').waitFor({ timeout: 60_000 });
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.locator('[data-recent] button').first().click();
    await page.getByRole('dialog').getByText('True class').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Show results' }).click({ timeout: 90_000 });
    await page.locator('[data-headline]').waitFor();
    expect(complaints).toEqual([]);
    await close();
  }, 240_000);

  it('keeps what a cancelled run had measured and takes it up again', async () => {
    const id = await studio.start('cancelled', long);
    const { page, goTo, complaints, close } = await studio.open(`/runs/${id}`);
    await page.locator('figure[data-figure="live-offload"]').waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.locator('[data-run-state="cancelled"]').waitFor({ timeout: 30_000 });
    await page.getByText('Everything measured so far is kept').waitFor();
    await goTo('/runs');
    await page.getByRole('listitem').filter({ hasText: id }).getByRole('button', { name: 'Continue' }).click();
    await page.waitForURL(new RegExp(`#/runs/${id}$`));
    await page.getByRole('link', { name: 'Show results' }).waitFor({ timeout: 120_000 });
    expect(complaints).toEqual([]);
    await close();
  }, 240_000);
});

/** Recordings in the window: files of Nordic's app brought in, with their voltage, and what a broken one says; what was cut off waits on the first screen. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, openBrowser, openWindow, serveStudio, type OpenedWindow, type ServedStudio } from '../support/browser-window';
import { openLaboratory, type Laboratory } from '../support/laboratory';
import { metadata, session, zip } from '../support/ppk2-file';
import { openWindow as openClient, takeSession, type TestWindow } from '../support/window-client';

/** 12.5 mA for a second, then 2000 samples that the app calls lost. */
const samples = [...Array.from({ length: 100_000 }, (): [number, number] => [12_500, 0x5555]), ...Array.from({ length: 2000 }, (): [number, number] => [0.2, 0x5555])];

describe.skipIf(chromiumPath === null)(`recordings in the window${chromiumPath === null ? ' (skipped: no Chromium here; set HI_STUDIO_CHROMIUM to one)' : ''}`, () => {
  let lab: Laboratory;
  let studio: ServedStudio;
  let browser: Browser;
  let window: OpenedWindow;
  let client: TestWindow;
  beforeAll(async () => {
    lab = openLaboratory();
    [studio, browser] = await Promise.all([serveStudio(lab), openBrowser()]);
    window = await openWindow(browser, studio.address);
    const { port, hash } = new URL(studio.address);
    client = await openClient(Number(port), await takeSession(Number(port), hash.slice('#token='.length)));
  }, 120_000);
  afterAll(async () => {
    await client?.close();
    await browser?.close();
    studio?.command.interrupt();
    await studio?.command.ended;
    lab?.remove();
  });

  it('says in a sentence, by the name the person knows, why a broken .ppk2 file is none', async () => {
    const { page, goTo } = window;
    await goTo('/captures');
    await page.getByRole('button', { name: 'Import', exact: true }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Import' });
    await dialog.locator('input[type="file"]').setInputFiles({ name: 'broken.ppk2', mimeType: 'application/octet-stream', buffer: Buffer.from('no archive at all, whatever its name says') });
    await dialog.getByRole('button', { name: 'Import', exact: true }).click();
    expect(await dialog.getByText('broken.ppk2 is not a recording').innerText()).toBe('broken.ppk2 is not a recording of the Power Profiler app (it is not a ZIP archive); expected a ZIP archive with metadata.json and session.raw. Save it again from the app as .ppk2.');
    expect(await client.studio.captures.recordings()).toEqual([]);
  }, 60_000);

  it('brings in a whole one with its progress, and computes its energy with the voltage that was said', async () => {
    const { page, complaints } = window;
    const dialog = page.getByRole('dialog', { name: 'Import' });
    await dialog.locator('input[type="file"]').setInputFiles({ name: 'sleep.ppk2', mimeType: 'application/octet-stream', buffer: zip([metadata(), { name: 'session.raw', data: session(samples), deflate: false }]) });
    await dialog.getByRole('spinbutton', { name: 'Voltage the board gets' }).fill('2');
    const bar = dialog.getByRole('progressbar').waitFor();
    await dialog.getByRole('button', { name: 'Import', exact: true }).click();
    await bar;
    await page.getByRole('heading', { level: 1, name: 'sleep' }).waitFor();
    const [recording] = await client.studio.captures.recordings();
    expect(recording).toMatchObject({ name: 'sleep', source: 'imported from sleep.ppk2', end: 102_000, measured: 100_000, closed: true, simulated: false, format: { voltageV: 2 } });
    // 12.5 mA · 2 V · 1 s.
    expect((await client.studio.captures.statistics({ id: recording.id, from: 0, to: recording.end })).energyJ).toBeCloseTo(0.025, 6);
    expect(complaints).toEqual([]);
  }, 60_000);

  it('waits on the first screen where much of it is missing, until somebody has looked', async () => {
    const { page, goTo } = window;
    await client.studio.captures.import({ file: lab.put('holes.ppk2', zip([metadata(), { name: 'session.raw', data: session(samples), deflate: true }])), name: 'holes' });
    await goTo('/');
    const row = page.locator('[data-attention] li', { hasText: 'holes' });
    expect(await row.innerText()).toMatch(/^Only 98\.0\s% of “holes” was measured; look before you trust its energy\./);
    await row.getByRole('link', { name: 'Look at holes' }).click();
    await page.getByRole('heading', { level: 1, name: 'holes' }).waitFor();
    await goTo('/');
    await row.waitFor({ state: 'detached' });
  }, 60_000);
});

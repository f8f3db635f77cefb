/** Recordings in the window: files of Nordic's app brought in, with their voltage, and what a broken one says; what was cut off waits on the first screen. */
import { beforeAll, expect, it } from 'vitest';
import type { OpenedWindow } from '../support/browser-window';
import { metadata, session, zip } from '../support/ppk2-file';
import { describeInBrowser, serveLaboratory } from '../support/served-laboratory';

/** 12.5 mA for a second, then 2000 samples that the app calls lost. */
const samples = [...Array.from({ length: 100_000 }, (): [number, number] => [12_500, 0x5555]), ...Array.from({ length: 2000 }, (): [number, number] => [0.2, 0x5555])];

describeInBrowser('recordings in the window', () => {
  const studio = serveLaboratory();
  let window: OpenedWindow;
  beforeAll(async () => { window = await studio.open(); });

  it('says in a sentence, by the name the person knows, why a broken .ppk2 file is none', async () => {
    const { page, goTo } = window;
    await goTo('/captures');
    await page.getByRole('button', { name: 'Import', exact: true }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Import' });
    await dialog.locator('input[type="file"]').setInputFiles({ name: 'broken.ppk2', mimeType: 'application/octet-stream', buffer: Buffer.from('no archive at all, whatever its name says') });
    await dialog.getByRole('button', { name: 'Import', exact: true }).click();
    expect(await dialog.getByText('broken.ppk2 is not a recording').innerText()).toBe('broken.ppk2 is not a recording of the Power Profiler app (it is not a ZIP archive); expected a ZIP archive with metadata.json and session.raw. Save it again from the app as .ppk2.');
    expect(await studio.client.captures.recordings()).toEqual([]);
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
    const [recording] = await studio.client.captures.recordings();
    expect(recording).toMatchObject({ name: 'sleep', source: 'imported from sleep.ppk2', end: 102_000, measured: 100_000, closed: true, simulated: false, format: { voltageV: 2 } });
    // 12.5 mA · 2 V · 1 s.
    expect((await studio.client.captures.statistics({ id: recording.id, from: 0, to: recording.end })).energyJ).toBeCloseTo(0.025, 6);
    expect(complaints).toEqual([]);
  }, 60_000);

  it('waits on the first screen where much of it is missing, until somebody has looked', async () => {
    const { page, goTo } = window;
    await studio.client.captures.import({ file: studio.lab.put('holes.ppk2', zip([metadata(), { name: 'session.raw', data: session(samples), deflate: true }])), name: 'holes' });
    await goTo('/');
    const row = page.locator('[data-attention] li', { hasText: 'holes' });
    expect(await row.innerText()).toMatch(/^Only 98\.0\s% of “holes” was measured; look before you trust its energy\./);
    await row.getByRole('link', { name: 'Look at holes' }).click();
    await page.getByRole('heading', { level: 1, name: 'holes' }).waitFor();
    await goTo('/');
    await row.waitFor({ state: 'detached' });
  }, 60_000);
});

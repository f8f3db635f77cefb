/** Published numbers as a window asks the web host for them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reproduce } from '../../src-main/core/published';
import { startWebHost, type WebHost } from '../../src-main/hosts/web/host';
import { openStudio } from '../../src-main/studio';
import { openLaboratory, type Laboratory } from '../support/laboratory';
import { libraryWith } from '../support/published-papers';
import { ask, openWindow, takeSession, type TestWindow } from '../support/window-client';

const TOKEN = 'a-token-for-this-test';
const library = libraryWith();
let lab: Laboratory;
let web: WebHost;
let cookie: string;
let window: TestWindow;
beforeAll(async () => {
  lab = openLaboratory();
  lab.put('renderer/index.html', '<!doctype html><title>HI Studio</title>');
  web = await startWebHost({ studio: await openStudio({ home: lab.home, profileFolders: [] }), renderer: lab.path('renderer'), host: '127.0.0.1', port: 0, token: TOKEN, log: () => undefined });
  cookie = await takeSession(web.port, TOKEN);
  window = await openWindow(web.port, cookie);
});
afterAll(async () => {
  await window.close();
  await web.stop();
  lab.remove();
});

describe('published numbers asked for by a window', () => {
  it('are listed by paper with what can be filtered for', async () => {
    const papers = await window.studio.published.papers();
    expect(papers.map(({ id, records }) => [id, records])).toEqual(library.papers.map(({ source, records }) => [source.id, records.length]));
    const [first] = papers;
    expect(first.claims).toBe(reproduce(first.id, library).claims.length);
    expect(first.devices).toContain('raspberry-pi-4b');
    expect(first.quantities).toContain('lpi');
  });

  it('are found by words and filters, a page at a time', async () => {
    const { total, records } = await window.studio.published.query({ text: 'strategy:remote', paper: 'hi-paper', filter: { quantity: 'lpi', device: 'raspberry-pi-4b' }, limit: 1 });
    expect(total).toBe(library.find({ text: 'strategy:remote', paper: 'hi-paper', filter: { quantity: 'lpi', device: 'raspberry-pi-4b' } }).length);
    expect(total).toBeGreaterThan(1);
    expect(records).toHaveLength(1);
    await expect(window.studio.published.query({ paper: 'no-paper' })).rejects.toMatchObject({ data: { code: 'published.unknown-paper' } });
  });

  it('come recomputed, claim by claim, without functions', async () => {
    const sent = await window.studio.published.reproduce({ paper: 'fleet' });
    const own = reproduce('fleet', library);
    expect(sent.counts).toEqual(own.counts);
    expect(sent.claims.map(({ id, verdict, reason, readings }) => [id, verdict, reason, readings.map(({ text }) => text)])).toEqual(own.claims.map(({ id, verdict, reason, readings }) => [id, verdict, reason, readings.map(({ text }) => text)]));
    expect(sent).not.toHaveProperty('figures');
    await expect(window.studio.published.reproduce({ paper: 'no-paper' })).rejects.toMatchObject({ data: { code: 'published.no-claims' } });
  });

  it('are handed out as a report, only what was asked for', async () => {
    const { files } = await window.studio.published.export({ paper: 'hybrid-models', formats: ['csv'] });
    expect(files.map(({ name }) => name)).toEqual(expect.arrayContaining(['claims.csv', 'readings.csv', 'columns.csv']));
    expect(files.some(({ name }) => /\.(pdf|json|svg)$/.test(name))).toBe(false);
    const { url } = files.find(({ name }) => name === 'claims.csv')!;
    expect((await ask(web.port, url!)).status).toBe(401);
    const { text } = await ask(web.port, url!, { headers: { cookie } });
    for (const { id, verdict } of reproduce('hybrid-models', library).claims) expect(text.split('\n').find((line) => line.startsWith(id))).toContain(verdict);
  });

  it('have nothing beside a run that is not there', async () => {
    await expect(window.studio.published.beside({ id: 'no-run' })).rejects.toMatchObject({ data: { code: 'run.unknown' } });
  });
});

/** The web host as a browser, and as somebody who should not be there, meets it. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { startWebHost, type WebHost } from '../../src-main/hosts/web/host';
import { writeZip } from '../../src-main/hosts/web/write-zip';
import { openStudio, type Studio } from '../../src-main/studio';
import type { WindowEvent } from '../../src-main/contract/procedures';
import { openLaboratory, type Laboratory } from '../support/laboratory';
import { ask, openWindow, originOf, takeSession, type TestWindow } from '../support/window-client';
import { pointAt, startIndices } from '../../src-renderer/features/results/explore-point';

const TOKEN = 'a-token-for-this-test';
let lab: Laboratory;
let studio: Studio;
let web: WebHost;
let cookie: string;
const log: string[] = [];
const serve = (): Promise<WebHost> => startWebHost({ studio, renderer: lab.path('renderer'), host: '127.0.0.1', port: 0, token: TOKEN, log: (line) => log.push(line) });

beforeAll(async () => {
  lab = openLaboratory();
  lab.put('renderer/index.html', '<!doctype html><title>HI Studio</title><script type="module" src="./assets/app-1234.js"></script>');
  lab.put('renderer/assets/app-1234.js', `export const words = ${JSON.stringify('word '.repeat(1000))};`);
  lab.put('secret.txt', 'not for browsers');
  studio = await openStudio({ home: lab.home, profileFolders: [] });
  web = await serve();
  cookie = await takeSession(web.port, TOKEN);
});

afterAll(async () => {
  await web.stop();
  lab.remove();
  expect(log).toEqual([]);
});

const until = async <T>(events: AsyncIterable<T>, look: (event: T) => boolean): Promise<T[]> => {
  const seen: T[] = [];
  for await (const event of events) {
    seen.push(event);
    if (look(event)) return seen;
  }
  return seen;
};

describe('the files of the window', () => {
  it('come with a strict content policy, packed, and cached by their hash', async () => {
    const page = await ask(web.port, '/');
    expect(page.status).toBe(200);
    expect(page.headers['content-security-policy']).toMatch(/default-src 'none'; script-src 'self';/);
    expect(page.headers['content-security-policy']).not.toMatch(/script-src[^;]*unsafe|unsafe-eval/);
    expect(page.headers['x-content-type-options']).toBe('nosniff');
    const script = await ask(web.port, '/assets/app-1234.js', { headers: { 'accept-encoding': 'gzip, br' } });
    expect(script.headers).toMatchObject({ 'content-encoding': 'br', 'content-type': 'text/javascript; charset=utf-8', 'cache-control': expect.stringContaining('immutable') });
    expect((await ask(web.port, '/', { headers: { 'if-none-match': page.headers.etag } })).status).toBe(304);
  });

  it('are all there is: no listing, no path out of the folder', async () => {
    expect((await ask(web.port, '/assets/')).status).toBe(404);
    for (const path of ['/../secret.txt', '/assets/../../secret.txt', '/..%2fsecret.txt', '/%2e%2e/secret.txt', '/assets/..%5c..%5csecret.txt', '//etc/passwd', '/assets/%00', '/run.json']) {
      const { text } = await ask(web.port, path);
      expect(text, path).not.toContain('not for browsers');
      expect(text, path).not.toContain('root:');
    }
    expect((await ask(web.port, '/../secret.txt')).status).toBe(404);
  });

  it('answer a page of the window’s own router with the window', async () => {
    expect((await ask(web.port, '/runs/one')).text).toContain('HI Studio');
    expect((await ask(web.port, '/assets/gone.js')).status).toBe(404);
    expect((await ask(web.port, '/', { method: 'DELETE' })).status).toBe(405);
  });

  it('have to be built first', async () => {
    await expect(startWebHost({ studio, renderer: lab.path('nowhere'), host: '127.0.0.1', port: 0, token: null, log: () => undefined })).rejects.toMatchObject({ code: 'web.not-built' });
  });
});

describe('the door of the web host', () => {
  it('changes the token for a cookie that scripts cannot read', async () => {
    const right = await ask(web.port, '/session', { method: 'POST', headers: { origin: originOf(web.port) }, body: JSON.stringify({ token: TOKEN }) });
    expect(right.status).toBe(204);
    expect(right.headers['set-cookie']?.[0]).toMatch(/^hi-studio-\d+=\d+\.[\w-]+; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+$/);
    expect((await ask(web.port, '/session', { headers: { cookie } })).status).toBe(204);
    expect((await ask(web.port, '/session')).status).toBe(401);
    expect(web.address).toBe(`http://127.0.0.1:${web.port}/#token=${TOKEN}`);
    expect(statSync(lab.path('home', 'web-sessions.key')).mode & 0o777).toBe(0o600);
  });

  it('lets nobody in by another name, from another page, or with a forged cookie', async () => {
    for (const host of ['studio.example', `studio.example:${web.port}`, `127.0.0.1.studio.example:${web.port}`, `127.0.0.1:${web.port}@studio.example`, '127.0.0.2']) {
      expect((await ask(web.port, '/', { headers: { host } })).status, host).not.toBe(200);
    }
    expect((await ask(web.port, '/', { headers: { host: `localhost:${web.port}` } })).status).toBe(200);
    // Through a tunnel the port is another one; the origin still has to be the same page.
    expect((await ask(web.port, '/session', { method: 'POST', headers: { host: 'localhost:8080', origin: 'http://localhost:8080' }, body: TOKEN })).status).toBe(204);
    expect((await ask(web.port, '/session', { method: 'POST', headers: { host: 'localhost:8080', origin: 'http://localhost:3000' }, body: TOKEN })).status).toBe(403);
    expect((await ask(web.port, '/session', { method: 'POST', headers: { origin: 'http://elsewhere.example' }, body: TOKEN })).status).toBe(403);
    expect((await ask(web.port, '/session', { method: 'POST', body: TOKEN })).status).toBe(403);
    await expect(openWindow(web.port, cookie, { origin: 'http://elsewhere.example' })).rejects.toThrow('403');
    await expect(openWindow(web.port, cookie, { host: `studio.example:${web.port}` })).rejects.toThrow('403');
    await expect(openWindow(web.port, '')).rejects.toThrow('401');
    const [name, value] = cookie.split('=');
    await expect(openWindow(web.port, `${name}=9${value}`)).rejects.toThrow('401');
    await expect(openWindow(web.port, `${name}=${value.split('.')[0]}.AAAA`)).rejects.toThrow('401');
  });

  it('takes no more than a token, and few wrong ones', async () => {
    const other = await serve();
    try {
      const post = (body: string): Promise<{ status: number }> => ask(other.port, '/session', { method: 'POST', headers: { origin: originOf(other.port) }, body });
      expect((await post('x'.repeat(5000))).status).toBe(413);
      for (let i = 0; i < 10; i++) expect((await post(`guess ${i}`)).status).toBe(401);
      expect((await post(TOKEN)).status).toBe(429);
    } finally {
      await other.stop();
    }
  });

  it('cuts a window that sends a message above the limit, and a port that speaks no HTTP', async () => {
    const window = await openWindow(web.port, cookie);
    const closed = new Promise<number>((resolve) => window.socket.once('close', resolve));
    window.socket.send('x'.repeat(5 * 1024 * 1024));
    expect(await closed).toBe(1009);
    const socket = connect(web.port, '127.0.0.1');
    const answer = await new Promise<string>((resolve) => {
      let text = '';
      socket.on('data', (part) => (text += part.toString('latin1')));
      socket.on('close', () => resolve(text));
      socket.write('what is this\r\n\r\n');
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400/);
  });

  it('says so when its port is taken', async () => {
    await expect(startWebHost({ studio, renderer: lab.path('renderer'), host: '127.0.0.1', port: web.port, token: null, log: () => undefined })).rejects.toMatchObject({ code: 'web.port-taken' });
  });

  it('knows its windows again after a restart', async () => {
    const first = await startWebHost({ studio, renderer: lab.path('renderer'), host: '127.0.0.1', port: 0, token: null, log: () => undefined });
    const held = await takeSession(first.port, first.token);
    await first.stop();
    const second = await startWebHost({ studio, renderer: lab.path('renderer'), host: '127.0.0.1', port: first.port, token: null, log: () => undefined });
    try {
      expect(second.token).not.toBe(first.token);
      await (await openWindow(second.port, held)).close();
    } finally {
      await second.stop();
    }
  });
});

describe('a run in the browser', () => {
  let id: string;

  it('goes on when the window closes, and the next window sees where it stands', async () => {
    const experiment = parse(readFileSync(lab.experiment('small'), 'utf8')) as Record<string, unknown>;
    const first = await openWindow(web.port, cookie);
    ({ id } = await first.studio.run.start({ experiment }));
    const opened = await until<WindowEvent>(await first.studio.run.events({ id }), ({ kind }) => kind === 'stage.progressed');
    expect(opened[0]).toMatchObject({ kind: 'run.snapshot', run: id });
    await first.studio.run.pause({ id });
    await first.close();

    const second = await openWindow(web.port, cookie);
    const [again] = await until<WindowEvent>(await second.studio.run.events({ id }), () => true);
    expect(again).toMatchObject({ kind: 'run.snapshot', state: 'paused', stages: expect.arrayContaining([expect.objectContaining({ id: 'outputs' })]) });
    expect((await second.studio.run.list())[0]).toMatchObject({ id, name: 'Small glyphs', active: { state: 'paused' } });
    const waiting = await second.studio.run.start({ experiment: { ...experiment, id: 'second' } });
    expect((await second.studio.run.list()).find((run) => run.id === waiting.id)?.active?.state).toBe('waiting');
    await second.studio.run.cancel(waiting);
    expect((await until<WindowEvent>(await second.studio.run.events(waiting), ({ kind }) => kind === 'run.ended')).at(-1)).toMatchObject({ status: 'cancelled', problem: { code: 'run.cancelled' } });

    const live = await second.studio.run.live({ id });
    await second.studio.run.resume({ id });
    const events = await until<WindowEvent>(await second.studio.run.events({ id }), ({ kind }) => kind === 'run.ended');
    expect(events.at(-1)).toEqual({ kind: 'run.ended', run: id, status: 'finished', problem: null });
    const statistics = (await until(live, () => false)).at(-1);
    await second.close();

    // 200 fit and 300 report samples, as the experiment says.
    expect(statistics?.models[0]).toMatchObject({ model: 'glyphs-resnet8', samples: 500 });
    expect(statistics?.remote).toMatchObject({ samples: 500 });
    expect(statistics?.loops.map(({ strategy, samples }) => [strategy, samples])).toEqual([['hi', 30], ['ee-hi', 30]]);
    expect(statistics?.recent[0]).toMatchObject({ exits: expect.arrayContaining([expect.objectContaining({ p1: expect.any(Number) })]), loop: { strategy: 'ee-hi' } });
    expect(statistics?.remote?.offload.histogram.counts.reduce((sum, count) => sum + count, 0)).toBe(500);
  });

  let window: TestWindow;
  beforeAll(async () => {
    window = await openWindow(web.port, cookie);
  });
  afterAll(() => window.close());

  it('shows the accuracies live that the results hold in the end', async () => {
    const results = await window.studio.run.results({ id });
    expect(results.schema).toBe('hi-studio/results@1');
    expect(results.strategies.length).toBeGreaterThan(0);
    const [snapshot, ...rest] = await until<WindowEvent>(await window.studio.run.events({ id }), () => false);
    expect(snapshot).toMatchObject({ kind: 'run.snapshot', state: 'finished', verdict: results.verdict.status });
    expect(rest).toEqual([{ kind: 'run.ended', run: id, status: 'finished', problem: null }]);
  });

  it('lets its samples be browsed in agreement with the strategy table', async () => {
    const results = await window.studio.run.results({ id });
    const [model] = results.models.filter(({ role }) => role === 'local');
    for (const strategy of results.strategies.filter(({ board }) => board === results.boards[0].id)) {
      const ask = { id, model: model.id, strategy: strategy.strategy, limit: 200 };
      const wrong = await window.studio.run.samples({ ...ask, filter: { kind: 'wrong' } });
      expect(wrong.rows.every(({ right }) => !right)).toBe(true);
      expect(1 - wrong.total / results.dataset.report).toBeCloseTo(strategy.accuracy.value, 9);
      const offloaded = await window.studio.run.samples({ ...ask, filter: { kind: 'offloaded' } });
      expect(offloaded.total / results.dataset.report).toBeCloseTo(strategy.offloadShare.value, 9);
    }
    const page = await window.studio.run.samples({ id, model: model.id, strategy: 'hi', filter: { kind: 'class', class: 2 }, limit: 5 });
    expect(page.rows.every(({ truth }) => truth === 2)).toBe(true);
    const images = await window.studio.run.thumbnails({ id, indices: page.rows.map(({ index }) => index) });
    expect(images.thumbnails.map(({ label }) => label)).toEqual(page.rows.map(() => 2));
    expect(Buffer.from(images.thumbnails[0].png.split(',')[1], 'base64').subarray(1, 4).toString()).toBe('PNG');
  });

  it('gives the threshold explorer, for every strategy with a threshold, sums that say at the run’s choice what the run said', async () => {
    const results = await window.studio.run.results({ id });
    const offered = results.strategies.filter(({ strategy }) => strategy === 'hi' || strategy === 'ee' || strategy === 'ee-hi' || strategy === 'early-offload');
    expect(offered.length).toBeGreaterThan(3);
    for (const { board, model, strategy, accuracy, lpiMs, epiMj, offloadShare } of offered) {
      const tables = await window.studio.explore.tables({ id, board, model, strategy: strategy as 'hi' });
      const point = pointAt(tables, startIndices(tables));
      expect([point.accuracy, point.offloadShare].map((share) => share.toFixed(9)), `${board} ${strategy}`).toEqual([accuracy.value, offloadShare.value].map((share) => share.toFixed(9)));
      expect(point.lpiMs / lpiMs.value, `${board} ${strategy}`).toBeCloseTo(1, 6);
      if (epiMj === null) expect(point.epiMj).toBeNull();
      else expect(point.epiMj! / epiMj.value).toBeCloseTo(1, 6);
    }
  });

  it('exports files that are fetched once, by somebody with a session', async () => {
    const { files } = await window.studio.run.export({ id, formats: ['csv', 'json'] });
    expect(files.map(({ name }) => name)).toEqual(expect.arrayContaining([`${id}.zip`, 'results.json']));
    const { url, bytes } = files.find(({ name }) => name === 'results.json')!;
    expect((await ask(web.port, url!)).status).toBe(401);
    const fetched = await ask(web.port, url!, { headers: { cookie } });
    expect(fetched.headers['content-disposition'], 'a folder of downloads tells runs apart').toBe(`attachment; filename*=UTF-8''${id}-results.json`);
    expect(fetched.body).toHaveLength(bytes);
    expect(JSON.parse(fetched.text)).toMatchObject({ run: { id } });
    expect((await ask(web.port, url!, { headers: { cookie } })).status).toBe(404);
  });

  it('keeps notes and tags, and comes back after it was removed', async () => {
    await window.studio.run.note({ id, note: 'Window open, lamp on.', tags: ['class'] });
    expect(await window.studio.run.get({ id })).toMatchObject({ note: 'Window open, lamp on.', tags: ['class'], status: 'finished', headline: expect.any(String) });
    const { undo } = await window.studio.run.remove({ id });
    expect((await window.studio.run.list()).some((run) => run.id === id)).toBe(false);
    await expect(window.studio.run.results({ id })).rejects.toMatchObject({ code: 'STUDIO', data: { code: 'run.unknown' } });
    expect(await window.studio.run.restore({ undo })).toEqual({ id });
    expect(await window.studio.run.get({ id })).toMatchObject({ tags: ['class'] });
    expect((await window.studio.run.results({ id })).run.id).toBe(id);
    await expect(window.studio.run.restore({ undo })).rejects.toMatchObject({ data: { code: 'window.nothing-to-restore' } });
  });

  it('can be reported with its log and without the names of folders', async () => {
    const { files } = await window.studio.system.problemReport({ id, description: 'It hummed.' });
    const { text } = await ask(web.port, files[0].url!, { headers: { cookie } });
    expect(text).toContain('It hummed.');
    expect(text).toContain(id);
    expect(text).not.toContain(lab.home);
  });

  it('refuses what cannot be steered, with a sentence', async () => {
    await expect(window.studio.run.pause({ id })).rejects.toMatchObject({ code: 'STUDIO', message: expect.stringContaining('does not go on in this studio'), data: { code: 'run.not-active' } });
    await expect(window.studio.run.continue({ id })).rejects.toMatchObject({ data: { code: 'run.not-resumable' } });
    await expect(window.studio.run.start({ experiment: { kind: 'experiment', id: 'x' } })).rejects.toMatchObject({ data: { code: 'profile.invalid', problems: expect.arrayContaining([expect.objectContaining({ field: 'name' })]) } });
  });
});

describe('several files as one', () => {
  // Read by Python's own reader, which knows nothing of ours.
  const python = spawnSync('python3', ['-c', 'import zipfile']).status === 0;
  it.skipIf(!python)(`make a ZIP that another program opens${python ? '' : ' (skipped: no python3)'}`, async () => {
    lab.put('zip/a.csv', 'α,β\n1,2\n');
    lab.put('zip/figures/größe.svg', Buffer.alloc(70_000, 7));
    lab.put('zip/empty.txt', '');
    await writeZip(lab.path('zip'), ['a.csv', 'figures/größe.svg', 'empty.txt'], lab.path('all.zip'), new Date(2026, 10, 21, 13, 15, 2));
    const { stdout } = spawnSync('python3', ['-c', 'import sys,zipfile,json; z=zipfile.ZipFile(sys.argv[1]); print(json.dumps([z.testzip(), [[i.filename, i.file_size, list(i.date_time)] for i in z.infolist()], z.read("a.csv").decode()]))', lab.path('all.zip')], { encoding: 'utf8' });
    const time = [2026, 11, 21, 13, 15, 2];
    expect(JSON.parse(stdout)).toEqual([null, [['a.csv', 10, time], ['figures/größe.svg', 70_000, time], ['empty.txt', 0, time]], 'α,β\n1,2\n']);
  });
});

describe('profiles in the browser', () => {
  let window: TestWindow;
  beforeAll(async () => {
    window = await openWindow(web.port, cookie);
  });
  afterAll(() => window.close());

  it('are listed with their content, duplicated, changed, removed and brought back', async () => {
    const { studio: of } = window;
    expect((await of.profile.list({ kind: 'board' })).find((board) => board.id === 'raspberry-pi-4b')).toMatchObject({ builtIn: true, problem: null, profile: { driver: 'virtual' } });
    await expect(of.profile.remove({ kind: 'board', id: 'raspberry-pi-4b' })).rejects.toMatchObject({ data: { code: 'profile.built-in' } });
    const copy = await of.profile.duplicate({ kind: 'board', id: 'raspberry-pi-4b' });
    expect(copy).toMatchObject({ id: 'raspberry-pi-4b-copy', builtIn: false });
    const saved = await of.profile.save({ kind: 'board', profile: { ...copy.profile, name: 'The one on my desk' } });
    expect(saved.name).toBe('The one on my desk');
    expect((await of.profile.get({ kind: 'board', id: copy.id })).yaml).toContain('name: The one on my desk');
    const { undo } = await of.profile.remove({ kind: 'board', id: copy.id });
    await expect(of.profile.get({ kind: 'board', id: copy.id })).rejects.toMatchObject({ data: { code: 'profile.unknown-id' } });
    expect(await of.profile.restore({ undo })).toMatchObject({ id: copy.id });
    await of.profile.remove({ kind: 'board', id: copy.id });
  });

  it('are checked as they are typed, field by field, without a file’s name', async () => {
    const { problems } = await window.studio.profile.check({ kind: 'experiment', profile: { kind: 'experiment', id: 'Bad Name', name: 'A', dataset: { use: 'glyfs', fit: 10, report: 300 }, models: ['glyphs-resnet8'], remote: 'glyphs-remote', boards: ['this-computer'] } });
    expect(problems.map(({ field }) => field)).toEqual(expect.arrayContaining(['id', 'dataset.fit']));
    for (const { sentence } of problems) expect(sentence).not.toMatch(/draft|:\d+:/);
    expect((await window.studio.profile.parse({ kind: 'link', text: '{ not yaml' })).problems[0].sentence).toMatch(/YAML/);
  });

  it('become a plan with its time before anything runs', async () => {
    const demo = (await window.studio.profile.get({ kind: 'experiment', id: 'demo' })).profile!;
    const plan = await window.studio.experiment.plan({ profile: demo });
    expect(plan.problems).toEqual([]);
    expect(plan.stages.map(({ id }) => id)).toEqual(['outputs', 'remote', 'timing', 'policies', 'in-the-loop', 'compose']);
    const tooLarge = await window.studio.experiment.plan({ profile: { ...demo, dataset: { use: 'glyphs', fit: 50, report: 10_000_000 } } });
    expect(tooLarge.problems[0]).toMatchObject({ code: 'plan.dataset-too-small', field: 'dataset.report' });
  });

  it('show a dataset’s facts and images, or why it cannot be opened', async () => {
    expect((await window.studio.dataset.facts({ id: 'glyphs' })).facts).toMatchObject({ labels: expect.any(Array), shape: { channels: 3, height: 32, width: 32 } });
    expect((await window.studio.dataset.facts({ id: 'cifar10' })).problem).toMatchObject({ code: 'dataset.folder-needed', field: 'dataset.use' });
    const { thumbnails, width } = await window.studio.dataset.thumbnails({ id: 'glyphs', count: 7 });
    expect([thumbnails.length, width]).toEqual([7, 32]);
  });

  it('take in a model that is sent in parts, and refuse a file that is no model', async () => {
    const { studio: of } = window;
    const card = (await of.profile.get({ kind: 'model', id: 'glyphs-resnet8' })).profile!;
    const send = async (bytes: Buffer): Promise<string> => {
      let upload: string | null = null;
      for (let at = 0; at < bytes.length; at += 900_000) ({ upload } = await of.model.upload({ upload, base64: bytes.subarray(at, at + 900_000).toString('base64') }));
      return upload!;
    };
    const own = { ...card, id: 'my-net', name: 'My net' };
    expect((await of.model.import({ upload: await send(Buffer.from('no model')), card: own })).problems[0].code).toMatch(/^model\./);
    const onnx = readFileSync(new URL('../../resources/models/glyphs-resnet8/model.onnx', import.meta.url));
    expect(await of.model.import({ upload: await send(onnx), card: own })).toEqual({ id: 'my-net', problems: [] });
    expect((await of.model.facts({ id: 'my-net' })).facts).toMatchObject({ bytes: onnx.length });
    const { undo } = await of.profile.remove({ kind: 'model', id: 'my-net' });
    expect(undo).not.toBe('');
    expect(existsSync(lab.path('home', 'profiles', 'models', 'my-net'))).toBe(false);
  });

  it('keep settings that were not changed', async () => {
    expect(await window.studio.system.settings()).toEqual({ locale: 'system', appearance: 'system', contrast: 'system', motion: 'system', textSize: 100, dataFolders: {} });
    await window.studio.system.saveSettings({ locale: 'es' });
    expect(await window.studio.system.saveSettings({ appearance: 'dark' })).toMatchObject({ locale: 'es', appearance: 'dark' });
    expect(await window.studio.system.info()).toMatchObject({ host: 'web', home: lab.home, canChooseFolder: false });
  });
});

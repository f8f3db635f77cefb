/** Runs followed from windows that come, go and fall behind; the engine is a stand-in that says what it is told to. */
import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../../src-main/contract/events';
import type { WindowEvent } from '../../../src-main/contract/procedures';
import type { Results } from '../../../src-main/contract/results';
import { StudioError } from '../../../src-main/core/errors';
import { createRunControl } from '../../../src-main/engine/control';
import type { RunStore } from '../../../src-main/engine/store-ports';
import type { ActiveRun, RunOptions } from '../../../src-main/studio/active-runs';
import { createRunDesk, type RunDesk } from '../../../src-main/studio/live/run-desk';

const stages = [{ id: 'outputs', title: 'Asking', total: 1000, seconds: 3 }, { id: 'remote', title: 'Offloading', total: 10, seconds: 1 }] as const;
interface Engine { readonly id: string; readonly options: RunOptions; measuring: boolean; finish(error?: unknown): void }

function laboratory(): { desk: RunDesk; engines: Engine[]; start(): Promise<string>; settled(): Promise<void> } {
  const engines: Engine[] = [];
  const startRun = async (_: unknown, options: RunOptions): Promise<ActiveRun> => {
    const id = `run-${engines.length + 1}`;
    const control = createRunControl(id, (state) => options.onEvent({ kind: `run.${state}` }));
    let finish!: (error?: unknown) => void;
    const over = new Promise<void>((resolve, reject) => (finish = (error) => (error === undefined ? resolve() : reject(error))));
    over.catch(() => undefined); // asked for below, once its turn has come
    const engine: Engine = { id, options, measuring: false, finish };
    engines.push(engine);
    const done = (async (): Promise<Results> => {
      await options.turn?.(control.signal);
      engine.measuring = true;
      await Promise.race([over, new Promise((_resolve, reject) => control.signal.addEventListener('abort', () => reject(control.signal.reason as Error)))]);
      return {} as Results;
    })();
    return { id, name: `Run ${id}`, control, labels: [], stages, dataFolder: null, done };
  };
  const runs = { list: async () => [{ id: 'old', name: 'Old', status: 'interrupted', headline: null }] } as unknown as RunStore;
  const desk = createRunDesk({ runs, clock: { now: () => new Date(0), ms: () => 0 }, startRun, resumeRun: (_id, options) => startRun(null, options) });
  return { desk, engines, start: () => desk.start('any', { dataFolder: null, seed: null }), settled: async () => { for (let i = 0; i < 20; i++) await Promise.resolve(); } };
}
const progressed = (done: number): RunEvent => ({ kind: 'stage.progressed', stage: 'outputs', detail: '', done, total: 1000, ratePerSecond: 10, secondsLeft: (1000 - done) / 10 });
const all = async (events: AsyncIterable<WindowEvent>): Promise<WindowEvent[]> => {
  const seen: WindowEvent[] = [];
  for await (const event of events) seen.push(event);
  return seen;
};

describe('a window on a run', () => {
  it('that opens in the middle sees where the run stands, then what happens, then the end', async () => {
    const { desk, engines, start, settled } = laboratory();
    const id = await start();
    await settled();
    const { options, finish } = engines[0];
    options.onEvent({ kind: 'stage.started', stage: 'outputs', title: 'Asking', detail: '', total: 1000 });
    options.onEvent(progressed(500));
    options.onEvent({ kind: 'run.noted', level: 'warning', text: 'The edge server was slow.' });
    const events = desk.events(id, undefined);
    expect((await events.next()).value).toMatchObject({
      kind: 'run.snapshot', state: 'running', stages: [{ id: 'outputs', state: 'running', done: 500, secondsLeft: 50 }, { id: 'remote', state: 'waiting' }], notes: [{ level: 'warning', text: 'The edge server was slow.' }],
    });
    // Half of the first stage's three seconds out of four; fifty seconds and the later stage's one are left.
    expect(desk.active(id)).toEqual({ state: 'running', stage: 'Asking', fraction: 0.375, secondsLeft: 51 });
    const rest = all(events);
    options.onEvent(progressed(600));
    finish();
    expect((await rest).map(({ kind }) => kind)).toEqual(['stage.progressed', 'run.ended']);
    expect((await all(desk.events(id, undefined))).map(({ kind }) => kind)).toEqual(['run.snapshot', 'run.ended']);
    expect(desk.active(id)).toBeNull();
  });

  it('that falls behind gets a snapshot instead of what it missed', async () => {
    const { desk, engines, start, settled } = laboratory();
    const id = await start();
    await settled();
    const events = desk.events(id, undefined);
    await events.next();
    for (let i = 1; i <= 1000; i++) engines[0].options.onEvent({ kind: 'run.noted', level: 'info', text: `line ${i}` });
    const { value } = await events.next();
    expect(value).toMatchObject({ kind: 'run.snapshot', notes: expect.arrayContaining([expect.objectContaining({ text: 'line 1000' })]) });
    expect((value as { notes: unknown[] }).notes).toHaveLength(200);
    await events.return();
    await desk.close();
  });

  it('that only wants the last of many progress messages gets one', async () => {
    const { desk, engines, start, settled } = laboratory();
    const id = await start();
    await settled();
    const events = desk.events(id, undefined);
    await events.next();
    for (let i = 1; i <= 200; i++) engines[0].options.onEvent(progressed(i));
    engines[0].finish();
    const rest = await all(events);
    expect(rest.filter(({ kind }) => kind === 'stage.progressed')).toEqual([progressed(200)]);
  });

  it('that goes away leaves no stream behind', async () => {
    const { desk, start, settled } = laboratory();
    const id = await start();
    await settled();
    const gone = new AbortController();
    const streams = [all(desk.events(id, gone.signal)), all(desk.live(id, gone.signal) as never), all(desk.changes(gone.signal) as never)];
    await settled();
    gone.abort();
    await Promise.all(streams);
    expect(desk.busy).toBe(1);
    await desk.close();
  });

  it('on a run of another time sees its last state', async () => {
    const { desk } = laboratory();
    expect(await all(desk.events('old', undefined))).toMatchObject([{ kind: 'run.snapshot', state: 'interrupted', stages: [] }]);
    await expect(all(desk.events('none', undefined))).rejects.toMatchObject({ code: 'run.unknown' });
    expect(await all(desk.live('old', undefined) as never)).toEqual([]);
  });
});

describe('runs of one studio', () => {
  it('measure one after the other, and one that is stopped while it waits never measures', async () => {
    const { desk, engines, start, settled } = laboratory();
    const ids = [await start(), await start(), await start()];
    await settled();
    expect(engines.map(({ measuring }) => measuring)).toEqual([true, false, false]);
    expect(ids.map((id) => desk.active(id)?.state)).toEqual(['running', 'waiting', 'waiting']);
    desk.cancel(ids[1]);
    await settled();
    engines[0].finish();
    await settled();
    expect(engines.map(({ measuring }) => measuring)).toEqual([true, false, true]);
    expect((await all(desk.events(ids[1], undefined))).at(-1)).toMatchObject({ kind: 'run.ended', status: 'cancelled' });
    await desk.close();
    expect(desk.busy).toBe(0);
  });

  it('that fail say what to do', async () => {
    const { desk, engines, start, settled } = laboratory();
    const ids = [await start(), await start()];
    await settled();
    engines[0].finish(new StudioError('run.interrupted-by-remote', { id: ids[0], cause: 'connection lost', done: 3, total: 10 }));
    await settled();
    engines[1].finish(new Error('undefined is not a function'));
    const [expected, fault] = await Promise.all(ids.map(async (id) => (await all(desk.events(id, undefined))).at(-1)));
    expect(expected).toMatchObject({ status: 'failed', problem: { code: 'run.interrupted-by-remote', sentence: expect.stringContaining('bring the server back') } });
    expect(fault).toMatchObject({ status: 'failed', problem: { code: 'fault', sentence: expect.stringContaining('continue the run') } });
  });

  it('can be steered only while they go on', async () => {
    const { desk, engines, start, settled } = laboratory();
    const id = await start();
    await settled();
    desk.pause(id);
    expect(desk.active(id)?.state).toBe('paused');
    desk.resume(id);
    expect(desk.active(id)?.state).toBe('running');
    expect(() => desk.goOn(id, null)).toThrow(expect.objectContaining({ code: 'run.already-active' }));
    engines[0].finish();
    await settled();
    for (const steer of [desk.pause, desk.resume, desk.cancel]) expect(() => steer(id)).toThrow(expect.objectContaining({ code: 'run.not-active' }));
  });
});

/** Runs that end before their time: killed in every stage, or stopped by Ctrl-C; then gone on with. */
import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RunEvent, StageId } from '../../src-main/contract/events';
import { decisionsOf, samplesOnce } from '../support/decisions';
import { laboratoryOfFile } from '../support/file-laboratory';
import { answerOf, childrenOf, eventsIn, hiStudio, isRunning, startHiStudio, type RunningCommand } from '../support/terminal';

/** Big enough that every stage lasts for many batches; thresholds are given, since those chosen for latency depend on what was timed. */
const size = { fit: 1500, report: 2000 };
const more = { remote: 'quick-remote', dataset: { use: 'glyphs', ...size }, exits: { thresholds: [0.8] }, in_the_loop: { samples: 600 } };
const formats = ['--formats', 'json,samples'];

const lab = laboratoryOfFile();
lab.quickRemote();
beforeAll(async () => {
  lab.experiment('long', more);
  const run = await hiStudio(['run', 'long.yaml', '--out', 'undisturbed', ...formats], lab);
  expect(run.code, run.err).toBe(0);
});

const runs = async (): Promise<{ id: string; status: string }[]> => answerOf(await hiStudio(['list', 'runs', '--json'], lab));
const statusOf = async (id: string): Promise<string | undefined> => (await runs()).find((run) => run.id === id)?.status;
const startedRun = (events: readonly RunEvent[]): string => (events.find(({ kind }) => kind === 'run.started') as Extract<RunEvent, { kind: 'run.started' }>).run;

/** Waits until the stage shows progress beyond a share of its work; the run's id. */
function reaching(command: RunningCommand, stage: StageId, share: number): Promise<string> {
  return command.until((_, err) => {
    const events = eventsIn(err);
    const there = events.some((event) => (event.kind === 'stage.started' && share === 0 && event.stage === stage) || (event.kind === 'stage.progressed' && event.stage === stage && event.done >= share * event.total));
    return there ? startedRun(events) : null;
  });
}

/** How many samples of a stage the events of a resumed run said were there already. */
function doneAtFirst(events: readonly RunEvent[], stage: StageId): number | null {
  const first = events.find((event) => event.kind === 'stage.progressed' && event.stage === stage);
  return first?.kind === 'stage.progressed' ? first.done : null;
}

describe('a run that is killed', () => {
  it('is listed as interrupted, goes on from where it was in every stage, and ends as if nothing had been', async () => {
    const moments: readonly [StageId, number][] = [['outputs', 0], ['remote', 0], ['remote', randomInt(20, 60) / 100], ['timing', 0], ['in-the-loop', randomInt(10, 70) / 100]];
    let id: string | null = null;
    for (const [stage, share] of moments) {
      const command = startHiStudio(['run', ...(id === null ? ['long.yaml'] : ['--resume', id]), '--out', 'killed', '--json', ...formats], lab);
      const told = await reaching(command, stage, share);
      expect(id === null || told === id).toBe(true);
      id = told;
      await pause(randomInt(0, 40));
      const children = childrenOf(command.pid);
      command.kill();
      expect(await command.ended).toMatchObject({ code: null, signal: 'SIGKILL' });
      expect(await statusOf(id), `after a kill in ${stage}`).toBe('interrupted');
      // The edge server notices that its studio is gone.
      expect(children.filter(isRunning)).toEqual([]);
    }
    const last = await hiStudio(['run', '--resume', id as string, '--out', 'killed', '--json', ...formats], lab);
    expect(last.code, last.err).toBe(0);
    expect(await statusOf(id as string)).toBe('finished');
    samplesOnce(lab, 'killed', size.fit, size.report);
    expect(decisionsOf(lab, 'killed')).toEqual(decisionsOf(lab, 'undisturbed'));
    // What the kills left was used: nothing was asked of a model or a server again.
    const events = eventsIn(last.err);
    expect(events[0]).toMatchObject({ kind: 'run.started', run: id, resumed: true });
    expect([doneAtFirst(events, 'outputs'), doneAtFirst(events, 'remote')]).toEqual([null, null]);
    expect(doneAtFirst(events, 'in-the-loop')).toBeGreaterThan(1);
  });

  it('cannot be gone on with while it runs, nor after its experiment’s board has changed', async () => {
    const board = (summary: string): string => lab.profile('mine/boards/slow-board.yaml', {
      kind: 'board', id: 'slow-board', name: 'Slow board', driver: 'virtual', summary,
      inference: [{ architecture: 'resnet8', dataset: 'glyphs', macs: 12_500_000, latency_ms: { value: 50, provenance: 'modelled', source: 'made up' } }],
    });
    board('as it was');
    lab.experiment('changed', { ...more, boards: ['slow-board'] });
    const command = startHiStudio(['run', 'changed.yaml', '--json'], lab);
    const id = await reaching(command, 'remote', 0);
    const second = await hiStudio(['run', '--resume', id], lab);
    expect(second).toMatchObject({ code: 6, err: `The run “${id}” is already open in process ${command.pid}; wait until that one has finished, or stop it first.\n` });
    command.kill();
    await command.ended;
    board('as it is now');
    const third = await hiStudio(['run', '--resume', id], lab);
    expect(third).toMatchObject({ code: 2, err: `Run ${id} cannot be resumed: board and link profiles changed since it started, and numbers from two versions must not be mixed; start a new run instead.\n` });
  });
});

describe('Ctrl-C', () => {
  it('stops the run cleanly with exit code 130, keeps what was measured, and the run can be gone on with', async () => {
    const command = startHiStudio(['run', 'long.yaml', '--out', 'stopped', '--json', ...formats], lab);
    const id = await reaching(command, 'remote', 0.3);
    const children = childrenOf(command.pid);
    command.interrupt();
    const ended = await command.ended;
    expect(ended).toMatchObject({ code: 130, signal: null });
    expect(answerOf(ended)).toEqual({ error: { code: 'run.cancelled', message: `The run was stopped; what was measured is kept, and "hi-studio run --resume ${id}" goes on from there.` } });
    expect(children.filter(isRunning)).toEqual([]);
    expect(await statusOf(id)).toBe('cancelled');
    const noResults = await hiStudio(['export', id], lab);
    expect(noResults).toMatchObject({ code: 2, err: `Run ${id} is cancelled and has no results yet; "hi-studio run --resume ${id}" finishes it.\n` });

    const resumed = await hiStudio(['run', '--resume', id, '--out', 'stopped', '--json', ...formats], lab);
    expect(resumed.code, resumed.err).toBe(0);
    // Ctrl-C loses not one answer: at least those that were told are there.
    expect(doneAtFirst(eventsIn(resumed.err), 'remote')).toBeGreaterThanOrEqual(0.3 * (size.fit + size.report));
    samplesOnce(lab, 'stopped', size.fit, size.report);
    expect(decisionsOf(lab, 'stopped')).toEqual(decisionsOf(lab, 'undisturbed'));
  });
});

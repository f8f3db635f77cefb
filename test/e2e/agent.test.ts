/** Another machine as the board, played by this one: a studio measures through "hi-studio agent". */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Results } from '../../src-main/contract/results';
import { samplesOnce } from '../support/decisions';
import { closedPort } from '../support/faulty-servers';
import { openLaboratory, type Laboratory } from '../support/laboratory';
import { hiStudio, killAll, startHiStudio } from '../support/terminal';

let lab: Laboratory;
beforeAll(() => {
  lab = openLaboratory();
  lab.quickRemote();
  lab.experiment('far', { remote: 'quick-remote', boards: ['this-computer', 'bench-board'] });
});
afterEach(killAll);
afterAll(() => lab.remove());

const boardAt = (port: number, token: string): string => lab.profile('mine/boards/bench-board.yaml', { kind: 'board', id: 'bench-board', name: 'Board on the bench', driver: 'agent', address: { host: '127.0.0.1', port, token } });

describe('a board that is another machine', () => {
  it('predicts, is timed and runs in the loop at its agent', async () => {
    const agent = startHiStudio(['agent', '--port', '0', '--token', 'sesame'], lab);
    const port = Number(await agent.until((_, err) => /^Agent on 127\.0\.0\.1:(\d+), token sesame\./.exec(err)?.[1] ?? null));
    boardAt(port, 'sesame');
    const run = await hiStudio(['run', 'far.yaml', '--out', 'report', '--formats', 'json,samples,parquet'], lab);
    expect(run.code, run.err).toBe(0);
    agent.interrupt();
    const ended = await agent.ended;
    expect(ended.code).toBe(0);
    expect(ended.err).toContain('opened glyphs-resnet8');

    const results = lab.json<Results>('report', 'results.json');
    samplesOnce(lab, 'report', 200, 300);
    const [here, there] = results.boards;
    expect([here.driver, there.driver]).toEqual(['computer', 'agent']);
    expect(there.costs[0].rule).toMatch(/^Measured on .* by its agent\./);
    expect(there.costs[0].plain.latencyMs).toMatchObject({ provenance: 'measured' });
    // The offload is still timed from this machine, so it is not called the board's own measurement.
    expect(there.costs[0].offload.latencyMs.provenance).toBe('modelled');
    const of = (board: string): Results['strategies'] => results.strategies.filter((row) => row.board === board);
    // The same model on the same images, whichever machine asks it: kernels may differ in the last bit of a confidence, not in 500 classes.
    expect(of('bench-board').map(({ strategy, accuracy }) => [strategy, accuracy.value]).slice(0, 3)).toEqual(of('this-computer').map(({ strategy, accuracy }) => [strategy, accuracy.value]).slice(0, 3));
    expect(results.loops.filter(({ board }) => board === 'bench-board').map(({ strategy, n, decisionsAgree }) => [strategy, n, decisionsAgree])).toEqual([['hi', 30, 30], ['ee-hi', 30, 30]]);
  });

  it('is refused in a sentence when its agent is not there, or the token is wrong', async () => {
    const agent = startHiStudio(['agent', '--port', '0', '--token', 'sesame'], lab);
    const port = Number(await agent.until((_, err) => /^Agent on 127\.0\.0\.1:(\d+), token sesame\./.exec(err)?.[1] ?? null));
    boardAt(port, 'open');
    const wrong = await hiStudio(['run', 'far.yaml'], lab);
    expect([wrong.code, wrong.out]).toEqual([5, '']);
    expect(wrong.err.trimEnd().split('\n').length).toBe(1);
    expect(wrong.err).toMatch(/token/);
    boardAt(await closedPort(), 'sesame');
    const absent = await hiStudio(['run', 'far.yaml'], lab);
    expect([absent.code, absent.out]).toEqual([5, '']);
    expect(absent.err).toMatch(/^[^\n]*hi-studio agent[^\n]*\n$/);
    agent.interrupt();
    await agent.ended;
  });
});

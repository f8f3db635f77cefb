/** Another machine as the board, played by this one: a studio measures through "hi-studio agent". */
import { describe, expect, it } from 'vitest';
import type { Results } from '../../src-main/contract/results';
import type { Strategy } from '../../src-main/core/measurements';
import { boardAt, startAgent } from '../support/agent-board';
import { samplesOnce } from '../support/decisions';
import { closedPort } from '../support/faulty-servers';
import { laboratoryOfFile } from '../support/file-laboratory';
import { eventsIn, hiStudio, startHiStudio } from '../support/terminal';

const strategies: Strategy[] = ['remote', 'hi', 'ee-hi', 'early-offload'];
const lab = laboratoryOfFile();
lab.quickRemote();
lab.experiment('far', { remote: 'quick-remote', boards: ['this-computer', 'bench-board'], strategies, in_the_loop: { samples: 30, strategies } });
lab.experiment('interrupted', { remote: 'quick-remote', server: 'on-the-network', boards: ['bench-board'], in_the_loop: { samples: 300, strategies: ['hi'] } });

describe('a board that is another machine', () => {
  it('predicts, is timed and runs in the loop at its agent', async () => {
    const { agent, port } = await startAgent(lab);
    boardAt(lab, port);
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
    // It sends its offloads itself: what they take is its own measurement.
    expect(there.costs[0].offload.latencyMs).toMatchObject({ provenance: 'measured', n: 128, source: '128 offloads that Board on the bench sent itself, one at a time' });
    expect(there.costs[0].rule).toMatch(/Offloads were sent and timed there, over its own connection to 127\.0\.0\.1:\d+\./);
    const of = (board: string): Results['strategies'] => results.strategies.filter((row) => row.board === board);
    // The same model on the same images, whichever machine asks it: kernels may differ in the last bit of a confidence, not in 500 classes.
    expect(of('bench-board').map(({ strategy, accuracy }) => [strategy, accuracy.value]).slice(0, 2)).toEqual(of('this-computer').map(({ strategy, accuracy }) => [strategy, accuracy.value]).slice(0, 2));
    expect(results.loops.filter(({ board }) => board === 'bench-board').map(({ strategy, n, decisionsAgree }) => [strategy, n, decisionsAgree])).toEqual(strategies.map((strategy) => [strategy, 30, 30]));
  });

  it('may lose its power in the loop: the run says so, and goes on where it was when the agent is back', async () => {
    const { agent, port } = await startAgent(lab);
    boardAt(lab, port);
    const run = startHiStudio(['run', 'interrupted.yaml', '--json'], lab);
    await run.until((_, err) => eventsIn(err).find((event) => event.kind === 'stage.progressed' && event.stage === 'in-the-loop' && event.done >= 20) ?? null);
    agent.kill();
    const broken = await run.ended;
    expect(broken.code).not.toBe(0);
    expect(broken.out + broken.err).toMatch(/The connection to the agent at 127\.0\.0\.1:\d+ ended during “walk”; check its cable, power and terminal, then go on with \\"hi-studio run --resume\\"\. What was measured is kept\./);
    const started = eventsIn(broken.err.split('\n').filter((line) => line.includes('run.started')).join('\n') + '\n')[0];
    const again = await startAgent(lab, port);
    const resumed = await hiStudio(['run', '--resume', started.kind === 'run.started' ? started.run : '', '--out', 'resumed', '--formats', 'json,samples', '--json'], lab);
    expect(resumed.code, resumed.err).toBe(0);
    again.agent.interrupt();
    await again.agent.ended;
    samplesOnce(lab, 'resumed', 200, 300);
    expect(lab.json<Results>('resumed', 'results.json').loops.map(({ strategy, n, decisionsAgree }) => [strategy, n, decisionsAgree])).toEqual([['hi', 300, 300]]);
    const first = eventsIn(resumed.err).find((event) => event.kind === 'stage.progressed' && event.stage === 'in-the-loop');
    expect(first?.kind === 'stage.progressed' && first.done).toBeGreaterThanOrEqual(20);
  });

  it('is refused in a sentence when its agent is not there, or the token is wrong', async () => {
    const { agent, port } = await startAgent(lab);
    boardAt(lab, port, 'open');
    const wrong = await hiStudio(['run', 'far.yaml'], lab);
    expect([wrong.code, wrong.out]).toEqual([5, '']);
    expect(wrong.err.trimEnd().split('\n').length).toBe(1);
    expect(wrong.err).toMatch(/token/);
    boardAt(lab, await closedPort());
    const absent = await hiStudio(['run', 'far.yaml'], lab);
    expect([absent.code, absent.out]).toEqual([5, '']);
    expect(absent.err).toMatch(/^[^\n]*hi-studio agent[^\n]*\n$/);
    agent.interrupt();
    await agent.ended;
  });
});

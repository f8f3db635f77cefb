/** An edge server that refuses, leaves in the middle or sends half a reply: one sentence, exit code 5, and nothing lost. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Results } from '../../src-main/contract/results';
import { samplesOnce } from '../support/decisions';
import { closedPort, leavesAfter, replies, type FaultyServer } from '../support/faulty-servers';
import { laboratoryOfFile } from '../support/file-laboratory';
import { answerOf, eventsIn, hiStudio, startHiStudio } from '../support/terminal';

const bytes = 3 * 32 * 32;
const warmUp = 20;

const lab = laboratoryOfFile();
lab.quickRemote();
lab.experiment('elsewhere', { remote: 'quick-remote', server: 'lab-server' });
let server: FaultyServer | null = null;
afterEach(async () => {
  await server?.stop();
  server = null;
});

const serverAt = (port: number): string => lab.profile('mine/servers/lab-server.yaml', { kind: 'server', id: 'lab-server', name: 'Server in the lab', host: '127.0.0.1', port });
const run = ['run', 'elsewhere.yaml', '--out', 'report', '--formats', 'json,samples'];

describe('an edge server elsewhere', () => {
  it('that leaves in the middle ends the run in a sentence; a good one takes its place and no answer is asked for twice', async () => {
    const good = 150;
    server = await leavesAfter(bytes, warmUp + good);
    const { port } = server;
    serverAt(port);
    const cut = await hiStudio([...run, '--json'], lab);
    expect(cut.code).toBe(5);
    const { error } = answerOf<{ error: { code: string; message: string } }>(cut);
    const started = eventsIn(cut.err)[0];
    const id = started.kind === 'run.started' ? started.run : '';
    expect(error).toEqual({
      code: 'run.interrupted-by-remote',
      message: `Offloading stopped after ${good} of 500 answers, and these are kept (The edge server at 127.0.0.1:${port} closed the connection without answering. Its own log says why; start it again and resume the run); bring the server back and run "hi-studio run --resume ${id}".`,
    });
    // It tried again before it gave up, and said so.
    expect(eventsIn(cut.err).flatMap((event) => (event.kind === 'run.noted' ? [event.level] : []))).toEqual(['warning', 'warning']);
    await server.stop();
    server = null;

    const serving = startHiStudio(['serve-edge', '--model', 'quick-remote', '--port', String(port), '--json'], lab);
    await serving.until((out) => (out.endsWith('\n') ? out : null));
    const resumed = await hiStudio(['run', '--resume', id, ...run.slice(2), '--json'], lab);
    serving.interrupt();
    expect((await serving.ended).code).toBe(0);
    expect(resumed.code, resumed.err).toBe(0);

    // The bad server said 1 to everything; what it said stays, the rest is what the model says.
    const rows = samplesOnce(lab, 'report', 200, 300);
    const fit = rows.filter(({ set }) => set === 'fit');
    expect(new Set(fit.slice(0, good).map((row) => row.remote_prediction))).toEqual(new Set(['1']));
    expect([...fit.slice(good), ...rows.filter(({ set }) => set === 'report')].every((row) => row.remote_prediction === row.exit1_prediction)).toBe(true);
    expect(lab.json<Results>('report', 'results.json').server).toBeNull();
  });

  it('that does not listen is told from one that cannot be found', async () => {
    const port = await closedPort();
    serverAt(port);
    const refused = await hiStudio(run, lab);
    expect(refused.code).toBe(5);
    expect(refused.err.trimEnd().split('\n').at(-1)).toContain(`Nothing listens at 127.0.0.1:${port}; start the edge server there ("hi-studio serve-edge"), or correct host and port in the server profile`);
    expect(refused.err).not.toContain('    at ');
  });

  it('that answers with one byte where two are expected is found out', async () => {
    server = await replies(bytes, Uint8Array.of(3), { thenEnds: true });
    serverAt(server.port);
    const half = await hiStudio(run, lab);
    expect(half.code).toBe(5);
    expect(half.err.trimEnd().split('\n').at(-1)).toContain('sent 1 of 2 bytes of its reply and then nothing. If it answers with 1 byte, set reply_bytes: 1 in the server profile');
  });

  it('that answers classes which the dataset does not have is found out', async () => {
    server = await replies(bytes, Uint8Array.of(10, 0));
    serverAt(server.port);
    const strange = await hiStudio(run, lab);
    expect(strange.code).toBe(5);
    expect(strange.err.trimEnd().split('\n').at(-1)).toContain('answered class 10, expected 0 to 9; check that it runs a model of this dataset');
  });
});

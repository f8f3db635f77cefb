/** An agent that offloads by itself: studio, agent and edge server in one process, over real sockets. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAgentDriver } from '../../../src-main/boards/agent/agent-board';
import type { OffloadDeps } from '../../../src-main/boards/agent/own-offloads';
import { serveAgent, type ServingAgent } from '../../../src-main/boards/agent/serve-agent';
import { createComputerDriver } from '../../../src-main/boards/computer';
import { boardProfile } from '../../../src-main/contract/profiles';
import type { Policy } from '../../../src-main/core/measurements';
import type { Board, EnergyMeter, LoadedModel, OffloadTo, ServerAddress, WorkMark, WorkRequest } from '../../../src-main/engine/ports';
import { startEdgeServer } from '../../../src-main/remote/edge-server';
import { connectToServer } from '../../../src-main/remote/server-connection';
import { batchOf, card, fakeClock, fakeModel } from '../fake-model';
import { readBoard } from '../board-profiles';

let folder = '';
let cleanUp: (() => Promise<unknown>)[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'agent-test-'));
  writeFileSync(join(folder, 'small.onnx'), 'the bytes of a model');
});
afterEach(async () => {
  const steps = cleanUp.reverse();
  cleanUp = [];
  for (const undo of steps) await undo();
  rmSync(folder, { recursive: true });
});

const never = (): AbortSignal => new AbortController().signal;
const realClock = { now: () => new Date(), ms: () => performance.now() };
/** The class is the first pixel, so that an answer tells which image was sent. */
async function edgeServer(host = '127.0.0.1'): Promise<{ to: ServerAddress; seen: number[]; stop(): Promise<void> }> {
  const seen: number[] = [];
  const server = await startEdgeServer({
    host, port: 0, sampleBytes: 3072, replyBytes: 2, classes: 3, idleMs: 60_000, maxConnections: 8, log: () => undefined,
    classify: async (pixels) => { seen.push(pixels[0]); return { prediction: pixels[0], preprocessMs: 0, inferMs: 0 }; },
  });
  cleanUp.push(() => server.stop());
  return { to: { host: server.host, port: server.port, replyBytes: 2 }, seen, stop: () => server.stop() };
}

interface Lab { readonly agent: ServingAgent; readonly board: Board; readonly model: LoadedModel; readonly policies: Policy[] }
/** `walk`: what the model over there does with a sample. */
async function agentAndBoard(offloads: Partial<OffloadDeps> = {}, walk: Awaited<ReturnType<LoadedModel['walk']>> = { exit: 1, accepted: false, prediction: 0, p1: 0.4, p2: 0.3, ms: 1 }, host = '127.0.0.1', reachedAt = host): Promise<Lab> {
  const policies: Policy[] = [];
  const open = async (): Promise<LoadedModel> => ({ ...fakeModel(), facts: { ...fakeModel().facts, sha256: 'a'.repeat(64) }, walk: async (_sample, policy) => { policies.push(policy); return walk; } });
  const machine = await createComputerDriver({ clock: fakeClock(2), meter: offloads.meter ?? null, meterReason: 'No counter over there.' }).open({ ...readBoard('this-computer'), power: undefined });
  const agent = await serveAgent({ host, port: 0, token: 'secret', runtime: { open, inspect: async () => fakeModel().facts }, board: machine, offloads: { connect: connectToServer, clock: realClock, meter: null, ...offloads } });
  cleanUp.push(() => agent.stop());
  const profile = boardProfile.parse({
    kind: 'board', id: 'bench-pi', name: 'Pi on the bench', driver: 'agent', address: { host: reachedAt, port: agent.port, token: 'secret' },
    power: { inference_w: { value: 3, provenance: 'modelled', source: 'a plug' }, offload_w: { value: 2, provenance: 'modelled', source: 'a plug' } },
  });
  const board = await createAgentDriver().open(profile);
  cleanUp.push(() => board.close());
  return { agent, board, policies, model: await board.runtime!.open({ ...card, directory: folder }) };
}

const hi: Policy = { strategy: 'hi', measure: 'max-softmax', thresholds: [], decision: { kind: 'threshold', measure: 'max-softmax', threshold: 0.6 } };
const to = (address: ServerAddress, signal?: AbortSignal): OffloadTo => ({ address, signal, ask: () => Promise.reject(new Error('the studio was not to be asked')) });
const image = (first: number): ReturnType<typeof batchOf> => {
  const batch = batchOf(1);
  batch.pixels[0] = first;
  return batch;
};

describe('a sample that the policy offloads on an agent', () => {
  it('goes to the edge server from there, and the class comes back with its time', async () => {
    const server = await edgeServer();
    const { model } = await agentAndBoard();
    const walked = await model.walk(image(2), hi, to(server.to));
    expect(walked).toMatchObject({ exit: 1, accepted: false, remote: { prediction: 2, lost: 0 } });
    expect(walked.remote!.ms).toBeGreaterThan(0);
    expect(server.seen).toEqual([2]);
  });

  it('goes early where the policy offloads below a threshold of a branch, which arrives there unchanged', async () => {
    const server = await edgeServer();
    const { model, policies } = await agentAndBoard({}, { exit: 0, accepted: false, prediction: 0, p1: 0.4, p2: 0.3, ms: 0.4 });
    const early: Policy = { ...hi, strategy: 'early-offload', thresholds: [0.9], offloadBelow: [0.5] };
    expect(await model.walk(image(1), early, to(server.to))).toMatchObject({ exit: 0, ms: 0.4, remote: { prediction: 1 } });
    expect(policies).toEqual([early]);
  });

  it('is not sent where the local answer is accepted, nor where the studio names no server', async () => {
    const server = await edgeServer();
    const accepting = await agentAndBoard({}, { exit: 0, accepted: true, prediction: 1, p1: 0.9, p2: 0.05, ms: 1 });
    expect((await accepting.model.walk(image(1), hi, to(server.to))).remote).toBeUndefined();
    const asking = await agentAndBoard();
    expect((await asking.model.walk(image(1), hi)).remote).toBeUndefined();
    expect(server.seen).toEqual([]);
  });

  it('is sent again where the link dropped it, and how often is told', async () => {
    let connections = 0;
    const flaky = createServer((socket: Socket) => {
      socket.on('error', () => undefined);
      const drops = ++connections < 3;
      let got = 0;
      socket.on('data', (bytes) => {
        if (drops) socket.destroy();
        else if ((got += bytes.length) === 3072) socket.write(Uint8Array.of(1, 0));
      });
    }).listen(0, '127.0.0.1');
    await new Promise((ready) => flaky.once('listening', ready));
    const { model, board } = await agentAndBoard();
    const port = (flaky.address() as AddressInfo).port;
    const { remote } = await model.walk(image(0), hi, to({ host: '127.0.0.1', port, replyBytes: 2 }));
    expect(remote).toMatchObject({ prediction: 1, lost: 2 });
    await board.close();
    await new Promise((closed) => flaky.close(closed));
  });

  it('ends the loop with one sentence where the server is gone, and the agent can go on when it is back', async () => {
    const server = await edgeServer();
    const { model } = await agentAndBoard();
    await model.walk(image(0), hi, to(server.to));
    await server.stop();
    await expect(model.walk(image(0), hi, to(server.to))).rejects.toThrow(/^The agent at 127\.0\.0\.1:\d+ could not offload over its own network: Nothing listens at 127\.0\.0\.1:\d+; start the edge server.*What was measured is kept; when it works again, go on with "hi-studio run --resume"\.$/);
    const again = await edgeServer();
    expect((await model.walk(image(2), hi, to(again.to))).remote).toMatchObject({ prediction: 2 });
  });

  it('is given up over there when the run is cancelled here', async () => {
    const closed: Promise<void>[] = [];
    const silent = createServer((socket) => {
      socket.resume();
      socket.on('error', () => undefined);
      closed.push(new Promise((over) => socket.once('close', () => over())));
    }).listen(0, '127.0.0.1');
    await new Promise((ready) => silent.once('listening', ready));
    const { model } = await agentAndBoard();
    const stop = new AbortController();
    silent.once('connection', () => stop.abort(new Error('stopped by hand')));
    await expect(model.walk(image(0), hi, to({ host: '127.0.0.1', port: (silent.address() as AddressInfo).port, replyBytes: 2 }, stop.signal))).rejects.toThrow('stopped by hand');
    await Promise.all(closed);
    await new Promise((over) => silent.close(over));
  });
});

describe('what an offload costs on an agent', () => {
  it('is timed there without its warm-up, and then called measured', async () => {
    const server = await edgeServer();
    const { board, model } = await agentAndBoard();
    const batch = batchOf(3);
    for (let i = 0; i < 3; i++) batch.pixels[i * 3072] = i;
    const done = await board.offloads!.send(model, batch, { to: server.to, warmUp: 4, requests: 5, metered: true }, never());
    expect([...done.prediction]).toEqual([0, 1, 2, 0, 1]);
    expect([done.ms.length, done.lost, done.energyMj]).toEqual([5, 0, null]);
    expect(server.seen).toEqual([0, 1, 2, 0, 0, 1, 2, 0, 1]);
    expect(done.rule).toMatch(/^Offloads were sent and timed there, over its own connection to 127\.0\.0\.1:\d+\.$/);
    const latencyMs = { value: 4, n: 5, sd: 0.1, ci95: [3.9, 4.1] as const, median: 4, p95: 4, p99: 4, provenance: 'measured' as const, source: '5 offloads' };
    const cost = board.offloadCost({ datasetId: 'glyphs', remoteArchitecture: 'r', bytes: 3072, measuredMs: { ...latencyMs, value: 1 }, link: null, serverMs: null, own: { latencyMs, energyMj: null } });
    // 2 W of the profile times 4 ms.
    expect(cost).toMatchObject({ latencyMs, energyMj: { value: 8, provenance: 'modelled' } });
  });

  /** A link of 5 ms on a machine that draws 2 W, by one clock. */
  function metered(): OffloadDeps & { meter: EnergyMeter } {
    const clock = fakeClock();
    return {
      clock,
      meter: { name: 'fake rail', provenance: 'measured', covers: 'the whole board', windowMs: 50, readMj: () => 2 * clock.ms() },
      connect: async () => ({ close: async () => undefined, offload: async () => { clock.advance(5); return { prediction: 0, ms: 5 }; } }),
    };
  }

  it('has its energy from the agent’s own meter, with what that covers', async () => {
    const { board, model } = await agentAndBoard(metered());
    const done = await board.offloads!.send(model, batchOf(2), { to: { host: '192.0.2.1', port: 12345, replyBytes: 2 }, warmUp: 1, requests: 4, metered: true }, never());
    // E = P t = 2 W x 5 ms.
    expect(done.energyMj).toMatchObject({ value: 10, provenance: 'measured', source: expect.stringContaining('fake rail') });
    expect(done.rule).toMatch(/mean power of the whole board meanwhile times their time\. Meter: fake rail\.$/);
  });

  it('has none where the edge server runs on the same machine, because its meter counts that too', async () => {
    const { board, model } = await agentAndBoard(metered());
    const done = await board.offloads!.send(model, batchOf(2), { to: { host: '127.0.0.1', port: 12345, replyBytes: 2 }, warmUp: 1, requests: 4, metered: true }, never());
    expect(done.energyMj).toBeNull();
    expect(done.rule).toMatch(/was not metered: the edge server runs on the same machine/);
  });

  it('and of a stage, comes from its meter with what that covers, else from the power in this board’s profile', async () => {
    const request = { stages: [0, 1, 'plain'] as const, warmUp: 1, loops: 5, minLoopMs: 1 };
    const clock = fakeClock(2);
    const with2W = await agentAndBoard({ clock, meter: { name: 'fake rail', provenance: 'measured', covers: 'the whole board', windowMs: 0, readMj: () => 2 * clock.ms() } });
    const measured = await with2W.board.costs(with2W.model, batchOf(8), request, () => undefined, never());
    expect(measured.exits.map(({ energyMj }) => energyMj?.provenance)).toEqual(['measured', 'measured']);
    expect(measured.rule).toMatch(/Energy is the mean power of the whole board times the time of one inference\. Meter: fake rail\.$/);
    const without = await agentAndBoard();
    const modelled = await without.board.costs(without.model, batchOf(8), request, () => undefined, never());
    // Exit 2 takes 2 ms in the fake model; 3 W.
    expect(modelled.exits[1].energyMj).toMatchObject({ value: 6, provenance: 'modelled' });
    expect(modelled.rule).toMatch(/No counter over there\. Energy is modelled: 3 W \(a plug\) times the measured time\.$/);
  });
});

describe('where an agent finds the edge server', () => {
  const outside = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []).find(({ family, internal }) => family === 'IPv4' && !internal)?.address;

  it('is asked before anything is measured', async () => {
    const server = await edgeServer();
    const { board } = await agentAndBoard();
    await expect(board.offloads!.reach(server.to)).resolves.toBeUndefined();
    await server.stop();
    await expect(board.offloads!.reach(server.to)).rejects.toThrow(/could not offload over its own network: Nothing listens at/);
  });

  it.skipIf(outside === undefined)('is not this computer’s loopback where the agent is another machine: the sentence says how to serve it (skipped without a network)', async () => {
    const server = await edgeServer();
    const { board } = await agentAndBoard({}, undefined, '0.0.0.0', outside);
    await expect(board.offloads!.reach(server.to)).rejects.toThrow(/^The edge server listens on 127\.0\.0\.1:\d+, which only this computer reaches, and the agent at [\d.]+:\d+ is to offload from another one; set server: on-the-network in the experiment, or serve it with "hi-studio serve-edge --host 0\.0\.0\.0" and put this computer's own address in the server profile\.$/);
  });

  it.skipIf(outside === undefined)('is where its studio is, for a server on every network (skipped without a network)', async () => {
    const server = await edgeServer('0.0.0.0');
    const asked: string[] = [];
    const { model } = await agentAndBoard({ connect: (host, ...rest) => { asked.push(host); return connectToServer(host, ...rest); } }, undefined, '0.0.0.0', outside);
    expect((await model.walk(image(1), hi, to(server.to))).remote).toMatchObject({ prediction: 1 });
    expect(asked).toEqual([outside]);
  });
});

describe('work that an instrument watches on an agent', () => {
  const request = (work: WorkRequest['work'], more: Partial<WorkRequest> = {}): WorkRequest => ({ work, windows: 2, windowMs: 2, restMs: 1, warmUp: 1, costs: {} as WorkRequest['costs'], offload: () => Promise.reject(new Error('the studio was not to offload')), ...more });

  it.each([{ kind: 'idle' }, { kind: 'stage', stage: 'plain' }, { kind: 'decision' }] as const)('is done there and told by its clock: $kind', async (work) => {
    const { board, model } = await agentAndBoard();
    const marks: WorkMark[] = [];
    const done = await board.perform!(model, batchOf(4), request(work), (mark) => marks.push(mark), never());
    expect(done!.ms.length).toBe(2);
    expect(marks.map(({ kind }) => kind)).toEqual(['begin', 'end', 'begin', 'end']);
    // Agent and studio are one process here, and so are their clocks: a mark is heard of when it happened, but for its way.
    for (const { boardMs, heardMs } of marks) expect(heardMs).toBeGreaterThanOrEqual(boardMs);
  });

  it('offloads there, over its own link', async () => {
    const server = await edgeServer();
    const { board, model } = await agentAndBoard();
    const done = await board.perform!(model, image(1), request({ kind: 'offload' }, { to: server.to }), () => undefined, never());
    expect(server.seen.length).toBe(1 + 2 * done!.inferences);
    expect(await board.perform!(model, image(1), request({ kind: 'offload' }), () => undefined, never())).toBeNull();
  });
});

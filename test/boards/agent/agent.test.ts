/** Studio and agent in one process over a loopback socket, with a model that answers by arithmetic. */
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAgentDriver } from '../../../src-main/boards/agent/agent-board';
import { serveAgent, type ServeAgentOptions, type ServingAgent } from '../../../src-main/boards/agent/serve-agent';
import { createComputerDriver } from '../../../src-main/boards/computer';
import { agentProtocol } from '../../../src-main/contract/agent';
import { boardProfile, type BoardProfile, type ModelCard } from '../../../src-main/contract/profiles';
import type { Policy } from '../../../src-main/core/measurements';
import { framePrefix } from '../../../src-main/core/protocol/agent-frames';
import type { Board, LoadedModel, ModelRuntime } from '../../../src-main/engine/ports';
import { batchOf, card, fakeClock, fakeModel } from '../fake-model';
import { readBoard } from '../board-profiles';

const onnx = Buffer.from('the bytes of a model');
let folder = '';
let cleanUp: (() => Promise<unknown>)[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'agent-test-'));
  writeFileSync(join(folder, 'small.onnx'), onnx);
});
afterEach(async () => {
  const steps = cleanUp.reverse();
  cleanUp = [];
  for (const undo of steps) await undo();
  rmSync(folder, { recursive: true });
});

const ours = (): ModelCard => ({ ...card, directory: folder });

/** Keeps what it was given to open; the file is read while it must be there. */
function recordingRuntime(change: Partial<LoadedModel> = {}): ModelRuntime & { readonly opened: { card: ModelCard; sha256: string }[]; closed: number } {
  const runtime = {
    opened: [] as { card: ModelCard; sha256: string }[], closed: 0,
    async open(given: ModelCard) {
      runtime.opened.push({ card: given, sha256: createHash('sha256').update(readFileSync(join(given.directory, given.file))).digest('hex') });
      const model = fakeModel();
      return { ...model, facts: facts(), close: async () => void runtime.closed++, ...change };
    },
    inspect: async (given: ModelCard) => ({ ...facts(), bytes: readFileSync(join(given.directory, given.file)).length }),
  };
  return runtime;
}

const facts = (): LoadedModel['facts'] => ({ ...fakeModel().facts, sha256: 'a'.repeat(64) });

async function agentWith(options: Partial<ServeAgentOptions> = {}): Promise<ServingAgent> {
  const board = await createComputerDriver({ clock: fakeClock(2), meter: null, meterReason: 'No counter over there.' }).open(readBoard('this-computer'));
  const agent = await serveAgent({ host: '127.0.0.1', port: 0, token: 'secret', runtime: recordingRuntime(), board, offloads: { connect: () => Promise.reject(new Error('no server here')), clock: fakeClock(2), meter: null }, ...options });
  cleanUp.push(() => agent.stop());
  return agent;
}

const profileAt = (port: number, token: string | undefined = 'secret'): BoardProfile =>
  boardProfile.parse({ kind: 'board', id: 'bench-pi', name: 'Pi on the bench', driver: 'agent', address: { host: '127.0.0.1', port, token } });

async function boardAt(agent: ServingAgent, token?: string): Promise<Board> {
  const board = await createAgentDriver().open(profileAt(agent.port, token));
  cleanUp.push(() => board.close());
  return board;
}

const request = { stages: [0, 1, 'plain'] as const, warmUp: 1, loops: 5, minLoopMs: 1 };
const never = (): AbortSignal => new AbortController().signal;
const policy: Policy = { strategy: 'ee-hi', measure: 'max-softmax', thresholds: [0.7], decision: { kind: 'binary-lr', bias: -4.6, w1: 5.9, w2: -3, threshold: 0, fittedOn: 'test' } };

/** A bare server whose connections the test holds in its hand. */
async function bareServer(onSocket: (socket: Socket) => void): Promise<number> {
  const sockets: Socket[] = [];
  const server: Server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    onSocket(socket);
  }).listen(0, '127.0.0.1');
  await new Promise((ready) => server.once('listening', ready));
  cleanUp.push(() => new Promise((closed) => {
    for (const socket of sockets) socket.destroy();
    server.close(closed);
  }));
  return (server.address() as AddressInfo).port;
}

const frame = (header: unknown): Buffer => {
  const text = Buffer.from(JSON.stringify(header));
  return Buffer.concat([framePrefix(text.length, 0), text]);
};

describe('a model on an agent', () => {
  it('arrives whole, runs there, and answers as if it ran here', async () => {
    const runtime = recordingRuntime();
    const board = await boardAt(await agentWith({ runtime }));
    const model = await board.runtime!.open(ours());
    expect(runtime.opened[0].sha256).toBe(createHash('sha256').update(onnx).digest('hex'));
    expect(model.facts).toEqual(facts());
    expect(model.card).toEqual(ours());

    const local = fakeModel();
    const batch = { ...batchOf(5), labels: Uint16Array.of(0, 1, 2, 1, 0) };
    expect(await model.outputs(batch)).toEqual(await local.outputs(batch));
    expect(await model.classify(batch)).toEqual(await local.classify(batch));
    expect(await model.walk(batchOf(1), policy)).toEqual(await local.walk(batchOf(1), policy));
    const seen: number[] = [];
    const times = await model.time(batch, request, (done) => seen.push(done), never());
    expect(times).toEqual(await local.time(batch, request, () => undefined, never()));
    expect(seen.at(-1)).toBe(15);
  });

  it('gets its samples and labels unchanged', async () => {
    let got: unknown = null;
    const board = await boardAt(await agentWith({ runtime: recordingRuntime({ outputs: async (batch) => { got = { ...batch, pixels: [...batch.pixels], labels: [...batch.labels] }; return fakeModel().outputs(batch); } }) }));
    const model = await board.runtime!.open(ours());
    const batch = { count: 3, bytes: 3072, pixels: Uint8Array.from({ length: 3 * 3072 }, (_, i) => i * 7), labels: Uint16Array.of(1, 65535, 256) };
    await model.outputs(batch);
    expect(got).toEqual({ count: 3, bytes: 3072, pixels: [...batch.pixels], labels: [...batch.labels] });
  });

  it('is timed by the agent’s own board, whose numbers stay measured', async () => {
    const board = await boardAt(await agentWith());
    const model = await board.runtime!.open(ours());
    const costs = await board.costs(model, batchOf(8), request, () => undefined, never());
    expect(costs.exits.map((exit) => [exit.latencyMs.value, exit.latencyMs.provenance])).toEqual([[1, 'measured'], [2, 'measured']]);
    // What the agent assumes of a computer (15 W) says nothing of this board, whose profile has no power.
    expect(costs.exits[0].energyMj).toBeNull();
    expect(costs.rule).toMatch(/^Measured on .* by its agent\. Every stage was timed.*No counter over there/);
    expect(costs.loops![0]).toEqual({ ms: Float64Array.of(1, 1, 1, 1, 1), inferences: 10, energyMj: null });
  });

  it('leaves no file behind when it is closed, nor when the studio goes', async () => {
    const runtime = recordingRuntime();
    const agent = await agentWith({ runtime });
    const board = await boardAt(agent);
    const first = await board.runtime!.open(ours());
    const second = await board.runtime!.open(ours());
    expect(existsSync(runtime.opened[0].card.directory)).toBe(true);
    await first.close();
    expect(existsSync(runtime.opened[0].card.directory)).toBe(false);
    await board.close();
    await agent.stop();
    expect(existsSync(runtime.opened[1].card.directory)).toBe(false);
    expect(runtime.closed).toBe(2);
    await expect(second.close()).resolves.toBeUndefined();
  });

  it('never chooses where it is stored: a path in the card means nothing over there', async () => {
    const runtime = recordingRuntime();
    const board = await boardAt(await agentWith({ runtime }));
    writeFileSync(join(folder, 'x'), onnx);
    await board.runtime!.open({ ...ours(), file: `../${folder.split('/').at(-1)}/x` });
    expect(runtime.opened[0].card.file).toBe('model.onnx');
    expect(runtime.opened[0].card.directory).not.toContain(folder);
  });

  it('is refused in the agent’s own words when it cannot run there', async () => {
    const runtime: ModelRuntime = { ...recordingRuntime(), open: async () => { throw new Error('Operator Fancy(99) is not supported.'); } };
    const board = await boardAt(await agentWith({ runtime }));
    await expect(board.runtime!.open(ours())).rejects.toThrow(/does not take the model “small”: Operator Fancy\(99\) is not supported\./);
    expect((await board.runtime!.inspect(ours())).bytes).toBe(onnx.length);
  });

  it('reports a failure over there by what went wrong, and can go on', async () => {
    let calls = 0;
    const board = await boardAt(await agentWith({ runtime: recordingRuntime({ outputs: async (batch) => { if (++calls === 1) throw new Error('output 3 is not a number'); return fakeModel().outputs(batch); } }) }));
    const model = await board.runtime!.open(ours());
    await expect(model.outputs(batchOf(2))).rejects.toThrow(/could not do its work: output 3 is not a number/);
    await expect(model.outputs(batchOf(2, 100))).rejects.toThrow(/samples of 100 bytes where small takes 3072/);
    expect(await model.outputs(batchOf(2))).toHaveLength(2);
  });

  it('stops when the run is cancelled, there as here', async () => {
    let stopped: (() => void) | null = null;
    const told = new Promise<void>((resolve) => (stopped = resolve));
    const endless: LoadedModel['time'] = (_batch, _request, onLoop, signal) => new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => { stopped!(); reject(signal.reason as Error); });
      onLoop(1, 2);
    });
    const board = await boardAt(await agentWith({ runtime: recordingRuntime({ time: endless }) }));
    const model = await board.runtime!.open(ours());
    const stop = new AbortController();
    await expect(model.time(batchOf(1), request, () => stop.abort(new Error('stopped by hand')), stop.signal)).rejects.toThrow('stopped by hand');
    await told;
    expect(await model.outputs(batchOf(1))).toHaveLength(2);
  });
});

describe('an offload from an agent', () => {
  it('is never called measured where this machine’s socket was timed instead', async () => {
    const board = await boardAt(await agentWith());
    const measuredMs = { value: 2, n: 9, sd: 0.1, ci95: [1.9, 2.1] as const, median: 2, p95: 2, p99: 2, provenance: 'measured' as const, source: '9 offloads' };
    const { latencyMs, energyMj } = board.offloadCost({ datasetId: 'glyphs', remoteArchitecture: 'r', bytes: 3072, measuredMs, link: null, serverMs: null });
    expect(latencyMs).toMatchObject({ value: 2, provenance: 'modelled', source: "timed from the studio's machine instead of Pi on the bench: 9 offloads" });
    expect(energyMj).toBeNull();
  });
});

describe('a connection to an agent', () => {
  it('needs the right token, and none on this machine alone unless one was given', async () => {
    const agent = await agentWith();
    await expect(boardAt(agent, 'guess')).rejects.toThrow(/did not accept the token; copy the token/);
    expect((await boardAt(agent)).profile.id).toBe('bench-pi');
    const open = await agentWith({ token: null });
    expect(open.token).toBeNull();
    expect((await boardAt(open, 'anything')).profile.id).toBe('bench-pi');
  });

  it('makes up a token where other machines can reach it', async () => {
    const agent = await agentWith({ host: '0.0.0.0', token: null });
    expect(agent.token).toMatch(/^[\w-]{16}$/);
    await expect(boardAt(agent)).rejects.toThrow(/token/);
    expect(await boardAt(agent, agent.token!)).toBeDefined();
  });

  it('is for one studio at a time, and free again when that one leaves', async () => {
    const agent = await agentWith();
    const first = await createAgentDriver().open(profileAt(agent.port));
    await expect(boardAt(agent)).rejects.toThrow(/is measuring for another studio/);
    await first.close();
    await expect.poll(async () => boardAt(agent).then(() => 'in', () => 'busy')).toBe('in');
  });

  it('says which versions do not fit', async () => {
    const port = await bareServer((socket) => socket.end(frame({ type: 'refused', id: null, why: 'version', text: '', protocol: 7 })));
    await expect(createAgentDriver().open(profileAt(port))).rejects.toThrow(/speaks version 7 of the agent protocol, this studio version 3; install the same release/);
  });

  it('tells a studio of an older release its own version', async () => {
    const agent = await agentWith();
    const socket = connect(agent.port, '127.0.0.1');
    const answer = new Promise<string>((done) => {
      let text = '';
      socket.on('data', (chunk) => void (text += chunk.toString('latin1'))).once('close', () => done(text));
    });
    socket.write(frame({ type: 'hello', protocol: 1, token: 'secret' }));
    expect(await answer).toMatch(/"why":"version","text":"version 3 is spoken here","protocol":3/);
  });

  it('says so when nobody listens, when it is hung up on, and when it is no agent', async () => {
    const agent = await agentWith();
    await agent.stop();
    await expect(createAgentDriver().open(profileAt(agent.port))).rejects.toThrow(/does not answer \(ECONNREFUSED\); start "hi-studio agent" there/);
    const mute = await bareServer((socket) => socket.end());
    await expect(createAgentDriver().open(profileAt(mute))).rejects.toThrow(/ended during the greeting/);
    const web = await bareServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await expect(createAgentDriver().open(profileAt(web))).rejects.toThrow(/is not the agent protocol \(other bytes than a frame\)/);
    const odd = await bareServer((socket) => void socket.write(frame({ type: 'dance' })));
    await expect(createAgentDriver().open(profileAt(odd))).rejects.toThrow(/is not the agent protocol \(an unknown message\)/);
  });

  it('asks for an address where the profile has none', async () => {
    const lost = boardProfile.parse({ kind: 'board', id: 'lost', name: 'Lost', driver: 'agent' });
    await expect(createAgentDriver().open(lost)).rejects.toThrow('Board “lost” has the driver agent but no address');
  });

  it('names what was going on when the cable is pulled in the middle', async () => {
    // The board hangs up in the middle of timing, as a machine that loses power does.
    let pull: (() => void) | null = null;
    const agent = await agentWith({ runtime: recordingRuntime({ time: () => new Promise(() => pull!()) }) });
    const relay = await bareServer((near) => {
      const far = connect(agent.port, '127.0.0.1');
      far.on('error', () => undefined);
      near.pipe(far).pipe(near);
      pull = () => { near.resetAndDestroy(); far.destroy(); };
    });
    const board = await createAgentDriver().open(profileAt(relay));
    const model = await board.runtime!.open(ours());
    await expect(model.time(batchOf(1), request, () => undefined, never())).rejects.toThrow(/ended during “time”; check its cable, power and terminal/);
    await expect(model.outputs(batchOf(1))).rejects.toThrow(/connection to the agent/);
  });

  it('notices a silent agent by its missing signs of life', async () => {
    const port = await bareServer((socket) => void socket.write(frame({ type: 'welcome', protocol: 1, name: 'frozen' })));
    const board = await createAgentDriver({ everyMs: 5, missed: 3 }).open(profileAt(port));
    cleanUp.push(() => board.close());
    await expect(board.runtime!.open(ours())).rejects.toThrow(/connection to the agent .* ended during “open”/);
  });

  it('refuses a model that was damaged on the way', async () => {
    const agent = await agentWith();
    const socket = connect(agent.port, '127.0.0.1');
    const answers = new Promise<string>((done) => {
      let text = '';
      socket.on('data', (chunk) => { text += chunk.toString('latin1'); if (text.includes('refused')) done(text); });
    });
    socket.write(frame({ type: 'hello', protocol: agentProtocol, token: 'secret' }));
    await expect.poll(() => socket.bytesRead).toBeGreaterThan(0);
    const { directory: _, ...sent } = card;
    const head = Buffer.from(JSON.stringify({ type: 'open', id: 1, card: sent, sha256: 'b'.repeat(64) }));
    socket.write(Buffer.concat([framePrefix(head.length, 4), head, Buffer.from('ONNX')]));
    expect(await answers).toMatch(/"why":"damaged".*SHA-256 differs/);
    socket.destroy();
  });

  it('says which port is taken', async () => {
    const agent = await agentWith();
    await expect(agentWith({ port: agent.port })).rejects.toThrow(/cannot listen on 127\.0\.0\.1:\d+ \(EADDRINUSE\); choose another port/);
  });

  it('takes anything a stranger sends and still serves the next studio', async () => {
    const agent = await agentWith();
    const hello = frame({ type: 'hello', protocol: agentProtocol, token: 'secret' });
    const oddHeader = fc.oneof(fc.jsonValue(), fc.record({ type: fc.constantFrom('open', 'outputs', 'time', 'walk', 'close', 'cancel', 'hello'), id: fc.oneof(fc.nat(), fc.string()), model: fc.nat(), count: fc.integer(), bytes: fc.integer() })).map(frame);
    await fc.assert(fc.asyncProperty(fc.array(fc.oneof(fc.uint8Array({ maxLength: 60 }).map(Buffer.from), fc.constant(hello), oddHeader), { maxLength: 6 }), async (pieces) => {
      const socket = connect(agent.port, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.resume();
      for (const piece of pieces) socket.write(piece);
      await new Promise<void>((closed) => { socket.once('close', () => closed()); socket.end(); });
    }), { numRuns: 60 });
    await expect.poll(async () => boardAt(agent).then(() => 'in', (error: Error) => error.message)).toBe('in');
  });
});

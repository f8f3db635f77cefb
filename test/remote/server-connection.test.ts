/** What the board's side makes of edge servers, good and bad, over real sockets. */
import { afterEach, describe, expect, it } from 'vitest';
import type { StudioError } from '../../src-main/core/errors';
import type { ConnectOptions, RemoteModel } from '../../src-main/engine/ports';
import { connectToServer } from '../../src-main/remote/server-connection';
import { closedPort, leavesAfter, replies, serveFaultily, staysSilent, type FaultyServer } from '../support/faulty-servers';

const bytes = 300;
const image = new Uint8Array(bytes).fill(7);
const never = new AbortController().signal;
const open: { stop?(): Promise<void>; close?(): Promise<void> }[] = [];
afterEach(async () => { for (const one of open.splice(0).reverse()) await (one.close?.() ?? one.stop?.()); });

async function connectTo(starting: Promise<FaultyServer>, options?: ConnectOptions): Promise<{ server: FaultyServer; remote: RemoteModel }> {
  const server = await starting;
  open.push(server);
  const remote = await connectToServer(server.host, server.port, bytes, options);
  open.push(remote);
  return { server, remote };
}
const failure = async (attempt: Promise<unknown>): Promise<StudioError> => attempt.then(() => { throw new Error('it should have failed'); }, (error: StudioError) => error);

describe('offloading to a server', () => {
  it('gives the class and the time from before the send to after the last byte', async () => {
    const { remote } = await connectTo(serveFaultily(bytes, (socket, request) => {
      socket.write(Uint8Array.of(request));
      setTimeout(() => socket.write(Uint8Array.of(2)), 30);
    }));
    const before = performance.now();
    const first = await remote.offload(image, never);
    const elapsed = performance.now() - before;
    expect(first.prediction).toBe(2 * 256 + 1);
    // Not a speed: the second byte leaves 30 ms late, so a time below that would have stopped at the first (a timer may fire 1 ms early).
    expect(first.ms).toBeGreaterThanOrEqual(29);
    expect(first.ms).toBeLessThanOrEqual(elapsed);
    expect((await remote.offload(image, never)).prediction).toBe(2 * 256 + 2);
  });

  it('understands servers that answer with one byte when told so', async () => {
    const { remote } = await connectTo(replies(bytes, Uint8Array.of(9)), { replyBytes: 1 });
    for (let i = 0; i < 3; i++) expect((await remote.offload(image, never)).prediction).toBe(9);
  });

  it('sends the pixels and nothing else', async () => {
    let seen: Uint8Array | null = null;
    const pixels = Uint8Array.from({ length: bytes }, (_, i) => i % 251);
    const { remote } = await connectTo(serveFaultily(bytes, (socket, _request, arrived) => { seen = arrived; socket.write(Uint8Array.of(0, 0)); }));
    await remote.offload(pixels, never);
    expect(seen).toEqual(pixels);
  });

  it('refuses an image of another size and a second image before the first is answered', async () => {
    const { remote, server } = await connectTo(staysSilent(bytes));
    expect((await failure(remote.offload(new Uint8Array(299), never))).message).toBe('An image of 299 bytes was to be offloaded over a connection for 300 bytes an image; use the dataset that the server was started for.');
    const waiting = failure(remote.offload(image, never));
    await expect(remote.offload(image, never)).rejects.toThrow('one offload at a time');
    await server.stop();
    expect((await waiting).code).toBe('remote.gone');
  });
});

describe('a server on a bad day', () => {
  it('that is not there is refused in one sentence with the remedy', async () => {
    const port = await closedPort();
    const error = await failure(connectToServer('127.0.0.1', port, bytes));
    expect(error.code).toBe('remote.refused');
    expect(error.message).toBe(`Nothing listens at 127.0.0.1:${port}; start the edge server there ("hi-studio serve-edge"), or correct host and port in the server profile.`);
  });

  it('whose name nobody knows is unreachable', async () => {
    const error = await failure(connectToServer('no-such-host.invalid', 12345, bytes));
    expect(error.code).toBe('remote.unreachable');
    expect(error.message).toMatch(/^The edge server at no-such-host\.invalid:12345 cannot be reached \(the name .+\); check the host name/);
  });

  it('that goes away in the middle leaves the answers before it, and can be connected to again', async () => {
    const { server, remote } = await connectTo(leavesAfter(bytes, 3));
    for (let i = 0; i < 3; i++) expect((await remote.offload(image, never)).prediction).toBe(1);
    const error = await failure(remote.offload(image, never));
    expect(error.message).toBe(`The edge server at 127.0.0.1:${server.port} closed the connection without answering; 3 answers from it are kept. Its own log says why; start it again and resume the run.`);
    expect((await failure(remote.offload(image, never))).code).toBe('remote.gone');
    const again = await connectToServer(server.host, server.port, bytes);
    await again.close();
  });

  it('that went away between two images is noticed at the next', async () => {
    const { server, remote } = await connectTo(leavesAfter(bytes, 10));
    await remote.offload(image, never);
    await server.stop();
    const error = await failure(remote.offload(image, never));
    expect(error.code).toBe('remote.gone');
    expect(error.facts).toMatchObject({ answers: 1 });
  });

  it('that is too slow is given up', async () => {
    const { remote } = await connectTo(staysSilent(bytes), { replyTimeoutMs: 50 });
    const error = await failure(remote.offload(image, never));
    expect(error.code).toBe('remote.slow');
    expect(error.message).toContain('gave no answer within 0.05 s; 0 answers from it are kept.');
  });

  it.each([['closes', true], ['waits', false]])('that sends half a reply and then %s is told apart', async (_what, thenEnds) => {
    const { remote } = await connectTo(replies(bytes, Uint8Array.of(3), { thenEnds }), { replyTimeoutMs: 50 });
    const error = await failure(remote.offload(image, never));
    expect(error.code).toBe('remote.half-reply');
    expect(error.message).toContain('sent 1 of 2 bytes of its reply and then nothing; 0 answers from it are kept. If it answers with 1 byte, set reply_bytes: 1 in the server profile.');
  });

  it('that sends more than a reply is not believed', async () => {
    const { remote } = await connectTo(replies(bytes, Uint8Array.of(3, 0)), { replyBytes: 1 });
    expect((await failure(remote.offload(image, never))).code).toBe('remote.long-reply');
  });

  it('that names a class the dataset does not have is not believed', async () => {
    const { remote } = await connectTo(replies(bytes, Uint8Array.of(10, 0)), { classes: 10 });
    const error = await failure(remote.offload(image, never));
    expect(error.code).toBe('remote.class-out-of-range');
    expect(error.message).toContain('answered class 10, expected 0 to 9');
  });
});

describe('stopping', () => {
  it('while an answer is awaited rejects with the reason and gives up the connection, whose late answer would belong to another image', async () => {
    const { remote } = await connectTo(staysSilent(bytes));
    const stop = new AbortController();
    const waiting = failure(remote.offload(image, stop.signal));
    stop.abort(new Error('the user pressed stop'));
    expect((await waiting).message).toBe('the user pressed stop');
    await expect(remote.offload(image, never)).rejects.toThrow('the user pressed stop');
  });

  it('before the send sends nothing and keeps the connection', async () => {
    const { remote, server } = await connectTo(leavesAfter(bytes, 5));
    await expect(remote.offload(image, AbortSignal.abort(new Error('stopped before')))).rejects.toThrow('stopped before');
    expect((await remote.offload(image, never)).prediction).toBe(1);
    expect(server.requests).toBe(1);
  });

  it('before connecting does not connect', async () => {
    await expect(connectToServer('127.0.0.1', 1, bytes, { signal: AbortSignal.abort(new Error('no more')) })).rejects.toThrow('no more');
  });
});

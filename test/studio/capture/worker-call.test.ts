/** Another thread that is let go: what it was asked is still answered, by way of a message channel. */
import { MessageChannel } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { answerCalls, createCaller } from '../../../src-main/studio/capture/worker-call';

type Doubling = { double: { ask: number; answer: number } };

function promised<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve!: (value: T) => void;
  return { promise: new Promise<T>((done) => (resolve = done)), resolve };
}

function channel() {
  const { port1, port2 } = new MessageChannel();
  const [slow, asked, ended] = [promised<void>(), promised<void>(), promised<string>()];
  answerCalls<Doubling>(port2, {
    async double(n) {
      asked.resolve();
      await slow.promise;
      return 2 * n;
    },
  });
  const caller = createCaller<Doubling>(port1, { gone: (reason) => new Error(reason), onEnd: ended.resolve });
  return { caller, finish: slow.resolve, asked: asked.promise, ended: ended.promise };
}

describe('a thread that is let go', () => {
  it('answers what it was asked before, and what is asked in the same moment', async () => {
    const { caller, finish, asked, ended } = channel();
    const before = caller.call('double', 1);
    await asked;
    caller.retire();
    const same = caller.call('double', 2);
    finish();
    expect(await Promise.all([before, same])).toEqual([2, 4]);
    expect(await ended).toBe('the line was closed');
    await expect(caller.call('double', 3)).rejects.toThrow('the line was closed');
  });

  it('ends where nothing was asked', async () => {
    const { caller, ended } = channel();
    caller.retire();
    expect(await ended).toBe('the line was closed');
  });

  it('that is ended at once fails what it was asked', async () => {
    const { caller, asked } = channel();
    const open = caller.call('double', 1);
    await asked;
    await caller.end();
    await expect(open).rejects.toThrow('the line was closed');
  });
});

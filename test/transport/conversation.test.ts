/** Question and answer over a line that is slow, silent, talkative or gone. */
import { describe, expect, it } from 'vitest';
import { takeScpiReply } from '../../src-main/core/protocol/scpi';
import { createVirtualTime } from '../../src-main/simulators/virtual-time';
import { Inbox, type ByteStream } from '../../src-main/transport/byte-stream';
import { startConversation } from '../../src-main/transport/conversation';
import { pause, type Timekeeper } from '../../src-main/transport/timekeeper';
import { StudioError } from '../../src-main/core/errors';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function line(time: Timekeeper, answer: (asked: string, say: (text: string, afterMs: number) => void) => void): ByteStream & { end(): void } {
  const inbox = new Inbox();
  return {
    name: 'the line', listen: (listener) => inbox.listen(listener),
    async write(written) { answer(new TextDecoder().decode(written), (text, afterMs) => void time.after(afterMs, () => inbox.put(bytes(text)))); },
    async close() { inbox.end(null); },
    end: () => inbox.end(new StudioError('port.gone', { port: 'the line' })),
  };
}
const ask = (talk: ReturnType<typeof startConversation>, text: string, patienceMs = 1000): Promise<unknown> => talk.ask(bytes(text), takeScpiReply, text, patienceMs).then((reply) => (reply.kind === 'text' ? reply.text : reply.bytes));

describe('a conversation', () => {
  it('puts half lines together', async () => {
    const time = createVirtualTime();
    const talk = startConversation(line(time, (_, say) => { say('1.2', 10); say('5\n', 300); }), time);
    expect(await ask(talk, 'A?')).toBe('1.25');
  });
  it('does not take a late answer for the next one', async () => {
    const time = createVirtualTime();
    const talk = startConversation(line(time, (asked, say) => say(`answer to ${asked}\n`, asked === 'A?' ? 1500 : 100)), time);
    await expect(ask(talk, 'A?')).rejects.toThrow('the line gave no answer to A? within 1 s; check that the right instrument is on this port and switched on.');
    await pause(time, 1000);
    expect(await ask(talk, 'B?')).toBe('answer to B?');
  });
  it('says what came instead of an answer', async () => {
    const time = createVirtualTime();
    const talk = startConversation(line(time, (_, say) => say('\u0007half', 10)), time);
    await expect(ask(talk, 'A?')).rejects.toThrow('within 1 s, only “·half”');
  });
  it('gives up on a flood without an end of line', async () => {
    const time = createVirtualTime();
    const talk = startConversation(line(time, (_, say) => say('x'.repeat(1_100_000), 10)), time);
    await expect(ask(talk, 'A?')).rejects.toThrow('the line sent 1100000 bytes without an answer to A? in them; check the baud rate');
  });
  it('ends at once when the line is gone, while waiting and before', async () => {
    const time = createVirtualTime();
    const wire = line(time, () => wire.end());
    const talk = startConversation(wire, time);
    await expect(ask(talk, 'A?')).rejects.toThrow('The connection to the line is gone');
    await expect(ask(talk, 'B?')).rejects.toThrow('The connection to the line is gone');
    expect(time.ms()).toBe(0);
  });
  it('drains what an old stream still sends, and not for ever', async () => {
    const time = createVirtualTime();
    const talk = startConversation(line(time, (asked, say) => { for (let i = 0; i < (asked === 'long' ? 1000 : 5); i++) say('12345678', i * 50); }), time);
    await talk.write(bytes('short'));
    expect(await talk.drain(100, 5000)).toBe(40);
    await talk.write(bytes('long'));
    const before = time.ms();
    await talk.drain(100, 2000);
    expect(time.ms() - before).toBeLessThanOrEqual(2001);
  });
});

describe('bytes that nobody listens to', () => {
  it('are kept up to a limit; the oldest go first', () => {
    const inbox = new Inbox();
    for (let i = 0; i < 40; i++) inbox.put(new Uint8Array(50_000).fill(i));
    const chunks: Uint8Array[] = [];
    inbox.listen({ bytes: (chunk) => void chunks.push(chunk), ended: () => undefined });
    expect(chunks.reduce((sum, { length }) => sum + length, 0)).toBeLessThanOrEqual(1 << 20);
    expect([chunks.at(-1)?.[0], inbox.overflowed]).toEqual([39, 2_000_000 - chunks.length * 50_000]);
  });
});

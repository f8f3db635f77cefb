/** A serial board that is the same board through resets, pulled cables, garbage, echoes and ports that swap their names. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { infer, loadInput } from '../../../src-main/boards/mlperf-tiny/dut-commands';
import { DutSession } from '../../../src-main/boards/mlperf-tiny/dut-session';
import type { BoardProfile } from '../../../src-main/contract/profiles';
import { StudioError } from '../../../src-main/core/errors';
import { referenceModel } from '../../../src-main/simulators/mlperf-board';
import { createBench, profileOf, type Bench } from './bench';

let bench: Bench;
let sessions: DutSession[];
beforeEach(() => {
  bench = createBench();
  sessions = [];
});
afterEach(async () => {
  for (const session of sessions) await session.close();
  bench.stop();
});

const open = async (profile: BoardProfile = profileOf({ usb: [{ vendor: '0483', product: '374b' }] })): Promise<DutSession> => {
  const session = await DutSession.open(profile, bench);
  sessions.push(session);
  return session;
};
const input = Uint8Array.from({ length: 3072 }, (_, i) => (i * 37) % 256);
const sample = (session: DutSession): Promise<readonly number[] | null> => session.run('a sample', async (line) => {
  await loadInput(line, input);
  return (await infer(line, 1, 0)).results;
});
/** What the board's own network says of this input, printed with three decimals. */
const truth = async (): Promise<number[]> => Array.from((await referenceModel.classify(input)).at(-1)!.probabilities, (p) => Number(p.toFixed(3)));

describe('the handshake', () => {
  it('says who the board is, also when it is still booting', async () => {
    bench.add('/dev/ttyACM0', { vendor: 'Nucleo', bootMs: 4000, extended: false });
    expect((await open()).identity).toEqual({ vendor: 'Nucleo', firmware: 'ULPMark for tinyML Firmware V0.0.1', benchmark: 'ic01', capabilities: null });
  });

  it('finds the extension', async () => {
    bench.add('/dev/ttyACM0');
    expect((await open()).identity.capabilities).toMatchObject({ exits: 2, classes: 10, height: 32, width: 32, channels: 3 });
  });

  it('is not misled by what lies on the line from before', async () => {
    bench.add('/dev/ttyACM0', { vendor: 'Nucleo' }, { stale: Uint8Array.from('m-results-[0.1]\r\nm-ready\r\nm-rea', (c) => c.charCodeAt(0)) });
    expect((await open()).identity.vendor).toBe('Nucleo');
  });

  it('gives up in a sentence where nobody answers', async () => {
    bench.add('/dev/ttyACM0').board.trouble.stall(true);
    await expect(open()).rejects.toThrow(/^\/dev\/ttyACM0 did not answer name% within \d+ s at 115200 baud; check that the board runs MLPerf Tiny firmware, and serial\.baud/);
  });

  it('knows a wrong baud rate by its unreadable bytes', async () => {
    const one = bench.add('/dev/ttyACM0');
    one.board.trouble.stall(true);
    bench.when(one, /name%/, 1, () => one.wire.inject(Uint8Array.from({ length: 40 }, (_, i) => 128 + ((i * 61) % 128))));
    await expect(open(profileOf({ port: '/dev/ttyACM0', baud: 9600 }))).rejects.toThrow('/dev/ttyACM0 sends unreadable bytes at 9600 baud, so the board most likely runs at another rate; set serial.baud');
  });

  it('refuses a board with the firmware of another benchmark', async () => {
    bench.add('/dev/ttyACM0');
    await expect(open(profileOf({ port: '/dev/ttyACM0' }, { firmware: { benchmark: 'vww01' } }))).rejects.toThrow('The board on /dev/ttyACM0 has the firmware of benchmark ic01 where its profile says vww01');
  });

  it('passes on what the system says of the port', async () => {
    for (const error of [new StudioError('port.held', { port: 'p', by: 'minicom (process 7)' }), new StudioError('port.forbidden', { port: 'p', group: 'dialout', user: 'ada' })]) {
      await expect(DutSession.open(profileOf({ port: 'p' }), { ...bench, open: () => Promise.reject(error) })).rejects.toBe(error);
    }
  });
});

describe('where a board is', () => {
  it('is told by USB, whatever its port is called', async () => {
    bench.add('/dev/ttyACM0', { vendor: 'other' }, {}, '2341:805a');
    bench.add('/dev/ttyACM1', { vendor: 'ours' });
    const session = await open(profileOf({ port: '/dev/ttyACM0', usb: [{ vendor: '0483', product: '374b' }] }));
    expect([session.identity.vendor, session.port]).toEqual(['ours', '/dev/ttyACM1']);
  });

  it('is told by the serial number among boards that are alike, and asked for where there is none', async () => {
    bench.add('/dev/ttyACM0', { vendor: 'first' }, {}, '0483:374b', 'A');
    bench.add('/dev/ttyACM1', { vendor: 'second' }, {}, '0483:374b', 'B');
    expect((await open(profileOf({ usb: [{ vendor: '0483', product: '374b', serial: 'B' }] }))).identity.vendor).toBe('second');
    await sessions.pop()!.close();
    await expect(open()).rejects.toThrow('Board “bench-board” may be on /dev/ttyACM0 or /dev/ttyACM1; name one as serial.port');
  });

  it('must be known somehow', async () => {
    await expect(open()).rejects.toThrow('Board “bench-board” is on no port (looked for USB 0483:374b); plug it in');
    await expect(open(profileOf({}))).rejects.toThrow('Board “bench-board” has the driver mlperf-tiny but no serial port; add serial:');
    bench.add('/dev/ttyACM0', {}, {}, '2341:805a', 'X');
    await expect(open(profileOf({ port: '/dev/ttyACM0', usb: [{ vendor: '0483', product: '374b' }] }))).rejects.toThrow('On /dev/ttyACM0 is now Board (USB 2341:805a X) instead of USB 0483:374b; the names of two devices have swapped');
  });
});

describe('a sample', () => {
  it('gets the board’s own answer', async () => {
    bench.add('/dev/ttyACM0');
    expect(await sample(await open())).toEqual(await truth());
  });

  it.each([
    ['an echo of every command', { echo: true }],
    ['bytes that come one by one', { portion: 1 }],
  ])('survives %s', async (_, faults) => {
    bench.add('/dev/ttyACM0', {}, faults);
    expect(await sample(await open())).toEqual(await truth());
  });

  it('survives garbage, a half line and an answer of an earlier command in the middle of a download', async () => {
    const one = bench.add('/dev/ttyACM0');
    const session = await open();
    bench.when(one, /^db /, 20, () => one.wire.inject(Uint8Array.of(0xff, 0xfe, 0x80, 13, 10, 0, 0xc3)));
    bench.when(one, /^db /, 40, () => one.wire.inject(Uint8Array.from('m-results-[0.1,0.', (c) => c.charCodeAt(0))));
    bench.when(one, /^db /, 60, () => one.wire.inject(Uint8Array.from('m-ready\r\n', (c) => c.charCodeAt(0))));
    expect(await sample(session)).toEqual(await truth());
    expect(session.survived.repeats).toBeGreaterThan(0);
  });

  it('is loaded again when the board is reset in the middle of its download', async () => {
    const one = bench.add('/dev/ttyACM0');
    const session = await open();
    one.board.resetAfter(3000);
    expect(await sample(session)).toEqual(await truth());
    expect(session.survived).toMatchObject({ resets: 1, replugs: 0 });
  });

  it('is loaded again when the board was reset while nobody spoke', async () => {
    const one = bench.add('/dev/ttyACM0');
    const session = await open();
    await sample(session);
    one.board.reset();
    expect(await session.run('a pause', async (line) => {
      await loadInput(line, input);
      return (await infer(line, 1, 0)).results;
    })).toEqual(await truth());
  });

  it('ends in one sentence on a board that resets every time', async () => {
    const one = bench.add('/dev/ttyACM0');
    const session = await open();
    one.board.resetAfter(500);
    for (let nth = 1; nth < 12; nth++) bench.when(one, /^db load/, nth, () => one.board.resetAfter(500));
    await expect(sample(session)).rejects.toThrow('The board on /dev/ttyACM0 was reset 4 times during a sample; check its supply and cable, then go on with "hi-studio run --resume". What was measured is kept.');
  });

  it('ends in one sentence on a board that hangs, and goes on when it was reset', async () => {
    const one = bench.add('/dev/ttyACM0');
    const session = await open();
    bench.when(one, /^infer/, 1, () => one.board.trouble.stall(true));
    await expect(sample(session)).rejects.toThrow(/^\/dev\/ttyACM0 gave no whole answer to “.*” in 4 attempts.*press the board's reset button/);
    one.board.reset();
    expect(await sample(session)).toEqual(await truth());
  });

  it('survives a time stamp that never comes, and characters lost on the way', async () => {
    const one = bench.add('/dev/ttyACM0');
    const session = await open();
    bench.when(one, /^infer/, 1, () => one.board.trouble.dropStamp());
    bench.when(one, /^infer/, 2, () => one.board.trouble.loseSamples(9));
    expect(await sample(session)).toEqual(await truth());
    expect(session.survived.repeats).toBe(2);
  });
});

describe('a cable that is pulled', () => {
  const stages = [['the download of a sample', /^db /, 50], ['an inference', /^infer/, 1]] as const;

  it.each(stages)('during %s and put back under another name changes nothing but the time', async (_, command, nth) => {
    const one = bench.add('/dev/ttyACM0');
    const session = await open();
    bench.when(one, command, nth, () => {
      bench.pull(one);
      bench.time.after(20_000, () => bench.put(one, '/dev/ttyACM3'));
    });
    expect(await sample(session)).toEqual(await truth());
    expect([session.port, session.survived.replugs]).toEqual(['/dev/ttyACM3', 1]);
  });

  it('during the handshake is told, because there is nothing to keep yet', async () => {
    const one = bench.add('/dev/ttyACM0');
    bench.when(one, /^profile/, 1, () => bench.pull(one));
    await expect(open()).rejects.toMatchObject({ code: 'port.gone' });
  });

  it('and not put back ends in a sentence that says how to go on', async () => {
    const one = bench.add('/dev/ttyACM0');
    const session = await open(profileOf({ usb: [{ vendor: '0483', product: '374b' }], reconnect_s: 30 }));
    bench.when(one, /^db /, 50, () => bench.pull(one));
    const began = bench.time.ms();
    await expect(sample(session)).rejects.toThrow('The board on /dev/ttyACM0 was gone during a sample and did not come back within 30 s (no port has it); plug it in and go on with "hi-studio run --resume". What was measured is kept.');
    expect(bench.time.ms() - began).toBeLessThan(35_000);
  });

  it('is not mistaken for another board that took the name of the first', async () => {
    const one = bench.add('/dev/ttyACM0', { vendor: 'ours' });
    const other = bench.add('/dev/ttyACM1', { vendor: 'another' });
    const session = await open(profileOf({ usb: [{ vendor: '0483', product: '374b', serial: 'S0' }], reconnect_s: 30 }));
    bench.when(one, /^db /, 50, () => {
      bench.pull(one);
      bench.pull(other);
      bench.put(other, '/dev/ttyACM0');
      bench.time.after(10_000, () => bench.put(one, '/dev/ttyACM1'));
    });
    expect(await sample(session)).toEqual(await truth());
    expect([session.port, session.identity.vendor]).toEqual(['/dev/ttyACM1', 'ours']);
    expect(other.received).toEqual([]);
  });

  it('of two boards without serial numbers the one that answers otherwise is not taken', async () => {
    const one = bench.add('/dev/ttyACM0', { vendor: 'ours' }, {}, '1a86:7523', null);
    const session = await open(profileOf({ port: '/dev/ttyACM0', usb: [{ vendor: '1a86', product: '7523' }], reconnect_s: 10 }));
    const other = bench.add('/dev/ttyUSB9', { vendor: 'another' }, {}, '1a86:7523', null);
    bench.when(one, /^db /, 50, () => {
      bench.pull(one);
      bench.put(other, '/dev/ttyACM0');
    });
    await expect(sample(session)).rejects.toThrow('On /dev/ttyACM0 is now a board of “another” with ic01 instead of a board of “ours” with ic01; the names of two devices have swapped, or another one was plugged in.');
  });

  it('does not keep a run from being cancelled', async () => {
    const one = bench.add('/dev/ttyACM0');
    const session = await open();
    const stop = new AbortController();
    bench.when(one, /^db /, 50, () => {
      bench.pull(one);
      bench.time.after(3000, () => stop.abort(new Error('stopped by hand')));
    });
    await expect(session.run('a sample', (line) => loadInput(line, input), stop.signal)).rejects.toThrow('stopped by hand');
  });
});

/** The simulated MLPerf Tiny board: what it says, when, what it does meanwhile, and what can go wrong in it. */
import { afterEach, describe, expect, it } from 'vitest';
import { takeMlperfAnswer, takeRelayedAnswer, elapsedUs, mlperfInferenceOf, type MlperfAnswer } from '../../src-main/core/protocol/mlperf-tiny-answers';
import { encodeMlperfCommand, mlperfDownload } from '../../src-main/core/protocol/mlperf-tiny';
import { createMlperfBoard, referenceModel, scoresFrom, type MlperfBoard, type MlperfBoardOptions } from '../../src-main/simulators/mlperf-board';
import { createMlperfRelay } from '../../src-main/simulators/mlperf-relay';
import { findSimulator } from '../../src-main/simulators/registry';
import { createVirtualTime } from '../../src-main/simulators/virtual-time';
import { createWire, type SimulatedWire } from '../../src-main/simulators/wire';
import { startConversation } from '../../src-main/transport/conversation';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));
const exact = { noise: 0, times: { segments: [10_000, 20_000], plain: 30_000, decision: 100, offload: 5000 } } as const;

/** A board whose time goes on only here. */
class Bench {
  said = '';
  readonly phases: (readonly [string, number])[] = [];
  readonly edges: number[] = [];
  readonly board: MlperfBoard;
  #ms = 0;

  constructor(options: Partial<MlperfBoardOptions> = {}) {
    this.board = createMlperfBoard({
      seed: 1, ...exact, send: (chunk) => void (this.said += String.fromCharCode(...chunk)),
      onPhase: (phase, us) => void this.phases.push([phase, us]), onTrigger: (level, us) => void (level === 0 && this.edges.push(us)), ...options,
    });
    this.wait(1000);
    this.said = '';
  }

  wait(ms: number): void {
    for (const end = this.#ms + ms; this.#ms < end;) this.board.advance((this.#ms += 5));
  }

  ask(command: string, ms = 1000): string {
    this.said = '';
    this.board.receive(bytes(`${command}%`));
    this.wait(ms);
    return this.said;
  }

  load(pixels: Uint8Array): void {
    for (const command of mlperfDownload(pixels)) this.ask(command, 20);
  }
}

const answerOf = (said: string): MlperfAnswer => (takeMlperfAnswer('')(bytes(said)) as { value: MlperfAnswer }).value;
const pixels = Uint8Array.from({ length: 3072 }, (_, i) => (i * 37 + (i >> 5)) & 255);

describe('a simulated board', () => {
  it('says after a reset who it is, and hears nothing before', () => {
    let said = '';
    const board = createMlperfBoard({ seed: 1, send: (chunk) => void (said += String.fromCharCode(...chunk)), bootMs: 300 });
    board.advance(200);
    board.receive(bytes('name%'));
    expect(said).toBe('');
    board.advance(1000);
    expect(said).toMatch(/^m-timestamp-mode-performance\r\nm-lap-us-30\d{4}\r\nm-init-done\r\nm-ready\r\n$/);
  });

  it('infers for as long as its times say, with the first time stamp’s own transmission in between', () => {
    const bench = new Bench();
    bench.load(pixels);
    const found = mlperfInferenceOf(answerOf(bench.ask('infer 20 5', 3000)));
    const { us } = elapsedUs(found?.startUs ?? 0, found?.endUs ?? 0);
    // "m-lap-us-" and 7 digits with CR LF: 18 characters of 10 bits at 115200 baud are 1562 µs, as the fact sheet reckons.
    expect(us).toBe(20 * 30_000 + 1562);
  });

  it('tells its phases in order, at the very moments of its time stamps', () => {
    const bench = new Bench({ mode: 'energy', pulseUs: 200 });
    bench.load(pixels);
    bench.edges.length = 0;
    const said = bench.ask('infer 10 2', 3000);
    expect(said).not.toContain('m-lap-us');
    expect(bench.phases.map(([phase]) => phase)).toEqual(['warm-up', 'idle', 'inference', 'idle']);
    const [[, warm], [, warmed], [, begin], [, end]] = bench.phases;
    expect(warmed - warm).toBeCloseTo(2 * 30_000, 3);
    expect(end - begin).toBeCloseTo(10 * 30_000, 3);
    expect(bench.edges).toEqual([begin - 200, end].map((us) => expect.closeTo(us, 3) as number));
  });

  it('walks a policy: inference, decision, radio, each with its time', () => {
    const bench = new Bench();
    bench.load(pixels);
    bench.phases.length = 0;
    for (const command of ['hi strategy ee-hi max-softmax', 'hi decision threshold max-softmax 2', 'hi offload relay']) bench.ask(command);
    const before = bench.ask('hi infer', 2000);
    expect(before).toMatch(/m-hi-segment-us-\[10000,20000\]\r\nm-hi-decision-us-100\r\nm-hi-relay-start-3072\r\n(m-hi-relay-\[[0-9a-f]{64}\]\r\n){96}m-hi-relay-end\r\n$/);
    expect(bench.ask('hi reply 7')).toMatch(/^m-hi-offload-us-\d+\r\nm-hi-answer-\[1,0,\d,[\d.e-]+,[\d.e-]+,7\]\r\nm-ready\r\n$/);
    expect(bench.phases.map(([phase]) => phase)).toEqual(['inference', 'decision', 'radio', 'idle']);
  });

  it('gives up on a host that does not reply, and says so', () => {
    const bench = new Bench();
    bench.load(pixels);
    for (const command of ['hi strategy remote max-softmax', 'hi offload relay']) bench.ask(command);
    bench.ask('hi infer', 2000);
    bench.said = '';
    bench.wait(31_000);
    expect(bench.said).toBe('e-[Offload failed: the host gave no reply]\r\nm-hi-answer-[-1,0,-1,0,0,-1]\r\nm-ready\r\n');
  });

  it('answers like a board of another maker when it has no extension', () => {
    expect(new Bench({ extended: false }).ask('hi caps')).toBe('e-[Unknown command: hi]\r\nm-ready\r\n');
  });

  it('classifies with whatever network it is given, even one that takes its time or fails', async () => {
    const outputs = { prediction: Uint16Array.of(3), top: Float32Array.of(0.75, 0.25), width: 2, entropy: Float32Array.of(0.5623351) };
    const bench = new Bench({ model: { ...referenceModel, exits: 1, classify: () => Promise.resolve([scoresFrom(outputs, 0, 10)]) } });
    bench.load(pixels);
    bench.ask('hi outputs');
    await Promise.resolve();
    bench.wait(1000);
    expect(bench.said).toMatch(/^m-hi-outputs-\[0,0\.562335\d*,3,0\.75,0,0\.25,/);
    const broken = new Bench({ model: { ...referenceModel, classify: () => Promise.reject(new Error('no')) } });
    broken.load(pixels);
    broken.ask('infer 1 0');
    await Promise.resolve();
    broken.wait(1000);
    expect(broken.said).toBe('e-[The model gave no answer]\r\nm-ready\r\n');
  });

  it('counts from near the end of its counter into the beginning, in steps of its timer, faster by its drift', () => {
    const bench = new Bench({ clockStartUs: 2 ** 32 - 5_000_000, timerUs: 1000, driftPpm: 200 });
    bench.load(pixels);
    const found = mlperfInferenceOf(answerOf(bench.ask('infer 300 0', 12_000)));
    const { us, wrapped } = elapsedUs(found?.startUs ?? 0, found?.endUs ?? 0);
    expect([us % 1000, wrapped]).toEqual([0, true]);
    expect(Math.abs(us - (300 * 30_000 + 1562) * 1.0002)).toBeLessThan(1001);
  });

  it('is the same board for the same seed, and another for another', () => {
    const laps = (seed: number): string => {
      const bench = new Bench({ seed, noise: 0.02 });
      bench.load(pixels);
      return bench.ask('infer 5 1');
    };
    expect(laps(7)).toBe(laps(7));
    expect(laps(7)).not.toBe(laps(8));
  });
});

describe('what goes wrong in a simulated board', () => {
  it('is a reset in the middle of a download: the banner comes and the buffer is empty', () => {
    const bench = new Bench();
    bench.board.resetAfter(500);
    const heard = mlperfDownload(pixels).map((command) => bench.ask(command, 20));
    bench.wait(1000);
    expect(heard.filter((said) => said === '').length).toBeGreaterThan(5);
    expect(heard.join('')).toContain('m-timestamp-mode-performance\r\n');
    expect(bench.ask('hi infer')).toBe('e-[Input has 0 bytes, expected 3072]\r\nm-ready\r\n');
  });
  it('is a stamp that is missing or comes twice, a jump of its clock, a character that is lost, a hang that a reset ends', () => {
    const bench = new Bench();
    bench.load(pixels);
    bench.board.trouble.dropStamp();
    expect(mlperfInferenceOf(answerOf(bench.ask('infer 2 0')))).toBeNull();
    const laps = (said: string): number[] => [...said.matchAll(/m-lap-us-(\d+)/g)].map(([, us]) => Number(us));
    const [first] = laps(bench.ask('timestamp'));
    bench.board.trouble.repeatCounter();
    expect(laps(bench.ask('timestamp'))).toEqual([first]);
    bench.board.trouble.jump(5000);
    // Two commands of a second each, and the jump.
    expect(laps(bench.ask('timestamp'))[0] - first).toBe(7_000_000);
    bench.board.trouble.loseSamples(1);
    expect(bench.ask('profile')).toMatch(/^-profile/);
    bench.board.trouble.stall(true);
    expect(bench.ask('name')).toBe('');
    bench.board.reset();
    bench.wait(1000);
    expect(bench.said).toContain('m-init-done');
  });
  it('comes later with slow replies, and in order', () => {
    const bench = new Bench({ slowMs: 6000 });
    bench.wait(10_000);
    bench.said = '';
    expect(bench.ask('name', 5900)).toBe('');
    bench.wait(200);
    expect(bench.said).toBe('m-name-dut-[unspecified]\r\nm-ready\r\n');
  });
});

describe('an interface board', () => {
  const relay = (): { ask(text: string, ms?: number): string } => {
    let said = '';
    let ms = 0;
    const one = createMlperfRelay({ send: (chunk) => void (said += String.fromCharCode(...chunk)), makeBoard: (send) => createMlperfBoard({ seed: 1, ...exact, mode: 'energy', send }) });
    return {
      ask(text, forMs = 500) {
        said = '';
        one.receive(bytes(text));
        for (const end = ms + forMs; ms < end;) one.advance((ms += 5));
        return said;
      },
    };
  };
  it('answers for itself, and twice for what it passes on, the banner first that was waiting', () => {
    const { ask } = relay();
    expect(ask('')).toBe('');
    expect(ask('name%')).toBe('tinyML Enhanced Interface Board\r\nm-ready\r\n');
    const queued = ask('dut name%');
    expect(queued).toBe('m-dut-passthrough(name)\r\nm-ready\r\n[dut]: m-timestamp-mode-energy\r\n[dut]: m-init-done\r\n[dut]: m-ready\r\n');
    expect(takeRelayedAnswer('name')(bytes(queued))?.value.rebooted).toBe(true);
    expect(ask('dut profile%')).toMatch(/\[dut\]: m-name-dut-\[unspecified\]\r\n\[dut\]: m-ready\r\n$/);
  });
  it('swallows what it half knows, and sets its speed', () => {
    const { ask } = relay();
    expect([ask('namex%'), ask('name %'), ask('foo%')]).toEqual(['', '', 'm-ready\r\n']);
    expect(ask('setbaud 115200%')).toBe('set baud to: 115200\nm-ready\r\n');
    expect(ask('checkbaud%')).toBe('baud is: 115200\nm-ready\r\n');
    // The board still speaks at 9600: nothing is understood on either side.
    expect(ask('dut name%')).not.toContain('m-name-dut');
  });
});

describe('the simulators that ship', () => {
  const wires: SimulatedWire[] = [];
  afterEach(() => wires.splice(0).forEach((wire) => wire.stop()));

  it('have a board and a relay among them, behind wires that lose bytes', async () => {
    const time = createVirtualTime();
    const wire = createWire('board', (send) => findSimulator('mlperf-tiny').make(3, send), time, { echo: true, portion: 3, stale: bytes('old\r\nm-ready\r\n') });
    wires.push(wire);
    const conversation = startConversation(wire.open(), time);
    await conversation.drain(400, 5000);
    const answer = await conversation.ask(encodeMlperfCommand('name') as Uint8Array, takeMlperfAnswer('name'), 'name', 2000);
    expect(answer.lines).toEqual([{ kind: 'name', vendor: 'unspecified' }]);
    wire.unplug();
    await expect(conversation.ask(bytes('name%'), takeMlperfAnswer('name'), 'name', 2000)).rejects.toThrow('The connection to board is gone');
    expect(findSimulator('mlperf-relay').line).toBe('terminal');
  });
});

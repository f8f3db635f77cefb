/** The MLPerf Tiny codec: worked examples of the fact sheet, every line of the reference monitor, and whatever else a wire may bring. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeMlperfCommand, mlperfCommand, mlperfDownload, mlperfLineCharacters, mlperfNumber, parseMlperfLine } from '../../../src-main/core/protocol/mlperf-tiny';
import { createMlperfLineReader, elapsedUs, mlperfInferenceOf, takeMlperfAnswer, takeMlperfLine, takeRelayedAnswer } from '../../../src-main/core/protocol/mlperf-tiny-answers';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));
const text = (command: Uint8Array | null): string | null => (command === null ? null : String.fromCharCode(...command));

describe('a command to a board', () => {
  it('is text and a percent sign, at most 80 characters before it', () => {
    expect(text(encodeMlperfCommand(mlperfCommand.infer(20, 5)))).toBe('infer 20 5%');
    expect(encodeMlperfCommand('d'.repeat(80))).toHaveLength(81);
    expect(encodeMlperfCommand('d'.repeat(81))).toBeNull();
  });
  it('is refused where it would become part of the next one, or two', () => {
    expect(['', ' name', 'name\n', 'na%me', 'näme'].map(encodeMlperfCommand)).toEqual([null, null, null, null, null]);
  });
  it('loads 3072 bytes in 100 pieces directly and in 119 through a relay, 66 and 60 characters long', () => {
    // Counts of the reference host; the first command of each list is "db load".
    const input = Uint8Array.from({ length: 3072 }, (_, i) => i);
    const [direct, relayed] = [mlperfDownload(input), mlperfDownload(input, 26)];
    expect([direct.length, relayed.length, direct[0]]).toEqual([101, 120, 'db load 3072']);
    expect([text(encodeMlperfCommand(direct[1]))?.length, text(encodeMlperfCommand(mlperfCommand.relayed(relayed[1])))?.length]).toEqual([66, 60]);
    expect(direct.at(-1)).toBe('db fdfeff');
  });
});

describe('a line of a board', () => {
  it.each([
    ['m-ready', { kind: 'ready' }], ['m-init-done', { kind: 'init-done' }], ['m-load-done', { kind: 'load-done' }],
    ['m-name-dut-[unspecified]', { kind: 'name', vendor: 'unspecified' }],
    ['m-profile-[ULPMark for tinyML Firmware V0.0.1]', { kind: 'profile', firmware: 'ULPMark for tinyML Firmware V0.0.1' }],
    ['m-model-[ic01]', { kind: 'model', id: 'ic01' }], ['m-timestamp-mode-energy', { kind: 'mode', mode: 'energy' }],
    ['m-lap-us-4294967295', { kind: 'lap', us: 4294967295 }], ['m-[Expecting 3072 bytes]', { kind: 'expecting', bytes: 3072 }],
    ['m-buffer-00-0a-ff', { kind: 'buffer', bytes: Uint8Array.of(0, 10, 255) }],
    ['m-warmup-start-5', { kind: 'warmup-start', count: 5 }], ['m-infer-start-20', { kind: 'infer-start', count: 20 }],
    ['m-results-[0.000,0.004,0.996]', { kind: 'results', values: [0, 0.004, 0.996] }], ['m-results-[]', { kind: 'results', values: [] }],
    ['m-results-[0.1,,nan]', { kind: 'results', values: [0.1, NaN, NaN] }],
    ['e-[Unknown command: foo]', { kind: 'error', text: 'Unknown command: foo' }], ["e-[Invalid hex digit 'zz']", { kind: 'error', text: "Invalid hex digit 'zz'" }],
    ['Supplied buffer size 9999 exceeds maximum of 3072', { kind: 'oversize', bytes: 9999, most: 3072 }],
    ['Input db has 4 elemented, expected 3072', { kind: 'wrong-size', bytes: 4, expected: 3072 }],
    ['m-something-[new]', { kind: 'message', text: 'm-something-[new]' }], ['hello', { kind: 'text', text: 'hello' }],
    ['m-lap-us-', { kind: 'message', text: 'm-lap-us-' }], ['m-lap-us-12x', { kind: 'message', text: 'm-lap-us-12x' }],
  ])('%s is understood', (line, expected) => expect(parseMlperfLine(line)).toEqual(expected));

  it('that ends in the ready marker is one after garbage, but not inside of another message or behind a relay', () => {
    expect(parseMlperfLine('~x~m-ready').kind).toBe('ready');
    expect(['m-lap-us-1m-ready', 'e-[Unknown command: m-ready', '[dut]: m-ready'].map((line) => parseMlperfLine(line).kind)).toEqual(['message', 'text', 'text']);
  });
  it('has numbers as C prints them, and no empty field for a zero', () => {
    expect(['1', '-0.5', '.5', '1e-05', '', ' ', '0x10', 'inf', '1e', '--1'].map(mlperfNumber)).toEqual([1, -0.5, 0.5, 1e-5, NaN, NaN, NaN, NaN, NaN, NaN]);
  });
});

describe('bytes from a board', () => {
  it('become the same lines however they are cut, whatever they are', () => {
    const line = fc.oneof(fc.string({ maxLength: 40 }), fc.constantFrom('m-ready', 'm-lap-us-17', '\0m-results-[0.1]', 'e-[x]'));
    fc.assert(fc.property(fc.array(line), fc.array(fc.nat(30)), fc.uint8Array({ maxLength: 20 }), (lines, cuts, noise) => {
      const stream = Uint8Array.from([...noise, ...bytes(lines.map((one) => `${one}\r\n`).join(''))]);
      const whole = createMlperfLineReader();
      const expected = whole.push(stream);
      const portioned = createMlperfLineReader();
      const got: string[] = [];
      let at = 0;
      for (const cut of cuts) got.push(...portioned.push(stream.subarray(at, (at += cut))));
      got.push(...portioned.push(stream.subarray(at)));
      expect(got).toEqual(expected);
      expect(portioned.pending).toBe(whole.pending);
      // A conversation, which keeps its bytes, finds the same lines.
      const taken: string[] = [];
      for (let used = 0; ;) {
        const next = takeMlperfLine(stream.subarray(used));
        if (next === null) break;
        taken.push(next.value);
        used += next.used;
      }
      expect(taken).toEqual(expected);
    }));
  });
  it('never fail, and never fill more than one line', () => {
    const reader = createMlperfLineReader();
    fc.assert(fc.property(fc.uint8Array({ maxLength: 2000 }), (chunk) => {
      for (const line of reader.push(chunk)) parseMlperfLine(line);
      takeMlperfAnswer('name')(chunk);
      takeRelayedAnswer('name')(chunk);
      expect(reader.pending).toBeLessThanOrEqual(mlperfLineCharacters);
    }));
    const endless = createMlperfLineReader();
    for (let i = 0; i < 100; i++) endless.push(new Uint8Array(1000).fill(65));
    expect([endless.pending, endless.cut]).toEqual([16_384, 83_616]);
    expect(endless.push(bytes('\nm-ready\n')).at(-1)).toBe('m-ready');
  });
  it('lose CR, NUL and what is not ASCII', () => {
    expect(createMlperfLineReader().push(Uint8Array.of(0xff, 0, 109, 45, 0x80, 114, 13, 10, 13, 10))).toEqual(['m-r']);
  });
});

describe('the answer to a command', () => {
  const inference = 'm-warmup-start-5\r\nm-warmup-done\r\nm-infer-start-20\r\nm-lap-us-81234567\r\nm-lap-us-93234567\r\nm-infer-done\r\nm-results-[0.000,0.000,0.004,0.992]\r\nm-ready\r\n';

  it('is whole at the ready marker and not before', () => {
    const take = takeMlperfAnswer('infer 20 5');
    for (const cut of [0, 1, 20, inference.length - 1]) expect(take(bytes(inference.slice(0, cut)))).toBeNull();
    expect(take(bytes(`${inference}next`))?.used).toBe(inference.length);
  });
  it('gives the worked example of the fact sheet: 600 ms an inference', () => {
    const answer = takeMlperfAnswer('infer 20 5')(bytes(inference));
    const found = mlperfInferenceOf(answer?.value ?? { lines: [], errors: [], rebooted: false });
    expect(found).toEqual({ iterations: 20, warmUps: 5, startUs: 81_234_567, endUs: 93_234_567, results: [0, 0, 0.004, 0.992] });
    expect(elapsedUs(found?.startUs ?? 0, found?.endUs ?? 0).us / 20 / 1000).toBe(600);
  });
  it('has no time stamps in energy mode, and is worth nothing with one of them', () => {
    const of = (said: string): ReturnType<typeof mlperfInferenceOf> => mlperfInferenceOf((takeMlperfAnswer('x')(bytes(said)) as { value: Parameters<typeof mlperfInferenceOf>[0] }).value);
    expect(of(inference.replace(/m-lap-us-\d+\r\n/g, ''))).toMatchObject({ startUs: null, endUs: null, iterations: 20 });
    expect(of(inference.replace('m-lap-us-93234567\r\n', ''))).toBeNull();
    expect(of(inference.replace('m-infer-done\r\n', ''))).toBeNull();
    expect(of(`Input db has 4 elemented, expected 3072\n${inference}`)).toBeNull();
  });
  it('is told apart from a boot in its middle', () => {
    const banner = 'm-timestamp-mode-performance\r\nm-lap-us-123\r\nm-init-done\r\nm-ready\r\n';
    const answer = takeMlperfAnswer('infer 20 5')(bytes(inference.slice(0, 40) + banner));
    expect(answer?.value.rebooted).toBe(true);
    expect(mlperfInferenceOf(answer?.value ?? { lines: [], errors: [], rebooted: false })).toBeNull();
  });
  it('loses the echo of its command', () => {
    expect(takeMlperfAnswer('name')(bytes('name%m-name-dut-[x]\r\nm-ready\r\n'))?.value.lines).toEqual([{ kind: 'name', vendor: 'x' }]);
  });
  it('comes through a relay after two lines of the relay itself', () => {
    const said = 'm-dut-passthrough(name)\r\nm-ready\r\n[dut]: m-name-dut-[x]\r\n[dut]: m-ready\r\n';
    expect(takeRelayedAnswer('name')(bytes(said))).toMatchObject({ used: said.length, value: { lines: [{ kind: 'name', vendor: 'x' }] } });
    expect(takeRelayedAnswer('name')(bytes(said.slice(0, -2)))).toBeNull();
    expect(takeRelayedAnswer('name')(bytes(`[dut]: m-init-done\r\n${said}`))?.value.rebooted).toBe(false);
  });
});

describe('the time between two stamps', () => {
  it('survives the counter starting anew after 4295 seconds', () => {
    expect(elapsedUs(100, 250)).toEqual({ us: 150, wrapped: false });
    expect(elapsedUs(2 ** 32 - 1000, 500)).toEqual({ us: 1500, wrapped: true });
    const count = fc.integer({ min: 0, max: 2 ** 32 - 1 });
    fc.assert(fc.property(count, count, (start, us) => void expect(elapsedUs(start, (start + us) % 2 ** 32).us).toBe(us)));
  });
});

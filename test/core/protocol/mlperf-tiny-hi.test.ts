/** The extension for exits, decision and offload: the example of the firmware's README, settings that travel exactly, damaged answers. */
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Policy } from '../../../src-main/core/measurements';
import { encodeMlperfCommand, parseMlperfLine } from '../../../src-main/core/protocol/mlperf-tiny';
import { mlperfAnswerOf, type MlperfAnswer } from '../../../src-main/core/protocol/mlperf-tiny-answers';
import { awaitsHiReply, hiCapabilitiesOf, hiChecksum, hiCommand, hiHolds, hiOutputsOf, hiPolicyCommands, hiPolicyOf, hiRelayedSample, hiWalkOf, isHiPolicy, isHiRelayEnd } from '../../../src-main/core/protocol/mlperf-tiny-hi';

const answer = (...lines: string[]): MlperfAnswer => mlperfAnswerOf(lines.map(parseMlperfLine));
const resnet8: Policy = { strategy: 'ee-hi', measure: 'max-softmax', thresholds: [0.9], decision: { kind: 'binary-lr', bias: -4.63391351, w1: 5.93658349, w2: -3.04197074, threshold: 0, fittedOn: 'HI paper' } };

describe('a policy on its way to a board', () => {
  it('is the commands of the example in the firmware’s README', () => {
    expect(hiPolicyCommands(resnet8)).toEqual([
      'hi strategy ee-hi max-softmax', 'hi threshold 0 0.9', 'hi decision binary-lr 0', 'hi weight bias -4.63391351', 'hi weight w1 5.93658349', 'hi weight w2 -3.04197074',
    ]);
    expect(hiCommand.offload({ kind: 'tcp', host: '192.168.1.20', port: 12345, replyBytes: 2 })).toBe('hi offload tcp 192.168.1.20 12345 2');
  });
  it('is impossible for the oracle, which needs the truth', () => {
    expect(hiPolicyCommands({ ...resnet8, decision: { kind: 'oracle' } })).toBeNull();
  });
  it('fits into commands of a board, and numbers of any size with it', () => {
    const number = fc.double({ noNaN: true });
    fc.assert(fc.property(fc.array(number, { maxLength: 4 }), fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 4, maxLength: 4 }), (thresholds, [bias, w1, w2, threshold]) => {
      const commands = hiPolicyCommands({ ...resnet8, thresholds, decision: { kind: 'binary-lr', bias, w1, w2, threshold, fittedOn: '' } }) ?? [];
      // 64 bytes in flight is the stricter rule of the older hosts.
      for (const command of commands) expect(encodeMlperfCommand(command)?.length).toBeLessThanOrEqual(64);
    }));
  });
});

describe('what a board says it has', () => {
  const said = ['m-hi-strategy-[ee-hi,max-softmax]', 'm-hi-threshold-[0,0.90000000000000002]', 'm-hi-below-[0,0]', 'm-hi-decision-[binary-lr,-4.6339135100000002,5.9365834900000003,-3.04197074,0]', 'm-hi-offload-[tcp,192.168.1.20,12345,2]'];
  const to = { kind: 'tcp', host: '192.168.1.20', port: 12345, replyBytes: 2 } as const;
  it('is the policy that was sent, to the last bit', () => {
    // The digits are those of C's printf; 17 are enough for any double (IEEE 754-2019, 5.12.2).
    expect(hiPolicyOf(answer(...said))).toEqual({ policy: { ...resnet8, decision: { ...resnet8.decision, fittedOn: '' } }, offload: to });
    expect(isHiPolicy(hiPolicyOf(answer(...said)), resnet8, to)).toBe(true);
  });
  it('may have branches that the policy does not use', () => {
    const hi = { ...resnet8, strategy: 'hi', thresholds: [] } as const;
    const kept = (threshold: string): ReturnType<typeof hiPolicyOf> => hiPolicyOf(answer('m-hi-strategy-[hi,max-softmax]', `m-hi-threshold-[0,${threshold}]`, ...said.slice(2)));
    expect([isHiPolicy(kept('2'), hi, to), isHiPolicy(kept('0.5'), hi, to)]).toEqual([true, false]);
  });
  it('may offload at a branch', () => {
    const early = { ...resnet8, strategy: 'early-offload', offloadBelow: [0.25] } as const;
    expect(hiPolicyCommands(early)).toContain('hi below 0 0.25');
    const kept = hiPolicyOf(answer(...said.map((line) => line.replace('ee-hi', 'early-offload').replace('below-[0,0]', 'below-[0,0.25]'))));
    expect(kept?.policy.offloadBelow).toEqual([0.25]);
    expect([isHiPolicy(kept, early, to), isHiPolicy(kept, { ...early, offloadBelow: [0.2] }, to)]).toEqual([true, false]);
  });
  it('is another one where a digit was damaged, or nothing where a line is', () => {
    const damaged = (from: string, into: string): MlperfAnswer => answer(...said.map((line) => line.replace(from, into)));
    expect(isHiPolicy(hiPolicyOf(damaged('0.9000', '0.8000')), resnet8, to)).toBe(false);
    expect(isHiPolicy(hiPolicyOf(damaged('12345', '12341')), resnet8, to)).toBe(false);
    expect([damaged('ee-hi', 'ee-ho'), damaged('-[0,', '-[1,'), damaged('5.93', '5.x3'), answer(...said.slice(1))].map(hiPolicyOf)).toEqual([null, null, null, null]);
  });
  it('are its capabilities, or none', () => {
    const caps = ['m-hi-version-1', 'm-hi-model-[hi-reference,-]', 'm-hi-shape-[2,10,32,32,3]', 'm-hi-timer-[1]', 'm-hi-links-[relay,tcp,carrier-pigeon]'];
    expect(hiCapabilitiesOf(answer(...caps))).toEqual({ version: 1, model: 'hi-reference', sha256: null, exits: 2, classes: 10, height: 32, width: 32, channels: 3, timerUs: 1, links: ['relay', 'tcp'] });
    expect(hiCapabilitiesOf(answer('e-[Unknown command: hi]'))).toBeNull();
    for (let missing = 0; missing < caps.length; missing++) expect(hiCapabilitiesOf(answer(...caps.toSpliced(missing, 1)))).toBeNull();
  });
});

describe('a sample that a board has classified', () => {
  it('reads like the README’s example', () => {
    expect(hiWalkOf(answer('m-hi-segment-us-[9012,21044]', 'm-hi-decision-us-11', 'm-hi-offload-us-6950', 'm-hi-answer-[1,0,4,0.704728842,0.139780909,7]'))).toEqual({
      exit: 1, accepted: false, prediction: 4, p1: 0.704728842, p2: 0.139780909, remote: 7, segmentUs: [9012, 21044], decisionUs: 11, offloadUs: 6950, failure: null,
    });
  });
  it('has no remote answer where the offload failed, and says why', () => {
    expect(hiWalkOf(answer('e-[Offload failed: no connection]', 'm-hi-answer-[-1,0,-1,0,0,-1]'))).toMatchObject({ exit: null, prediction: null, remote: null, failure: 'Offload failed: no connection' });
  });
  it('is nothing where a line is damaged', () => {
    expect([answer('m-hi-answer-[1,0,4,0.7,0.1,7]'), answer('m-hi-segment-us-[1]', 'm-hi-answer-[1,0,4,0.7,0.1]'), answer('m-hi-segment-us-[x]', 'm-hi-answer-[1,0,4,0.7,0.1,7]')].map(hiWalkOf)).toEqual([null, null, null]);
  });
  it('has the outputs of every exit in order', () => {
    expect(hiOutputsOf(answer('m-hi-outputs-[0,0.5,9,0.8,0,0.2]', 'm-hi-outputs-[1,0.1,3,1]'))).toEqual([
      { exit: 0, entropy: 0.5, classes: [9, 0], top: [0.8, 0.2] }, { exit: 1, entropy: 0.1, classes: [3], top: [1] },
    ]);
    expect([answer('m-hi-outputs-[1,0.5,9,0.8]'), answer('m-hi-outputs-[0,0.5,9]'), answer()].map(hiOutputsOf)).toEqual([null, null, null]);
  });
});

describe('a sample that a board hands to its host', () => {
  const relayed = ['m-hi-relay-start-5', 'm-hi-relay-[00ff10]', 'm-hi-relay-[0102]', 'm-hi-relay-end'];
  it('comes whole or not at all', () => {
    expect(hiRelayedSample(answer(...relayed))).toEqual(Uint8Array.of(0, 255, 16, 1, 2));
    expect(awaitsHiReply(answer(...relayed))).toBe(true);
    expect([relayed.slice(0, -1), relayed.toSpliced(1, 1), relayed.map((line) => line.replace('00ff', '0zff')), ['m-hi-relay-start-999999999', 'm-hi-relay-end']].map((lines) => hiRelayedSample(answer(...lines)))).toEqual([null, null, null, null]);
  });
  it('ends the first half of the answer', () => {
    expect(relayed.map((line) => isHiRelayEnd(parseMlperfLine(line)))).toEqual([false, false, false, true]);
    expect(hiCommand.reply(null)).toBe('hi reply -1');
  });
});

describe('the checksum of a download', () => {
  it('is the CRC-32 that zlib has', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void expect(hiChecksum(bytes)).toBe(crc32(bytes).toString(16).padStart(8, '0'))));
    const input = Uint8Array.from('123456789', (c) => c.charCodeAt(0));
    expect(hiHolds(answer('m-hi-crc-[9,cbf43926]'), input)).toBe(true);
    expect([hiHolds(answer('m-hi-crc-[9,cbf43927]'), input), hiHolds(answer('m-hi-crc-[8,cbf43926]'), input), hiHolds(answer(), input)]).toEqual([false, false, null]);
  });
  it('never throws, whatever lines come', () => {
    fc.assert(fc.property(fc.array(fc.string({ unit: fc.constantFrom(...'m-hirelaystup[]0123,e.') })), (lines) => {
      const any = answer(...lines);
      for (const read of [hiCapabilitiesOf, hiPolicyOf, hiOutputsOf, hiWalkOf, hiRelayedSample]) read(any);
    }));
  });
});

/** The pipe to a Joulescope and the joining of its signals, against a plain list of what was taken at every tick. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joulescopeFacts, joulescopeFrame, JoulescopeFrames, joulescopeMessage, joulescopeSetting, type JoulescopeData } from '../../../src-main/core/protocol/joulescope';
import { JoulescopeJoiner } from '../../../src-main/core/protocol/joulescope-samples';
import type { TraceBlock } from '../../../src-main/core/trace/trace';

const floats = (values: readonly number[]): Uint8Array => new Uint8Array(Float32Array.from(values).buffer);
const data = (signal: string, sampleId: number, every: number, count: number, payload: Uint8Array): JoulescopeData => ({ kind: 'data', signal, sampleId, every, perSecond: 2_000_000, count, payload });

describe('the pipe to a Joulescope', () => {
  it('begins its frames with HIJ1, both lengths in little-endian, and JSON of ASCII letters', () => {
    const frame = joulescopeFrame({ name: '180 µA' }, Uint8Array.of(1, 2, 3));
    // Counted by hand: {"name":"180 \u00b5A"} has 22 letters.
    expect([...frame.subarray(0, 12)]).toEqual([0x48, 0x49, 0x4a, 0x31, 22, 0, 0, 0, 3, 0, 0, 0]);
    expect(String.fromCharCode(...frame.subarray(12, 34))).toBe('{"name":"180 \\u00b5A"}');
    expect([...frame.subarray(34)]).toEqual([1, 2, 3]);
  });

  it('reads what it wrote, in whatever portions it comes', () => {
    fc.assert(fc.property(fc.array(fc.record({ header: fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer())), payload: fc.uint8Array({ maxLength: 40 }) }), { maxLength: 5 }), fc.integer({ min: 1, max: 17 }), (messages, portion) => {
      const bytes = messages.flatMap(({ header, payload }) => [...joulescopeFrame(header, payload)]);
      const frames = new JoulescopeFrames();
      const read = [];
      for (let at = 0; at < bytes.length; at += portion) {
        const { frames: came, broken } = frames.push(Uint8Array.from(bytes.slice(at, at + portion)));
        expect(broken).toBe(false);
        read.push(...came.map(({ header, payload }) => ({ header: { ...header }, payload: Uint8Array.from(payload) })));
      }
      expect(read).toEqual(messages.map(({ header, payload }) => ({ header: { ...header }, payload: Uint8Array.from(payload) })));
    }));
  });

  it('takes nothing that does not fit: other bytes, other messages, payloads of another length', () => {
    expect(new JoulescopeFrames().push(Uint8Array.from([...'Traceback (most recent'].map((c) => c.charCodeAt(0)))).broken).toBe(true);
    const one = { kind: 'data', signal: 'i', sampleId: 0, every: 2, perSecond: 2e6, count: 2 };
    expect(joulescopeMessage(one, new Uint8Array(8))).toMatchObject({ signal: 'i', count: 2 });
    expect(joulescopeMessage({ ...one, signal: 'gpi0', count: 9 }, new Uint8Array(2))).toMatchObject({ signal: 'gpi0' });
    for (const wrong of [{ ...one, count: 3 }, { ...one, every: 0 }, { ...one, sampleId: -1 }, { ...one, sampleId: 1.5 }, { ...one, perSecond: 0 }, { kind: 'dance' }, null]) expect(joulescopeMessage(wrong, new Uint8Array(8))).toBeNull();
    expect(joulescopeMessage({ kind: 'failed', id: 1, why: 'whim', text: '' }, new Uint8Array(0))).toBeNull();
    fc.assert(fc.property(fc.anything(), (value) => [joulescopeFacts(value), joulescopeSetting(value)].every((one) => one === null || typeof one === 'object')));
  });
});

interface Joined { readonly blocks: TraceBlock[]; readonly losses: [number, number][]; readonly joiner: JoulescopeJoiner }
function joined(lines: number[], messages: readonly JoulescopeData[]): Joined {
  const blocks: TraceBlock[] = [];
  const losses: [number, number][] = [];
  const joiner = new JoulescopeJoiner(lines, { block: (block) => blocks.push(block), loss: (sample, samples) => losses.push([sample, samples]) });
  for (const message of messages) joiner.push(message, 0);
  return { blocks, losses, joiner };
}

describe('the signals of a Joulescope', () => {
  it('become one trace with the lines beside it, whichever comes first and however they are cut', () => {
    // Current and voltage every 2 ticks, the line every tick; 400 samples.
    const n = 400;
    const level = (tick: number): number => (Math.floor(tick / 37) % 2 === 1 ? 1 : 0);
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: n - 1 }), { maxLength: 6 }).map((list) => [0, ...list.sort((a, b) => a - b), n]);
    fc.assert(fc.property(cuts, cuts, cuts, fc.integer({ min: 0, max: 5 }), (ofI, ofV, ofLine, order) => {
      const base = 1_000_000;
      const parts = (signal: 'i' | 'v', at: number[], value: (k: number) => number): JoulescopeData[] => at.slice(1).map((to, p) => data(signal, base + 2 * at[p], 2, to - at[p], floats(Array.from({ length: to - at[p] }, (_, k) => value(at[p] + k)))));
      const bits = ofLine.slice(1).map((to, p) => {
        const [from, end] = [2 * ofLine[p], 2 * to];
        const packed = new Uint8Array(Math.ceil((end - from) / 8));
        for (let tick = from; tick < end; tick++) packed[(tick - from) >> 3] |= level(tick) << ((tick - from) & 7);
        return data('gpi1', base + from, 1, end - from, packed);
      });
      const streams = [parts('i', ofI, (k) => k / 1024), parts('v', ofV, (k) => 3 + k / 4096), bits];
      const turns = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]][order].map((s) => streams[s]);
      const mixed = Array.from({ length: 8 }, (_, round) => turns.flatMap((stream) => (stream[round] === undefined ? [] : [stream[round]]))).flat();
      // Whatever comes before the first current is kept for it, but the grid is the current's.
      const { blocks, losses, joiner } = joined([1], mixed);
      expect(losses).toEqual([]);
      expect([joiner.samples, joiner.lost, joiner.rateHz]).toEqual([n, 0, 1_000_000]);
      expect(blocks.flatMap(({ values }) => [...values])).toEqual(Array.from({ length: n }, (_, k) => Math.fround(k / 1024)));
      expect(blocks.flatMap(({ voltage }) => [...(voltage ?? [])])).toEqual(Array.from({ length: n }, (_, k) => Math.fround(3 + k / 4096)));
      expect(blocks.flatMap(({ digital }) => [...(digital ?? [])])).toEqual(Array.from({ length: n }, (_, k) => level(2 * k)));
    }), { numRuns: 60 });
  });

  it('keep time where one of them loses samples: what any lost is lost, and the rest stays at its place', () => {
    const samples = (from: number, count: number): Uint8Array => floats(Array.from({ length: count }, (_, k) => from + k));
    // The current misses 20..29, the voltage 50..54.
    const { blocks, losses, joiner } = joined([], [
      data('i', 100, 10, 20, samples(0, 20)), data('i', 400, 10, 70, samples(30, 70)), data('v', 100, 10, 50, samples(0, 50)), data('v', 650, 10, 45, samples(55, 45)),
    ]);
    expect(losses).toEqual([[20, 10], [50, 5]]);
    expect([joiner.samples, joiner.lost]).toEqual([100, 15]);
    for (const { firstSample, values, voltage } of blocks) values.forEach((value, k) => expect([value, voltage?.[k]]).toEqual([firstSample + k, firstSample + k]));
  });

  it('take a block that comes twice once', () => {
    const block = data('i', 0, 2, 3, floats([1, 2, 3]));
    const volts = data('v', 0, 2, 3, floats([5, 5, 5]));
    const { blocks, joiner } = joined([], [block, block, volts, volts]);
    expect(blocks.map(({ values }) => [...values])).toEqual([[1, 2, 3]]);
    expect([joiner.samples, joiner.lost]).toEqual([3, 0]);
  });

  it('hold no more than two seconds where one of them has stopped', () => {
    const second = floats(Array.from({ length: 1000 }, () => 1));
    const { blocks, losses, joiner } = joined([], [
      data('i', 0, 2000, 1000, second), data('v', 0, 2000, 1000, second),
      ...Array.from({ length: 9 }, (_, s) => data('i', (s + 1) * 2_000_000, 2000, 1000, second)), data('v', 9 * 2_000_000, 2000, 1000, second),
    ]);
    expect(blocks.map(({ firstSample }) => firstSample)).toEqual([0, 9000]);
    expect([losses, joiner.samples]).toEqual([[[1000, 8000]], 10_000]);
  });

  it('know no current where the voltage is not known: a power of one factor is none', () => {
    const { blocks, joiner } = joined([], [data('i', 0, 2, 3, floats([1, Number.NaN, 3])), data('v', 0, 2, 3, floats([5, 5, Number.NaN]))]);
    expect([...blocks[0].values]).toEqual([1, Number.NaN, Number.NaN]);
    expect(joiner.lost).toBe(2);
  });
});

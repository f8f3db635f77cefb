/** What a window gets of a trace, against a count sample by sample. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MemoryTrace, type TraceEvent, type TraceFormat } from '../../../src-main/core/trace';
import { windowContent } from '../../../src-main/studio/capture/trace-window';

const format: TraceFormat = { rateHz: 1000, quantity: 'current', voltageV: 2, measuresVoltage: false, lines: ['D0', 'D1', 'D2'] };

describe('a window of a trace', () => {
  it('has for every point the levels that its lines had, and no more points than asked for', () => {
    fc.assert(fc.property(fc.uint8Array({ minLength: 1, maxLength: 9000, max: 7 }), fc.nat(9000), fc.nat(9000), fc.integer({ min: 1, max: 300 }), (digital, a, b, points) => {
      const kept = new MemoryTrace(format);
      kept.append({ firstSample: 0, values: Float32Array.from(digital), voltage: null, digital, hostMs: 0 });
      const found = windowContent(kept.trace, [], { from: Math.min(a, b), to: Math.max(a, b), points, channels: ['current', 'power', 'voltage'] });
      expect(found.n).toBeLessThanOrEqual(points);
      expect(found.channels.map(({ channel }) => channel)).toEqual(['current', 'power']);
      for (let i = 0; i < found.n; i++) {
        const part = digital.slice(found.bounds[i], found.bounds[i + 1]);
        expect(found.digital?.high[i]).toBe(part.reduce((bits, level) => bits | level, 0));
        expect((found.digital?.low[i] ?? 0) & 7).toBe(part.reduce((bits, level) => bits | (~level & 7), 0));
        expect(found.channels[0].max[i]).toBe(Math.max(...part));
        expect(found.channels[1].min[i]).toBe(2 * Math.min(...part));
      }
    }), { numRuns: 60 });
  });

  it('has the events of its stretch and says where there are more', () => {
    const kept = new MemoryTrace({ ...format, lines: [] });
    kept.append({ firstSample: 0, values: new Float32Array(5000).fill(1), voltage: null, digital: null, hostMs: 0 });
    const events = Array.from({ length: 5000 }, (_, sample): TraceEvent => ({ kind: 'note', sample, text: '' }));
    const few = windowContent(kept.trace, events, { from: 100, to: 110, points: 10, channels: ['current'] });
    expect([few.events.map(({ sample }) => sample), few.moreEvents, few.digital]).toEqual([[100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110], false, null]);
    const many = windowContent(kept.trace, events, { from: 0, to: 5000, points: 10, channels: ['current'] });
    expect([many.events.length, many.moreEvents]).toEqual([1000, true]);
  });
});

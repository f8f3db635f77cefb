/** The way from decoder to disk when the disk is slow: what is left out is a gap with a reason, and memory stays bounded. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gapsIn, MemoryTrace, type TraceBlock, type TraceFormat } from '../../../src-main/core/trace';
import { createBlockPipe, type ToKeeper } from '../../../src-main/studio/capture/block-pipe';

const format: TraceFormat = { rateHz: 1000, quantity: 'current', voltageV: 3.3, measuresVoltage: false, lines: [] };
const blockAt = (firstSample: number, n: number): TraceBlock => ({ firstSample, values: new Float32Array(n).fill(1), voltage: null, digital: null, hostMs: 0 });

describe('the pipe of blocks', () => {
  it('never holds more than it may, and every sample is either kept or in a gap that was told', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.record({ put: fc.integer({ min: 1, max: 60 }) }), fc.record({ take: fc.integer({ min: 1, max: 5 }) })), { maxLength: 200 }), (steps) => {
      const most = 100;
      const waiting: ToKeeper[] = [];
      const kept = new MemoryTrace(format);
      const told: { from: number; to: number }[] = [];
      const pipe = createBlockPipe({ post: (message) => void waiting.push(message), startedAt: '', onFailed: () => undefined, most });
      const take = (): void => {
        const message = waiting.shift();
        if (message?.kind === 'block') {
          kept.append(message.block);
          pipe.receive({ kind: 'kept', samples: message.block.values.length });
        } else if (message?.kind === 'event' && message.event.kind === 'loss') told.push({ from: message.event.sample, to: message.event.sample + (message.event.samples ?? 0) });
      };
      let end = 0;
      for (const step of steps) {
        if ('put' in step) {
          pipe.block(blockAt(end, step.put));
          end += step.put;
        } else for (let i = 0; i < step.take; i++) take();
        expect(waiting.reduce((sum, message) => sum + (message.kind === 'block' ? message.block.values.length : 0), 0)).toBeLessThanOrEqual(most);
      }
      void pipe.end();
      while (waiting.length > 0) take();
      const lost = told.reduce((sum, { from, to }) => sum + to - from, 0);
      expect(lost).toBe(pipe.dropped);
      const inside = gapsIn(kept.trace, 0, kept.trace.end);
      // A gap at the very end has no sample behind it.
      expect([...inside, ...(kept.trace.end < end ? [{ from: kept.trace.end, to: end }] : [])]).toEqual(told);
    }));
  });

  it('copies what is a part of a larger buffer, and moves the rest', () => {
    const moved: number[] = [];
    const pipe = createBlockPipe({ post: (_, move) => void moved.push(...move.map((one) => (one as ArrayBuffer).byteLength)), startedAt: '', onFailed: () => undefined });
    const large = new Float32Array(1000);
    pipe.block({ ...blockAt(0, 1), values: large.subarray(10, 20) });
    pipe.block({ ...blockAt(10, 1), values: new Float32Array(5), digital: new Uint8Array(5) });
    expect(moved).toEqual([40, 20, 5]);
  });

  it('says why the keeper could not go on, and does not wait for it', async () => {
    const errors: Error[] = [];
    const pipe = createBlockPipe({ post: () => undefined, startedAt: '', onFailed: (error) => void errors.push(error) });
    pipe.receive({ kind: 'failed', fault: { code: 'recording.exists', facts: { file: 'a.hitrace' } } });
    await pipe.end();
    expect(errors.map(({ message }) => message)).toEqual(['a.hitrace exists already; a recording never overwrites another: choose another name.']);
  });
});

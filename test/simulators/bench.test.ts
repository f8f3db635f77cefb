/** The simulated bench: what the board spends in closed form, driven by phases on its own clock. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBench } from '../../src-main/simulators/bench';
import { PhaseTimeline } from '../../src-main/simulators/phase-timeline';
import { createGatedTime } from '../../src-main/simulators/virtual-time';
import { pause } from '../../src-main/transport/timekeeper';

describe('the current of a board that works while it is measured', () => {
  it('has the charge that summing it in small steps gives, settling included', () => {
    const steps = fc.array(fc.record({ seconds: fc.double({ min: 1e-4, max: 0.02, noNaN: true }), amperes: fc.double({ min: 0, max: 0.2, noNaN: true }) }), { minLength: 1, maxLength: 8 });
    fc.assert(fc.property(steps, fc.constantFrom(0, 1e-4, 3e-3), (list, tauS) => {
      const timeline = new PhaseTimeline(0.002, tauS);
      let at = 0;
      for (const { seconds, amperes } of list) timeline.switchTo((at += seconds), amperes, 1);
      const end = at + 0.01;
      // Midpoint rule, an oracle that knows no exponential.
      const n = 20_000;
      let sum = 0;
      for (let i = 0; i < n; i++) sum += timeline.current(((i + 0.5) * end) / n) * (end / n);
      expect(Math.abs(timeline.charge(end) - sum)).toBeLessThan(2e-4 * 0.2 * end + 1e-9);
    }), { numRuns: 40 });
  });

  it('takes phases by the board’s own clock, as any simulated board tells them', () => {
    const bench = createBench({ amperes: { idle: 0.002, 'warm-up': 0.01, inference: 0.02, decision: 0.012, radio: 0.1 }, boardPpm: 100_000, instrumentPpm: 0, noise: 0, tauS: 0, seed: 1 });
    const zero = bench.boardTimeUs();
    // A clock that is a tenth fast counts 1.1 s where 1 s is true.
    bench.onPhase('inference', zero + 1_100_000);
    bench.onPhase('radio', zero + 2_200_000);
    expect(bench.timeline.charge(3)).toBeCloseTo(0.002 + 0.02 + 0.1, 9);
    expect([0.5, 1.5, 2.5].map((t) => bench.timeline.lines(t))).toEqual([0, 1, 5]);
    bench.stop();
  });
});

describe('gated virtual time', () => {
  it('stands still but while something is done in it', async () => {
    const time = createGatedTime();
    let rang = false;
    time.after(50, () => { rang = true; });
    await new Promise((resolve) => setImmediate(resolve));
    expect([time.ms(), rang]).toEqual([0, false]);
    await time.during(() => pause(time, 20));
    expect([time.ms(), rang]).toEqual([20, false]);
    await time.during(() => pause(time, 40));
    expect([time.ms(), rang]).toEqual([60, true]);
  });
});

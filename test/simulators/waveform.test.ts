/** The simulated board's current and the charge it is said to be: one against the other, by an integral that knows neither. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createVirtualTime } from '../../src-main/simulators/virtual-time';
import { createWaveform, demoWaveform } from '../../src-main/simulators/waveform';
import { pause } from '../../src-main/transport/timekeeper';

describe('the waveform of a simulated board', () => {
  it('has the charge that its current adds up to (Simpson’s rule within each phase)', () => {
    let start = 0;
    let sum = 0;
    for (const { seconds } of demoWaveform.phases) {
      const steps = 2000;
      const h = (seconds * (1 - 1e-9)) / steps;
      for (let i = 0; i <= steps; i++) sum += ((i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2) * demoWaveform.current(start + i * h) * h) / 3;
      start += seconds;
    }
    expect(sum / demoWaveform.charge(demoWaveform.periodS)).toBeCloseTo(1, 7);
    expect(start).toBeCloseTo(demoWaveform.periodS, 12);
  });
  it('repeats for a day without drifting', () => {
    const day = Math.floor(86_400 / demoWaveform.periodS);
    expect(demoWaveform.charge(day * demoWaveform.periodS + 0.2) / (day * demoWaveform.charge(demoWaveform.periodS * (1 - 1e-15)) + demoWaveform.charge(0.2))).toBeCloseTo(1, 9);
  });
  it('never takes charge back, and answers the same in any order of questions', () => {
    fc.assert(fc.property(fc.double({ min: 0, max: 1000, noNaN: true }), fc.double({ min: 0, max: 10, noNaN: true }), (t, later) => {
      const first = demoWaveform.charge(t);
      expect(demoWaveform.charge(t + later)).toBeGreaterThanOrEqual(first - 1e-12);
      expect(demoWaveform.charge(t)).toBe(first);
    }));
  });
  it('is a ramp from one current to the other where there is a time constant', () => {
    const rise = createWaveform([{ name: 'rise', seconds: 10, fromA: 1, toA: 3, tauS: 2, lines: 5 }]);
    // After one time constant 1 − 1/e of the step is done.
    expect(rise.current(2)).toBeCloseTo(3 - 2 / Math.E, 12);
    expect([rise.current(0), rise.lines(3)]).toEqual([1, 5]);
  });
});

describe('virtual time', () => {
  it('passes a day at once, in the order of the appointments', async () => {
    const time = createVirtualTime();
    const seen: number[] = [];
    void pause(time, 3_600_000).then(() => seen.push(1));
    const cancel = time.after(10, () => seen.push(99));
    cancel();
    await pause(time, 86_400_000);
    expect([seen, time.ms()]).toEqual([[1], 86_400_000]);
  });
});

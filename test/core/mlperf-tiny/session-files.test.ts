/** The rules of timed windows, and the files as the official submission checker reads them. */
import { describe, expect, it } from 'vitest';
import { accuracyText, energyText, iterationsFor, performanceText, scoreWindows, sessionJson, sessionStamp, type BenchmarkWindow } from '../../../src-main/core/mlperf-tiny';

const window = (seconds: number, iterations = 20, over: Partial<BenchmarkWindow> = {}): BenchmarkWindow => ({
  file: 'emu_s_002009.bin', classes: 10, label: 2, iterations, warmUps: 5, startUs: 81_234_567, endUs: 81_234_567 + seconds * 1e6, us: seconds * 1e6, wrapped: false, results: [0.25, 0.75], ...over,
});
/** Throughputs 2, 1.6667, 1.25, 1, 0.8 inferences a second. */
const five = [10, 12, 16, 20, 25].map((seconds) => window(seconds));

/** The patterns of tools/submission/submission_checker.py, as the fact sheet describes them: the last line that matches wins. */
const lastOf = (text: string, pattern: RegExp): number | null => text.split('\n').map((line) => pattern.exec(line)).reduce<number | null>((last, found) => (found === null ? last : Number(found[1])), null);
const throughput = /^.*\sMedian throughput is\s+(\d+\.?\d*)\s*inf\.\/sec\./;
const top = /^.*\sTop[- ]1%?\s*[=:]\s*(\d+\.?\d*)/;
const auc = /^.*\sAUC\s*[=:]\s*(\d+\.?\d*)/;
const energy = /Median energy cost is\s+(\d+\.?\d*)\s*uJ\/inf/;

describe('five windows', () => {
  it('have the median as their score, and our statistics beside it', () => {
    const score = scoreWindows(five, 'measured');
    expect(score).toMatchObject({ throughput: 1.25, energyUj: null, problems: [], notes: [] });
    // Latencies 500, 600, 800, 1000, 1250 ms.
    expect(score.latencyMs).toMatchObject({ value: 830, median: 800, n: 5, provenance: 'measured' });
    expect(score.latencyMs!.sd).toBeCloseTo(Math.sqrt(92_000), 9);
  });
  it('have no score when one was too short, too few, or missing', () => {
    for (const [windows, problem] of [
      [[...five.slice(0, 4), window(9.999)], 'Window 5 lasted 9.999 s where the rules ask for 10 s; repeat with more --iterations.'],
      [[...five.slice(0, 4), window(12, 9)], 'Window 5 had 9 inferences where the rules ask for 10; repeat with more --iterations.'],
      [five.slice(0, 4), '4 windows were measured where the rules ask for exactly 5.'],
      [[...five.slice(0, 4), window(12, 20, { energyMj: 3, coverage: 0.99 })], 'Window 5 has 1.00 % of its samples missing, so its energy is not known.'],
    ] as const) {
      const score = scoreWindows(windows, 'measured');
      expect([score.throughput, score.problems]).toEqual([null, [problem]]);
      const text = performanceText(windows, score, '1121.160000');
      expect(lastOf(text, throughput)).toBeNull();
      expect(text).toContain(problem);
    }
  });
  it('say that the 32-bit clock began anew', () => {
    expect(scoreWindows([...five.slice(1), window(10, 20, { wrapped: true })], 'measured').notes).toEqual(["The board's 32-bit clock began anew in 1 window; the time is taken modulo 2^32 µs."]);
  });
  it('get as many inferences as both rules need', () => {
    expect([iterationsFor(600), iterationsFor(5000), iterationsFor(0.5)]).toEqual([19, 10, 22_000]);
  });
});

describe('result files', () => {
  it('of performance have the shapes of the reference', () => {
    const text = performanceText(five, scoreWindows(five, 'measured'), '1121.160000');
    expect(text.split('\n').slice(0, 5)).toEqual(['Performance results for window 1', '    # Inferences : 20', '    Runtime: 10.0 sec.', '    Throughput: 2.0000 inf./sec.', '    Runtime requirements have been met.']);
    expect(text).toContain('1121.160000 ulp-mlperf: Median throughput is      1.250 inf./sec.\n');
    expect(lastOf(text, throughput)).toBe(1.25);
  });
  it('of accuracy are found by the checker', () => {
    const text = accuracyText(0.854, 0.8619, '1121.160000');
    expect(text).toBe('1121.160000 ulp-mlperf: Top 1% = 85.4\n1121.160000 ulp-mlperf: AUC = 0.862\n');
    expect([lastOf(text, top), lastOf(text, auc)]).toEqual([85.4, 0.862]);
    expect(accuracyText(null, 0.9, 's')).toBe('s ulp-mlperf: AUC = 0.900\n');
  });
  it('of energy have a trial for each window and the median', () => {
    // 60 mJ over 20 inferences: 3000 µJ each; 5 mW over 12 s.
    const windows = five.map((one, i) => ({ ...one, energyMj: 20 * (i + 1), coverage: 1 }));
    const text = energyText(windows, scoreWindows(windows, 'measured'), '1121.160000');
    expect(text.split('\n').slice(0, 7)).toEqual(['Power Edition Output', 'Energy data for trial 0', '  Elapsed time  : 10.000 sec.', '  Inferences    : 20', '  Power         : 2.000 mW.', '  Total Energy  : 20000.000 uJ', '  Energy/Inf    : 1000.000 uJ/inf']);
    expect(lastOf(text, energy)).toBe(3000);
  });
  it('tell no energy of a window with missing samples: what is left is not the whole', () => {
    const windows = five.map((one, i) => ({ ...one, energyMj: 20, coverage: i === 2 ? 0.9 : 1 }));
    const score = scoreWindows(windows, 'measured');
    expect([score.energyUj, score.energyMj]).toEqual([null, null]);
    const text = energyText(windows, score, '1121.160000');
    expect(lastOf(text, energy)).toBeNull();
    expect(text.split('\n').filter((line) => line.startsWith('  Total Energy'))).toEqual([0, 1, 2, 3, 4].map((i) => (i === 2 ? '  Total Energy  : not known, samples are missing' : '  Total Energy  : 20000.000 uJ')));
    expect(sessionJson(windows, 'energy').map((one) => 'power' in (one as object))).toEqual([true, true, false, true, true]);
  });
  it('list every window with the keys of the reference', () => {
    expect(sessionJson([five[1]], 'performance')).toEqual([{
      file: 'emu_s_002009.bin', classes: 10, class: 2, mode: 'p',
      infer: { results: [0.25, 0.75], iterations: 20, warmups: 5, total_inferences: 20, start_time: 81_234_567, end_time: 93_234_567, elapsed_time: 12_000_000, throughput: 20 / 12 },
    }]);
  });
  it('are stamped with month, day and time', () => {
    expect(sessionStamp(new Date(2026, 2, 4, 5, 6, 7))).toBe('0304.050607');
  });
});

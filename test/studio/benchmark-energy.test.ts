/** Energy windows of the benchmark: pulses of the board's trigger line and the instrument's samples, both simulated, against the closed form. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBenchmarkBoard, type BenchmarkBoard } from '../../src-main/boards/mlperf-tiny/benchmark';
import { scoreWindows, type BenchmarkWindow } from '../../src-main/core/mlperf-tiny';
import { MemoryTrace, type TraceFormat } from '../../src-main/core/trace';
import type { Analyzer, CaptureListener } from '../../src-main/engine/analyzer-ports';
import { measureEnergy, type EnergyMeasuring } from '../../src-main/studio/benchmark-energy';
import { createBench, profileOf, type Bench } from '../boards/mlperf-tiny/bench';

const format: TraceFormat = { rateHz: 10_000, quantity: 'current', voltageV: 3, measuresVoltage: false, lines: ['D0', 'D1'] };
const [idleA, inferenceA] = [0.001, 0.02];

let bench: Bench;
let board: BenchmarkBoard;
let phases: { at: number; amperes: number }[];
let levels: { at: number; level: 0 | 1 }[];
beforeEach(async () => {
  bench = createBench();
  [phases, levels] = [[{ at: 0, amperes: idleA }], [{ at: 0, level: 1 }]];
  bench.add('/dev/ttyACM0', {
    mode: 'energy', times: { segments: [20_000], plain: 50_000, decision: 1, offload: 1 }, extended: false,
    onPhase: (phase, us) => void phases.push({ at: us, amperes: phase === 'inference' ? inferenceA : idleA }),
    onTrigger: (level, us) => void levels.push({ at: us, level }),
  });
  board = await openBenchmarkBoard(profileOf({ port: '/dev/ttyACM0', baud: 9600 }), bench);
});
afterEach(async () => {
  await board.close();
  bench.stop();
});

/** Samples what the board did while it ran, when the capture is stopped: simulated phases are told as they come. */
function instrument(lose: (sample: number) => boolean = () => false): EnergyMeasuring {
  let listener: CaptureListener | null = null;
  let began = 0;
  const at = <T extends { at: number }>(list: readonly T[], us: number): T => list.findLast((one) => one.at <= us) ?? list[0];
  const analyzer: Analyzer = {
    identify: () => Promise.reject(new Error('not asked')), configure: () => Promise.reject(new Error('not asked')),
    async start(to) {
      [listener, began] = [to, bench.time.ms() * 1000];
      return format;
    },
    async stop() {
      const count = Math.floor(((bench.time.ms() * 1000 - began) / 1e6) * format.rateHz);
      const us = (i: number): number => began + ((i + 0.5) / format.rateHz) * 1e6;
      listener?.onBlock({ firstSample: 0, values: Float32Array.from({ length: count }, (_, i) => (lose(i) ? NaN : at(phases, us(i)).amperes)), voltage: null, digital: Uint8Array.from({ length: count }, (_, i) => at(levels, us(i)).level << 1), hostMs: bench.time.ms() });
      listener = null;
      return { samples: count, lost: 0 };
    },
    close: async () => undefined,
  };
  return {
    analyzer, line: 1,
    record: () => {
      const memory = new MemoryTrace(format);
      return { trace: memory.trace, append: (block) => memory.append(block), mark: () => undefined, close: async () => undefined };
    },
  };
}

const inputs = [0, 1, 2, 3, 4].map((i) => ({ file: `${i}.bin`, classes: 10, label: i, windows: () => [new Uint8Array(3072).fill(i)] }));
const never = new AbortController().signal;

describe('an energy window', () => {
  it('lies between the last two falling edges, is repeated until it keeps the rules, and has the energy of the closed form', async () => {
    const windows: BenchmarkWindow[] = [];
    await measureEnergy(instrument(), board, inputs, { iterations: null, warmUps: 0 }, (window) => windows.push(window), () => undefined, never);
    const score = scoreWindows(windows, 'measured');
    expect(score.problems).toEqual([]);
    expect(windows.map(({ iterations }) => iterations >= 200 && iterations < 240)).toEqual([true, true, true, true, true]);
    // 50 ms at 20 mA and 3 V: 3 mJ; what lies between the edges beside it (a pulse) is idle, below 0.1 %.
    expect(score.energyUj! / 3000).toBeCloseTo(1, 2);
    expect(score.throughput).toBeCloseTo(20, 1);
  });

  it('has no score where samples are missing: a gap is not a zero', async () => {
    const windows: BenchmarkWindow[] = [];
    await measureEnergy(instrument((i) => i > 100_000 && i < 100_200), board, inputs, { iterations: 220, warmUps: 0 }, (window) => windows.push(window), () => undefined, never);
    expect(scoreWindows(windows, 'measured')).toMatchObject({ energyUj: null, problems: expect.arrayContaining([expect.stringMatching(/^Window 1 has \d\.\d\d % of its samples missing/)]) as string[] });
  });

  it('is not found where no wire brings the pulses', async () => {
    await expect(measureEnergy({ ...instrument(), line: 0 }, board, inputs, { iterations: 20, warmUps: 0 }, () => undefined, () => undefined, never)).rejects.toThrow('The trace has 0 pulses on D0 where one inference window has 2; check the wire from the board\'s time-stamp pin');
  });
});

/** The benchmark's modes on simulated boards in virtual time: rules, inputs of its folders, and boards behind its interface board. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBenchmarkBoard, type BenchmarkBoard } from '../../../src-main/boards/mlperf-tiny/benchmark';
import { readInputFolder, type BenchmarkInput } from '../../../src-main/boards/mlperf-tiny/input-folder';
import { areaUnderRoc, scoreWindows, topOne, type BenchmarkWindow } from '../../../src-main/core/mlperf-tiny';
import { createMlperfBoard, referenceModel, type BoardModel, type MlperfBoardOptions } from '../../../src-main/simulators/mlperf-board';
import { createMlperfRelay } from '../../../src-main/simulators/mlperf-relay';
import { createWire } from '../../../src-main/simulators/wire';
import { createBench, profileOf, type Bench } from './bench';

let bench: Bench;
let folder: string;
let boards: BenchmarkBoard[];
beforeEach(() => {
  bench = createBench();
  folder = mkdtempSync(join(tmpdir(), 'mlperf-inputs-'));
  boards = [];
});
afterEach(async () => {
  for (const board of boards) await board.close();
  bench.stop();
  rmSync(folder, { recursive: true });
});

async function open(options: Partial<MlperfBoardOptions> = {}): Promise<BenchmarkBoard> {
  bench.add('/dev/ttyACM0', { extended: false, ...options });
  const board = await openBenchmarkBoard(profileOf({ port: '/dev/ttyACM0' }), bench);
  boards.push(board);
  return board;
}
const inputs = (count: number): BenchmarkInput[] => Array.from({ length: count }, (_, i) => ({ file: `${i}.bin`, classes: 10, label: i % 10, windows: () => [Uint8Array.from({ length: 3072 }, (_value, at) => (at * 7 + i * 41) % 256)] }));
const never = new AbortController().signal;
const slow = { segments: [200_000, 400_000], plain: 600_000, decision: 12, offload: 6000 };

describe('performance', () => {
  it('chooses iterations so that all windows keep the rules, and counts the first five inputs', async () => {
    const windows: BenchmarkWindow[] = [];
    const seen: string[] = [];
    await (await open({ times: slow })).performance(inputs(8), { iterations: null, warmUps: 5 }, (window) => windows.push(window), (done, total, what) => seen.push(`${done}/${total} ${what}`), never);
    expect(windows.map(({ file, iterations, warmUps }) => [file, iterations, warmUps])).toEqual([0, 1, 2, 3, 4].map((i) => [`${i}.bin`, 19, 5]));
    const score = scoreWindows(windows, 'measured');
    expect(score.problems).toEqual([]);
    expect(score.throughput).toBeCloseTo(1 / 0.6, 2);
    expect([seen[0], seen.at(-1)]).toEqual(['0/5 0.bin, 19 inferences, about 12 s', '5/5 done']);
  });

  it('waits for windows longer than the reference host would', async () => {
    const windows: BenchmarkWindow[] = [];
    const board = await open({ times: { ...slow, plain: 5_000_000 } });
    await board.performance(inputs(5), { iterations: 12, warmUps: 1 }, (window) => windows.push(window), () => undefined, never);
    expect(windows.map(({ us }) => Math.round(us / 1e6))).toEqual([60, 60, 60, 60, 60]);
  });

  it('keeps the windows that were whole when it is stopped', async () => {
    const stop = new AbortController();
    const windows: BenchmarkWindow[] = [];
    await expect((await open({ times: slow })).performance(inputs(5), { iterations: 20, warmUps: 0 }, (window) => windows.push(window) === 2 && stop.abort(new Error('stopped by hand')), () => undefined, stop.signal)).rejects.toThrow('stopped by hand');
    expect(windows).toHaveLength(2);
  });

  it('goes on over a cable that was out', async () => {
    const one = bench.add('/dev/ttyACM1', { extended: false, times: slow });
    const board = await openBenchmarkBoard(profileOf({ port: '/dev/ttyACM1' }), bench);
    boards.push(board);
    bench.when(one, /^infer/, 3, () => {
      bench.pull(one);
      bench.time.after(5000, () => bench.put(one, '/dev/ttyACM1'));
    });
    const windows: BenchmarkWindow[] = [];
    await board.performance(inputs(5), { iterations: 20, warmUps: 0 }, (window) => windows.push(window), () => undefined, never);
    expect([windows.length, board.survived.replugs]).toEqual([5, 1]);
  });
});

/** Says class `first byte mod 10` with p = 0.9. */
const honest: BoardModel = { ...referenceModel, exits: 1, classify: (pixels) => [{ probabilities: Float32Array.from({ length: 10 }, (_, c) => (c === pixels[0] % 10 ? 0.9 : 0.1 / 9)), entropy: 0.5 }] };

describe('accuracy', () => {
  it('reads the folder of the benchmark and asks every input once, in order', async () => {
    mkdirSync(join(folder, 'ic01'));
    const rows = Array.from({ length: 20 }, (_, i) => ({ name: `emu_${i}.bin`, label: i % 10, said: i < 15 ? i % 10 : (i + 1) % 10 }));
    for (const { name, said } of rows) writeFileSync(join(folder, 'ic01', name), new Uint8Array(3072).fill(said));
    writeFileSync(join(folder, 'ic01', 'y_labels.csv'), rows.map(({ name, label }) => `${name}, 10, ${label}`).join('\r\n'));
    const windows: BenchmarkWindow[] = [];
    const files = await (await open({ model: honest })).accuracy(readInputFolder(folder, 'ic01'), (window) => windows.push(window), () => undefined, never);
    expect(windows.map(({ file }) => file)).toEqual(rows.map(({ name }) => name));
    expect(topOne(files)).toBe(0.75);
    expect(areaUnderRoc(files)).toBeGreaterThan(0.7);
  });

  it('sends anomaly detection window by window and averages its scores', async () => {
    writeFileSync(join(folder, 'sound.bin'), Uint8Array.from({ length: 16 }, (_, i) => i));
    writeFileSync(join(folder, 'y_labels.csv'), 'sound.bin,2,1,8,4\n');
    const [sound] = readInputFolder(folder, 'ad01');
    expect(sound.windows().map((bytes) => [...bytes][0])).toEqual([0, 4, 8]);
    const scored: BoardModel = { benchmark: 'ad01', id: 'ad', sha256: null, exits: 1, classes: 1, height: 1, width: 8, channels: 1, classify: (pixels) => [{ probabilities: Float32Array.of(10 + pixels[0]), entropy: 0 }] };
    expect(await (await open({ model: scored })).accuracy([sound], () => undefined, () => undefined, never)).toEqual([{ label: 1, scores: [14] }]);
  });

  it('says which line of y_labels.csv is wrong', () => {
    const table = join(folder, 'y_labels.csv');
    expect(() => readInputFolder(folder, 'ic01')).toThrow(`${join(folder, 'y_labels.csv')}: there is no such file; expected the benchmark's folder of inputs for ic01.`);
    for (const [text, message] of [
      ['', `${table}: it is empty; expected a line for each input with file, classes, class`],
      ['a.bin,10,10\n', `${table}, line 1: “a.bin,10,10” is no row of it; expected file, classes, class`],
      ['a.bin,ten,1\n', 'is no row of it'],
      ['\nmissing.bin,10,1\n', `${join(folder, 'missing.bin')}: y_labels.csv names it in line 2 and it is not there`],
    ]) {
      writeFileSync(table, text);
      expect(() => readInputFolder(folder, 'ic01')).toThrow(message);
    }
  });

  it('is refused where an input is not as long as the model takes', async () => {
    const short: BenchmarkInput = { file: 'short.bin', classes: 10, label: 0, windows: () => [new Uint8Array(100)] };
    await expect((await open()).accuracy([short], () => undefined, () => undefined, never)).rejects.toThrow('The board on /dev/ttyACM0 does not take inputs of 100 bytes (its model takes 3072)');
    const long: BenchmarkInput = { ...short, windows: () => [new Uint8Array(4000)] };
    await expect(boards[0].accuracy([long], () => undefined, () => undefined, never)).rejects.toThrow('does not take inputs of 4000 bytes (its buffer has 3072)');
  });
});

describe('a board behind the interface board of energy mode', () => {
  it('is asked through it, and what it says is not mixed up with what the interface board says', async () => {
    const wire = createWire('/dev/ttyACM5', (send) => createMlperfRelay({ send, makeBoard: (say) => createMlperfBoard({ seed: 1, noise: 0, mode: 'energy', vendor: 'behind', times: slow, send: say }) }), bench.time);
    const board = await openBenchmarkBoard(profileOf({ port: '/dev/ttyACM5', relay: true }), { ...bench, list: async () => [], open: async () => wire.open() });
    try {
      expect(board.identity).toMatchObject({ vendor: 'behind', benchmark: 'ic01' });
      const [input] = inputs(1);
      const window = await board.energyWindow(input, 20, 0, never);
      const [said] = (await referenceModel.classify(input.windows()[0])).slice(-1);
      expect(window).toMatchObject({ iterations: 20, us: 0, results: Array.from(said.probabilities, (p) => Number(p.toFixed(3))) });
    } finally {
      await board.close();
      wire.stop();
    }
  });

  it('must run the energy build', async () => {
    await expect((await open()).energyWindow(inputs(1)[0], 1, 0, never)).rejects.toThrow('The board on /dev/ttyACM0 prints time stamps: it runs the performance build, whose printing costs energy.');
  });
});

/** A whole experiment on a board at a serial port: through the engine, over a pulled cable, and gone on with after one that stayed out. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMlperfTinyDriver } from '../../src-main/boards/mlperf-tiny/dut-board';
import type { ExperimentProfile } from '../../src-main/contract/profiles';
import type { EngineDrivers } from '../../src-main/engine/job';
import { onnxRuntime, openNullModel } from '../../src-main/models/runtime';
import { projectRoot } from '../../src-main/paths';
import { createTcpRemote } from '../../src-main/remote/tcp-remote';
import { machineLoad } from '../../src-main/store/machine-load';
import { openProfileLibrary } from '../../src-main/store/profiles';
import { openRunStore } from '../../src-main/store/run-store';
import { systemClock } from '../../src-main/store/system-clock';
import { resumeRun, startRun, type RunRoot } from '../../src-main/studio/active-runs';
import { createBench, type Bench, type BenchBoard } from '../boards/mlperf-tiny/bench';
import { openLaboratory, type Laboratory } from '../support/laboratory';

let lab: Laboratory;
let bench: Bench;
let one: BenchBoard;
let root: RunRoot;
beforeEach(() => {
  lab = openLaboratory();
  lab.quickRemote();
  lab.profile('mine/boards/wired.yaml', { kind: 'board', id: 'wired', name: 'Board on a wire', driver: 'mlperf-tiny', serial: { usb: [{ vendor: '0483', product: '374b' }], reconnect_s: 5 } });
  lab.experiment('wired', { remote: 'quick-remote', boards: ['wired'], dataset: { use: 'glyphs', fit: 60, report: 60 }, in_the_loop: { samples: 20, strategies: ['hi', 'ee-hi'] } });
  bench = createBench(true);
  // Its own network: answers at chance, which is all the same to a driver.
  one = bench.add('/dev/ttyACM0');
  const drivers: EngineDrivers = {
    runtime: onnxRuntime, remote: createTcpRemote(), clock: systemClock, load: machineLoad, openNullModel: () => openNullModel(),
    boards: { 'mlperf-tiny': createMlperfTinyDriver({ inspect: (card) => onnxRuntime.inspect(card), serialOf: () => bench }) },
  };
  const profiles = openProfileLibrary({ profiles: `${projectRoot()}/profiles`, models: `${projectRoot()}/resources/models`, user: [lab.profiles] });
  root = { profiles, runs: openRunStore(lab.home, systemClock), drivers };
});
afterEach(() => {
  bench.stop();
  lab.remove();
});

const experiment = (): ExperimentProfile => root.profiles.load('experiment', lab.path('wired.yaml'));
const options = { dataFolder: null, onEvent: () => undefined };
const asked = (command: string): number => one.received.filter((text) => text.startsWith(command)).length;

describe('an experiment on a serial board', () => {
  it('measures outputs, times and loops there, over a cable that was out for a moment', async () => {
    bench.when(one, /^hi outputs/, 40, () => {
      bench.pull(one);
      bench.time.after(3000, () => bench.put(one, '/dev/ttyACM7'));
    });
    const results = await (await startRun(root, experiment(), options)).done;
    const [board] = results.boards;
    expect(board.driver).toBe('mlperf-tiny');
    const [{ exits, plain, decision, rule }] = board.costs;
    // The simulated processor takes 9 ms through the first exit, 30 ms with all heads, 29.5 ms without, 12 µs for a decision.
    for (const [cost, exact] of [[exits[0], 9], [exits[1], 30], [plain, 29.5], [decision, 0.012]] as const) {
      expect(cost.latencyMs.provenance).toBe('measured');
      expect(cost.latencyMs.value / exact).toBeCloseTo(1, 1);
    }
    expect(rule).toContain('Survived on the way: cables put back: 1.');
    expect(results.loops.map(({ board: id, strategy, n, decisionsAgree }) => [id, strategy, n, decisionsAgree])).toEqual([['wired', 'hi', 20, 20], ['wired', 'ee-hi', 20, 20]]);
    expect(asked('hi outputs')).toBe(121);
  });

  it('ends as data where the cable stays out, and goes on from there', async () => {
    bench.when(one, /^hi outputs/, 40, () => bench.pull(one));
    const run = await startRun(root, experiment(), options);
    await expect(run.done).rejects.toThrow('The board on /dev/ttyACM0 was gone during the outputs of a sample and did not come back within 5 s (no port has it); plug it in and go on with "hi-studio run --resume". What was measured is kept.');
    expect((await root.runs.list()).map(({ id, status }) => [id, status])).toEqual([[run.id, 'failed']]);
    bench.put(one, '/dev/ttyACM2');
    const results = await (await resumeRun(root, run.id, options)).done;
    expect(results.loops.map(({ n, decisionsAgree }) => [n, decisionsAgree])).toEqual([[20, 20], [20, 20]]);
    // Thirty-nine samples before, one that was cut, eighty-one after: nothing is measured twice.
    expect(asked('hi outputs')).toBe(121);
  });
});

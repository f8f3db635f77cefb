/** A board with MLPerf Tiny firmware as the engine sees it: outputs, times by its own stamps, and policies executed there. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMlperfTinyDriver } from '../../../src-main/boards/mlperf-tiny/dut-board';
import { accepts, leaves } from '../../../src-main/core/decision';
import type { Policy } from '../../../src-main/core/measurements';
import type { Board, LoadedModel, ModelFacts, SampleBatch, WalkResult, WorkMark } from '../../../src-main/engine/ports';
import { referenceModel, type ExitScores, type MlperfBoardOptions } from '../../../src-main/simulators/mlperf-board';
import type { WireFaults } from '../../../src-main/simulators/wire';
import { card, fakeModel } from '../fake-model';
import { createBench, profileOf, type Bench, type BenchBoard } from './bench';

let bench: Bench;
let boards: Board[];
let one: BenchBoard;
beforeEach(() => {
  bench = createBench();
  boards = [];
});
afterEach(async () => {
  for (const board of boards) await board.close();
  bench.stop();
});

const facts = (exits: number, over: Partial<ModelFacts> = {}): ModelFacts => ({ ...fakeModel().facts, classes: 10, exits: fakeModel().facts.exits.slice(2 - exits), ...over });

/** Opens the board on the bench and the model it carries. */
async function start(options: Partial<MlperfBoardOptions> = {}, more: Record<string, unknown> = {}, over: Partial<ModelFacts> = {}, faults: WireFaults = {}): Promise<{ board: Board; model: LoadedModel }> {
  one = bench.add('/dev/ttyACM0', options, faults);
  const board = await createMlperfTinyDriver({ inspect: async () => facts(options.extended === false ? 1 : 2, over), serialOf: () => bench }).open(profileOf({ port: '/dev/ttyACM0' }, more));
  boards.push(board);
  return { board, model: await board.runtime!.open(card) };
}

/** Planar pixels, every sample different. */
function samples(count: number): SampleBatch {
  return { count, bytes: 3072, pixels: Uint8Array.from({ length: count * 3072 }, (_, i) => (i * 31 + (i >> 10) * 97 + Math.floor(i / 3072) * 53) % 256), labels: new Uint16Array(count) };
}
/** What the reference network says of sample i, fed in the order of the benchmark: row by row, R G B of each pixel. */
async function scores(batch: SampleBatch, i: number): Promise<readonly ExitScores[]> {
  const plane = 1024;
  const hwc = Uint8Array.from({ length: 3072 }, (_, at) => batch.pixels[i * 3072 + (at % 3) * plane + Math.floor(at / 3)]);
  return referenceModel.classify(hwc);
}
const highest = (p: Float32Array): number => p.indexOf(Math.max(...p));
const never = new AbortController().signal;

describe('outputs of a board', () => {
  it('are those of its own network, renormalised from three printed decimals', async () => {
    const { model } = await start({ extended: false });
    const batch = samples(3);
    const [final, ...others] = await model.outputs(batch);
    expect(others).toEqual([]);
    for (let i = 0; i < 3; i++) {
      const { probabilities, entropy } = (await scores(batch, i)).at(-1)!;
      const printed = Array.from(probabilities, (p) => Number(p.toFixed(3)));
      const sum = printed.reduce((a, b) => a + b);
      expect(final.prediction[i]).toBe(printed.indexOf(Math.max(...printed)));
      expect([...final.top.subarray(10 * i, 10 * i + 10)]).toEqual(printed.map((p) => Math.fround(p / sum)).sort((a, b) => b - a));
      expect(final.entropy[i]).toBeCloseTo(entropy, 1);
    }
  });

  it('come from every exit, as exact as float32, with the extension', async () => {
    const { model } = await start();
    const batch = samples(2);
    const exits = await model.outputs(batch);
    expect(exits).toHaveLength(2);
    for (let i = 0; i < 2; i++) for (const [k, { probabilities, entropy }] of (await scores(batch, i)).entries()) {
      expect(exits[k].prediction[i]).toBe(highest(probabilities));
      expect([...exits[k].top.subarray(10 * i, 10 * i + 10)]).toEqual([...probabilities].sort((a, b) => b - a));
      expect(exits[k].entropy[i]).toBeCloseTo(entropy, 6);
    }
  });

  it('are asked for one sample at a time, so that each is kept', async () => {
    expect((await start()).model.batch).toBe(1);
  });

  it('are refused where they are no probabilities, or of another number of classes', async () => {
    const logits = { ...referenceModel, classify: () => referenceModel.exits === 2 ? [0, 1].map(() => ({ probabilities: Float32Array.from({ length: 10 }, (_, c) => c), entropy: 1 })) : [] };
    const { model } = await start({ extended: false, model: logits });
    await expect(model.outputs(samples(1))).rejects.toThrow('The outputs of the board on /dev/ttyACM0 sum to 45.000 instead of 1, so they are no probabilities');
    bench.stop();
    bench = createBench();
    const other = await start({ extended: false }, {}, { classes: 12 });
    await expect(other.model.outputs(samples(1))).rejects.toThrow('The board on /dev/ttyACM0 gives 10 values where the model has 12 classes');
  });
});

describe('a model card', () => {
  it('must describe what the firmware carries', async () => {
    await expect(start({}, { firmware: { model: 'another' } })).rejects.toThrow('Board “bench-board” carries “another”, not “small”');
    bench.stop();
    bench = createBench();
    await expect(start({ extended: false }, {}, { exits: fakeModel().facts.exits })).rejects.toThrow('Board “bench-board” tells the outputs of 1 exit and “small” has 2; use a model card with the exits');
    bench.stop();
    bench = createBench();
    await expect(start({ model: { ...referenceModel, sha256: 'a'.repeat(64) } })).rejects.toThrow('carries “hi-reference of another file”, not “small”');
  });
});

describe('time by the stamps of a board', () => {
  const times = { segments: [9000, 21_000], plain: 29_500, decision: 12, offload: 6000 };
  const request = { stages: [0, 1, 'plain'] as const, warmUp: 3, loops: 5, minLoopMs: 50 };

  it('is each stage’s own with the extension, and printing the first stamp stays below 0.5 %', async () => {
    const { board, model } = await start({ times });
    const seen: number[] = [];
    const costs = await board.costs(model, samples(4), request, (done) => seen.push(done), never);
    const ms = [...costs.exits, costs.plain].map(({ latencyMs }) => latencyMs);
    for (const [i, exact] of [9, 30, 29.5].entries()) {
      expect(ms[i].provenance).toBe('measured');
      expect(ms[i].value).toBeGreaterThanOrEqual(exact);
      expect(ms[i].value).toBeLessThan(exact * 1.005);
    }
    expect(costs.decision.latencyMs.provenance).toBe('measured');
    expect(costs.decision.latencyMs.value).toBeCloseTo(0.012, 3);
    expect(seen.at(-1)).toBe(15);
    expect(costs.rule).toContain('by its own time stamps');
    expect(costs.exits[0].energyMj).toBeNull();
  });

  it('is the whole model’s without the extension, its decision modelled, its energy from the profile', async () => {
    const { board, model } = await start({ times, extended: false }, { power: { inference_w: { value: 0.05, provenance: 'modelled', source: 'assumed' } } });
    const costs = await board.costs(model, samples(2), { ...request, stages: [0, 'plain'] }, () => undefined, never);
    expect(costs.exits).toEqual([costs.plain]);
    expect(costs.plain.latencyMs.value / 29.5).toBeCloseTo(1, 2);
    expect(costs.plain.energyMj).toMatchObject({ provenance: 'modelled', value: 0.05 * costs.plain.latencyMs.value });
    expect(costs.decision.latencyMs).toMatchObject({ provenance: 'modelled', n: 0 });
  });

  it('survives a clock of 32 bits that begins anew', async () => {
    const { model } = await start({ times, clockStartUs: 2 ** 32 - 2_500_000 });
    const [plain] = await model.time(samples(2), { ...request, stages: ['plain'], loops: 12 }, () => undefined, never);
    for (const ms of plain.ms) expect(ms / 29.5).toBeCloseTo(1, 2);
  });

  it('survives the cable out for ten seconds, and the report says so', async () => {
    const { board, model } = await start({ times });
    bench.when(one, /^hi run/, 9, () => {
      bench.pull(one);
      bench.time.after(10_000, () => bench.put(one, '/dev/ttyACM0'));
    });
    const costs = await board.costs(model, samples(2), request, () => undefined, never);
    expect(costs.exits[1].latencyMs.value / 30).toBeCloseTo(1, 2);
    expect(costs.rule).toContain('Survived on the way: cables put back: 1.');
  });

  it('is refused on the energy build, which prints none', async () => {
    const { board, model } = await start({ mode: 'energy', extended: false });
    await expect(board.costs(model, samples(1), { ...request, stages: ['plain'] }, () => undefined, never)).rejects.toThrow('The board on /dev/ttyACM0 prints no time stamps: it runs the benchmark\'s energy build.');
  });

  it('of a simulated board is never called measured', async () => {
    const { board, model } = await start({ times, vendor: 'HI Studio simulated board' });
    const costs = await board.costs(model, samples(1), request, () => undefined, never);
    expect([costs.plain, costs.exits[0], costs.decision].map(({ latencyMs }) => latencyMs.provenance)).toEqual(['modelled', 'modelled', 'modelled']);
    expect(costs.rule).toMatch(/^Nothing was timed on a real board/);
  });

  it('stops at once when the run is cancelled, and the board can go on', async () => {
    const { model } = await start({ times });
    const stop = new AbortController();
    await expect(model.time(samples(1), { ...request, loops: 1000 }, (done) => done === 4 && stop.abort(new Error('stopped by hand')), stop.signal)).rejects.toThrow('stopped by hand');
    expect(await model.outputs(samples(1))).toHaveLength(2);
  });
});

describe('a policy on a board', () => {
  const decision = { kind: 'binary-lr', bias: -1.1, w1: 6, w2: -2, threshold: 0, fittedOn: 'test' } as const;
  const policies: Policy[] = [
    { strategy: 'hi', measure: 'max-softmax', thresholds: [], decision },
    { strategy: 'ee', measure: 'max-softmax', thresholds: [0.15], decision: null },
    { strategy: 'ee-hi', measure: 'margin', thresholds: [0.03], decision: { kind: 'threshold', measure: 'entropy', threshold: 0.02 } },
    { strategy: 'on-device', measure: 'max-softmax', thresholds: [], decision: null },
  ];

  it.each(policies)('$strategy leaves and accepts where the tables say, segment by segment', async (policy) => {
    const { model } = await start({ times: { segments: [9000, 21_000], plain: 29_500, decision: 12, offload: 6000 } });
    const batch = samples(6);
    for (let i = 0; i < 6; i++) {
      const sample = { count: 1, bytes: 3072, pixels: batch.pixels.slice(i * 3072, (i + 1) * 3072), labels: new Uint16Array(1) };
      const exits = await scores(batch, i);
      const ranked = exits.map(({ probabilities }) => [...probabilities].sort((a, b) => b - a));
      const early = policy.strategy.startsWith('ee') && leaves(policy.measure, policy.thresholds[0], ranked[0][0], ranked[0][1], exits[0].entropy, 10);
      const at = early ? 0 : 1;
      const accepted = at === 0 || policy.decision === null || accepts(policy.decision, ranked[1][0], ranked[1][1], exits[1].entropy, 10, false);
      const walked = await model.walk(sample, policy);
      expect(walked).toMatchObject({ exit: at, accepted, prediction: highest(exits[at].probabilities), p1: ranked[at][0], p2: ranked[at][1] });
      expect(walked.ms).toBeCloseTo(policy.strategy.startsWith('ee') ? (early ? 9 : 30) : 29.5, 0);
      expect(walked.remote).toBeUndefined();
    }
  });

  it('is decided by the studio on a board that runs the whole model only', async () => {
    const { model } = await start({ extended: false });
    const sample = samples(1);
    const { top } = (await model.outputs(sample))[0];
    const walked = await model.walk(sample, { ...policies[0], decision: { kind: 'threshold', measure: 'max-softmax', threshold: top[0] } });
    expect(walked).toMatchObject({ exit: 0, accepted: true, p1: top[0], p2: top[1] });
    expect((await model.walk(sample, { ...policies[0], decision: { kind: 'threshold', measure: 'max-softmax', threshold: top[0] + 1e-3 } })).accepted).toBe(false);
  });

  it('hands the sample to the studio where the profile says relay, and the server’s answer comes back through the board', async () => {
    const { model } = await start({}, { firmware: { offload: 'relay' } });
    const sample = samples(1);
    const got: Uint8Array[] = [];
    const walked = await model.walk(sample, { ...policies[0], decision: { kind: 'threshold', measure: 'max-softmax', threshold: 2 } }, {
      address: { host: '127.0.0.1', port: 1, replyBytes: 2 },
      ask: async (pixels) => { got.push(pixels); return { prediction: 7, ms: 1 }; },
    });
    expect(got).toEqual([sample.pixels]);
    expect(walked).toMatchObject({ accepted: false, remote: { prediction: 7 } });
    // The sample itself takes its time on the line: 3072 bytes in hexadecimal at 115200 baud.
    expect(walked.remote!.ms).toBeGreaterThan((2 * 3072 * 10 * 1000) / 115_200);
  });

  it('goes over the board’s own network where the profile says tcp, and is refused where it has none', async () => {
    const asked: unknown[] = [];
    const { model } = await start({ link: async (to, pixels) => { asked.push(to, pixels.length); return 3; } }, { firmware: { offload: 'tcp' } });
    const unsure: Policy = { ...policies[0], decision: { kind: 'threshold', measure: 'max-softmax', threshold: 2 } };
    const to = { address: { host: 'edge.local', port: 12345, replyBytes: 2 as const }, ask: () => Promise.reject(new Error('not this way')) };
    expect((await model.walk(samples(1), unsure, to)).remote).toMatchObject({ prediction: 3 });
    expect(asked).toEqual([expect.objectContaining({ host: 'edge.local', port: 12345 }), 3072]);
    bench.stop();
    bench = createBench();
    const without = await start({}, { firmware: { offload: 'tcp' } });
    await expect(without.model.walk(samples(1), unsure, to)).rejects.toThrow('The board on /dev/ttyACM0 cannot offload by tcp (its firmware has: relay); correct firmware.offload');
  });

  /** What one sample leads to, and what it leads to on a board of its own that hears `spoil` of every line. */
  async function walkTwice(policy: Policy, spoil: (line: string) => string): Promise<{ undisturbed: WalkResult; disturbed: WalkResult }> {
    const first = await start();
    const undisturbed = await first.model.walk(samples(1), policy);
    bench.stop();
    bench = createBench();
    const second = await start();
    const { receive } = one.wire.instrument;
    one.wire.instrument.receive = (bytes) => receive(Uint8Array.from(spoil(String.fromCharCode(...bytes)), (c) => c.charCodeAt(0)));
    return { undisturbed, disturbed: await second.model.walk(samples(1), policy) };
  }

  it('is sent again when a digit of it was lost on the way', async () => {
    let spoiled = 0;
    const { undisturbed, disturbed } = await walkTwice(policies[2], (line) => (line.startsWith('hi threshold 0') && spoiled++ === 0 ? line.replace('0.03', '0.3') : line));
    expect(disturbed).toEqual(undisturbed);
    expect(spoiled).toBe(2);
  });

  it('never runs on an input of which a digit became another on the way', async () => {
    let spoiled = 0;
    const { undisturbed, disturbed } = await walkTwice(policies[0], (line) => (/^db (?!load)[0-9a-f]/i.test(line) && spoiled++ === 0 ? line.replace(/^db (.)/, (_, digit: string) => `db ${digit === '7' ? '8' : '7'}`) : line));
    expect(disturbed).toEqual(undisturbed);
    expect(one.received.filter((text) => text.startsWith('db load'))).toHaveLength(2);
  });

  it('offloads at a branch by itself, and saves what lies behind it', async () => {
    const { model } = await start({ link: async () => 3, times: { segments: [9000, 21_000], plain: 29_500, decision: 12, offload: 6000 } }, { firmware: { offload: 'tcp' } });
    const early: Policy = { strategy: 'early-offload', measure: 'max-softmax', thresholds: [2], offloadBelow: [1.5], decision: null };
    const walked = await model.walk(samples(1), early, { address: { host: 'edge.local', port: 12345, replyBytes: 2 }, ask: () => Promise.reject(new Error('not this way')) });
    expect(walked).toMatchObject({ exit: 0, accepted: false, remote: { prediction: 3 } });
    expect(walked.ms).toBeCloseTo(9, 0);
    expect((await model.walk(samples(1), { ...early, thresholds: [0] })).accepted).toBe(true);
  });

  it('is sent again after a reset', async () => {
    const { model } = await start();
    const first = await model.walk(samples(1), policies[2]);
    one.board.reset();
    expect(await model.walk(samples(1), policies[2])).toEqual(first);
  });
});

describe('work under an instrument', () => {
  it('is marked by the board’s own stamps, window by window', async () => {
    const { board, model } = await start({ times: { segments: [9000, 21_000], plain: 29_500, decision: 12, offload: 6000 } });
    const marks: WorkMark[] = [];
    const costs = {} as never;
    const request = { windows: 3, windowMs: 500, restMs: 100, warmUp: 2, costs, offload: async () => undefined };
    const done = await board.perform!(model, samples(1), { ...request, work: { kind: 'stage', stage: 0 } }, (mark) => marks.push(mark), never);
    expect(done!.inferences).toBe(56);
    expect(marks.map(({ kind }) => kind)).toEqual(['begin', 'end', 'begin', 'end', 'begin', 'end']);
    expect(done!.ms[0] / 9).toBeCloseTo(1, 2);
    for (let w = 0; w < 3; w++) expect(marks[2 * w + 1].heardMs - marks[2 * w].heardMs).toBeCloseTo(marks[2 * w + 1].boardMs - marks[2 * w].boardMs, -1);
    marks.length = 0;
    const idle = await board.perform!(model, samples(1), { ...request, work: { kind: 'idle' } }, (mark) => marks.push(mark), never);
    expect(idle!.ms[0]).toBeGreaterThanOrEqual(500);
    expect(await board.perform!(model, samples(1), { ...request, work: { kind: 'offload' } }, () => undefined, never)).toBeNull();
  });
});

describe('an offload for a board', () => {
  it('is never called measured, because the studio’s socket was timed', async () => {
    const { board } = await start();
    const measuredMs = { value: 2, n: 9, sd: 0.1, ci95: [1.9, 2.1] as const, median: 2, p95: 2, p99: 2, provenance: 'measured' as const, source: '9 offloads' };
    expect(board.offloadCost({ datasetId: 'glyphs', remoteArchitecture: 'r', bytes: 3072, measuredMs, link: null, serverMs: null }).latencyMs).toMatchObject({ value: 2, provenance: 'modelled' });
  });
});

/** A results document with plausible numbers and the studio's own prose: this computer and six virtual boards, one local model with one exit, five strategies. */
import type { Interval, Results, StrategyResult } from '../../src-main/contract/results';
import type { Provenance, Strategy } from '../../src-main/core/measurements';
import { createRandom } from '../../src-main/core/random';
import { reasonWords, type ReasonCode, type ReasonFacts } from '../../src-main/core/verdict';

type Estimate = NonNullable<Results['overheadMs']>;
const n = 4000;
const model = 'resnet8-ee';
const remoteModel = 'resnet32-wide';
const labels = ['anchor', 'bell', 'cup', 'drum', 'flag', 'key', 'leaf', 'moon', 'star', 'tree'];
const grid = Array.from({ length: 51 }, (_, i) => Number((0.5 + i * 0.01).toFixed(2)));
const chosen = 0.86;
const decisionText = 'accept when z = −6.58 + 8.31 p1 − 4.20 p2 ≥ 0; logistic regression on 2000 fit samples of glyphs, classes balanced';

interface BoardCosts { id: string; name: string; driver: 'computer' | 'virtual'; link: string | null; t1: number; t2: number; plain: number; decision: number; off: number; watts: number | null; offWatts: number | null; summary: string; rule: string }
const published = (board: string): string => `HI paper, Table 4: ResNet-8 int8 on ${board}`;
const virtualRule = `Nothing was timed on a real board. ResNet-8 with one exit: as ${published('Raspberry Pi 4B')}, measured with cifar10 (same architecture and multiply-accumulates, factor 1). Exits: whole model x share of multiply-accumulates. Decision: inferred from HI paper, Table 6, with its equations (3) and (4).`;
const boards: BoardCosts[] = [
  { id: 'this-computer', name: 'This computer', driver: 'computer', link: null, t1: 0.618, t2: 1.102, plain: 1.043, decision: 0.0021, off: 3.42, watts: 15, offWatts: 8, summary: 'Inference and decision are timed here on one thread; energy comes from Linux RAPL where it is readable, from the assumed powers below otherwise.', rule: 'Every stage was timed on this computer, stage by stage in turn, on one thread. There is no readable RAPL counter in /sys/class/powercap (ENOENT). Energy is modelled: 15 W (assumption: one busy core and uncore of a laptop processor; replace by your own reading) times the measured time.' },
  { id: 'esp32', name: 'ESP32', driver: 'virtual', link: 'wifi-esp32', t1: 331, t2: 618, plain: 602.52, decision: 0.9, off: 10.1, watts: null, offWatts: null, summary: 'Microcontroller with Wi-Fi. Predictions run here, latency is the HI paper\'s. The paper prints no energy for it: energy stays unknown, never zero.', rule: virtualRule },
  { id: 'arduino-nano-33-ble', name: 'Arduino Nano 33 BLE', driver: 'virtual', link: 'ble', t1: 676, t2: 1262, plain: 1230.48, decision: 1.7, off: 190.35, watts: null, offWatts: null, summary: 'Microcontroller that offloads over BLE. Predictions run here, latency is the HI paper\'s. The paper prints no energy for it: energy stays unknown, never zero.', rule: virtualRule },
  { id: 'coral-micro', name: 'Coral Dev Board Micro', driver: 'virtual', link: 'wifi-coral', t1: 0.82, t2: 1.56, plain: 1.5, decision: 0.1, off: 10.37, watts: 1.43, offWatts: 1.41, summary: 'Microcontroller board with an Edge TPU. Predictions run here, costs are the HI paper\'s. AlexNet for ImageNet does not fit on it.', rule: virtualRule },
  { id: 'raspberry-pi-4b', name: 'Raspberry Pi 4B', driver: 'virtual', link: 'wifi-pi', t1: 0.9, t2: 1.7, plain: 1.63, decision: 0.102, off: 9.68, watts: 3.82, offWatts: 2.86, summary: 'Single-board computer. Predictions run here, costs are the HI paper\'s.', rule: virtualRule },
  { id: 'jetson-orin-nano-7w', name: 'Jetson Orin Nano, 7 W', driver: 'virtual', link: 'wifi-jetson', t1: 0.14, t2: 0.26, plain: 0.25, decision: 0, off: 8.34, watts: 6.88, offWatts: 6.05, summary: 'Single-board computer with a GPU in its 7 W mode (components capped, clocks pinned to the maximum). Predictions run here, costs are the HI paper\'s.', rule: virtualRule },
  { id: 'jetson-orin-nano-15w', name: 'Jetson Orin Nano, 15 W', driver: 'virtual', link: 'wifi-jetson', t1: 0.094, t2: 0.178, plain: 0.17, decision: 0, off: 8.2, watts: 8.12, offWatts: 6.82, summary: 'Single-board computer with a GPU in its 15 W mode (all hardware at full capacity). Predictions run here, costs are the HI paper\'s.', rule: virtualRule },
];

function estimate(value: number, provenance: Provenance, source: string): Estimate {
  if (provenance !== 'measured') return { value, n: 0, sd: null, ci95: null, median: null, p95: null, p99: null, provenance, source };
  return { value, n: 60, sd: value * 0.03, ci95: [value * 0.9924, value * 1.0076], median: value * 0.996, p95: value * 1.06, p99: value * 1.11, provenance, source };
}
function ci(value: number, half: number, provenance: Provenance): Interval {
  return { value, low: value - half, high: value + half, n, provenance };
}
function share(value: number): Interval {
  return ci(value, 1.96 * Math.sqrt((value * (1 - value)) / n), 'measured');
}
/** Share answered at the exit, accuracy of EE and EE-HI and offload share at a threshold: smooth, made up. */
function atThreshold(theta: number): { early: number; ee: number; eeHi: number; off: number } {
  const x = (theta - 0.5) / 0.5;
  const early = 0.93 - 0.55 * x ** 1.4 - 0.36 * x ** 9;
  return { early, ee: 0.872 - 0.108 * (1 - x) ** 1.8, eeHi: 0.953 - 0.152 * (1 - x) ** 1.15, off: 0.2157 * (1 - early) ** 0.75 };
}

const quantities = boards.map((board) => {
  const measured = board.driver === 'computer';
  const time: Provenance = measured ? 'measured' : 'modelled';
  const cost = (ms: number, watts: number | null, provenance: Provenance, source: string): Results['boards'][number]['costs'][number]['plain'] => ({ latencyMs: estimate(ms, provenance, source), energyMj: watts === null ? null : estimate(ms * watts, 'modelled', 'mean power x time') });
  const energyOf = (compute: number, off: number): Interval | null => (board.watts === null ? null : ci(compute * board.watts + off * board.offWatts!, (compute * board.watts + off * board.offWatts!) * 0.021, 'modelled'));
  const { early, ee, eeHi, off } = atThreshold(chosen);
  const rows: { strategy: Strategy; accuracy: number; compute: number; off: number; exits: number[] }[] = [
    { strategy: 'on-device', accuracy: 0.8745, compute: board.plain, off: 0, exits: [0, 1] },
    { strategy: 'remote', accuracy: 0.9812, compute: 0, off: 1, exits: [0, 0] },
    { strategy: 'hi', accuracy: 0.9553, compute: board.plain + board.decision, off: 0.2157, exits: [0, 1 - 0.2157] },
    { strategy: 'ee', accuracy: ee, compute: early * board.t1 + (1 - early) * board.t2, off: 0, exits: [early, 1 - early] },
    { strategy: 'ee-hi', accuracy: eeHi, compute: early * board.t1 + (1 - early) * (board.t2 + board.decision), off, exits: [early, 1 - early - off] },
  ];
  const strategies = rows.map((row): StrategyResult => {
    const lpi = row.compute + row.off * board.off;
    const withDecision = row.strategy === 'hi' || row.strategy === 'ee-hi';
    return {
      board: board.id, model, strategy: row.strategy,
      policy: { measure: 'max-softmax', thresholds: row.strategy === 'ee' || row.strategy === 'ee-hi' ? [chosen] : [], decision: withDecision ? { kind: 'binary-lr', text: decisionText } : null, chosenBy: row.strategy === 'ee' || row.strategy === 'ee-hi' ? 'least latency with accuracy ≥ 90.0 % (with the safety margin 90.8 %) over every distinct confidence of 2000 fit samples' : 'nothing to choose' },
      accuracy: share(row.accuracy), lpiMs: ci(lpi, lpi * (measured ? 0.011 : 0.024) + row.off * (1 - row.off) * board.off * 0.03, measured ? 'measured' : row.strategy === 'remote' || row.strategy === 'on-device' ? 'published' : time), epiMj: energyOf(row.compute, row.off * board.off), offloadShare: share(row.off), exitShares: row.exits,
      cells: withDecision ? { acceptedRight: Math.round(n * 0.7533), offloadedNeedlessly: Math.round(n * 0.1212), missed: Math.round(n * 0.031), caught: n - Math.round(n * 0.7533) - Math.round(n * 0.1212) - Math.round(n * 0.031) } : null,
      f1: withDecision ? { accept: 0.908, offload: 0.554, macro: 0.731, weighted: 0.864, micro: 0.848 } : null, selectiveAccuracy: withDecision ? 0.9604 : null,
      equation2: row.strategy === 'hi' ? { printed: 0.9649, exact: 0.9553, gap: 0.0096 } : null,
    };
  });
  return { board, cost, strategies };
});

const pick = (id: string, strategy: Strategy): StrategyResult => quantities.find((one) => one.board.id === id)!.strategies.find((entry) => entry.strategy === strategy)!;
const differences: Results['differences'] = boards.flatMap(({ id }) => (['hi', 'remote', 'on-device'] as const).flatMap((versus) => (['accuracy', 'lpiMs', 'epiMj'] as const).flatMap((quantity): Results['differences'] => {
  const [a, b] = [pick(id, 'ee-hi')[quantity], pick(id, versus)[quantity]];
  if (a === null || b === null) return [];
  const gap = a.value - b.value;
  return [{ board: id, model, of: 'ee-hi', versus, quantity, difference: { value: gap, low: gap - Math.abs(b.value) * 0.011, high: gap + Math.abs(b.value) * 0.011, n, provenance: a.provenance }, reduction: quantity === 'accuracy' ? null : { value: 1 - a.value / b.value, low: 1 - a.value / b.value - 0.017, high: 1 - a.value / b.value + 0.016, n, provenance: a.provenance }, note: `${(pick(id, 'ee-hi').accuracy.value * 100).toFixed(1)} % against ${(pick(id, versus).accuracy.value * 100).toFixed(1)} % accuracy` }];
})));

const candidate = (entry: StrategyResult): NonNullable<Results['targets'][number]['best']> => ({ model, strategy: entry.strategy, accuracy: entry.accuracy.value, lpiMs: entry.lpiMs.value, epiMj: entry.epiMj?.value ?? null });
const targets: Results['targets'] = quantities.flatMap(({ board, strategies }): Results['targets'] => {
  const [remote] = strategies.filter((entry) => entry.strategy === 'remote');
  const least = (list: StrategyResult[], read: (entry: StrategyResult) => number): StrategyResult | null => [...list].sort((a, b) => read(a) - read(b))[0] ?? null;
  const accurate = strategies.filter((entry) => entry.accuracy.value >= 0.9);
  const fast = strategies.filter((entry) => entry.lpiMs.value <= remote.lpiMs.value / 2);
  const frugal = strategies.filter((entry) => remote.epiMj !== null && entry.epiMj !== null && entry.epiMj.value <= remote.epiMj.value / 2);
  const [bestLatency, bestEnergy] = [least(accurate, (entry) => entry.lpiMs.value)!, least(accurate.filter((entry) => entry.epiMj !== null), (entry) => entry.epiMj!.value)];
  const [bestFast, bestFrugal] = [least(fast, (entry) => -entry.accuracy.value), least(frugal, (entry) => -entry.accuracy.value)];
  const fastest = least(strategies, (entry) => entry.lpiMs.value)!;
  return [
    { board: board.id, quantity: 'accuracy', bound: 0.9, text: 'accuracy ≥ 90 % (state of the art − 10 points)', feasible: true, bestLatency: candidate(bestLatency), bestEnergy: bestEnergy === null ? null : candidate(bestEnergy), best: bestEnergy === null || bestEnergy === bestLatency ? candidate(bestLatency) : null, fallback: null, binds: null },
    { board: board.id, quantity: 'latency', bound: remote.lpiMs.value / 2, text: `LPI ≤ ${Number((remote.lpiMs.value / 2).toPrecision(4))} ms (half of an offload)`, feasible: bestFast !== null, bestLatency: null, bestEnergy: null, best: bestFast === null ? null : candidate(bestFast), fallback: bestFast === null ? candidate(fastest) : null, binds: bestFast === null ? `the least LPI is ${fastest.lpiMs.value.toPrecision(4)} ms, ${(fastest.lpiMs.value / remote.lpiMs.value * 2).toFixed(2)} times the limit` : null },
    ...(remote.epiMj === null ? [] : [{ board: board.id, quantity: 'energy' as const, bound: remote.epiMj.value / 2, text: `EPI ≤ ${Number((remote.epiMj.value / 2).toPrecision(4))} mJ (half of an offload)`, feasible: bestFrugal !== null, bestLatency: null, bestEnergy: null, best: bestFrugal === null ? null : candidate(bestFrugal), fallback: bestFrugal === null ? candidate(strategies[0]) : null, binds: bestFrugal === null ? 'the energy this limit refers to is unknown on this board' : null }]),
  ];
});

const curves: Results['curves'] = boards.flatMap((board) => (['ee', 'ee-hi'] as const).map((strategy) => ({
  board: board.id, model, strategy, grid, branches: 1, chosen: [chosen],
  points: grid.map((theta) => {
    const { early, ee, eeHi, off } = atThreshold(theta);
    const compute = early * board.t1 + (1 - early) * (board.t2 + (strategy === 'ee-hi' ? board.decision : 0));
    const sent = strategy === 'ee-hi' ? off : 0;
    return { thresholds: [theta], accuracy: strategy === 'ee' ? ee : eeHi, lpiMs: compute + sent * board.off, epiMj: board.watts === null ? null : compute * board.watts + sent * board.off * board.offWatts!, offloadShare: sent };
  }),
})));

function scatterPoints(): Results['scatter'][number]['points'] {
  const random = createRandom(7);
  return Array.from({ length: 1200 }, (): [number, number, boolean, boolean] => {
    const right = random.chance(0.8745);
    const p1 = right ? 1 - 0.75 * random.next() ** 2.6 * 0.9 : 0.28 + 0.7 * random.next();
    const p2 = Math.min(p1, 1 - p1) * (0.35 + 0.65 * random.next());
    return [p1, p2, right, -6.58 + 8.31 * p1 - 4.2 * p2 >= 0];
  });
}
const riskCoverage: Results['riskCoverage'] = [['max-softmax', 1], ['margin', 0.97], ['entropy', 1.09], ['binary LR', 0.94]].map(([score, factor]) => ({
  model, score: String(score), aurc: 0.0262 * Number(factor), eAurc: 0.0179 * Number(factor), ece: 0.041,
  points: Array.from({ length: 50 }, (_, i): [number, number] => [(i + 1) / 50, 0.1255 * ((i + 1) / 50) ** (2.4 / Number(factor))]),
}));
const perClass: Results['perClass'] = labels.map((label, i) => {
  const dip = [0.01, 0.03, -0.05, 0.04, -0.02, 0.05, -0.08, 0.02, 0.03, -0.03][i];
  return { label, n: 388 + ((i * 7) % 25), model, accuracy: { 'on-device': 0.8745 + dip, remote: 0.9812 + dip / 6, hi: 0.9553 + dip / 3, ee: 0.8503 + dip, 'ee-hi': 0.9186 + dip / 2 } };
});
const loops: Results['loops'] = (['hi', 'ee-hi'] as const).map((strategy) => {
  const entry = pick('this-computer', strategy);
  const row = (quantity: 'accuracy' | 'lpiMs' | 'epiMj' | 'offloadShare', shift: number, half: number): Results['loops'][number]['rows'][number] => {
    const composed = entry[quantity]!;
    const wide = (value: number, provenance: Provenance): Interval => ({ value, low: value - half, high: value + half, n: 500, provenance });
    return { quantity, inLoop: wide(composed.value + shift, quantity === 'epiMj' ? 'modelled' : 'measured'), composed: wide(composed.value, composed.provenance), difference: { value: shift, low: shift - half, high: shift + half, n: 500, provenance: 'measured' }, explained: Math.abs(shift) <= half };
  };
  return { board: 'this-computer', model, strategy, n: 500, decisionsAgree: 499, rows: [row('accuracy', 0.004, 0.018), row('offloadShare', -0.006, 0.035), row('lpiMs', 0.041, strategy === 'hi' ? 0.03 : 0.05), row('epiMj', 0.3, 0.6)], note: 'The same samples in both columns. The loop executes the segments, the decision and the offload of every sample in turn; composing adds means that were measured apart, in loops that keep caches warm.' };
});

/** Where an offload is cheap beside the rest of the model early offload saves a lot, elsewhere next to nothing. */
const earlyOffload: NonNullable<Results['earlyOffload']> = boards.flatMap((board) => (['latency', 'energy'] as const).flatMap((minimise) => (['target', 'hi'] as const).flatMap((level): NonNullable<Results['earlyOffload']> => {
  if (minimise === 'energy' && board.watts === null) return [];
  const eeHi = pick(board.id, 'ee-hi');
  const saved = board.off < board.t2 - board.t1 ? 0.13 : 0.001;
  const less = (interval: Interval | null): Interval | null => (interval === null ? null : ci(interval.value * (1 - saved), interval.value * 0.02, interval.provenance));
  const side = { thresholds: [0.84], accuracy: eeHi.accuracy, lpiMs: eeHi.lpiMs, epiMj: eeHi.epiMj, offloadShare: eeHi.offloadShare };
  return [{
    board: board.id, model, minimise, level, asked: level === 'target' ? 0.908 : 0.955, eeHi: { ...side, offloadBelow: [0] },
    earlyOffload: { ...side, offloadBelow: [saved > 0.1 ? 0.84 : 0.24], lpiMs: less(eeHi.lpiMs)!, epiMj: less(eeHi.epiMj) },
    accuracyDifference: ci(0.0008, 0.004, 'measured'), lpiReduction: ci(saved, 0.004, 'modelled'), epiReduction: board.watts === null ? null : ci(saved, 0.004, 'modelled'),
    onFit: { accuracy: 0.91, eeHi: eeHi.lpiMs.value, earlyOffload: eeHi.lpiMs.value * (1 - saved), anyRule: eeHi.lpiMs.value * (0.98 - saved), bound: eeHi.lpiMs.value * (0.97 - saved), bins: 52 },
  }];
})));

type Reason = Results['verdict']['reasons'][number];
/** As the verdict says it. */
function reasonOf<C extends ReasonCode>(severity: Reason['severity'], code: C, facts: ReasonFacts<C>): Reason {
  const [text, advice] = (reasonWords[code] as (facts: object) => readonly [string, string])(facts as object);
  return { code, severity, text, advice, facts: facts as Reason['facts'] };
}

/** Fresh every time, so that a test may change it. Times are fixed: the document is the same on every call. */
export function exampleResults(): Results {
  const served = (ms: number): Estimate => ({ ...estimate(ms, 'measured', 'infer time of 1363 requests, read in the edge server'), n: 1363 });
  const timed = '60 loops of 10 inferences';
  return structuredClone<Results>({
    schema: 'hi-studio/results@1',
    run: { id: '2026-03-14-glyphs-7f3a', name: 'Glyphs on seven boards', status: 'finished', startedAt: '2026-03-14T09:26:53.000Z', finishedAt: '2026-03-14T09:28:41.000Z', seconds: 108, seed: 1, planHash: '4be1f6a0c1d25d8f0a9e33c17b6d42f85ab0c9d3e1f27a6b8c5d4e3f2a1b0c9d' },
    experiment: {
      kind: 'experiment', id: 'glyphs', name: 'Glyphs on seven boards', summary: 'Ready with no hardware and no downloads: a ResNet-8 with one early exit against a larger remote model on generated glyphs.', seed: 1, dataset: { use: 'glyphs', fit: 2000, report: n }, models: [model], remote: remoteModel, server: 'this-computer', boards: boards.map((board) => board.id),
      strategies: ['on-device', 'remote', 'hi', 'ee', 'ee-hi'], decision: { kind: 'binary-lr', class_weight: 'balanced', threshold: 0.5 }, exits: { measure: 'max-softmax', grid: 51, from: 0.5 }, targets: [{ kind: 'paper', quantity: 'accuracy' }, { kind: 'paper', quantity: 'latency' }, { kind: 'paper', quantity: 'energy' }],
      choose: { minimise: 'latency', margin_z: 1.645 }, timing: { warm_up: 50, loops: 60, min_loop_ms: 10 }, in_the_loop: { samples: 500, strategies: ['hi', 'ee-hi'] }, bootstrap: 2000,
    },
    environment: { cpu: 'AMD EPYC 7B13', cores: 2, memoryGb: 7.8, kernel: 'linux 6.1 x64', machine: 'container in a virtual machine', governor: null, turbo: false, loadAverage: 0.12, node: '20.20.0', onnxruntime: '1.30.0', studio: '0.1.0' },
    hashes: [{ what: 'model resnet8-ee', sha256: 'a3'.repeat(32) }, { what: 'model resnet32-wide', sha256: '5c'.repeat(32) }, { what: 'dataset glyphs', sha256: '91'.repeat(32) }, { what: 'plan', sha256: '4be1f6a0c1d25d8f0a9e33c17b6d42f85ab0c9d3e1f27a6b8c5d4e3f2a1b0c9d' }],
    dataset: { id: 'glyphs', name: 'Glyphs', labels, fit: 2000, report: n, sampleBytes: 3072 },
    models: [
      { id: model, name: 'ResNet-8 with one exit', role: 'local', architecture: 'resnet8', sha256: 'a3'.repeat(32), bytes: 321_536, exits: [{ name: 'exit1', after: 'second residual block', macs: 6_900_000, parameters: 21_400, accuracy: share(0.7642) }, { name: 'final', after: '', macs: 12_700_000, parameters: 79_200, accuracy: share(0.8745) }], plainMacs: 12_600_000 },
      { id: remoteModel, name: 'Wide ResNet-32', role: 'remote', architecture: 'resnet32-wide', sha256: '5c'.repeat(32), bytes: 7_489_120, exits: [{ name: 'final', after: '', macs: 276_000_000, parameters: 1_860_000, accuracy: share(0.9812) }], plainMacs: 276_000_000 },
    ],
    boards: quantities.map(({ board, cost }) => {
      const measured = board.driver === 'computer';
      const source = measured ? timed : published(board.name);
      const scaled = measured ? timed : `0.543 x whole model by multiply-accumulates; ${source}, not measured with this model`;
      return { id: board.id, name: board.name, driver: board.driver, link: board.link, summary: board.summary, costs: [{ model, exits: [cost(board.t1, board.watts, measured ? 'measured' : 'modelled', scaled), cost(board.t2, board.watts, measured ? 'measured' : 'modelled', scaled)], plain: cost(board.plain, board.watts, measured ? 'measured' : 'published', source), decision: cost(board.decision, board.watts, measured ? 'measured' : 'modelled', measured ? '60 loops of 32768 decisions; the two highest softmax values are already known' : 'inferred from HI paper, Table 6, with its equations (3) and (4)'), offload: cost(board.off, board.offWatts, measured ? 'measured' : 'published', measured ? '863 offloads over the socket, one at a time' : 'HI paper, Table 3: Wi-Fi, ViT-H/14 on an A100'), rule: board.rule }] };
    }),
    strategies: quantities.flatMap((one) => one.strategies), differences, targets, curves,
    scatter: [{ model, points: scatterPoints(), boundary: { bias: -6.58, w1: 8.31, w2: -4.2, threshold: 0 }, text: decisionText }],
    riskCoverage, perClass, loops, earlyOffload,
    overheadMs: estimate(0.0043, 'measured', 'null model, 60 loops of 100 calls'),
    server: { requests: 1363, receive: served(0.08), preprocess: served(0.03), infer: served(3.11), reply: served(0.02) },
    verdict: { status: 'caution', reasons: [
      reasonOf('caution', 'energy-modelled', { names: ['This computer'] }),
      reasonOf('note', 'governor-unknown', {}),
      reasonOf('note', 'loop-unexplained', { name: 'HI with ResNet-8 with one exit on This computer', quantity: 'latency', difference: 0.012 }),
    ] },
  });
}

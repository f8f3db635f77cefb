/** The HI paper held against itself: verdicts from its own numbers, and other verdicts once a number is changed. */
import { describe, expect, it } from 'vitest';
import { composeSamples } from '../../../src-main/core/compose';
import { composeSummary } from '../../../src-main/core/compose/compose-summary';
import type { Costs, Outcomes, Policy } from '../../../src-main/core/measurements';
import { isClaimRecord, reproduce, reproduciblePapers, type JudgedClaim } from '../../../src-main/core/published';
import { hiCost } from '../../../src-main/core/published/hi-paper/tables';
import { inputsOf } from '../../../src-main/core/published/inputs';
import { exactly } from '../../../src-main/core/published/rounded';
import { libraryWith } from '../../support/published-papers';

const paper = reproduce('hi-paper', libraryWith());
const find = (claims: readonly JudgedClaim[], id: string): JudgedClaim => claims.find((claim) => claim.id === id)!;
const changed = (id: string, changes: Parameters<typeof libraryWith>[0]): JudgedClaim =>
  find(reproduce('hi-paper', libraryWith(Object.fromEntries(Object.entries(changes ?? {}).map(([key, value]) => [`hi-paper:${key}`, value])))).claims, id);
const value = (claim: JudgedClaim): number => (claim.decisive?.outcome?.kind === 'number' ? claim.decisive.outcome.value.value : Number.NaN);

describe('the list of claims', () => {
  it.each(reproduciblePapers)('misses no record of %s that is a claim, a ratio or a reduction', (id) => {
    const library = libraryWith();
    const listed = new Set(reproduce(id, library).claims.map((claim) => claim.id));
    expect(library.paper(id).records.filter(isClaimRecord).map((record) => record.id).filter((record) => !listed.has(record))).toEqual([]);
  });
  it.each(reproduciblePapers)('names every claim of %s once, with at least one reading, and counts all', (id) => {
    const { claims, counts } = reproduce(id, libraryWith());
    expect(new Set(claims.map((claim) => claim.id)).size).toBe(claims.length);
    expect(claims.filter((claim) => claim.readings.length === 0)).toEqual([]);
    expect(Object.values(counts).reduce((sum, n) => sum + n)).toBe(claims.length);
  });
  it('takes every number from a record that exists', () => {
    for (const id of reproduciblePapers) {
      const library = libraryWith();
      for (const claim of reproduce(id, library).claims) for (const one of claim.readings) for (const input of one.inputs) {
        const [where, record] = input.includes(':') ? input.split(':') : [id, input];
        expect(library.paper(where).records.some((known) => known.id === record), `${claim.id}: ${input}`).toBe(true);
      }
    }
  });
});

describe('claims of the HI paper', () => {
  // Worked out by hand from the cells named: 1 - 3.82/14.36, 1 - 12.55/55.59, 1 - 6.13/15.21, 1 - 23.02/58.10, 6.22/2.14, 55.59/9.86, 112/19.38, 690.43/461.84, 1230.48/190.35, 602.52/10.10, lg(177.13/2.65).
  it.each([
    ['claim.hi_vs_ondevice.lpi_reduction', 73.3983], ['claim.hi_vs_ondevice.epi_reduction', 77.424], ['claim.eehi_vs_hi.lpi_reduction', 59.6976], ['claim.eehi_vs_hi.epi_reduction', 60.3787],
    ['claim.rpi_vs_coral.epi.resnet8', 2.9065], ['claim.rpi_vs_coral.epi.resnet56', 5.6379], ['claim.coral_vs_rpi.epi.alexnet', 5.7792], ['claim.coral_vs_rpi.lpi.resnet50', 1.495],
    ['claim.arduino.device_vs_remote', 6.4643], ['claim.esp32.device_vs_remote', 59.655], ['claim.ble_vs_wifi_time', 1.825],
  ])('%s follows exactly', (id, expected) => {
    expect(find(paper.claims, id).verdict).toBe('exact');
    expect(value(find(paper.claims, id))).toBeCloseTo(expected, 3);
  });
  it('has ResNet-56 on the Pi at 93.53 % in Table 4 and at 93.7 % in the text', () => {
    expect(find(paper.claims, 'claim.resnet56.accuracy.rpi')).toMatchObject({ verdict: 'does-not-follow', reason: 'recomputed smaller by 0.170' });
    expect(changed('claim.resnet56.accuracy.rpi', { 'T4.accuracy.cifar10.resnet56.raspberry-pi-4b': 93.68 }).verdict).toBe('exact');
  });
  it('loses a headline when one cell changes', () => {
    const slower = changed('claim.hi_vs_ondevice.lpi_reduction', { 'T6.resnet8.raspberry-pi-4b.hi.lpi': 4.2 });
    // 1 - 4.20/14.36 = 70.7521 %
    expect(slower.verdict).toBe('does-not-follow');
    expect(value(slower)).toBeCloseTo(70.7521, 3);
    expect(changed('claim.jetson_15w_less_energy_than_7w', { 'T4.epi.imagenet1k.alexnet.jetson-orin-nano.15w': 30.14 }).verdict).toBe('does-not-follow');
    expect(changed('claim.eehi_vs_hi.epi_reduction', { 'T6.alexnet.jetson-orin-nano.7w.ee-hi.epi': 4.1 }).verdict).toBe('does-not-follow');
  });
  it('takes 19 % from the 7 W mode but 42 % and 53 % from 15 W, the last one cut off', () => {
    const reasons = ['resnet8', 'resnet56', 'alexnet'].map((model) => find(paper.claims, `claim.int8_vs_fp32.${model}`).reason);
    expect(reasons).toEqual(['7 W (1 of 2 alternatives tried agree)', '15 W (1 of 2 alternatives tried agree)', '15 W; digits were cut off, not rounded']);
  });
  it('finds one offload share behind both reductions against RegNet at 15 W and none at 7 W', () => {
    for (const quantity of ['lpi', 'epi']) {
      const readings = find(paper.claims, `claim.hi_vs_regnet.${quantity}_reduction`).readings;
      expect(readings.filter((one) => one.agreement !== null && one.agreement.grade !== 'none').map((one) => one.assumes.slice(0, 4))).toEqual(['15 W']);
    }
  });
  it('says of HI’s accuracy on the Pi that it is printed nowhere', () => {
    expect(find(paper.claims, 'claim.hi.accuracy.rpi').reason).toContain('not printed: HI’s accuracy on the Pi (Fig. 3a alone); 95.7500');
  });
  it('explains both F1 by the weighted reading and CIFAR-10’s by no other', () => {
    const agreeing = (dataset: string): string[] => find(paper.claims, `s4.4.f1.${dataset}`).readings.filter((one) => one.agreement !== null && one.agreement.grade !== 'none').map((one) => one.assumes.split(';')[0]);
    expect(agreeing('cifar10')).toEqual(['it is the F1 weighted by class size']);
    expect(agreeing('imagenet1k')).toContain('it is the F1 weighted by class size');
  });
  it('finds other int8 accuracies of the Jetson in Table 8 than in Table 4, for CIFAR-10 alone', () => {
    const verdicts = (dataset: string, models: string[]): string[] => models.map((model) => find(paper.claims, `T4.accuracy.${dataset}.${model}.jetson-orin-nano.15w`).verdict);
    expect(verdicts('cifar10', ['resnet8', 'resnet56', 'alexnet'])).toEqual(['does-not-follow', 'does-not-follow', 'does-not-follow']);
    expect(verdicts('imagenet1k', ['resnet18', 'resnet50', 'alexnet'])).toEqual(['exact', 'exact', 'exact']);
  });
});

describe('Table 5 of the HI paper', () => {
  const cell = (id: string): JudgedClaim => find(paper.claims, `T5.${id}`);
  it('needs only its own rules where offloading wins whatever HI does', () => {
    expect([cell('imagenet1k.coral-dev-board-micro.accuracy').verdict, cell('imagenet1k.raspberry-pi-4b.accuracy').verdict]).toEqual(['exact', 'exact']);
  });
  it('prints “remote” where nothing is feasible', () => {
    for (const device of ['coral-dev-board-micro', 'raspberry-pi-4b']) for (const quantity of ['latency', 'energy']) {
      expect(cell(`imagenet1k.${device}.${quantity}`)).toMatchObject({ verdict: 'needs-an-assumption', reason: expect.stringContaining('nothing is feasible, and the cell holds what comes nearest') as string });
      expect(cell(`imagenet1k.${device}.${quantity}`).readings[0].text).toBe('none');
    }
  });
  it('holds for the Jetson at 15 W on ImageNet-1K and not at 7 W, where ResNet-50 on the device is left', () => {
    for (const quantity of ['latency', 'energy']) {
      const { reason, readings } = cell(`imagenet1k.jetson-orin-nano.${quantity}`);
      expect(reason).toContain('15 W');
      expect(readings.map(({ text }) => text)).toContain('resnet50+on-device at 7 W, resnet18+hi at 15 W');
    }
  });
  it('changes with the cells it comes from', () => {
    // Half of 5 ms is below HI's 1.63 + 0.2157 · 5 = 2.71 ms.
    const faster = changed('T5.cifar10.raspberry-pi-4b.latency', { 'T3.cifar10.latency.raspberry-pi-4b': 5 });
    expect(faster.verdict).not.toBe('needs-an-assumption');
    expect(changed('T5.imagenet1k.raspberry-pi-4b.accuracy', { 's4.1.accuracy.convnext': 79.9 }).verdict).not.toBe('exact');
  });
});

describe('the rebuilt tables and figures of the HI paper', () => {
  it('find the shares of derived-constants.md that fit both HI columns of Table 6', () => {
    const table = paper.tables.find(({ id }) => id === 'table-6')!;
    // published/derived-constants.md: Pi, Jetson 7 W, Jetson 15 W for ResNet-8, ResNet-56, AlexNet.
    const derived = [0.2157, 0.215, 0.2086, 0.0775, 0.076, 0.0743, 0.306, 0.317, 0.306];
    table.rows.forEach((row, i) => {
      const [low, high] = String(row[8]).split(' to ').map(Number);
      expect(100 * derived[i]).toBeGreaterThanOrEqual(low - 0.02);
      expect(100 * derived[i]).toBeLessThanOrEqual(high + 0.02);
    });
  });
  it('compose HI as the studio composes a run: 2157 of 10 000 samples offloaded', () => {
    const { inputs } = inputsOf(libraryWith(), 'hi-paper');
    const n = 10_000;
    const estimate = (figure: number) => ({ value: figure, n: 0, sd: null, ci95: null, median: null, p95: null, p99: null, provenance: 'published' as const, source: '' });
    const stage = (ms: number, mj: number) => ({ latencyMs: estimate(ms), energyMj: estimate(mj) });
    const top = Float32Array.from({ length: n }, (_, i) => (i < 2157 ? 0.4 : 0.9));
    const outcomes: Outcomes = { samples: n, classes: 10, index: new Int32Array(n), truth: new Uint16Array(n), exits: [{ prediction: new Uint16Array(n), width: 1, top, entropy: new Float32Array(n) }], remote: new Uint16Array(n), offloadMs: null };
    const costs: Costs = { exits: [stage(1.63, 6.22)], plain: stage(1.63, 6.22), decision: stage(0, 0), offload: stage(9.68, 27.67) };
    const policy: Policy = { strategy: 'hi', measure: 'max-softmax', thresholds: [], decision: { kind: 'threshold', measure: 'max-softmax', threshold: 0.5 } };
    const vectors = composeSamples(outcomes, costs, policy);
    const summary = composeSummary(outcomes, policy, vectors);
    expect(summary.offloadShare).toBe(0.2157);
    expect(hiCost(inputs, 'lpi', 'cifar10', 'resnet8', 'raspberry-pi-4b', exactly(0.2157)).value).toBeCloseTo(summary.lpiMs, 9);
    expect(hiCost(inputs, 'epi', 'cifar10', 'resnet8', 'raspberry-pi-4b', exactly(0.2157)).value).toBeCloseTo(summary.epiMj!, 9);
  });
  it('draw Figures 3, 4 and 5 with every published number in their tables', () => {
    expect(paper.figures.map(({ name }) => name)).toEqual(['figure-3', 'figure-4', 'figure-5']);
    const [accuracy, cifar, imagenet] = paper.figures.map(({ table }) => table.rows);
    expect(accuracy.length).toBe(40);
    expect(cifar.find((row) => row[1] === 'Raspberry Pi 4B' && row[2] === 'ResNet-56 on the device' && row[7] === 'lpi')?.[3]).toBe(14.36);
    // AlexNet does not fit on the Coral for ImageNet-1K.
    expect(imagenet.filter((row) => row[3] === null).map((row) => `${row[1]}, ${row[2]}`)).toEqual(['Coral Dev Board Micro, AlexNet on the device', 'Coral Dev Board Micro, AlexNet on the device']);
  });
});

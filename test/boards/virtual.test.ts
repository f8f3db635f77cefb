/** Virtual boards: which figures count as published, how others are scaled, what an offload costs. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchReference } from '../../src-main/boards/reference-cost';
import { createVirtualDriver } from '../../src-main/boards/virtual';
import { boardProfile, type LinkProfile } from '../../src-main/contract/profiles';
import type { Estimate } from '../../src-main/core/measurements';
import type { BoardCosts, OffloadContext } from '../../src-main/engine/ports';
import { batchOf, fakeModel, resnet8Macs, type FakeOptions } from './fake-model';
import { allBoards, readBoard } from './board-profiles';

const request = { stages: [0, 1, 'plain'] as const, warmUp: 1, loops: 5, minLoopMs: 1 };

async function costs(board: string, options: FakeOptions = {}): Promise<BoardCosts> {
  const open = await createVirtualDriver().open(readBoard(board));
  return open.costs(fakeModel(options), batchOf(4), request, () => {}, new AbortController().signal);
}

/** The Pi's Wi-Fi from derived-constants.md. */
const wifi: LinkProfile = {
  kind: 'link', id: 'wifi-test', name: 'Wi-Fi', fixed_ms: { value: 2.29, provenance: 'modelled', source: 's' }, rate_mbit_s: { value: 56.4, provenance: 'modelled', source: 's' },
  server_ms: [{ dataset: 'cifar10', time: { value: 6.95, provenance: 'published', source: 'HI paper, section 4.1' } }],
};
const measured = (value: number): Estimate => ({ value, n: 100, sd: 0.1, ci95: [value - 0.02, value + 0.02], median: value, p95: value, p99: value, provenance: 'measured', source: 'here' });
const offload: OffloadContext = { datasetId: 'cifar10-jpeg', remoteArchitecture: 'vit-h14', bytes: 3072, measuredMs: measured(1.2), link: null, serverMs: measured(1) };

describe('a model on a virtual board', () => {
  it('costs what the paper printed where architecture, images and multiply-accumulates agree', async () => {
    const { plain, rule } = await costs('raspberry-pi-4b');
    expect(plain.latencyMs).toMatchObject({ value: 1.63, provenance: 'published', n: 0, ci95: null, source: 'HI paper, Table 4: ResNet-8 int8 on Raspberry Pi 4B' });
    expect(plain.energyMj).toMatchObject({ value: 6.22, provenance: 'published' });
    expect(rule).toMatch(/Nothing was timed on a real board.*this model itself was not timed.*Launch overhead/s);
  });

  it('is never published for images the paper did not use, though nothing is scaled', async () => {
    const { plain, rule } = await costs('raspberry-pi-4b', { card: { dataset: 'glyphs' } });
    expect(plain.latencyMs).toMatchObject({ value: 1.63, provenance: 'modelled' });
    expect(plain.latencyMs.source).toContain('not measured with this model');
    expect(rule).toContain('factor 1');
  });

  it('is scaled from the nearest reference where its size is another', async () => {
    // 25 003 264 = 2 x ResNet-8's count; ln 2 from ResNet-8, ln 5 from ResNet-56.
    const { plain } = await costs('raspberry-pi-4b', { macs: { exits: [10_000_000, 26_000_000], plain: 25_003_264 } });
    expect(plain.latencyMs).toMatchObject({ value: 3.26, provenance: 'modelled' });
    expect(plain.energyMj!.value).toBeCloseTo(12.44, 10);
    expect(plain.latencyMs.source).toBe('2.00 x HI paper, Table 4: ResNet-8 int8 on Raspberry Pi 4B, scaled by multiply-accumulates');
  });

  it('takes the whole model’s figure where the reference’s size is not known, and calls it modelled', async () => {
    const { plain } = await costs('jetson-orin-nano-7w', { card: { architecture: 'alexnet', dataset: 'cifar10' }, macs: { exits: [40_000_000], plain: 40_000_000 } });
    expect(plain.latencyMs).toMatchObject({ value: 0.63, provenance: 'modelled' });
  });

  it('leaves early for its share of the multiply-accumulates, modelled even where the whole model is published', async () => {
    const { exits } = await costs('raspberry-pi-4b');
    expect(exits.map((exit) => exit.latencyMs.provenance)).toEqual(['modelled', 'modelled']);
    expect(exits[0].latencyMs.value).toBeCloseTo(1.63 * 6.4 / 12.501632, 10);
    expect(exits[1].latencyMs.value).toBeCloseTo(1.63 * 12.6 / 12.501632, 10);
    expect(exits[0].energyMj!.value).toBeCloseTo(6.22 * 6.4 / 12.501632, 10);
  });

  it('costs the same with and without heads where it has no branch', async () => {
    const { exits, plain } = await costs('raspberry-pi-4b', { macs: { exits: [resnet8Macs.plain], plain: resnet8Macs.plain } });
    expect(exits).toEqual([plain]);
  });

  it('has no energy on the boards for which none was printed', async () => {
    const { exits, plain, decision } = await costs('esp32-devkitc');
    expect([plain, decision, ...exits].map((cost) => cost.energyMj)).toEqual([null, null, null, null]);
    expect(plain.latencyMs.value).toBe(602.52);
  });

  it('decides for two multiply-accumulates where the profile knows no better', async () => {
    const pi = await costs('raspberry-pi-4b');
    expect(pi.decision.latencyMs).toMatchObject({ value: 0.102, provenance: 'modelled' });
    expect(pi.decision.energyMj!.value).toBe(0.362);
    const esp = await costs('esp32-devkitc');
    expect(esp.decision.latencyMs.value).toBeCloseTo((602.52 * 2) / 12_501_632, 12);
    expect(esp.rule).toContain('finding the two highest softmax values is not counted');
  });

  it('is never free, never more than proportionally dear, and never counts as measured, whatever its size', () => {
    fc.assert(fc.property(fc.constantFrom(...allBoards().filter((board) => board.driver === 'virtual')), fc.integer({ min: 1000, max: 2e10 }), fc.constantFrom('glyphs', 'cifar10', 'imagenet1k'), fc.constantFrom('resnet8', 'alexnet', 'other'), (board, macs, dataset, architecture) => {
      const match = matchReference(board, { name: 'm', architecture, dataset, macs });
      expect(match.factor).toBeGreaterThan(0);
      if (match.factor !== 1) expect(match.factor).toBeCloseTo(macs / match.reference.macs!, 10);
      if (match.same) expect([match.reference.architecture, match.reference.dataset]).toEqual([architecture, dataset]);
    }));
  });

  it('needs at least one known model', async () => {
    const empty = boardProfile.parse({ kind: 'board', id: 'empty', name: 'Empty', driver: 'virtual' });
    await expect(createVirtualDriver().open(empty)).rejects.toThrow('Board “empty” has no table of known models; add an entry under inference');
  });
});

describe('an offload from a virtual board', () => {
  it('costs what the paper printed for its own server model', async () => {
    const board = await createVirtualDriver().open(readBoard('raspberry-pi-4b'));
    const cost = board.offloadCost(offload);
    expect(cost.latencyMs).toMatchObject({ value: 9.68, provenance: 'published' });
    expect(cost.energyMj).toMatchObject({ value: 27.67, provenance: 'published' });
  });

  it('is link and published server time for another remote model, and comes near the printed figure', async () => {
    const board = await createVirtualDriver().open(readBoard('raspberry-pi-4b'));
    const cost = board.offloadCost({ ...offload, remoteArchitecture: 'resnet56', link: wifi });
    // 2.29 + 3072 x 8 / 56 400 + 6.95
    expect(cost.latencyMs.value).toBeCloseTo(9.6757, 3);
    expect(cost.latencyMs.provenance).toBe('modelled');
    // 2.86 W while offloading (derived-constants.md) for 9.68 ms
    expect(cost.energyMj!.value).toBeCloseTo(27.66, 1);
    expect(cost.energyMj!.provenance).toBe('modelled');
  });

  it('takes the server’s time as timed here for images the link knows nothing of', async () => {
    const board = await createVirtualDriver().open(readBoard('raspberry-pi-4b'));
    const cost = board.offloadCost({ ...offload, datasetId: 'glyphs', remoteArchitecture: 'resnet-large', link: wifi });
    expect(cost.latencyMs.value).toBeCloseTo(2.29 + 0.43574 + 1, 4);
    expect(cost.latencyMs.provenance).toBe('modelled');
  });

  it('asks for a link or a timed server where neither is there', async () => {
    const board = await createVirtualDriver().open(readBoard('arduino-nano-33-ble-sense'));
    expect(() => board.offloadCost({ ...offload, remoteArchitecture: 'other' })).toThrow(/unknown: its table has no offload of 3072 bytes to other and no link is named/);
    expect(() => board.offloadCost({ ...offload, datasetId: 'glyphs', link: wifi, measuredMs: null, serverMs: null })).toThrow(/link “wifi-test” has no server time for this dataset/);
  });
});

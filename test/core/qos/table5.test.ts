/** The HI paper's Table 5 from its own Tables 3, 4 and 7 and the shares of derived-constants.md, as far as the paper's rules allow (algorithms 7). */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { chooseStrategy, paperTargets, printedAccuracyTarget, type Candidate } from '../../../src-main/core/qos';

const file = new URL('../../../../shared/published/hi-paper.json', import.meta.url);
interface Row { id: string; quantity: string; value: number | string | null; device: string | null; power_mode: string | null; dataset: string | null; model: string | null; strategy: string | null }
const rows: Row[] = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { records: Row[] }).records : [];

/** derived-constants.md: offload share of HI on the smallest model, t_LR in ms and e_LR in mJ; Table 7's share where none is inferred. */
const hi: Record<string, Record<string, { share: number; ms: number; mj: number }>> = {
  cifar10: { 'coral-dev-board-micro': { share: 0.2157, ms: 0, mj: 0 }, 'raspberry-pi-4b': { share: 0.2157, ms: 0.102, mj: 0.362 }, 'jetson-orin-nano 7W': { share: 0.215, ms: 0, mj: 0 }, 'jetson-orin-nano 15W': { share: 0.2086, ms: 0, mj: 0 } },
  imagenet1k: Object.fromEntries(['coral-dev-board-micro', 'raspberry-pi-4b', 'jetson-orin-nano 7W', 'jetson-orin-nano 15W'].map((d) => [d, { share: 0.4, ms: 0, mj: 0 }])),
};
const hiAccuracy: Record<string, number> = { cifar10: 0.9575, imagenet1k: 0.8423 };
const remoteAccuracy: Record<string, number> = { cifar10: 0.9877, imagenet1k: 0.8658 };
const smallest: Record<string, string> = { cifar10: 'resnet8', imagenet1k: 'resnet18' };
const models: Record<string, string[]> = { cifar10: ['resnet8', 'resnet56', 'alexnet'], imagenet1k: ['resnet18', 'resnet50', 'alexnet'] };

function published(table: 'T3' | 'T4', quantity: string, board: string, dataset: string, model: string | null): number | null {
  const [device, power] = board.split(' ');
  const found = rows.filter((r) => r.id.startsWith(`${table}.`) && r.quantity === quantity && r.device === device && r.power_mode === (power ?? null) && r.dataset === dataset && (model === null || r.model === model));
  expect(found.length, `${table} ${quantity} ${board} ${dataset} ${model}`).toBe(1);
  return found[0].value as number | null;
}

function cells(board: string, dataset: string) {
  const offMs = published('T3', 'lpi', board, dataset, null) ?? NaN;
  const offMj = published('T3', 'epi', board, dataset, null) ?? NaN;
  const local: Candidate[] = models[dataset].flatMap((model) => {
    const accuracy = published('T4', 'accuracy', board, dataset, model);
    if (accuracy === null) return [];
    return [{ model, strategy: 'on-device', accuracy: accuracy / 100, lpiMs: published('T4', 'lpi', board, dataset, model) ?? NaN, epiMj: published('T4', 'epi', board, dataset, model) }];
  });
  const { share, ms, mj } = hi[dataset][board];
  const base = local[0];
  const candidates: Candidate[] = [
    ...local,
    { model: smallest[dataset], strategy: 'hi', accuracy: hiAccuracy[dataset], lpiMs: base.lpiMs + ms + share * offMs, epiMj: (base.epiMj ?? NaN) + mj + share * offMj },
    { model: 'server', strategy: 'remote', accuracy: remoteAccuracy[dataset], lpiMs: offMs, epiMj: offMj },
  ];
  const [accuracy, latency, energy] = paperTargets(printedAccuracyTarget[dataset], offMs, offMj).map((target) => chooseStrategy(candidates, target));
  return { accuracy, latency, energy };
}

const name = (c: Candidate | null): string => (c === null ? 'none' : c.strategy === 'remote' ? 'remote' : `${c.model}+${c.strategy}`);
const table5 = (device: string, dataset: string, quantity: string): string => String(rows.find((r) => r.id === `T5.${dataset}.${device}.${quantity}`)?.value);
const boards = Object.keys(hi.cifar10);

describe.skipIf(rows.length === 0)('Table 5 of the HI paper (skipped without ../shared/published/hi-paper.json)', () => {
  it.each(boards)('is reproduced for CIFAR-10 on %s', (board) => {
    const got = cells(board, 'cifar10');
    for (const quantity of ['accuracy', 'latency', 'energy'] as const) expect(name(got[quantity].best), quantity).toBe(table5(board.split(' ')[0], 'cifar10', quantity));
  });

  it.each(boards)('is reproduced for accuracy on ImageNet-1K on %s', (board) => {
    expect(name(cells(board, 'imagenet1k').accuracy.best)).toBe(table5(board.split(' ')[0], 'imagenet1k', 'accuracy'));
  });

  it('is reproduced for the Jetson at 15 W on ImageNet-1K', () => {
    const got = cells('jetson-orin-nano 15W', 'imagenet1k');
    expect(name(got.latency.best)).toBe(table5('jetson-orin-nano', 'imagenet1k', 'latency'));
    expect(name(got.energy.best)).toBe(table5('jetson-orin-nano', 'imagenet1k', 'energy'));
  });

  it.each(['coral-dev-board-micro', 'raspberry-pi-4b'])('says “infeasible, remote comes nearest” where the paper prints remote: %s', (board) => {
    const got = cells(board, 'imagenet1k');
    for (const quantity of ['latency', 'energy'] as const) {
      expect(table5(board, 'imagenet1k', quantity)).toBe('remote');
      expect(got[quantity]).toMatchObject({ feasible: false, best: null });
      expect(name(got[quantity].fallback)).toBe('remote');
      expect(got[quantity].binds).toContain('2.00 times the limit');
    }
  });

  it('differs for the Jetson at 7 W, whose HI misses both limits', () => {
    const got = cells('jetson-orin-nano 7W', 'imagenet1k');
    expect([name(got.latency.best), name(got.energy.best)]).toEqual(['resnet50+on-device', 'resnet50+on-device']);
  });
});

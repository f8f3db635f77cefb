/** Published figures beside a run's own: same board, data set, model and strategy, the ratio, and why they may differ. */
import type { Provenance, Strategy } from '../measurements';
import type { PublishedLibrary } from './library';
import type { PublishedRecord } from './record';

interface OwnValue { readonly value: number; readonly n: number; readonly provenance: Provenance }
/** What is read of the results document; contract/results.ts fits it. */
export interface BesideSource {
  readonly dataset: { readonly id: string; readonly name: string };
  readonly models: readonly { readonly id: string; readonly role: 'local' | 'remote'; readonly architecture: string }[];
  readonly boards: readonly { readonly id: string; readonly driver: string; readonly link: string | null }[];
  readonly strategies: readonly {
    readonly board: string; readonly model: string; readonly strategy: Strategy;
    readonly policy: { readonly thresholds: readonly number[]; readonly decision: { readonly kind: string } | null };
    readonly accuracy: OwnValue; readonly lpiMs: OwnValue; readonly epiMj: OwnValue | null; readonly offloadShare: OwnValue;
  }[];
}

export type BesideQuantity = 'accuracy' | 'lpiMs' | 'epiMj' | 'offloadShare';
export interface BesideFigure {
  readonly board: string; readonly model: string; readonly strategy: Strategy; readonly quantity: BesideQuantity;
  /** Accuracy and share as fractions 0..1, latency ms, energy mJ. */
  readonly own: number; readonly ownProvenance: Provenance;
  readonly published: number; readonly record: string; readonly source: string;
  /** own / published. */
  readonly ratio: number;
  readonly reasons: readonly string[];
}

const quantities: readonly (readonly [BesideQuantity, PublishedRecord['quantity'], number])[] = [['accuracy', 'accuracy', 0.01], ['lpiMs', 'lpi', 1], ['epiMj', 'epi', 1], ['offloadShare', 'offload_fraction', 0.01]];

/** "jetson-orin-nano-7w": the paper's device and its power mode. */
function deviceOf(board: string): { device: string; power_mode: string | null } {
  const mode = /^(.*)-(7|15)w$/.exec(board);
  return mode === null ? { device: board, power_mode: null } : { device: mode[1], power_mode: `${mode[2]}W` };
}

/** "cifar10-jpeg" is compared with CIFAR-10. */
const paperDatasets = ['cifar100', 'cifar10', 'imagenet1k', 'mnist'];
const datasetOf = (id: string): string | null => paperDatasets.find((name) => id === name || id.startsWith(`${name}-`)) ?? null;

/** Tables of measurements; Table 8 repeats Table 4 at other precisions. */
const measuredIn = /^(T3|T4|T6|T7|s4\.1\.accuracy)\./;

/** Every comparable figure, in the order of the run's strategies. Nothing for boards, data sets or models that no table has. */
export function publishedBeside(results: BesideSource, library: PublishedLibrary, paper = 'hi-paper'): BesideFigure[] {
  const dataset = datasetOf(results.dataset.id);
  if (dataset === null) return [];
  const records = library.paper(paper).records.filter((record) => measuredIn.test(record.id) && typeof record.value === 'number' && record.dataset === dataset);
  return results.strategies.flatMap((entry) => quantities.flatMap(([quantity, name, scale]): BesideFigure[] => {
    const own = entry[quantity];
    const architecture = results.models.find(({ id }) => id === entry.model)?.architecture ?? entry.model;
    const { device, power_mode } = deviceOf(entry.board);
    const serverAccuracy = entry.strategy === 'remote' && quantity === 'accuracy';
    const known = records.some((record) => record.device === device && record.power_mode === power_mode);
    const found = records.find((record) => record.quantity === name && record.strategy === entry.strategy
      && (serverAccuracy ? known && record.device === 'server' : record.device === device && record.power_mode === power_mode)
      && (entry.strategy === 'remote' || record.model === architecture));
    if (own === null || found === undefined) return [];
    const published = (found.value as number) * scale;
    return [{
      board: entry.board, model: entry.model, strategy: entry.strategy, quantity, own: own.value, ownProvenance: own.provenance,
      published, record: found.id, source: `HI paper, ${found.source.ref}`, ratio: own.value / published, reasons: reasonsOf(results, entry, own, found),
    }];
  }));
}

function reasonsOf(results: BesideSource, entry: BesideSource['strategies'][number], own: OwnValue, { conditions, dataset, model, note, quantity }: PublishedRecord): string[] {
  const reasons: string[] = [];
  const board = results.boards.find(({ id }) => id === entry.board);
  const remote = results.models.find(({ role }) => role === 'remote');
  const isCost = quantity === 'lpi' || quantity === 'epi';
  if (isCost && board?.driver === 'virtual') reasons.push('the board is virtual: its costs come from the same paper, so that a ratio near 1 confirms nothing');
  if (isCost && own.provenance === 'modelled') reasons.push('the figure here is modelled, not measured');
  if (results.dataset.id !== dataset) reasons.push(`the images differ: here ${results.dataset.name}, there ${dataset} as published`);
  if (typeof conditions.precision === 'string') reasons.push(`published for ${conditions.precision}, while models here run in 32-bit float unless their card says otherwise`);
  if (entry.strategy !== 'on-device' && remote !== undefined) {
    const server = entry.strategy === 'remote' ? model : dataset === 'cifar10' ? 'vit-h14' : 'convnext';
    if (remote.architecture !== server) reasons.push(`another remote model: ${remote.architecture} instead of ${server}`);
    if (isCost) reasons.push(`another link or server: published over ${conditions.link === 'ble' ? 'BLE' : 'Wi-Fi'} to an A100`);
  }
  if (entry.strategy === 'hi' || entry.strategy === 'ee-hi') {
    const module = entry.policy.decision?.kind;
    if (typeof conditions.decision_module === 'string' && module !== conditions.decision_module) reasons.push(`another decision module: ${module ?? 'none'} instead of ${conditions.decision_module}`);
    else reasons.push('the decision module was fitted anew');
  }
  const { thresholds } = conditions as { thresholds?: readonly number[] };
  if (thresholds !== undefined && thresholds.join() !== entry.policy.thresholds.join()) reasons.push(`other thresholds: ${entry.policy.thresholds.map((theta) => theta.toFixed(2)).join(', ')} instead of ${thresholds.join(', ')}`);
  if (quantity === 'accuracy' && own.n !== 10_000) reasons.push(`${own.n} samples here; trained weights of the same architecture differ`);
  if (note !== undefined) reasons.push(`the source: ${note}`);
  return reasons;
}

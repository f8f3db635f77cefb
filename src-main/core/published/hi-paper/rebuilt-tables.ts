/** Tables 5 and 6 of the HI paper rebuilt beside the printed ones, and what they imply: shares, decisions. */
import { f1Readings } from '../../decision';
import { sensitivityShare } from '../../qos';
import type { Inputs } from '../claim';
import type { RebuiltTable } from '../rebuilt-table';
import { add, common, exactly, multiply, type Rounded } from '../rounded';
import { cellsAt, knownAccuracies } from './f1-claims';
import { impliedAccuracy } from './implied-accuracy';
import { assumedHi, chosenByStudio, table5Quantities } from './table5';
import { table6Boards, table6Share } from './table6';
import { boardNames, boards, datasetNames, local, localModels, offload, piDecision, regnetShare, table6, type Cost, type PaperBoard } from './tables';

const datasets = ['cifar10', 'imagenet1k'] as const;
const digits = (x: number, decimals = 3): number => Number(x.toFixed(decimals));

function table5(inputs: Inputs): RebuiltTable {
  const rows = datasets.flatMap((dataset) => boards.flatMap((board) => table5Quantities.map((quantity) => {
    const choice = chosenByStudio(inputs, dataset, board, quantity, assumedHi(inputs, dataset));
    const name = (one: { model: string; strategy: string } | null): string => (one === null ? 'none' : one.strategy === 'remote' ? 'remote' : `${one.model}+${one.strategy}`);
    const answer = choice.feasible ? (choice.best === null ? `${name(choice.bestLatency)}, ${name(choice.bestEnergy)}` : name(choice.best)) : `none; nearest: ${name(choice.fallback)}`;
    return [datasetNames[dataset], boardNames[board], choice.text, inputs.word(`T5.${dataset}.${board.split('.')[0]}.${quantity}`), answer, choice.binds ?? ''];
  })));
  return {
    id: 'table-5', title: 'Table 5: preferred strategy by requirement', columns: ['data set', 'device', 'requirement', 'printed', 'rebuilt', 'why none'], rows, weights: [5, 9, 8, 8, 9, 11],
    note: 'Rebuilt with the studio’s chooser from Tables 3 and 4; HI on the smallest model, with Table 7’s share and accuracy on CIFAR-10 and, on ImageNet-1K, those behind the comparison with RegNet at 15 W. The paper prints one Jetson row for two power modes.',
  };
}

/** Equations (3), (4) with the share that both columns of Table 6 allow. */
function table6Rebuilt(inputs: Inputs): RebuiltTable {
  const rows = localModels.cifar10.flatMap((model) => table6Boards.map((board) => {
    const [fromLpi, fromEpi] = [table6Share(inputs, model, board, 'lpi'), table6Share(inputs, model, board, 'epi')];
    const share = common(fromLpi, fromEpi);
    const used = share ?? exactly((fromLpi.value + fromEpi.value) / 2);
    const total = (quantity: Cost): number => digits(hiTotal(inputs, quantity, model, board, used));
    return [model, boardNames[board], inputs.number(table6(model, board, 'hi', 'lpi')).value, total('lpi'), inputs.number(table6(model, board, 'hi', 'epi')).value, total('epi'), percent(fromLpi), percent(fromEpi), share === null ? 'none' : percent(share)];
  }));
  return {
    id: 'table-6', title: 'Table 6: HI columns from equations (3) and (4)', columns: ['model', 'device', 'LPI printed (ms)', 'LPI rebuilt (ms)', 'EPI printed (mJ)', 'EPI rebuilt (mJ)', 'share that LPI needs (%)', 'share that EPI needs (%)', 'share that fits both (%)'], rows, weights: [4, 8, 4, 4, 4, 4, 6, 6, 6],
    note: `The offload shares are not printed but for the microcontrollers (21.57 %). On the Pi a decision of ${piDecision.lpi} ms and ${piDecision.epi} mJ is taken, without which no share fits both columns; on the Jetson none is needed.`,
  };
}

const hiTotal = (inputs: Inputs, quantity: Cost, model: string, board: PaperBoard, share: Rounded): number =>
  add(add(inputs.number(local(quantity, 'cifar10', model, board)), exactly(board === 'raspberry-pi-4b' ? piDecision[quantity] : 0)), multiply(share, inputs.number(offload(quantity, 'cifar10', board)))).value;

const percent = (share: Rounded): string => `${(100 * share.low).toFixed(2)} to ${(100 * share.high).toFixed(2)}`;

function sensitivity(inputs: Inputs): RebuiltTable {
  const rows = datasets.flatMap((dataset) => boards.map((board) => {
    const model = localModels[dataset][0];
    const cost = (id: (quantity: Cost) => string): { ms: number; mj: number } => ({ ms: inputs.number(id('lpi')).value, mj: inputs.number(id('epi')).value });
    const [own, off] = [cost((quantity) => local(quantity, dataset, model, board)), cost((quantity) => offload(quantity, dataset, board))];
    const most = (limits: { ms: number | null; mj: number | null }): string => {
      const share = sensitivityShare(limits, own, { ms: 0, mj: 0 }, off);
      return share === null ? 'never feasible' : (100 * share).toFixed(2);
    };
    return [datasetNames[dataset], boardNames[board], model, most({ ms: off.ms / 2, mj: null }), most({ ms: null, mj: off.mj / 2 })];
  }));
  return {
    id: 'largest-share', title: 'How much may HI offload before it misses half of remote?', columns: ['data set', 'device', 'model', 'within the latency limit (%)', 'within the energy limit (%)'], rows, weights: [2, 3, 2, 3, 3],
    note: `Largest offload share for which HI on the smallest model stays within LPI ≤ t_off/2 and EPI ≤ e_off/2, the decision taken as free. The comparison with RegNet at 15 W implies a share of ${percent(regnetShare(inputs, 'lpi', 'jetson-orin-nano.15w'))} % (latency) and ${percent(regnetShare(inputs, 'epi', 'jetson-orin-nano.15w'))} % (energy).`,
  };
}

function decisions(inputs: Inputs): RebuiltTable {
  const rows = datasets.flatMap((dataset) => {
    const all = knownAccuracies(inputs, dataset);
    const printed = inputs.number(`s4.4.f1.${dataset}`).value;
    const weighted = (a: number): number => { const cells = cellsAt(all, a); return cells === null ? Number.NaN : (f1Readings(cells).weighted ?? Number.NaN); };
    const lowest = Math.max(0, (all.server - (1 - all.share)) / all.share);
    const grid = Array.from({ length: 2001 }, (_, i) => lowest + ((1 - lowest) * i) / 2000).filter((a) => Number.isFinite(weighted(a)));
    const fitted = grid.length === 0 ? null : grid.reduce((best, a) => (Math.abs(weighted(a) - printed) < Math.abs(weighted(best) - printed) ? a : best));
    return ([['equation (2) as printed', all.server], ['weighted F1 as printed', fitted]] as const).map(([how, a]) => {
      const cells = a === null ? null : cellsAt(all, a);
      if (a === null || cells === null) return [datasetNames[dataset], how, a === null ? null : digits(100 * a, 2), ...Array.from({ length: 8 }, () => null)];
      const f1 = f1Readings(cells);
      return [datasetNames[dataset], how, digits(100 * a, 2), digits(100 * cells.offloadedNeedlessly, 2), digits(100 * cells.missed, 2), digits(100 * cells.caught, 2), ...[f1.weighted, f1.accept, f1.offload, f1.macro, f1.micro].map((value) => (value === null ? null : digits(value)))];
    });
  });
  return {
    id: 'decision', title: 'What the decision module must have done', columns: ['data set', 'fixed by', 'server right on offloaded (%)', 'offloaded needlessly (%)', 'missed (%)', 'caught (%)', 'F1 weighted', 'F1 accept', 'F1 offload', 'F1 macro', 'F1 micro'], rows, weights: [2, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2],
    note: 'Cells from Acc = acc_local − needless + share · a_off; a_off is the server’s accuracy on offloaded samples. The paper swaps FP and FN: its conclusion calls needless offloads FP and missed errors FN, its equation (2) calls needless offloads FN. An empty row: a count would be negative.',
  };
}

export const hiPaperTables = (inputs: Inputs): readonly RebuiltTable[] => [table5(inputs), table6Rebuilt(inputs), sensitivity(inputs), impliedAccuracy(inputs), decisions(inputs)];

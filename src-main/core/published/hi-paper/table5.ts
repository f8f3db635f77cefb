/** Table 5 of the HI paper by the studio's own chooser, from Tables 3, 4, 7 and the text. */
import { chooseStrategy, paperTargets, printedAccuracyTarget, type Candidate, type Requirement, type StrategyChoice } from '../../qos';
import { asStated, beside, reading, substitute, word, type Claim, type Inputs, type Reading } from '../claim';
import { boardNames, boards, datasetNames, hiAccuracy, hiCost, local, localModels, offload, regnetShare, remoteAccuracy, table7Share, type PaperBoard, type PaperDataset } from './tables';

const quantities = ['accuracy', 'latency', 'energy'] as const;
export type Table5Quantity = (typeof quantities)[number];
export const table5Quantities: readonly Table5Quantity[] = quantities;
export const table5Devices = ['coral-dev-board-micro', 'raspberry-pi-4b', 'jetson-orin-nano'] as const;

interface HiAssumption { readonly share: number; readonly accuracy: number }

/** Candidates by the paper's list: every local model, HI on the smallest, remote. */
function candidates(inputs: Inputs, dataset: PaperDataset, board: PaperBoard, hi: HiAssumption): Candidate[] {
  const locals = localModels[dataset].filter((model) => inputs.isPrinted(local('lpi', dataset, model, board)));
  const value = (id: string): number => inputs.number(id).value;
  const share = { value: hi.share, low: hi.share, high: hi.share };
  const [smallest] = locals;
  return [
    ...locals.map((model) => ({ model, strategy: 'on-device', accuracy: value(local('accuracy', dataset, model, board)) / 100, lpiMs: value(local('lpi', dataset, model, board)), epiMj: value(local('epi', dataset, model, board)) })),
    { model: smallest, strategy: 'hi', accuracy: hi.accuracy, lpiMs: hiCost(inputs, 'lpi', dataset, smallest, board, share).value, epiMj: hiCost(inputs, 'epi', dataset, smallest, board, share).value },
    { model: 'server', strategy: 'remote', accuracy: value(remoteAccuracy[dataset]) / 100, lpiMs: value(offload('lpi', dataset, board)), epiMj: value(offload('epi', dataset, board)) },
  ];
}

export function chosenByStudio(inputs: Inputs, dataset: PaperDataset, board: PaperBoard, quantity: Table5Quantity, hi: HiAssumption): StrategyChoice {
  const all = candidates(inputs, dataset, board, hi);
  const remote = all[all.length - 1];
  const target = paperTargets(printedAccuracyTarget[dataset], remote.lpiMs, remote.epiMj)[quantities.indexOf(quantity)] as Requirement;
  return chooseStrategy(all, target);
}

const name = (candidate: Candidate | null): string => (candidate === null ? 'none' : candidate.strategy === 'remote' ? 'remote' : `${candidate.model}+${candidate.strategy}`);
const bestWord = (choice: StrategyChoice): string => (choice.feasible && choice.best === null ? `${name(choice.bestLatency)} or ${name(choice.bestEnergy)}` : name(choice.best));
const fallbackWord = (choice: StrategyChoice): string => (choice.feasible ? bestWord(choice) : name(choice.fallback));

/** The same word whatever HI's unprinted share and accuracy may be, or the reading ends. */
function whateverHi(inputs: Inputs, dataset: PaperDataset, board: PaperBoard, quantity: Table5Quantity, say: (choice: StrategyChoice) => string): string {
  const accuracyOfBase = inputs.number(local('accuracy', dataset, localModels[dataset][0], board)).value / 100;
  const words = new Set([0, 1].flatMap((share) => [accuracyOfBase, 1].map((accuracy) => say(chosenByStudio(inputs, dataset, board, quantity, { share, accuracy })))));
  return words.size === 1 ? [...words][0] : inputs.missing('HI’s offload share and accuracy on this device');
}

/** Table 7 for CIFAR-10; for ImageNet-1K the share behind the paper's energy reduction against RegNet at 15 W. */
export function assumedHi(inputs: Inputs, dataset: PaperDataset): HiAssumption {
  const share = dataset === 'cifar10' ? table7Share(inputs) : regnetShare(inputs, 'epi', 'jetson-orin-nano.15w');
  return { share: share.value, accuracy: hiAccuracy(inputs, dataset).value / 100 };
}

const assumed: Readonly<Record<PaperDataset, string>> = { cifar10: 'HI’s share and accuracy are Table 7’s', imagenet1k: 'HI’s share and accuracy follow from the comparison with RegNet at 15 W' };

const ruleOf = (quantity: Table5Quantity): string => (quantity === 'accuracy' ? 'least LPI and EPI of those accurate enough' : `most accurate of those within half an offload’s ${quantity}`);

/** One cell for two power modes: the same answer in both, or both answers. */
function inBothModes(inputs: Inputs, dataset: PaperDataset, quantity: Table5Quantity, modes: readonly PaperBoard[]): string {
  const words = modes.map((board) => bestWord(chosenByStudio(inputs, dataset, board, quantity, assumedHi(inputs, dataset))));
  return new Set(words).size === 1 ? words[0] : words.map((one, i) => `${one} at ${boardNames[modes[i]].split(', ')[1]}`).join(', ');
}

function readingsOf(dataset: PaperDataset, quantity: Table5Quantity, modes: readonly PaperBoard[]): Reading[] {
  const both = modes.length === 1 ? [] : [substitute(`${assumed[dataset]}; the cell holds for both power modes`, ruleOf(quantity), (inputs) => word(inBothModes(inputs, dataset, quantity, modes)))];
  return [...both, ...modes.flatMap((board): Reading[] => {
    const single = modes.length === 1;
    const mode = single ? '' : `${boardNames[board].split(', ')[1]}`;
    const whatever = single ? asStated : (formula: string, compute: Reading['compute']): Reading => reading(mode, formula, compute);
    const and = mode === '' ? '' : `${mode}; `;
    const rule = ruleOf(quantity);
    return [
      whatever(`${rule}, whatever HI’s share and accuracy`, (inputs) => word(whateverHi(inputs, dataset, board, quantity, bestWord))),
      ...(quantity === 'accuracy' ? [] : [reading(`${and}nothing is feasible, and the cell holds what comes nearest`, rule, (inputs) => word(whateverHi(inputs, dataset, board, quantity, (choice) => (choice.feasible ? 'feasible' : fallbackWord(choice)))))]),
      substitute(`${and}${assumed[dataset]}`, rule, (inputs) => word(bestWord(chosenByStudio(inputs, dataset, board, quantity, assumedHi(inputs, dataset))))),
      beside(`${and}also HI on every local model would compete; its accuracy is printed nowhere, its share is taken to be as above`, 'models whose HI is within the limit', (inputs) => word(otherHi(inputs, dataset, board, quantity))),
    ];
  })];
}

/** HI on the larger models, as far as costs alone can tell. */
function otherHi(inputs: Inputs, dataset: PaperDataset, board: PaperBoard, quantity: Table5Quantity): string {
  const { value, low, high } = dataset === 'cifar10' ? table7Share(inputs) : regnetShare(inputs, 'epi', 'jetson-orin-nano.15w');
  const cost = quantity === 'energy' ? 'epi' : 'lpi';
  const limit = inputs.number(offload(cost, dataset, board)).value * (quantity === 'accuracy' ? Infinity : 0.5);
  const within = localModels[dataset].slice(1).filter((model) => inputs.isPrinted(local(cost, dataset, model, board)) && hiCost(inputs, cost, dataset, model, board, { value, low, high }).value <= limit);
  return within.length === 0 ? 'none' : within.map((model) => `${model}+hi`).join(', ');
}

const boardsOf = (device: string): PaperBoard[] => boards.filter((board) => board.startsWith(device));

export const table5Claims: readonly Claim[] = (['cifar10', 'imagenet1k'] as const).flatMap((dataset) => table5Devices.flatMap((device) => quantities.map((quantity): Claim => ({
  id: `T5.${dataset}.${device}.${quantity}`, topic: 'Table 5: preferred strategy', text: `Preferred on ${datasetNames[dataset]}, ${device}, for the ${quantity} requirement.`,
  readings: readingsOf(dataset, quantity, boardsOf(device)),
}))));

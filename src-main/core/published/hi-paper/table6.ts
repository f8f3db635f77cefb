/** The HI columns of Table 6 from equations (3) and (4); the offload shares are printed for one model only. */
import { number, substitute, type Claim } from '../claim';
import type { Rounded } from '../rounded';
import { boardNames, hiCost, localModels, piDecision, shareFrom, table6, table7Share, type Cost, type PaperBoard } from './tables';

export const table6Boards: readonly PaperBoard[] = ['raspberry-pi-4b', 'jetson-orin-nano.7w', 'jetson-orin-nano.15w'];
const other = (quantity: Cost): Cost => (quantity === 'lpi' ? 'epi' : 'lpi');

/** Shares of offloaded samples worked out from both columns of Table 6 (derived-constants.md), and what they were worked out with. */
export function table6Share(inputs: Parameters<typeof table7Share>[0], model: string, board: PaperBoard, from: Cost): Rounded {
  return shareFrom(inputs, from, inputs.number(table6(model, board, 'hi', from)), 'cifar10', model, board, board === 'raspberry-pi-4b' ? piDecision[from] : 0);
}

export const table6Claims: readonly Claim[] = localModels.cifar10.flatMap((model) => table6Boards.flatMap((board) => (['lpi', 'epi'] as const).map((quantity): Claim => ({
  id: table6(model, board, 'hi', quantity), topic: 'Table 6: HI columns', text: `HI on ${model}, ${boardNames[board]}: ${quantity.toUpperCase()} by equation ${quantity === 'lpi' ? '(3)' : '(4)'}.`,
  readings: [
    ...(model === 'resnet8' ? [substitute('Table 7’s offload share, measured for the microcontrollers; the decision costs nothing', 'local + share · offload', (inputs) => number(hiCost(inputs, quantity, 'cifar10', model, board, table7Share(inputs))))] : []),
    substitute(`the offload share is the one that the ${other(quantity) === 'lpi' ? 'latency' : 'energy'} column needs; the decision costs nothing`, 'local + share · offload', (inputs) => number(hiCost(inputs, quantity, 'cifar10', model, board, shareFrom(inputs, other(quantity), inputs.number(table6(model, board, 'hi', other(quantity))), 'cifar10', model, board)))),
    ...(board === 'raspberry-pi-4b' ? [
      ...(model === 'resnet8' ? [substitute(`Table 7’s offload share; the decision costs ${piDecision.lpi} ms and ${piDecision.epi} mJ (fitted to this table)`, 'local + decision + share · offload', (inputs) => number(hiCost(inputs, quantity, 'cifar10', model, board, table7Share(inputs), piDecision[quantity])))] : []),
      substitute(`the offload share is the one that the other column needs; the decision costs ${piDecision.lpi} ms and ${piDecision.epi} mJ (fitted to this table)`, 'local + decision + share · offload', (inputs) => number(hiCost(inputs, quantity, 'cifar10', model, board, table6Share(inputs, model, board, other(quantity)), piDecision[quantity]))),
    ] : []),
  ],
}))));


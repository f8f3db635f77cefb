/** The HI paper's tables by device, and its equations (3) and (4) on printed numbers. */
import type { Inputs } from '../claim';
import { add, divide, exactly, multiply, scale, subtract, type Rounded } from '../rounded';

export const boards = ['coral-dev-board-micro', 'raspberry-pi-4b', 'jetson-orin-nano.7w', 'jetson-orin-nano.15w'] as const;
export type PaperBoard = (typeof boards)[number];
export const boardNames: Readonly<Record<PaperBoard, string>> = { 'coral-dev-board-micro': 'Coral Dev Board Micro', 'raspberry-pi-4b': 'Raspberry Pi 4B', 'jetson-orin-nano.7w': 'Jetson Orin Nano, 7 W', 'jetson-orin-nano.15w': 'Jetson Orin Nano, 15 W' };
export type PaperDataset = 'cifar10' | 'imagenet1k';
export const datasetNames: Readonly<Record<PaperDataset, string>> = { cifar10: 'CIFAR-10', imagenet1k: 'ImageNet-1K' };
export type Cost = 'lpi' | 'epi';

/** Local models by rising size; the first is the one HI runs. */
export const localModels = { cifar10: ['resnet8', 'resnet56', 'alexnet'], imagenet1k: ['resnet18', 'resnet50', 'alexnet'] } as const;

export const local = (quantity: Cost | 'accuracy', dataset: PaperDataset, model: string, board: PaperBoard): string => `T4.${quantity}.${dataset}.${model}.${board}`;
export const offload = (quantity: Cost, dataset: PaperDataset, board: PaperBoard): string => `T3.${dataset}.${quantity === 'lpi' ? 'latency' : 'energy'}.${board}`;
export const table6 = (model: string, board: PaperBoard, strategy: 'hi' | 'ee-hi', quantity: Cost): string => `T6.${model}.${board}.${strategy}.${quantity}`;
export const remoteAccuracy: Readonly<Record<PaperDataset, string>> = { cifar10: 's4.1.accuracy.vit-h14', imagenet1k: 's4.1.accuracy.convnext' };
export const hiAccuracyCifar = 'T7.accuracy.hi.esp32-devkitc';
const offloadedShare = 'T7.offload_fraction.hi.esp32-devkitc';

/** Share offloaded by HI on ResNet-8, 0..1: printed for the two microcontrollers only. */
export const table7Share = (inputs: Inputs): Rounded => scale(inputs.number(offloadedShare), 0.01);

/** Decision cost that fits Table 6 on the Pi best; printed nowhere (published/derived-constants.md). */
export const piDecision: Readonly<Record<Cost, number>> = { lpi: 0.102, epi: 0.362 };

/** Equation (3) or (4): local + decision + share x offload, ms or mJ. */
export function hiCost(inputs: Inputs, quantity: Cost, dataset: PaperDataset, model: string, board: PaperBoard, share: Rounded, decision = 0): Rounded {
  return add(add(inputs.number(local(quantity, dataset, model, board)), exactly(decision)), multiply(share, inputs.number(offload(quantity, dataset, board))));
}

/** The share that equation (3) or (4) needs for a printed total. */
export function shareFrom(inputs: Inputs, quantity: Cost, total: Rounded, dataset: PaperDataset, model: string, board: PaperBoard, decision = 0): Rounded {
  return divide(subtract(subtract(total, inputs.number(local(quantity, dataset, model, board))), exactly(decision)), inputs.number(offload(quantity, dataset, board)));
}

const regnet: Readonly<Record<Cost, { readonly claim: string; readonly cost: string }>> = { lpi: { claim: 'claim.hi_vs_regnet.lpi_reduction', cost: 's4.4.regnet.lpi' }, epi: { claim: 'claim.hi_vs_regnet.epi_reduction', cost: 's4.4.regnet.epi' } };

/** Share of HI on ResNet-18 that the reduction against RegNet asks for. */
export function regnetShare(inputs: Inputs, quantity: Cost, board: PaperBoard): Rounded {
  const { claim, cost } = regnet[quantity];
  const total = multiply(inputs.number(cost), subtract(exactly(1), scale(inputs.number(claim), 0.01)));
  return shareFrom(inputs, quantity, total, 'imagenet1k', 'resnet18', board);
}

/** Accuracy of HI on ResNet-18, percent: RegNet's plus the gain over it; printed nowhere as such. */
export const hiAccuracyImagenet = (inputs: Inputs): Rounded => add(inputs.number('s4.4.regnet.accuracy'), inputs.number('claim.hi_vs_regnet.accuracy_gain'));
export const hiAccuracy = (inputs: Inputs, dataset: PaperDataset): Rounded => (dataset === 'cifar10' ? inputs.number(hiAccuracyCifar) : hiAccuracyImagenet(inputs));

/** The decision module's F1, whose class and averaging the HI paper does not name: every reading of it from the other numbers. */
import { f1Readings, type F1Readings } from '../../decision';
import { needs, number, substitute, type Claim, type Inputs } from '../claim';
import { between, exactly, type Rounded } from '../rounded';
import { hiAccuracyImagenet, hiAccuracyCifar, local, regnetShare, remoteAccuracy, table7Share, type PaperDataset } from './tables';

const names: readonly (keyof F1Readings)[] = ['weighted', 'accept', 'offload', 'macro', 'micro'];
const words: Readonly<Record<keyof F1Readings, string>> = { weighted: 'F1 weighted by class size', accept: 'F1 of “accept”', offload: 'F1 of “offload”', macro: 'mean of both F1', micro: 'micro-averaged F1, the share decided rightly' };

export interface Known { readonly local: number; readonly share: number; readonly hi: number; readonly server: number }

/** Accuracies and share behind HI, 0..1. */
export function knownAccuracies(inputs: Inputs, dataset: PaperDataset): Known {
  const percent = (id: string): number => inputs.number(id).value / 100;
  return dataset === 'cifar10'
    ? { local: percent('T7.accuracy.device.esp32-devkitc'), share: table7Share(inputs).value, hi: percent(hiAccuracyCifar), server: percent(remoteAccuracy.cifar10) }
    : { local: percent(local('accuracy', 'imagenet1k', 'resnet18', 'jetson-orin-nano.15w')), share: regnetShare(inputs, 'epi', 'jetson-orin-nano.15w').value, hi: hiAccuracyImagenet(inputs).value / 100, server: percent(remoteAccuracy.imagenet1k) };
}

/** Acc = acc_local - B + share a_off gives B, the needless offloads; the other cells follow. Null where a cell would be negative. */
export function cellsAt({ local: right, share, hi }: Known, serverOnOffloaded: number): { acceptedRight: number; offloadedNeedlessly: number; missed: number; caught: number } | null {
  const offloadedNeedlessly = right + share * serverOnOffloaded - hi;
  const caught = share - offloadedNeedlessly;
  const cells = { acceptedRight: right - offloadedNeedlessly, offloadedNeedlessly, missed: 1 - right - caught, caught };
  return Object.values(cells).some((cell) => cell < 0) ? null : cells;
}

/** Over every accuracy on offloaded samples that the overall server accuracy leaves possible. */
function rangeOf(inputs: Inputs, dataset: PaperDataset, name: keyof F1Readings): Rounded {
  const all = knownAccuracies(inputs, dataset);
  const low = Math.max(0, (all.server - (1 - all.share)) / all.share);
  const values = Array.from({ length: 401 }, (_, i) => cellsAt(all, low + ((1 - low) * i) / 400)).flatMap((cells) => (cells === null ? [] : [f1Readings(cells)[name] ?? Number.NaN])).filter(Number.isFinite);
  return values.length === 0 ? inputs.missing('decision cells that fit the printed accuracies') : between(Math.min(...values), Math.max(...values));
}

const source: Readonly<Record<PaperDataset, string>> = { cifar10: 'accuracies and share of Table 7', imagenet1k: 'accuracy and share of the comparison with RegNet at 15 W' };

const f1Claim = (dataset: PaperDataset): Claim => ({
  id: `s4.4.f1.${dataset}`, topic: 'Decision module', text: 'F1 of the decision module; neither the positive class nor the averaging is stated.',
  readings: [
    needs('the decision’s four counts'),
    ...names.map((name) => substitute(`it is the ${words[name]}; ${source[dataset]}; the server’s accuracy on offloaded samples may be any that its overall accuracy allows`, 'cells from Acc = acc_local − B + share · a_off', (inputs) => number(rangeOf(inputs, dataset, name)))),
    ...names.map((name) => substitute(`it is the ${words[name]}; ${source[dataset]}; equation (2) as printed: the server is as accurate on offloaded samples as on all`, 'cells from equation (2)', (inputs) => {
      const all = knownAccuracies(inputs, dataset);
      const cells = cellsAt(all, all.server);
      return number(exactly(cells === null ? inputs.missing('decision cells: equation (2) as printed asks for a negative count') : (f1Readings(cells)[name] ?? inputs.missing('a decision of both kinds'))));
    })),
  ],
});

export const f1Claims: readonly Claim[] = [f1Claim('cifar10'), f1Claim('imagenet1k')];

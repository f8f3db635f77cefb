/** HI's accuracy wherever the HI paper prints it or a sentence implies it: the figures that hold it are not in the text. */
import type { Inputs } from '../claim';
import type { RebuiltTable } from '../rebuilt-table';
import { add, type Rounded } from '../rounded';
import { boardNames, hiAccuracyCifar, hiAccuracyImagenet, local, remoteAccuracy, type PaperBoard, type PaperDataset } from './tables';

export function impliedAccuracy(inputs: Inputs): RebuiltTable {
  const text = ({ value, low, high }: Rounded): string => `${value.toFixed(2)} [${low.toFixed(2)}, ${high.toFixed(2)}]`;
  const plus = (gain: string, dataset: PaperDataset, model: string, board: PaperBoard): Rounded => add(inputs.number(local('accuracy', dataset, model, board)), inputs.number(gain));
  const rows: readonly (readonly [string, string, string, Rounded])[] = [
    ['CIFAR-10', 'ESP32, Arduino', 'Table 7', inputs.number(hiAccuracyCifar)],
    ['CIFAR-10', boardNames['raspberry-pi-4b'], 'Section 1', inputs.number('claim.hi.accuracy.rpi')],
    ['CIFAR-10', boardNames['raspberry-pi-4b'], 'ResNet-56, Table 4, plus “up to 2.2”', plus('claim.hi.accuracy_gain.cifar10', 'cifar10', 'resnet56', 'raspberry-pi-4b')],
    ['CIFAR-10', 'Jetson Orin Nano', 'ResNet-56, Table 4, plus 1.64', plus('claim.hi.accuracy_gain.jetson_cifar10', 'cifar10', 'resnet56', 'jetson-orin-nano.15w')],
    ['ImageNet-1K', 'Jetson Orin Nano', 'RegNet plus 2.14', hiAccuracyImagenet(inputs)],
    ...(['coral-dev-board-micro', 'raspberry-pi-4b', 'jetson-orin-nano.15w'] as const).map((board) => ['ImageNet-1K', boardNames[board].split(',')[0], 'better on-device model, Table 4, plus “up to 11.5”', plus('claim.hi.accuracy_gain.imagenet1k', 'imagenet1k', 'resnet50', board)] as const),
  ];
  const remote = (name: string): number => inputs.number(remoteAccuracy[name === 'CIFAR-10' ? 'cifar10' : 'imagenet1k']).value;
  return {
    id: 'hi-accuracy', title: 'HI’s accuracy, wherever it is printed or implied', columns: ['data set', 'device', 'from', 'HI (%)', 'remote (%)'], weights: [2, 3, 5, 4, 2],
    rows: rows.map(([dataset, device, from, accuracy]) => [dataset, device, from, text(accuracy), remote(dataset)]),
    note: 'One decision module and one remote model, yet several accuracies. A gain of 11.5 points over the better on-device model has to be read beside remote inference in the last column, which HI cannot well exceed.',
  };
}

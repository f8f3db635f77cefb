/** Claims of the HI paper about accuracy. */
import { asStated, beside, needs, number, reading, substitute, type Claim, type Inputs } from '../claim';
import { greatest, least, mean, subtract, type Rounded } from '../rounded';
import { boardNames, boards, hiAccuracyCifar, hiAccuracyImagenet, local, localModels, type PaperBoard } from './tables';

const table7 = 'Table 7’s HI accuracy, measured for the microcontrollers, holds on this device';
const throughRegnet = 'HI’s accuracy is RegNet’s 82.09 % plus the gain of 2.14 points over it';

const gain = (inputs: Inputs, hi: Rounded, dataset: 'cifar10' | 'imagenet1k', model: string, board: PaperBoard): Rounded => subtract(hi, inputs.number(local('accuracy', dataset, model, board)));

/** "Both on-device models" are the two ResNets. */
const bothGains = (inputs: Inputs, hi: Rounded, dataset: 'cifar10' | 'imagenet1k', board: PaperBoard): readonly Rounded[] => localModels[dataset].slice(0, 2).map((model) => gain(inputs, hi, dataset, model, board));

const textAccuracy = (model: 'resnet18' | 'resnet50'): Claim => ({
  id: `claim.${model}.accuracy.text`, topic: 'Accuracy', text: `On ImageNet-1K ${model} reaches this accuracy; the device is not stated.`,
  readings: boards.filter((board) => board !== 'jetson-orin-nano.7w').map((board) => reading(board.startsWith('jetson') ? 'Jetson Orin Nano, either power mode' : boardNames[board], 'Table 4', (inputs) => number(inputs.number(local('accuracy', 'imagenet1k', model, board))))),
});

export const accuracyClaims: readonly Claim[] = [
  {
    id: 'claim.hi.accuracy.rpi', topic: 'Accuracy', text: 'On the Pi, HI on ResNet-8 reaches this accuracy on CIFAR-10 (Section 1).',
    readings: [needs('HI’s accuracy on the Pi (Fig. 3a alone)'), substitute(table7, 'Table 7', (inputs) => number(inputs.number(hiAccuracyCifar)))],
  },
  {
    id: 'claim.resnet56.accuracy.rpi', topic: 'Accuracy', text: 'On the Pi, ResNet-56 reaches this accuracy on CIFAR-10 (Section 1).',
    readings: [
      asStated('Table 4, Raspberry Pi', (inputs) => number(inputs.number(local('accuracy', 'cifar10', 'resnet56', 'raspberry-pi-4b')))),
      ...(['coral-dev-board-micro', 'jetson-orin-nano.15w'] as const).map((board) => beside(`the number is that of the ${boardNames[board]}`, 'Table 4', (inputs) => number(inputs.number(local('accuracy', 'cifar10', 'resnet56', board))))),
    ],
  },
  {
    id: 'claim.hi.accuracy_gain.intro', topic: 'Accuracy gained by HI', text: 'HI is up to this much more accurate than on-device inference for a given latency and energy requirement (Section 1).',
    readings: [
      needs('the requirement, the models and HI’s accuracy that are compared'),
      substitute(`ImageNet-1K, best on-device model; ${throughRegnet}`, 'HI − ResNet-50, the most over the devices', (inputs) => number(greatest(boards.map((board) => gain(inputs, hiAccuracyImagenet(inputs), 'imagenet1k', 'resnet50', board))))),
      substitute(`ImageNet-1K, smallest on-device model; ${throughRegnet}`, 'HI − ResNet-18, the most over the devices', (inputs) => number(greatest(boards.map((board) => gain(inputs, hiAccuracyImagenet(inputs), 'imagenet1k', 'resnet18', board))))),
      substitute('CIFAR-10, smallest on-device model; Table 7’s HI accuracy holds everywhere', 'HI − ResNet-8, the most over the devices', (inputs) => number(greatest(boards.map((board) => gain(inputs, inputs.number(hiAccuracyCifar), 'cifar10', 'resnet8', board))))),
      substitute('the gain meant is that of Section 4.4 on ImageNet-1K', '11.5 points, rounded', (inputs) => number(inputs.number('claim.hi.accuracy_gain.imagenet1k'))),
    ],
  },
  {
    id: 'claim.hi.accuracy_gain.cifar10', topic: 'Accuracy gained by HI', text: 'On CIFAR-10 HI is up to this much more accurate than both on-device models (Fig. 3a).',
    readings: [
      needs('HI’s accuracy on these devices (Fig. 3a alone)'),
      substitute('Table 7’s HI accuracy, measured for the microcontrollers, holds on all devices; gain over the better model', 'HI − max(ResNet-8, ResNet-56), the most over the devices', (inputs) => number(greatest(boards.map((board) => least(bothGains(inputs, inputs.number(hiAccuracyCifar), 'cifar10', board)))))),
      substitute('the accuracies of Section 1 on the Pi', '95.9 % − 93.7 %', (inputs) => number(subtract(inputs.number('claim.hi.accuracy.rpi'), inputs.number('claim.resnet56.accuracy.rpi')))),
    ],
  },
  {
    id: 'claim.hi.accuracy_gain.imagenet1k', topic: 'Accuracy gained by HI', text: 'On ImageNet-1K HI is up to this much more accurate than both on-device models (Fig. 3b).',
    readings: [
      needs('HI’s accuracy on these devices (Fig. 3b alone)'),
      substitute(`gain over the better model; ${throughRegnet}`, 'HI − max(ResNet-18, ResNet-50), the most over the devices', (inputs) => number(greatest(boards.map((board) => least(bothGains(inputs, hiAccuracyImagenet(inputs), 'imagenet1k', board)))))),
      substitute(`gain over the smaller model; ${throughRegnet}`, 'HI − ResNet-18, the most over the devices', (inputs) => number(greatest(boards.map((board) => greatest(bothGains(inputs, hiAccuracyImagenet(inputs), 'imagenet1k', board)))))),
      ...boards.map((board) => substitute(`mean of both gains on the ${boardNames[board]}; ${throughRegnet}`, 'mean of HI − ResNet-18 and HI − ResNet-50', (inputs) => number(mean(bothGains(inputs, hiAccuracyImagenet(inputs), 'imagenet1k', board))))),
    ],
  },
  {
    id: 'claim.hi.accuracy_gain.coral_rpi_cifar10', topic: 'Accuracy gained by HI', text: 'On the Coral and the Pi HI is more than this much more accurate than the on-device models (CIFAR-10).',
    readings: [
      needs('HI’s accuracy on these devices (Fig. 3a alone)'),
      substitute('Table 7’s HI accuracy, measured for the microcontrollers, holds on both', 'HI − ResNet-56, the least of both devices', (inputs) => number(least((['coral-dev-board-micro', 'raspberry-pi-4b'] as const).map((board) => gain(inputs, inputs.number(hiAccuracyCifar), 'cifar10', 'resnet56', board))))),
    ],
  },
  {
    id: 'claim.hi.accuracy_gain.jetson_cifar10', topic: 'Accuracy gained by HI', text: 'On the Jetson HI on ResNet-8 is this much more accurate than ResNet-56 on the device.',
    readings: [
      needs('HI’s accuracy on the Jetson (Fig. 3a alone)'),
      substitute(table7, 'HI, Table 7 − ResNet-56, Table 4', (inputs) => number(gain(inputs, inputs.number(hiAccuracyCifar), 'cifar10', 'resnet56', 'jetson-orin-nano.15w'))),
      substitute(`${table7}; ResNet-56 in int8 of Table 8`, 'HI, Table 7 − ResNet-56, Table 8', (inputs) => number(subtract(inputs.number(hiAccuracyCifar), inputs.number('T8.accuracy.cifar10.resnet56.int8')))),
      substitute('HI’s accuracy of Section 1, given for the Pi', '95.9 % − ResNet-56, Table 4', (inputs) => number(gain(inputs, inputs.number('claim.hi.accuracy.rpi'), 'cifar10', 'resnet56', 'jetson-orin-nano.15w'))),
    ],
  },
  textAccuracy('resnet18'), textAccuracy('resnet50'),
  { id: 'claim.hi_vs_regnet.accuracy_gain', topic: 'HI against RegNet', text: 'On the Jetson HI on ResNet-18 is this much more accurate than RegNet-Y-32GF.', readings: [needs('HI’s accuracy on ImageNet-1K (Fig. 3b alone)')] },
  { id: 'claim.ee_ondevice_meets_90', topic: 'Early exit', text: 'No threshold of any early-exit model alone reaches 90 % on CIFAR-10.', readings: [needs('accuracies of the early-exit models (Fig. 7 alone)')] },
  { id: 'claim.ee_reaches_base_accuracy', topic: 'Early exit', text: 'AlexNet is the only model whose early-exit version reaches the accuracy of its base.', readings: [needs('accuracies of the early-exit models (Fig. 7 alone)')] },
];

/** Claims of the HI paper about latency and energy: reductions and ratios. */
import { asStated, needs, number, reading, substitute, truth, type Claim, type Inputs } from '../claim';
import { divide, greatest, isLess, log10, mean, reductionPercent, type Rounded } from '../rounded';
import { boards, hiCost, local, localModels, offload, regnetShare, table6, table7Share, type Cost, type PaperBoard } from './tables';

const table6Boards: readonly PaperBoard[] = ['raspberry-pi-4b', 'jetson-orin-nano.7w', 'jetson-orin-nano.15w'];
const modes = ['15w', '7w'] as const;
const modeName = { '15w': '15 W', '7w': '7 W' } as const;
const quantityName: Readonly<Record<Cost, string>> = { lpi: 'latency', epi: 'energy' };

const hiAgainstLocal = (quantity: Cost): Claim => ({
  id: `claim.hi_vs_ondevice.${quantity}_reduction`, topic: 'HI against on-device', text: `HI on ResNet-8 has up to this much less ${quantityName[quantity]} than ResNet-56 on the device, at an accuracy of 90 % or more (abstract).`,
  readings: [
    asStated('100 (1 − HI, Table 6 / ResNet-56, Table 4), the most over the devices of Table 6', (inputs) => number(greatest(table6Boards.map((board) => reductionPercent(inputs.number(table6('resnet8', board, 'hi', quantity)), inputs.number(local(quantity, 'cifar10', 'resnet56', board))))))),
    substitute('with the Coral board, HI by equation (3)/(4) and Table 7’s offload share', '100 (1 − (local + share · offload) / ResNet-56) on the Coral', (inputs) => number(reductionPercent(hiCost(inputs, quantity, 'cifar10', 'resnet8', 'coral-dev-board-micro', table7Share(inputs)), inputs.number(local(quantity, 'cifar10', 'resnet56', 'coral-dev-board-micro'))))),
  ],
});

/** The most over every model and device of Table 6. */
const table6Reductions = (inputs: Inputs, quantity: Cost): Rounded =>
  greatest(localModels.cifar10.flatMap((model) => table6Boards.map((board) => reductionPercent(inputs.number(table6(model, board, 'ee-hi', quantity)), inputs.number(table6(model, board, 'hi', quantity))))));

const eeHiAgainstHi = (quantity: Cost): Claim => ({
  id: `claim.eehi_vs_hi.${quantity}_reduction`, topic: 'EE-HI against HI', text: `EE-HI has up to this much less ${quantityName[quantity]} than HI (abstract).`,
  readings: [asStated('100 (1 − EE-HI / HI), the most over all models and devices of Table 6', (inputs) => number(table6Reductions(inputs, quantity)))],
});

const againstRegnet = (quantity: Cost): Claim => {
  const other: Cost = quantity === 'lpi' ? 'epi' : 'lpi';
  return {
    id: `claim.hi_vs_regnet.${quantity}_reduction`, topic: 'HI against RegNet', text: `On the Jetson HI on ResNet-18 has this much less ${quantityName[quantity]} than RegNet-Y-32GF.`,
    readings: [
      needs('the offload share of HI on ResNet-18'),
      ...modes.map((mode) => substitute(`${modeName[mode]}; the offload share is the one that the paper’s ${quantityName[other]} reduction needs`, '100 (1 − (local + share · offload) / RegNet)', (inputs) =>
        number(reductionPercent(hiCost(inputs, quantity, 'imagenet1k', 'resnet18', `jetson-orin-nano.${mode}`, regnetShare(inputs, other, `jetson-orin-nano.${mode}`)), inputs.number(`s4.4.regnet.${quantity}`))))),
    ],
  };
};

const int8AgainstFp32 = (id: string, dataset: 'cifar10' | 'imagenet1k', models: readonly string[], name: string): Claim => ({
  id: `claim.int8_vs_fp32.${id}`, topic: 'Quantisation (Appendix)', text: `Quantised to int8, ${name} is this much faster than in fp32 on the Jetson; the power mode is not stated.`,
  readings: modes.flatMap((mode) => {
    const one = (inputs: Inputs, model: string): Rounded => reductionPercent(inputs.number(`T8.lpi.${dataset}.${model}.int8.${mode}`), inputs.number(`T8.lpi.${dataset}.${model}.fp32.${mode}`));
    const several = models.length > 1;
    return [
      reading(modeName[mode] + (several ? ', mean of the three models' : ''), '100 (1 − int8 / fp32), Table 8', (inputs) => number(mean(models.map((model) => one(inputs, model))))),
      ...(several ? [reading(`${modeName[mode]}, the model that gains most`, '100 (1 − int8 / fp32), Table 8', (inputs) => number(greatest(models.map((model) => one(inputs, model)))))] : []),
    ];
  }),
});

const ratio = (id: string, topic: string, text: string, above: string, below: string, where: string): Claim => ({ id, topic, text, readings: [asStated(where, (inputs) => number(divide(inputs.number(above), inputs.number(below))))] });

const onDevice = 'Devices compared';
export const costClaims: readonly Claim[] = [
  hiAgainstLocal('lpi'), hiAgainstLocal('epi'), eeHiAgainstHi('lpi'), eeHiAgainstHi('epi'),
  { id: 'claim.eehi_vs_hi.rounded', topic: 'EE-HI against HI', text: 'EE-HI has up to this much less latency and energy than HI (Sections 5.2 and 6).', readings: (['lpi', 'epi'] as const).map((quantity) => asStated(`${quantityName[quantity]}: 100 (1 − EE-HI / HI), the most of Table 6`, (inputs) => number(table6Reductions(inputs, quantity)))) },
  againstRegnet('lpi'), againstRegnet('epi'),
  {
    id: 'claim.regnet_energy_above_remote', topic: 'HI against RegNet', text: 'RegNet on the Jetson takes 14.88 ms and 213.67 mJ, “which is higher than that of remote inference”.',
    readings: [
      reading('“which” means the energy alone', 'RegNet EPI > offload EPI, both power modes', (inputs) => above(inputs, ['epi'])),
      reading('“which” means both time and energy', 'RegNet LPI > offload LPI and RegNet EPI > offload EPI, both power modes', (inputs) => above(inputs, ['lpi', 'epi'])),
    ],
  },
  { id: 'claim.ble_vs_wifi_time', topic: 'Links', text: 'Sending an image over BLE takes two orders of magnitude longer than over Wi-Fi.', readings: [asStated('log10(177.13 ms / 2.65 ms)', (inputs) => number(log10(divide(inputs.number('s4.2.1.ble.time'), inputs.number('s4.2.1.wifi.time')))))] },
  ...(['resnet8', 'resnet56'] as const).map((model) => ratio(`claim.rpi_vs_coral.epi.${model}`, onDevice, `The Pi needs this many times the Coral’s energy for ${model} (CIFAR-10).`, local('epi', 'cifar10', model, 'raspberry-pi-4b'), local('epi', 'cifar10', model, 'coral-dev-board-micro'), 'Pi / Coral, Table 4')),
  ratio('claim.coral_vs_rpi.epi.alexnet', onDevice, 'AlexNet needs this many times the Pi’s energy on the Coral (CIFAR-10).', local('epi', 'cifar10', 'alexnet', 'coral-dev-board-micro'), local('epi', 'cifar10', 'alexnet', 'raspberry-pi-4b'), 'Coral / Pi, Table 4'),
  ratio('claim.coral_vs_rpi.lpi.resnet50', onDevice, 'ResNet-50 takes this many times as long on the Coral as on the Pi.', local('lpi', 'imagenet1k', 'resnet50', 'coral-dev-board-micro'), local('lpi', 'imagenet1k', 'resnet50', 'raspberry-pi-4b'), 'Coral / Pi, Table 4'),
  {
    id: 'claim.jetson_15w_less_energy_than_7w', topic: onDevice, text: 'The Jetson spends less energy at 15 W than at 7 W.',
    readings: [asStated('15 W < 7 W for every local model of Table 4', (inputs) => allTrue((['cifar10', 'imagenet1k'] as const).flatMap((dataset) => localModels[dataset].map((model) => ({ a: inputs.number(local('epi', dataset, model, 'jetson-orin-nano.15w')), b: inputs.number(local('epi', dataset, model, 'jetson-orin-nano.7w')) })))))],
  },
  ratio('claim.arduino.device_vs_remote', 'Microcontrollers', 'ResNet-8 on the Arduino takes this many times as long as remote inference.', 'T7.lpi.device.arduino-nano-33-ble-sense', 'T7.lpi.remote.arduino-nano-33-ble-sense', 'on-device / remote, Table 7'),
  ratio('claim.esp32.device_vs_remote', 'Microcontrollers', 'ResNet-8 on the ESP32 takes nearly this many times as long as remote inference.', 'T7.lpi.device.esp32-devkitc', 'T7.lpi.remote.esp32-devkitc', 'on-device / remote, Table 7'),
  ...localModels.cifar10.map((model) => int8AgainstFp32(model, 'cifar10', [model], model)),
  int8AgainstFp32('imagenet1k', 'imagenet1k', localModels.imagenet1k, 'an ImageNet-1K model'),
];

/** Every a < b. */
function allTrue(pairs: readonly { readonly a: Rounded; readonly b: Rounded }[]): ReturnType<typeof truth> {
  const certain = pairs.map(({ a, b }) => isLess(a, b));
  return truth(certain.includes(false) ? false : certain.includes(null) ? null : true, pairs.every(({ a, b }) => a.value < b.value));
}

function above(inputs: Inputs, quantities: readonly Cost[]): ReturnType<typeof truth> {
  return allTrue(quantities.flatMap((quantity) => boards.filter((board) => board.startsWith('jetson')).map((board) => ({ a: inputs.number(offload(quantity, 'imagenet1k', board)), b: inputs.number(`s4.4.regnet.${quantity}`) }))));
}

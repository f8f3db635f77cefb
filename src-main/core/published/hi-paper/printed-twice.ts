/** Values that the HI paper prints twice, or that follow from one another without any assumption about HI. */
import { asStated, number, reading, type Claim } from '../claim';
import { add, multiply } from '../rounded';
import { boardNames, datasetNames, local, localModels, type PaperDataset } from './tables';

const modes = ['15w', '7w'] as const;
const datasets: readonly PaperDataset[] = ['cifar10', 'imagenet1k'];
const topic = 'Printed twice';

const latencies = datasets.flatMap((dataset) => localModels[dataset].flatMap((model) => modes.map((mode): Claim => ({
  id: local('lpi', dataset, model, `jetson-orin-nano.${mode}`), topic, text: `LPI of ${model} on the ${boardNames[`jetson-orin-nano.${mode}`]} (${datasetNames[dataset]}): Table 4 beside Table 8, int8.`,
  readings: [asStated('Table 8, int8', (inputs) => number(inputs.number(`T8.lpi.${dataset}.${model}.int8.${mode}`)))],
}))));

const accuracies = datasets.flatMap((dataset) => localModels[dataset].map((model): Claim => ({
  id: local('accuracy', dataset, model, 'jetson-orin-nano.15w'), topic, text: `Accuracy of ${model} on the Jetson (${datasetNames[dataset]}): Table 4 beside Table 8, int8.`,
  readings: [asStated('Table 8, int8', (inputs) => number(inputs.number(`T8.accuracy.${dataset}.${model}.int8`)))],
})));

const transmitEnergy = (link: 'ble' | 'wifi', name: string): Claim => ({
  id: `s4.2.1.${link}.energy`, topic: 'Links', text: `Energy to send one CIFAR-10 image over ${name} and receive two bytes, from the power and the time printed beside it.`,
  readings: [reading('the power holds for all of the time, and the reply’s time is in it', 'power · time', (inputs) => number(multiply(inputs.number(`s4.2.1.${link}.power`), inputs.number(`s4.2.1.${link}.time`))))],
});

export const printedTwiceClaims: readonly Claim[] = [
  ...latencies, ...accuracies, transmitEnergy('ble', 'BLE'), transmitEnergy('wifi', 'Wi-Fi'),
  { id: 's4.1.server_request.a100.imagenet1k', topic: 'Links', text: 'Time of a request on the server, ImageNet-1K: model and preprocessing.', readings: [asStated('4.41 ms + about 0.7 ms', (inputs) => number(add(inputs.number('s4.1.server_inference.a100.imagenet1k'), inputs.number('s4.1.preprocess.imagenet1k'))))] },
];

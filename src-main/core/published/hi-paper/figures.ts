/** The shapes of Figures 3, 4 and 5 of the HI paper from its published numbers: accuracy, latency and energy by strategy and device. */
import { axis, categories, options, percentRange, roundLogarithmic } from '../../figures/axes';
import { fullWidth, type ChartDataset, type Figure, type LegendEntry } from '../../figures/chart-config';
import { errorBars } from '../../figures/marks';
import { strategyColours, type Marker } from '../../figures/palette';
import type { Inputs } from '../claim';
import type { Rounded } from '../rounded';
import { boardNames, boards, datasetNames, hiAccuracy, hiCost, local, localModels, offload, piDecision, regnetShare, remoteAccuracy, table7Share, type Cost, type PaperBoard, type PaperDataset } from './tables';

const modelNames: Readonly<Record<string, string>> = { resnet8: 'ResNet-8', resnet56: 'ResNet-56', alexnet: 'AlexNet', resnet18: 'ResNet-18', resnet50: 'ResNet-50' };

/** One strategy with its look; `null` where a number stands nowhere. */
interface Series { readonly label: string; readonly colour: string; readonly marker: Marker; readonly of: (quantity: Cost | 'accuracy', board: PaperBoard) => Rounded | null }

function seriesOf(inputs: Inputs, dataset: PaperDataset): Series[] {
  // The smallest model's is no blue, or it could be taken for HI.
  const shades = ['#44AA99', strategyColours['on-device'], '#A9DAF5'];
  const share = dataset === 'cifar10' ? table7Share(inputs) : regnetShare(inputs, 'epi', 'jetson-orin-nano.15w');
  const [smallest] = localModels[dataset];
  return [
    ...localModels[dataset].map((model, i): Series => ({
      label: `${modelNames[model]} on the device`, colour: shades[i], marker: 'circle',
      of: (quantity, board) => (inputs.isPrinted(local(quantity, dataset, model, board)) ? inputs.number(local(quantity, dataset, model, board)) : null),
    })),
    {
      label: `HI on ${modelNames[smallest]}`, colour: strategyColours.hi, marker: 'triangle',
      of: (quantity, board) => (quantity === 'accuracy' ? hiAccuracy(inputs, dataset) : hiCost(inputs, quantity, dataset, smallest, board, share, board === 'raspberry-pi-4b' ? piDecision[quantity] : 0)),
    },
    { label: 'Remote', colour: strategyColours.remote, marker: 'rect', of: (quantity, board) => inputs.number(quantity === 'accuracy' ? remoteAccuracy[dataset] : offload(quantity, dataset, board)) },
  ];
}

/** Where HI's accuracy and costs come from, with the numbers taken. */
function hiNote(inputs: Inputs, dataset: PaperDataset): string {
  const percent = ({ value }: Rounded): string => `${(100 * value).toFixed(1)} %`;
  return dataset === 'cifar10'
    ? `HI: equations (3) and (4) with Table 7’s offload share (${percent(table7Share(inputs))})`
    : `HI: equations (3) and (4) with the offload share behind the energy reduction against RegNet at 15 W (${percent(regnetShare(inputs, 'epi', 'jetson-orin-nano.15w'))})`;
}

type Row = (string | number | null)[];
const rowsOf = (dataset: PaperDataset, list: readonly Series[], quantity: Cost | 'accuracy'): Row[] => boards.flatMap((board) => list.map((one): Row => {
  const value = one.of(quantity, board);
  return [datasetNames[dataset], boardNames[board], one.label, value === null ? null : Number(value.value.toPrecision(6)), value === null ? null : Number(value.low.toPrecision(6)), value === null ? null : Number(value.high.toPrecision(6)), one.label === 'Remote' || !one.label.startsWith('HI') ? 'published' : 'modelled'];
}));
const columns = (unit: string): string[] => ['data set', 'device', 'strategy', unit, `low, by rounding (${unit})`, `high, by rounding (${unit})`, 'provenance'];

function accuracyPanel(dataset: PaperDataset, list: readonly Series[]): Figure['panels'][number] {
  // Both power modes of the Jetson have one accuracy.
  const shown = boards.filter((board) => board !== 'jetson-orin-nano.7w');
  const values = shown.flatMap((board) => list.flatMap((one) => one.of('accuracy', board)?.value ?? []));
  const [min, max] = percentRange(values);
  const datasets = list.map((one): ChartDataset => ({
    label: one.label, pointStyle: one.marker, radius: 5.5, backgroundColor: one.colour, borderColor: one.colour,
    data: shown.flatMap((board, y) => { const value = one.of('accuracy', board); return value === null ? [] : [{ x: value.value, y }]; }),
  }));
  return {
    title: `${datasetNames[dataset]}`, width: fullWidth, height: 140,
    chart: { type: 'scatter', data: { datasets }, options: options(axis({ title: 'Accuracy (%)', min, max }), axis({ title: '', min: -0.5, max: shown.length - 0.5, words: shown.map((board) => boardNames[board].split(',')[0]), reverse: true }), { clip: false }) },
  };
}

function costPanel(list: readonly Series[], quantity: Cost): Figure['panels'][number] {
  const all = list.map((one) => boards.map((board) => one.of(quantity, board)));
  const values = all.flat().flatMap((value) => value?.value ?? []);
  // Below the least value there is room for its bar.
  const [min, max] = roundLogarithmic([...values, 0.6 * Math.min(...values)]);
  const datasets = list.map((one, i): ChartDataset => ({
    label: one.label, data: all[i].map((value) => value?.value ?? null), intervals: all[i].map((value) => (value === null ? null : [value.low, value.high] as const)),
    backgroundColor: one.colour, borderColor: one.colour, borderWidth: 0, barPercentage: 0.92, categoryPercentage: 0.82,
  }));
  return {
    title: quantity === 'lpi' ? 'Latency' : 'Energy', width: fullWidth, height: 260,
    chart: { type: 'bar', plugins: [errorBars('x')], data: { labels: boards.map((board) => boardNames[board]), datasets }, options: options(axis({ title: quantity === 'lpi' ? 'LPI (ms)' : 'EPI (mJ, board only)', logarithmic: true, min, max }), categories(), { indexAxis: 'y' }) },
  };
}

const legendOf = (list: readonly Series[], as: 'marker' | 'bar'): LegendEntry[] => list.map(({ label, colour, marker }) => ({ label, colour, marker: as === 'bar' ? 'bar' : marker }));

function costFigure(inputs: Inputs, dataset: PaperDataset, number: 4 | 5): Figure {
  const list = seriesOf(inputs, dataset);
  return {
    name: `figure-${number}`, title: `Fig. ${number} rebuilt: latency and energy, ${datasetNames[dataset]}`, columns: 1, legend: legendOf(list, 'bar'),
    caption: `Published numbers of Tables 3 and 4. ${hiNote(inputs, dataset)}. Whiskers show what the rounding of the printed inputs leaves open, where that can be seen. Logarithmic axes: equal steps are equal factors.`,
    panels: [costPanel(list, 'lpi'), costPanel(list, 'epi')],
    table: { columns: columns('value').map((name, i) => (i === 3 ? 'LPI (ms) or EPI (mJ)' : name)).concat('quantity'), rows: (['lpi', 'epi'] as const).flatMap((quantity) => rowsOf(dataset, list, quantity).map((row) => [...row, quantity])) },
  };
}

export function hiPaperFigures(inputs: Inputs): Figure[] {
  const [cifar, imagenet] = (['cifar10', 'imagenet1k'] as const).map((dataset) => seriesOf(inputs, dataset));
  const legend = legendOf(cifar, 'marker').map((entry, i) => ({ ...entry, label: i < 3 ? `${entry.label.split(' ')[0]}${i < 2 ? `, ${imagenet[i].label.split(' ')[0]}` : ''}` : i === 3 ? 'HI on the smallest' : entry.label }));
  const fig3: Figure = {
    name: 'figure-3', title: 'Fig. 3 rebuilt: accuracy by strategy', columns: 1, legend,
    caption: 'Published accuracies of Table 4 and Section 4.1. HI on CIFAR-10: Table 7’s, printed for the microcontrollers alone; on ImageNet-1K: RegNet’s plus the gain over it (Section 4.4). Left-out marks: the model does not fit on the board.',
    panels: [accuracyPanel('cifar10', cifar), accuracyPanel('imagenet1k', imagenet)],
    table: { columns: columns('accuracy (%)'), rows: [...rowsOf('cifar10', cifar, 'accuracy'), ...rowsOf('imagenet1k', imagenet, 'accuracy')] },
  };
  return [fig3, costFigure(inputs, 'cifar10', 4), costFigure(inputs, 'imagenet1k', 5)];
}

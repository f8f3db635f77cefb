/** `hi-studio inspect`: where a model can be cut, what each part costs, and whether it fits into a board. */
import type { Command } from 'commander';
import { resolve } from 'node:path';
import type { ModelCut, ModelDrawing, ModelTimes } from '../../../contract/procedures';
import { bytesText, fitText } from '../model-text';
import type { TerminalHost } from '../host';
import { textTable } from '../table';

interface InspectOptions { board?: string[]; times?: boolean; all?: boolean }

export function addInspectCommand(program: Command, host: TerminalHost): void {
  program
    .command('inspect')
    .argument('<model>', 'a model’s id, its card, or an ONNX file with a card beside it')
    .summary('show a model’s cuts, costs and memory')
    .option('--board <ids...>', 'boards whose memory it should fit into')
    .option('--times', 'time each segment and each kind of operator on this computer')
    .option('--all', 'every cut, not only the places for exits')
    .addHelpText('after', '\nExamples:\n  hi-studio inspect cifar10-resnet8 --board arduino-nano-33-ble-sense\n  hi-studio inspect my-model.onnx --times\n')
    .action(async (model: string, options: InspectOptions) => {
      const studio = await host.studio();
      const named = /[\\/]|\.onnx$/i.test(model) ? resolve(model) : model;
      const { drawing, boards } = await studio.describeModel(named, options.board ?? []);
      const stop = new AbortController();
      host.onInterrupt(() => stop.abort());
      const times = options.times ? await studio.timeModel(named, () => {}, stop.signal) : null;
      host.answer({ drawing, boards, times });
      host.print(`${drawing.name}: ${millions(drawing.total.macs)} M multiply-accumulates, ${drawing.total.parameters} parameters without branch heads\n`);
      host.print(textTable(['exit', 'after', 'work of the stage', 'through it', 'parameters', 'handed over', 'accuracy'], drawing.stages.map((stage) => [
        stage.exit, stage.after || '–', `${millions(stage.macs)} M`, percent(stage.share), String(stage.parameters), stage.handedOver === 0 ? '–' : bytesText(stage.handedOver), stage.accuracy === null ? '–' : percent(stage.accuracy),
      ])));
      host.print(`\n${cutsText(drawing, options.all ?? false)}`);
      const { memory } = drawing;
      host.print(`\nMemory: weights ${bytesText(memory.weights)}, intermediate results at most ${bytesText(memory.activations)}${memory.peakAt === '' ? '' : ` (at ${memory.peakAt})`}${memory.int8 === null ? '' : `; as int8 about ${bytesText(memory.int8.weights)} and ${bytesText(memory.int8.activations)}`}; file ${bytesText(memory.fileBytes)}.`);
      for (const board of boards) host.print(fitText(board, drawing.memory));
      if (times !== null) host.print(`\n${timesText(times)}`);
    });
}

const millions = (macs: number): string => (macs / 1e6).toFixed(2);
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const unfitWords: Record<NonNullable<ModelCut['unfit']>, string> = { type: 'not float', shape: 'shape', 'no-work-before': 'no work before', 'no-work-after': 'no work after' };

function cutsText({ cuts }: ModelDrawing, all: boolean): string {
  const shown = all ? cuts : cuts.filter(({ place }) => place);
  if (shown.length === 0) return cuts.length === 0 ? 'No single tensor separates the model’s beginning from its end: it has no place for an exit.' : 'No cut has float values with work on either side: there is no place for an exit (--all shows the cuts).';
  return textTable(['layer', 'tensor', 'shape', 'bytes', 'before', 'share', 'after', 'parameters before', 'head', ''], shown.map((cut) => [
    String(cut.layer), cut.tensor, cut.dims.join(' × '), bytesText(cut.bytes), `${millions(cut.before.macs)} M`, percent(cut.share), `${millions(cut.after.macs)} M`, String(cut.before.parameters),
    cut.head === null ? '–' : `${cut.head.features} → ${cut.head.parameters} parameters`, cut.suggested ? 'suggested' : cut.unfit === null ? '' : unfitWords[cut.unfit],
  ]));
}

function timesText({ segments, sumMs, wholeMs, plainMs, operators, images, loops }: ModelTimes): string {
  const more = 100 * (sumMs / wholeMs - 1);
  return [
    `On this computer, one thread, mean of ${loops} loops over ${images} images:`,
    textTable(['segment', 'ms'], [...segments.map(({ exit, ms }) => [`to ${exit}`, ms.toFixed(4)]), ['sum of segments', sumMs.toFixed(4)], ['all exits at once', wholeMs.toFixed(4)], ['without branch heads', plainMs.toFixed(4)]]),
    `The segments take ${Math.abs(more).toFixed(1)} % ${more >= 0 ? 'more' : 'less'} than the whole model: what is handed over between them is stored, and each is a call of its own.`, '',
    textTable(['operator, as the runtime merges them', 'count', 'ms'], operators.map(({ operator, count, ms }) => [operator, String(count), ms.toFixed(4)])),
  ].join('\n');
}

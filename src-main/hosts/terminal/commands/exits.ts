/** `hi-studio exits`: gives an ONNX model exits, trained here on a dataset's images. */
import type { Command } from 'commander';
import { resolve } from 'node:path';
import { StudioError } from '../../../core/errors';
import type { AttachProgress } from '../../../studio';
import type { TerminalHost } from '../host';
import { parseCount } from '../numbers';
import { textTable } from '../table';

interface ExitsOptions { dataset: string; data?: string; at?: string; suggest?: string; out?: string; id?: string; images: string; calibrate: string; report: string; seed: string; ridge?: string; fromPool?: boolean }

export function addExitsCommand(program: Command, host: TerminalHost): void {
  program
    .command('exits')
    .argument('<model>', 'a model’s id, its card, or an ONNX file with a card beside it')
    .summary('give a model exits, trained on a dataset')
    .description('Adds a head (pooling and one linear layer) at each chosen place, trains it with the model itself frozen, sets its temperature, and writes a new model with its card. The model’s own file is only read. "hi-studio inspect" shows the places.')
    .requiredOption('--dataset <id>', 'whose images train the heads')
    .option('--data <folder>', 'folder with the dataset’s files')
    .option('--at <places>', 'tensors or layer numbers, separated by commas')
    .option('--suggest <number>', 'as many of the suggested places (default: all of them)')
    .option('--out <folder>', 'new folder for model.onnx and card.yaml (default: among your models)')
    .option('--id <id>', 'id of the new model (default: the old one with -exits)')
    .option('--images <number>', 'training images', '10000')
    .option('--calibrate <number>', 'held-out images for the temperature', '1000')
    .option('--report <number>', 'held-out images for the accuracy', '5000')
    .option('--seed <number>', 'which images are drawn', '1')
    .option('--ridge <number>', 'keeps weights small (default: the best of three on the calibration images)')
    .option('--from-pool', 'train on half of the held-out pool, for datasets without training images')
    .addHelpText('after', '\nExamples:\n  hi-studio exits cifar10-resnet8 --dataset cifar10-jpeg --data data/cifar10 --at 3,5\n  hi-studio exits my-model.onnx --dataset glyphs --suggest 2 --out my-model-exits\n')
    .action(async (model: string, options: ExitsOptions) => {
      if (options.at !== undefined && options.suggest !== undefined) throw new StudioError('terminal.usage', { problem: 'Give either --at with places or --suggest with a number, not both.' });
      const at = options.at?.split(',').map((one) => one.trim()).filter((one) => one !== '') ?? [];
      const studio = await host.studio();
      const line = progressLine(host);
      const stop = new AbortController();
      host.onInterrupt(() => stop.abort());
      try {
        const done = await studio.attachExits({
          model: /[\\/]|\.onnx$/i.test(model) ? resolve(model) : model, dataset: options.dataset, dataFolder: options.data ? resolve(options.data) : null,
          places: options.at === undefined ? { suggest: options.suggest === undefined ? 6 : parseCount(options.suggest, '--suggest') } : { at },
          out: options.out ? resolve(options.out) : null, id: options.id ?? null, images: parseCount(options.images, '--images'), calibrate: parseCount(options.calibrate, '--calibrate'),
          report: parseCount(options.report, '--report'), seed: parseCount(options.seed, '--seed'), ridge: options.ridge === undefined ? null : parseRidge(options.ridge), fromPool: options.fromPool ?? false,
        }, line.show, stop.signal);
        line.end();
        host.answer(done);
        host.print(textTable(['exit', 'after', 'of the work', 'accuracy', 'training', 'temperature', 'ridge', 'steps'], done.exits.map(({ name, after, share, accuracy, standardError, trained }) => [
          name, after || '–', `${(100 * share).toFixed(1)} %`, `${(100 * accuracy).toFixed(2)} ± ${(100 * standardError).toFixed(2)} %`,
          trained === null ? '–' : `${(100 * trained.trainAccuracy).toFixed(2)} %`, trained === null ? '–' : trained.temperature.toFixed(3), trained === null ? '–' : String(trained.ridge), trained === null ? '–' : String(trained.steps),
        ])));
        host.print(`Accuracy on ${done.samples} held-out images; heads trained on ${done.images} images: ${(done.cacheMs / 1000).toFixed(1)} s of features, ${(done.fitMs / 1000).toFixed(1)} s of training.`);
        host.print(done.unchanged ? 'The last exit answers as before, to the bit.' : `The last exit’s weights are as before; its softmax values differ by at most ${done.difference.toExponential(1)}, because the runtime merges operators differently around the new branches.`);
        host.print(`Model “${done.id}”: ${done.folder}`);
      } catch (error) {
        if (!stop.signal.aborted) throw error;
        host.say('Stopped; nothing was written.');
        host.exitWith(130);
      } finally {
        line.end();
      }
    });
}

function parseRidge(text: string): number {
  const ridge = Number(text);
  if (text.trim() !== '' && Number.isFinite(ridge) && ridge >= 0) return ridge;
  throw new StudioError('terminal.usage', { problem: `--ridge “${text}” is not a number of at least 0; for example --ridge 0.01.` });
}

const PLAIN_EVERY_MS = 5000;

function progressLine({ error, json }: TerminalHost): { show(progress: AttachProgress): void; end(): void } {
  let drawn = false;
  let plainAt = -Infinity;
  return {
    show(progress) {
      if (json) {
        error.write(`${JSON.stringify({ kind: 'exits.progressed', ...progress })}\n`);
        return;
      }
      const { phase, exit, done, total } = progress;
      const text = phase === 'features' ? `features of ${done} of ${total} images` : phase === 'head' ? `${exit}: step ${done}, at most ${total}` : `accuracy on ${done} of ${total} images`;
      if (error.isTTY) {
        error.write(`\r\u001b[2K${text.slice(0, (error.columns ?? 100) - 1)}`);
        drawn = true;
      } else if (performance.now() - plainAt >= PLAIN_EVERY_MS) {
        plainAt = performance.now();
        error.write(`${text}\n`);
      }
    },
    end() {
      if (drawn) error.write('\r\u001b[2K');
      drawn = false;
    },
  };
}

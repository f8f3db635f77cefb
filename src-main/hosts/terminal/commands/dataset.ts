/** `hi-studio dataset`: look at a dataset, or write the generated one for training. */
import type { Command } from 'commander';
import { resolve } from 'node:path';
import type { TerminalHost } from '../host';
import { parseCount } from '../numbers';

export function addDatasetCommand(program: Command, host: TerminalHost): void {
  const dataset = program.command('dataset').summary('download or preview a dataset, or write glyphs for training');
  dataset
    .command('preview')
    .argument('<dataset>', 'id of a dataset, or a YAML file')
    .summary('a contact sheet as PNG')
    .option('--data <folder>', 'folder with the dataset’s files')
    .option('--out <file>', 'PNG to write', 'out/preview.png')
    .option('--count <number>', 'how many samples', '100')
    .addHelpText('after', '\nExamples:\n  hi-studio dataset preview glyphs --out glyphs.png\n')
    .action(async (id: string, options: { data?: string; out: string; count: string }) => {
      const studio = await host.studio();
      const file = resolve(options.out);
      const shown = await studio.previewDataset(id, options.data ? resolve(options.data) : null, file, parseCount(options.count, '--count'));
      host.answer({ file, ...shown });
      host.say(`${shown.count} of ${shown.size} samples of ${shown.name}: ${file}`);
    });
  dataset
    .command('download')
    .argument('<dataset>', 'id of a dataset with a public address')
    .summary('fetch its files, going on where an earlier download stopped')
    .option('--out <folder>', 'where to keep them (default: in the studio’s home, where windows look too)')
    .addHelpText('after', '\nExamples:\n  hi-studio dataset download cifar10\n')
    .action(async (id: string, options: { out?: string }) => {
      const studio = await host.studio();
      const stop = new AbortController();
      host.onInterrupt(() => stop.abort());
      let told = -1;
      try {
        const { folder } = await studio.downloadDataset(id, options.out ? resolve(options.out) : null, ({ file, bytes, total, step }) => {
          const percent = Math.floor((100 * bytes) / total);
          if (step === 'download' && percent === told) return;
          told = percent;
          host.say(step === 'download' ? `${file}: ${(bytes / 1e6).toFixed(1)} of ${(total / 1e6).toFixed(1)} MB (${percent} %)` : `${file}: ${step === 'check' ? 'checking' : 'unpacking'} …`);
        }, stop.signal);
        host.answer({ id, folder });
        host.say(`Ready in ${folder}`);
      } catch (error) {
        if (!stop.signal.aborted) throw error;
        host.say('Stopped; what came is kept, and the same command goes on from there.');
        host.exitWith(130);
      }
    });
  dataset
    .command('export')
    .argument('<folder>', 'where to write')
    .summary('write glyphs in the CIFAR-10 binary layout, for the training recipe')
    .option('--train <number>', 'training samples', '50000')
    .option('--test <number>', 'test samples', '10000')
    .option('--seed <number>', 'seed of the dataset', '1')
    .addHelpText('after', '\nExamples:\n  hi-studio dataset export data/glyphs\n')
    .action(async (folder: string, options: { train: string; test: string; seed: string }) => {
      const studio = await host.studio();
      const train = parseCount(options.train, '--train');
      const test = parseCount(options.test, '--test');
      await studio.exportGlyphs(resolve(folder), { seed: parseCount(options.seed, '--seed'), train, test });
      host.answer({ folder: resolve(folder), train, test });
      host.say(`Glyphs: ${train} training and ${test} test samples in ${resolve(folder)}`);
    });
}

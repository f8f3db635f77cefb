/** `hi-studio run`: measure an experiment, or go on with an interrupted run, and write its report. */
import type { Command } from 'commander';
import { resolve } from 'node:path';
import { StudioError } from '../../../core/errors';
import { exportFormats, parseFormats } from '../formats';
import type { TerminalHost } from '../host';
import { createProgressLine } from '../progress-line';
import { languageOption, type WithLanguage } from '../report-language';

interface RunOptions extends WithLanguage { data?: string; out?: string; seed?: string; set?: string[]; resume?: string; formats?: string; strict?: boolean; force?: boolean }

export function addRunCommand(program: Command, host: TerminalHost): void {
  program
    .command('run')
    .argument('[experiment]', 'id of an experiment, or a YAML file')
    .summary('measure an experiment and write its report')
    .description('Measures an experiment and writes report.pdf, results.csv, samples.csv, results.json and figures/.')
    .option('--data <folder>', 'folder with the dataset’s files')
    .option('--out <folder>', 'where to write the report (default: out/<experiment>)')
    .option('--seed <number>', 'seed of the run, instead of the experiment’s')
    .option('--set <field=value...>', 'change fields of the experiment, such as choose.minimise=error choose.lpi_at_most_ms=5')
    .option('--resume <run>', 'go on with an interrupted run; nothing is measured twice')
    .option('--formats <list>', `what to write, of ${exportFormats.join(',')}`)
    .addOption(languageOption())
    .option('--strict', 'exit with 7 also when the verdict is “caution”')
    .option('--force', 'write into a folder that holds other files')
    .addHelpText('after', '\nExamples:\n  hi-studio run demo\n  hi-studio run profiles/experiments/cifar10.yaml --data data/cifar10\n  hi-studio run demo --set choose.minimise=weighted-sum "decision={kind: rich-lr}" "compare_decisions=[{kind: router}, {kind: online-experts}]"\n  hi-studio run --resume 2026-11-21-131502-demo\n')
    .action(async (experiment: string | undefined, options: RunOptions) => {
      if ((experiment === undefined) === (options.resume === undefined)) {
        throw new StudioError('terminal.usage', { problem: 'Name one experiment to run, or a run to go on with by --resume RUN; "hi-studio list experiments" shows what there is.' });
      }
      if (options.set !== undefined && options.resume !== undefined) throw new StudioError('terminal.usage', { problem: 'A run that goes on keeps its experiment; leave --set out, or start a new run.' });
      const formats = parseFormats(options.formats);
      const studio = await host.studio();
      const line = createProgressLine(host.error, host.json ? 'json' : 'line', () => performance.now());
      const run = options.resume === undefined
        ? await studio.startRun(experiment as string, { dataFolder: options.data ? resolve(options.data) : null, seed: parseSeed(options.seed), settings: options.set ?? [], onEvent: line.show })
        : await studio.resumeRun(options.resume, { dataFolder: options.data ? resolve(options.data) : null, onEvent: line.show });
      host.onInterrupt(() => {
        line.end();
        host.say('Stopping; what was measured is kept …');
        run.control.cancel();
      });
      try {
        const results = await run.done;
        const folder = resolve(options.out ?? `out/${String(results.experiment.id)}`);
        const files = await studio.exportRun(run.id, folder, { formats, force: options.force ?? options.out === undefined, language: options.language });
        host.say(`Report: ${folder} (${files.length} files)`);
        host.answer({ run: run.id, folder, files, verdict: results.verdict, strategies: results.strategies, targets: results.targets });
        if (results.verdict.status === 'invalid' || (options.strict && results.verdict.status === 'caution')) host.exitWith(7);
      } finally {
        line.end();
      }
    });
}

function parseSeed(text: string | undefined): number | null {
  if (text === undefined) return null;
  const seed = Number(text);
  if (!Number.isInteger(seed) || seed < 0 || seed > 2 ** 31 - 1) throw new StudioError('terminal.usage', { problem: `--seed “${text}” is not a whole number from 0 to 2147483647; for example --seed 7.` });
  return seed;
}

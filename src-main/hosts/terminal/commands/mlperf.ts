/** `hi-studio mlperf`: the benchmark's own modes on a board, by its rules, with its result files. */
import type { Command } from 'commander';
import { resolve } from 'node:path';
import { StudioError } from '../../../core/errors';
import type { BenchmarkOutcome, BenchmarkRequest } from '../../../studio';
import type { TerminalHost } from '../host';
import { parseCount } from '../numbers';

interface MlperfOptions { board?: string; port?: string; baud?: string; dataset: string; data?: string; count?: string; iterations?: string; warmUps?: string; analyzer?: string; analyzerPort?: string; voltage?: string; line: string; out: string }

const modes = {
  performance: 'five windows of at least 10 s and 10 inferences: the median throughput',
  accuracy: 'every input once: top-1 and AUC',
  energy: 'five windows under an instrument, marked by the board’s pulses: the median energy',
} as const;

export function addMlperfCommand(program: Command, host: TerminalHost): void {
  const mlperf = program.command('mlperf').summary('performance, accuracy or energy of a board by the rules of MLPerf Tiny').description('Runs a mode of MLPerf Tiny on a board with its firmware and writes results.txt, results.json and log.txt in the shapes of its runner, with our statistics beside them.');
  for (const [mode, summary] of Object.entries(modes) as [keyof typeof modes, string][]) {
    const command = mlperf
      .command(mode)
      .summary(summary)
      .description(`${summary[0].toUpperCase()}${summary.slice(1)}.`)
      .option('--board <id>', 'a board profile with the driver mlperf-tiny ("hi-studio list boards")')
      .option('--port <port>', 'serial port of the board; left out: where its profile or USB says it is')
      .option('--baud <rate>', '115200, 9600 or 921600; left out: what the profile says')
      .requiredOption('--dataset <name>', 'folder with y_labels.csv and the inputs, or the id of a dataset of images')
      .option('--data <folder>', 'folder with the dataset’s files, where --dataset is an id')
      .option('--out <folder>', 'where to write; the mode’s folder is made in it', 'out/mlperf');
    if (mode === 'accuracy') command.option('--count <number>', 'how many inputs; left out: all of a folder, 200 of a dataset');
    else command.option('--iterations <number>', 'inferences of a window; left out: as many as the rules need').option('--warm-ups <number>', `inferences before a window (default: ${mode === 'energy' ? 0 : 5})`);
    if (mode === 'energy') {
      command
        .requiredOption('--analyzer <id>', 'the instrument ("hi-studio list analyzers")')
        .option('--analyzer-port <port>', 'where it is; left out: where USB says')
        .option('--voltage <mV>', 'supply voltage')
        .option('--line <number>', 'digital line of the instrument with the board’s pulses, from 0', '0');
    }
    command
      .addHelpText('after', `\nExamples:\n  hi-studio mlperf ${mode} ${mode === 'energy' ? '--port /dev/ttyACM0 --baud 9600 --dataset datasets/ic01 --analyzer lpm01a' : '--board mlperf-tiny-simulated --dataset glyphs'} --out out/mlperf\n`)
      .action((options: MlperfOptions) => act(host, mode, options));
  }
}

async function act(host: TerminalHost, mode: BenchmarkRequest['mode'], options: MlperfOptions): Promise<void> {
  if (options.board === undefined && options.port === undefined) throw new StudioError('terminal.usage', { problem: 'Name the board by --board ID, or its port by --port PORT; "hi-studio devices" shows the ports.' });
  const count = (text: string | undefined, option: string): number | null => (text === undefined ? null : parseCount(text, option));
  const zero = (text: string | undefined, option: string): number | null => (text === '0' ? 0 : count(text, option));
  const studio = await host.studio();
  const stop = new AbortController();
  host.onInterrupt(() => stop.abort(new Error('stopped by Ctrl-C')));
  const outcome = await studio.benchmark({
    mode, board: options.board ?? null, port: options.port ?? null, baud: count(options.baud, '--baud'),
    dataset: options.dataset, dataFolder: options.data === undefined ? null : resolve(options.data), out: resolve(options.out),
    count: count(options.count, '--count'), iterations: count(options.iterations, '--iterations'), warmUps: zero(options.warmUps, '--warm-ups'),
    analyzer: options.analyzer ?? null, analyzerPort: options.analyzerPort ?? null, voltageV: options.voltage === undefined ? null : parseCount(options.voltage, '--voltage') / 1000, line: zero(options.line, '--line') ?? 0,
  }, createProgress(host), stop.signal);
  host.answer(outcome);
  host.print(shown(outcome));
  host.say(`Files: ${outcome.folder}`);
  if (outcome.cancelled) host.exitWith(130);
  else if (outcome.score !== null && outcome.score.problems.length > 0) host.exitWith(7);
}

/** Off a terminal every twentieth input is enough of an accuracy run. */
const plainEvery = 20;

function createProgress({ error, json }: TerminalHost): (done: number, total: number, what: string) => void {
  return (done, total, what) => {
    if (json) error.write(`${JSON.stringify({ kind: 'benchmark.progressed', done, total, what })}\n`);
    else if (error.isTTY) error.write(`\r\u001b[2K${`${done}/${total}  ${what}`.slice(0, (error.columns ?? 100) - 1)}${done === total ? '\r\u001b[2K' : ''}`);
    else if (total <= plainEvery || done % plainEvery === 0) error.write(`${done}/${total}  ${what}\n`);
  };
}

function shown({ vendor, benchmark, port, simulated, score, topOne, auc, inputs, cancelled }: BenchmarkOutcome): string {
  const spread = (estimate: { value: number; sd: number | null; ci95: readonly [number, number] | null } | null, unit: string): string =>
    estimate === null ? '' : `${estimate.value.toPrecision(5)} ${unit}${estimate.ci95 === null ? '' : `, 95 % [${estimate.ci95[0].toPrecision(5)}, ${estimate.ci95[1].toPrecision(5)}]`}`;
  return [
    `${vendor}, ${benchmark}, on ${port}${simulated ? ' (simulated: not a measurement)' : ''}`,
    ...(cancelled ? ['Stopped; what was measured is in the files, without a score.'] : []),
    ...(topOne === null ? [] : [`Top-1: ${(100 * topOne).toFixed(1)} % of ${inputs} inputs`]),
    ...(auc === null ? [] : [`AUC: ${auc.toFixed(3)}`]),
    ...(score?.throughput == null ? [] : [`Median throughput: ${score.throughput.toFixed(3)} inferences/s`]),
    ...(score?.energyUj == null ? [] : [`Median energy: ${score.energyUj.toFixed(3)} µJ/inference`]),
    ...(score?.latencyMs == null ? [] : [`Latency: mean ${spread(score.latencyMs, 'ms')}`]),
    ...(score?.energyMj == null ? [] : [`Energy: mean ${spread(score.energyMj, 'mJ')}`]),
    ...(score === null || cancelled ? [] : [score.problems.length === 0 ? 'VALID by the rules of the benchmark.' : 'INVALID by the rules of the benchmark:', ...score.problems, ...score.notes]),
  ].join('\n');
}

/** `hi-studio capture`: measures a board's supply into a recording. */
import type { Command } from 'commander';
import { resolve } from 'node:path';
import type { CaptureProgress } from '../../../studio';
import { exitCodeOf } from '../exit-codes';
import type { TerminalHost } from '../host';
import { parseCount, parseSeconds } from '../numbers';
import { statisticsText, withUnit } from '../trace-text';

interface CaptureOptions { analyzer: string; port?: string; seconds?: string; voltage?: string; boardLimit?: string; rate?: string; meter?: boolean; wait: string; out: string }

/** Off a terminal a line each 5 s is enough. */
const plainEvery = 20;

export function addCaptureCommand(program: Command, host: TerminalHost): void {
  program
    .command('capture')
    .summary('measure a board’s supply into a recording')
    .description('Identifies the instrument, sets it, powers the board where it supplies it, and writes every sample. Ctrl-C ends the recording and keeps it.')
    .requiredOption('--analyzer <id>', 'an analyzer profile ("hi-studio list analyzers"), or a recording to play back')
    .option('--port <port>', 'serial port, host:port, or "simulator"; left out: where USB says it is')
    .option('--seconds <number>', 'how long; left out: until Ctrl-C')
    .option('--voltage <mV>', 'supply voltage, or what the board gets with --meter')
    .option('--board-limit <mV>', 'the board bears no more than this')
    .option('--rate <Hz>', 'samples a second')
    .option('--meter', 'the board has its own supply')
    .option('--wait <seconds>', 'how long to wait for an instrument that went away; the recording then goes on with a gap', '60')
    .option('--out <file>', 'recording to write', 'capture.hitrace')
    .addHelpText('after', '\nExamples:\n  hi-studio capture --analyzer ppk2 --voltage 3300 --board-limit 3600 --out bench.hitrace\n  hi-studio capture --analyzer ppk2 --port simulator --seconds 5 --out demo.hitrace\n')
    .action(async (options: CaptureOptions) => {
      const studio = await host.studio();
      const line = progressLine(host);
      const volts = (text: string | undefined, name: string): number | null => (text === undefined ? null : parseCount(text, name) / 1000);
      const running = await studio.capture({
        analyzer: options.analyzer, port: options.port ?? null, seconds: options.seconds === undefined ? null : parseSeconds(options.seconds, '--seconds', 0.001),
        voltageV: volts(options.voltage, '--voltage'), boardLimitV: volts(options.boardLimit, '--board-limit'), rateHz: options.rate === undefined ? null : parseCount(options.rate, '--rate'),
        meter: options.meter ?? false, waitS: parseSeconds(options.wait, '--wait', 0), out: resolve(options.out),
      }, line.show);
      host.say(`${[running.info.model, running.info.serial, running.info.firmware].filter((part) => part !== null).join(', ')} on ${running.info.address}; Ctrl-C ends the recording.`);
      host.onInterrupt(running.stop);
      const { file, info, statistics, failure } = await running.done;
      line.end();
      host.answer({ file, info, statistics, failure: failure === null ? null : { code: failure.code, message: failure.message } });
      host.print(statisticsText({ statistics }));
      host.say(`Recording: ${file}`);
      if (failure !== null) {
        host.say(failure.message);
        host.exitWith(exitCodeOf(failure));
      }
    });
}

function progressLine({ error, json }: TerminalHost): { show(progress: CaptureProgress): void; end(): void } {
  let shown = 0;
  let drawn = false;
  return {
    show(progress) {
      if (json) {
        error.write(`${JSON.stringify({ kind: 'capture.progressed', ...progress })}\n`);
        return;
      }
      const { seconds, samples, lost, rateHz, mean, peak, quantity, waiting } = progress;
      const unit = quantity === 'current' ? 'A' : 'W';
      const coverage = samples + lost === 0 ? 100 : Math.floor((samples / (samples + lost)) * 1e5) / 1e3;
      const text = waiting !== null ? `waiting: ${waiting}` : `${seconds.toFixed(1)} s  ${rateHz} Hz  coverage ${coverage} %  mean ${withUnit(mean, unit)}  peak ${withUnit(peak, unit)}`;
      if (error.isTTY) {
        error.write(`\r\u001b[2K${text.slice(0, (error.columns ?? 100) - 1)}`);
        drawn = true;
      } else if (shown++ % plainEvery === 0) error.write(`${text}\n`);
    },
    end() {
      if (drawn) error.write('\r\u001b[2K');
    },
  };
}

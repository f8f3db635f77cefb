/** `hi-studio doctor`: checks the wiring of a bench step by step, with one remedy for whatever is wrong. */
import type { Command } from 'commander';
import type { TerminalHost } from '../host';
import { parseCount, parseNumber } from '../numbers';
import { withUnit } from '../trace-text';

interface DoctorOptions { analyzer: string; port?: string; voltage?: string; boardLimit?: string; meter?: boolean; trigger?: string }

const signs = { passed: '✓', failed: '✗', skipped: '–' } as const;
const prefixed = new Set(['A', 'V', 'W', 'Hz']);

export function addDoctorCommand(program: Command, host: TerminalHost): void {
  program
    .command('doctor')
    .summary('check the wiring of a bench, step by step')
    .description('Opens the instrument, asks who it is, powers the board as a capture would, measures for a few seconds and takes the supply away again. Exit code 5 where something is wrong.')
    .requiredOption('--analyzer <id>', 'an analyzer profile ("hi-studio list analyzers")')
    .option('--port <port>', 'serial port, host:port, or "simulator"; left out: where USB says it is')
    .option('--voltage <mV>', 'supply voltage, or what the board gets with --meter')
    .option('--board-limit <mV>', 'the board bears no more than this')
    .option('--meter', 'the board has its own supply')
    .option('--trigger <line>', 'the digital line, 0 to 7, to which the board’s trigger pin is wired; left out: none')
    .addHelpText('after', '\nExamples:\n  hi-studio doctor --analyzer ppk2 --voltage 3300 --board-limit 3600 --trigger 0\n  hi-studio doctor --analyzer ppk2 --port simulator --trigger 0\n')
    .action(async (options: DoctorOptions) => {
      const studio = await host.studio();
      const volts = (text: string | undefined, name: string): number | null => (text === undefined ? null : parseCount(text, name) / 1000);
      const steps: unknown[] = [];
      for await (const event of studio.diagnose({
        analyzer: options.analyzer, port: options.port ?? null, voltageV: volts(options.voltage, '--voltage'), boardLimitV: volts(options.boardLimit, '--board-limit'), meter: options.meter ?? false,
        triggerLine: options.trigger === undefined ? null : Math.round(parseNumber(options.trigger, '--trigger', 0, 7)),
      })) {
        if (event.kind === 'ended') {
          host.answer({ passed: event.passed, failed: event.failed, steps });
          host.print(event.passed ? '\nThe bench is wired well.' : `\n${event.failed.length} of the steps failed; mend the first one and check again.`);
          if (!event.passed) host.exitWith(5);
        } else if (event.state !== 'running') {
          steps.push(event);
          const { step, state, value, unit, text, expected, remedy } = event;
          const shown = value === null || unit === null ? '' : `  ${prefixed.has(unit) ? withUnit(value, unit) : `${Number(value.toPrecision(5))} ${unit}`}`;
          host.print(`${signs[state]} ${step.padEnd(9)}${shown}\n    ${text}${expected === null || state !== 'failed' ? '' : ` Expected: ${expected}.`}${remedy === null ? '' : `\n    → ${remedy}`}`);
        }
      }
    });
}

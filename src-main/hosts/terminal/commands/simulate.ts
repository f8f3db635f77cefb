/** `hi-studio simulate`: plays an instrument behind a port of its own. */
import type { Command } from 'commander';
import type { TerminalHost } from '../host';
import { parseCount, parsePort } from '../numbers';

export function addSimulateCommand(program: Command, host: TerminalHost): void {
  program
    .command('simulate')
    .argument('<instrument>', 'ppk2, lpm01a, pm1000 or scpi')
    .summary('play an instrument behind a port')
    .description('Plays an instrument with a board on it: the same bytes as the real one, seeded noise, and a power waveform whose energy is known. Stops on Ctrl-C.')
    .option('--seed <number>', 'another seed is another device', '1')
    .option('--tcp <port>', 'listen on TCP also where the real one has a serial port; 0 takes a free port')
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .addHelpText('after', '\nExamples:\n  hi-studio simulate ppk2\n  hi-studio simulate scpi --tcp 5025\n')
    .action(async (instrument: string, options: { seed: string; tcp?: string; host: string }) => {
      const studio = await host.studio();
      const playing = await studio.simulate(instrument, { seed: parseCount(options.seed, '--seed'), host: options.host, tcpPort: options.tcp === undefined ? null : parsePort(options.tcp) });
      host.answer({ instrument, port: playing.port });
      host.print(playing.port);
      host.say(`A simulated ${instrument} is on ${playing.port}; capture it with --port ${playing.port}. Ctrl-C stops it.`);
      await new Promise<void>((stopped) => host.onInterrupt(stopped));
      await playing.stop();
    });
}

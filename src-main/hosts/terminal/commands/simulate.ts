/** `hi-studio simulate`: plays an instrument behind a port of its own, with whatever trouble it is asked for. */
import type { Command } from 'commander';
import type { TerminalHost } from '../host';
import { parseCount, parseNumber, parsePort, parseSeconds } from '../numbers';

interface SimulateOptions {
  seed: string; tcp?: string; host: string; noise?: string; loseBytes?: string; corruptBytes?: string; slow?: string; drift?: string; unplugAfter?: string; replugAfter?: string;
  stallAfter?: string; repeatAfter?: string; jumpAfter?: string; jump?: string; overloadAfter?: string; loseAfter?: string; loseSamples?: string;
}

export function addSimulateCommand(program: Command, host: TerminalHost): void {
  program
    .command('simulate')
    .argument('<instrument>', 'ppk2, lpm01a, pm1000, scpi, joulescope, mlperf-tiny or mlperf-relay')
    .summary('play an instrument behind a port')
    .description('Plays an instrument with a board on it: the same bytes as the real one, seeded noise, and a power waveform whose energy is known. Troubles come when they are asked for. Stops on Ctrl-C.')
    .option('--seed <number>', 'another seed is another device', '1')
    .option('--tcp <port>', 'listen on TCP also where the real one has a serial port; 0 takes a free port')
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--noise <share>', 'standard deviation of a reading as a part of it, 0 to 1')
    .option('--lose-bytes <share>', 'chance of each byte to be lost, 0 to 1')
    .option('--corrupt-bytes <share>', 'chance of each byte to have a bit flipped, 0 to 1')
    .option('--slow <ms>', 'answers come this much later')
    .option('--drift <ppm>', 'how much faster its clock runs')
    .option('--unplug-after <seconds>', 'the cable is pulled')
    .option('--replug-after <seconds>', 'and put back this long after')
    .option('--stall-after <seconds>', 'it stops streaming without a word')
    .option('--repeat-after <seconds>', 'it repeats a counter')
    .option('--jump-after <seconds>', 'its time jumps')
    .option('--jump <ms>', 'how far', '1000')
    .option('--overload-after <seconds>', 'something draws more than it can measure')
    .option('--lose-after <seconds>', 'it loses samples')
    .option('--lose-samples <number>', 'how many', '1000')
    .addHelpText('after', '\nExamples:\n  hi-studio simulate ppk2\n  hi-studio simulate scpi --tcp 5025\n  hi-studio simulate ppk2 --unplug-after 5 --replug-after 3\n')
    .action(async (instrument: string, options: SimulateOptions) => {
      const studio = await host.studio();
      const share = (text: string | undefined, name: string): number | undefined => (text === undefined ? undefined : parseNumber(text, name, 0, 1));
      const seconds = (text: string | undefined, name: string): number | undefined => (text === undefined ? undefined : parseSeconds(text, name, 0.001));
      const playing = await studio.simulate(instrument, {
        seed: parseCount(options.seed, '--seed'), host: options.host, tcpPort: options.tcp === undefined ? null : parsePort(options.tcp), noise: share(options.noise, '--noise') ?? null,
        faults: {
          loseByte: share(options.loseBytes, '--lose-bytes'), corruptByte: share(options.corruptBytes, '--corrupt-bytes'),
          slowMs: options.slow === undefined ? undefined : parseNumber(options.slow, '--slow', 0, 60_000), driftPpm: options.drift === undefined ? undefined : parseNumber(options.drift, '--drift', -100_000, 100_000),
          unplugAfterS: seconds(options.unplugAfter, '--unplug-after'), replugAfterS: seconds(options.replugAfter, '--replug-after'), stallAfterS: seconds(options.stallAfter, '--stall-after'),
          repeatAfterS: seconds(options.repeatAfter, '--repeat-after'), jumpAfterS: seconds(options.jumpAfter, '--jump-after'), jumpMs: parseNumber(options.jump ?? '1000', '--jump', 0, 86_400_000),
          overloadAfterS: seconds(options.overloadAfter, '--overload-after'), loseAfterS: seconds(options.loseAfter, '--lose-after'), loseSamples: parseCount(options.loseSamples ?? '1000', '--lose-samples'),
        },
        onPort: (port) => host.say(`The cable is back; it is on ${port}.`),
      });
      host.answer({ instrument, port: playing.port });
      host.print(playing.port);
      const use = instrument.startsWith('mlperf-') ? 'name it as serial.port in the profile of a board with the driver mlperf-tiny' : `capture it with --port ${playing.port}`;
      host.say(`A simulated ${instrument} is on ${playing.port}; ${use}. Ctrl-C stops it.`);
      await new Promise<void>((stopped) => host.onInterrupt(stopped));
      await playing.stop();
    });
}

/** `hi-studio devices`: what is plugged in, and what can be played instead. */
import type { Command } from 'commander';
import type { Devices } from '../../../studio';
import type { TerminalHost } from '../host';
import { textTable } from '../table';

export function addDevicesCommand(program: Command, host: TerminalHost): void {
  program
    .command('devices')
    .summary('what is plugged in, and the simulators that can be started')
    .description('Lists the serial ports of this machine. Where USB names a known instrument or board it is asked who it is; other ports are left alone.')
    .addHelpText('after', '\nExamples:\n  hi-studio devices\n  hi-studio devices --json\n')
    .action(async () => {
      const { ports, boards, simulators } = await (await host.studio()).devices();
      host.answer({ ports, boards, simulators });
      const boardOn = new Map(boards.map((board) => [board.port.path, board]));
      host.print(ports.length === 0 ? 'No serial port on this machine.' : textTable(['port', 'USB', 'device', 'profile', 'answer'], ports.map(({ port, analyzer, info, problem }) => [
        port.path, port.vendorId === null ? '' : `${port.vendorId}:${port.productId ?? ''}`, port.product ?? '', analyzer ?? boardOn.get(port.path)?.board ?? '',
        info === null ? problem ?? boardAnswer(boardOn.get(port.path)) : `✓ ${[info.model, info.serial, info.firmware].filter((part) => part !== null).join(', ')}`,
      ])));
      host.print(`\nSimulators, started by "hi-studio simulate NAME" or inside of a capture by --port simulator:\n${textTable(['name', 'instrument', 'line'], simulators.map(({ id, name, line }) => [id, name, line === 'tcp' ? 'TCP' : 'pseudo-terminal']))}`);
    });
}

function boardAnswer(board: Devices['boards'][number] | undefined): string {
  if (board === undefined) return '';
  const { identity, problem } = board;
  return identity === null ? problem ?? '' : `✓ ${identity.vendor}, ${identity.benchmark}${identity.capabilities === null ? '' : `, ${identity.capabilities.exits} exits`}`;
}

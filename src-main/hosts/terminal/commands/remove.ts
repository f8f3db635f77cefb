/** `hi-studio remove`: delete a run with everything it measured. */
import type { Command } from 'commander';
import type { TerminalHost } from '../host';

export function addRemoveCommand(program: Command, host: TerminalHost): void {
  program
    .command('remove')
    .argument('<run>', 'id of a run')
    .summary('delete a run and what it measured')
    .addHelpText('after', '\nExamples:\n  hi-studio remove 2026-11-21-131502-demo\n')
    .action(async (run: string) => {
      await (await host.studio()).runs.delete(run);
      host.answer({ removed: run });
      host.say(`Removed ${run}.`);
    });
}

/** The terminal host: the same studio as the window, for shells and scripts. */
import { Command, CommanderError } from 'commander';
import { resolve } from 'node:path';
import { StudioError } from '../../core/errors';
import type { Studio } from '../../studio';
import { addAgentCommand } from './commands/agent';
import { addCaptureCommand } from './commands/capture';
import { addCheckCommand } from './commands/check';
import { addDatasetCommand } from './commands/dataset';
import { addDevicesCommand } from './commands/devices';
import { addExitsCommand } from './commands/exits';
import { addDoctorCommand } from './commands/doctor';
import { addExportCommand } from './commands/export';
import { addInspectCommand } from './commands/inspect';
import { addListCommand } from './commands/list';
import { addMlperfCommand } from './commands/mlperf';
import { addPublishedCommand } from './commands/published';
import { addRemoveCommand } from './commands/remove';
import { addReproduceCommand } from './commands/reproduce';
import { addRunCommand } from './commands/run';
import { addSchemaCommand } from './commands/schema';
import { addServeCommand } from './commands/serve';
import { addServeEdgeCommand } from './commands/serve-edge';
import { addSimulateCommand } from './commands/simulate';
import { addTraceCommand } from './commands/trace';
import { exitCodeOf, exitCodes } from './exit-codes';
import type { TerminalHost } from './host';

export interface Terminal {
  readonly argv: readonly string[];
  readonly version: string;
  readonly out: { write(text: string): unknown };
  readonly err: { write(text: string): unknown; readonly isTTY?: boolean; readonly columns?: number };
  openStudio(options: { home: string | null; profileFolders: readonly string[] }): Promise<Studio>;
  onInterrupt(stop: () => void): void;
}

/** Runs one command; the exit code. Errors become one sentence on `err`; only a fault of ours shows where it happened. */
export async function runTerminal(terminal: Terminal): Promise<number> {
  let code = 0;
  let opened: Promise<Studio> | null = null;
  const program = new Command('hi-studio');
  const options = (): { home?: string; profiles?: string[]; json?: boolean } => program.opts();
  const host: TerminalHost = {
    studio: () => (opened ??= terminal.openStudio({ home: options().home ? resolve(options().home as string) : null, profileFolders: (options().profiles ?? []).map((folder) => resolve(folder)) })),
    print: (text) => void (options().json || terminal.out.write(`${text}\n`)),
    say: (text) => void (options().json || terminal.err.write(`${text}\n`)),
    answer: (value) => void (options().json && terminal.out.write(`${JSON.stringify(value)}\n`)),
    get json() {
      return options().json === true;
    },
    error: terminal.err,
    onInterrupt: terminal.onInterrupt,
    exitWith: (value) => void (code = value),
  };

  program
    .description('Decide what to run on the device, where to exit early and what to send to a server, by measurement.')
    .version(terminal.version)
    .option('--home <folder>', 'where runs are kept (or set HI_STUDIO_HOME)')
    .option('--profiles <folder...>', 'more folders with profiles and model cards')
    .option('--json', 'answer in JSON on standard output; progress as JSON lines on standard error')
    .addHelpText('after', `\nExit codes:\n${exitCodes.map(([value, meaning]) => `  ${String(value).padStart(3)}  ${meaning}`).join('\n')}\n\nExamples:\n  hi-studio run demo\n  hi-studio list boards\n  hi-studio check my-experiment.yaml\n`)
    .configureOutput({ writeOut: (text) => void terminal.out.write(text), writeErr: (text) => void terminal.err.write(text) })
    .showHelpAfterError('(hi-studio --help shows every command)')
    .exitOverride();
  for (const add of [addRunCommand, addListCommand, addCheckCommand, addInspectCommand, addExitsCommand, addExportCommand, addServeCommand, addServeEdgeCommand, addAgentCommand, addDatasetCommand, addPublishedCommand, addReproduceCommand, addRemoveCommand, addDevicesCommand, addDoctorCommand, addCaptureCommand, addTraceCommand, addMlperfCommand, addSimulateCommand]) add(program, host);
  addSchemaCommand(program, host, (text) => void terminal.out.write(`${text}\n`));
  acceptSharedOptionsAnywhere(program);

  try {
    await program.parseAsync([...terminal.argv], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    code = exitCodeOf(error);
    if (host.json) terminal.out.write(`${JSON.stringify({ error: error instanceof StudioError ? { code: error.code, message: error.message } : { code: 'fault', message: String(error) } })}\n`);
    else terminal.err.write(error instanceof StudioError ? `${error.message}\n` : `A fault in the studio, please report it: ${error instanceof Error ? error.stack : String(error)}\n`);
  }
  return code;
}

/** `hi-studio list runs --json` and `hi-studio --json list runs` mean the same. */
function acceptSharedOptionsAnywhere(program: Command): void {
  for (const command of program.commands.flatMap((one) => [one, ...one.commands])) {
    command
      .option('--json', 'answer in JSON')
      .option('--home <folder>', 'where runs are kept')
      .option('--profiles <folder...>', 'more folders with profiles and model cards')
      .configureOutput(program.configureOutput())
      .showHelpAfterError('(--help shows the options of this command)')
      .exitOverride()
      .hook('preAction', (_, action) => {
        for (const name of ['json', 'home', 'profiles']) if (action.opts()[name] !== undefined) program.setOptionValue(name, action.opts()[name]);
      });
  }
}

/** `hi-studio export`: write the report of a finished run again. */
import type { Command } from 'commander';
import { resolve } from 'node:path';
import { exportFormats, parseFormats } from '../formats';
import type { TerminalHost } from '../host';
import { languageOption, type WithLanguage } from '../report-language';

export function addExportCommand(program: Command, host: TerminalHost): void {
  program
    .command('export')
    .argument('<run>', 'id of a run')
    .summary('write the report of a run')
    .option('--out <folder>', 'where to write (default: out/<run>)')
    .option('--formats <list>', `what to write, of ${exportFormats.join(',')}`)
    .addOption(languageOption())
    .option('--force', 'write into a folder that holds other files')
    .addHelpText('after', '\nExamples:\n  hi-studio export 2026-11-21-131502-demo --out report --formats pdf,csv\n  hi-studio export 2026-11-21-131502-demo --out informe --language es\n  hi-studio export 2026-11-21-131502-demo --out device --formats policy-c,policy-json\n')
    .action(async (run: string, options: WithLanguage & { out?: string; formats?: string; force?: boolean }) => {
      const formats = parseFormats(options.formats);
      const folder = resolve(options.out ?? `out/${run}`);
      const studio = await host.studio();
      const files = await studio.exportRun(run, folder, { formats, force: options.force ?? options.out === undefined, language: options.language });
      host.say(`Report: ${folder} (${files.length} files)`);
      host.answer({ run, folder, files });
    });
}

/** `hi-studio reproduce`: which of a paper's claims follow from its own tables. */
import { Argument, type Command } from 'commander';
import { resolve } from 'node:path';
import type { TerminalHost } from '../host';
import { languageOption, type WithLanguage } from '../report-language';
import { textTable } from '../table';

export function addReproduceCommand(program: Command, host: TerminalHost): void {
  program
    .command('reproduce')
    .addArgument(new Argument('<paper>', 'whose claims').choices(['hi-paper', 'hybrid-models', 'fleet', 'summary-page']))
    .summary('recompute a paper’s claims from its own tables')
    .description('Recomputes every claim of a paper from its printed numbers and gives a verdict by rules: exact, within rounding, needs an assumption, does not follow, not testable.')
    .option('--out <folder>', 'also write reproduction.pdf, claims.csv, readings.csv, reproduction.json, tables/ and figures/')
    .addOption(languageOption())
    .option('--force', 'write into a folder that holds other files')
    .addHelpText('after', '\nExamples:\n  hi-studio reproduce hi-paper\n  hi-studio reproduce fleet --out reproduction-fleet\n')
    .action(async (paper: string, options: WithLanguage & { out?: string; force?: boolean }) => {
      const studio = await host.studio();
      const { title, claims, counts, tables } = studio.reproduce(paper);
      const folder = options.out === undefined ? null : resolve(options.out);
      const files = folder === null ? [] : await studio.writeReproduction(paper, folder, options.force ?? false, { language: options.language });
      host.answer({ paper, title, counts, claims, tables, folder, files });
      host.print(`${title}\n`);
      host.print(textTable(['claim', 'printed', 'recomputed', 'verdict'], claims.map((claim) => [claim.id, claim.printed, claim.decisive?.text ?? '–', claim.verdict + (claim.reason === '' ? '' : `: ${claim.reason}`)])));
      host.print(`\n${Object.entries(counts).map(([verdict, count]) => `${count} ${verdict}`).join(', ')}; the rules are in the PDF (--out).`);
      if (folder !== null) host.say(`Report: ${folder} (${files.length} files)`);
    });
}

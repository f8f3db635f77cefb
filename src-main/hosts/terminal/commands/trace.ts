/** `hi-studio trace`: the statistics of a recording or of a stretch of it, and its samples as a table. */
import type { Command } from 'commander';
import { resolve } from 'node:path';
import type { TerminalHost } from '../host';
import { parseSeconds } from '../numbers';
import { statisticsText } from '../trace-text';

export function addTraceCommand(program: Command, host: TerminalHost): void {
  program
    .command('trace')
    .argument('<file>', 'a recording (.hitrace)')
    .summary('statistics of a recording, and its samples as CSV or Parquet')
    .option('--from <seconds>', 'begin of the stretch')
    .option('--to <seconds>', 'end of the stretch')
    .option('--export <file>', 'write the samples: .csv or .parquet')
    .addHelpText('after', '\nExamples:\n  hi-studio trace bench.hitrace\n  hi-studio trace bench.hitrace --from 1.5 --to 2 --export inference.csv\n')
    .action(async (file: string, options: { from?: string; to?: string; export?: string }) => {
      const studio = await host.studio();
      const window = { fromS: options.from === undefined ? null : parseSeconds(options.from, '--from', 0), toS: options.to === undefined ? null : parseSeconds(options.to, '--to', 0) };
      const facts = studio.trace(resolve(file), window);
      const out = options.export === undefined ? null : resolve(options.export);
      const rows = out === null ? null : await studio.exportTrace(resolve(file), out, window);
      host.answer({ ...facts, export: out === null ? null : { file: out, rows } });
      host.print(`${facts.source}, ${facts.rateHz} samples a second${facts.startedAt === null ? '' : `, ${facts.startedAt}`}`);
      if (!facts.closed) host.print('Its capture was not closed (crash or power cut); everything up to its last second is here.');
      host.print(statisticsText(facts));
      if (facts.losses + facts.overloads + facts.edges > 0) host.print(`events    ${facts.losses} losses, ${facts.overloads} overloads, ${facts.edges} edges`);
      if (out !== null) host.say(`${rows} rows: ${out}`);
    });
}

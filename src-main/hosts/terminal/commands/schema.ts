/** `hi-studio schema`: the JSON Schema of a profile or of results.json, for editors and scripts. */
import { Argument, type Command } from 'commander';
import type { TerminalHost } from '../host';

export const schemaKinds = ['experiment', 'board', 'dataset', 'model', 'link', 'server', 'results'] as const;

export function addSchemaCommand(program: Command, host: TerminalHost, print: (text: string) => void): void {
  program
    .command('schema')
    .addArgument(new Argument('<kind>', 'of what').choices(schemaKinds))
    .summary('JSON Schema of a profile kind or of results.json')
    .addHelpText('after', '\nExamples:\n  hi-studio schema experiment > experiment.schema.json\n')
    .action(async (kind: (typeof schemaKinds)[number]) => {
      print(JSON.stringify((await host.studio()).schema(kind), null, 2));
    });
}

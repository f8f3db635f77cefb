/** `hi-studio check`: is this profile, model card or experiment right, and would it run? */
import type { Command } from 'commander';
import { resolve } from 'node:path';
import type { TerminalHost } from '../host';

export function addCheckCommand(program: Command, host: TerminalHost): void {
  program
    .command('check')
    .argument('<file>', 'a YAML profile or model card, an ONNX file, or the id of an experiment')
    .summary('check a profile, a model or an experiment without running it')
    .option('--data <folder>', 'folder with the dataset’s files')
    .addHelpText('after', '\nExamples:\n  hi-studio check my-experiment.yaml --data data/cifar10\n  hi-studio check resources/models/glyphs-resnet8/card.yaml\n')
    .action(async (file: string, options: { data?: string }) => {
      const studio = await host.studio();
      const { findings, facts } = await studio.check(file, options.data ? resolve(options.data) : null);
      host.answer({ file, ok: findings.length === 0, findings, facts });
      for (const line of facts) host.print(line);
      for (const finding of findings) host.print(`✗ ${finding.message}`);
      host.print(findings.length === 0 ? `✓ ${file} is in order.` : `${findings.length} problem${findings.length === 1 ? '' : 's'} in ${file}.`);
      if (findings.length > 0) host.exitWith(2);
    });
}

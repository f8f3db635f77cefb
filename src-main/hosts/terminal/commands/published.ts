/** `hi-studio published`: what the papers print, found by words. */
import type { Command } from 'commander';
import type { TerminalHost } from '../host';
import { textTable } from '../table';

const mostRows = 60;

export function addPublishedCommand(program: Command, host: TerminalHost): void {
  program
    .command('published')
    .argument('[query...]', 'words that must all occur; field:word looks in one field')
    .summary('search the published numbers of the papers')
    .description('Searches every published number of the HI paper, Hybrid Models and FLEET. Fields: paper, id, quantity, device, power_mode, dataset, model, strategy, unit, source, note.')
    .option('--paper <id>', 'hi-paper, hybrid-models, fleet or summary-page')
    .addHelpText('after', '\nExamples:\n  hi-studio published resnet8 raspberry lpi\n  hi-studio published strategy:ee-hi quantity:epi\n  hi-studio published speedup --paper fleet --json\n')
    .action(async (words: string[], options: { paper?: string }) => {
      const found = (await host.studio()).published({ text: words.join(' '), ...(options.paper === undefined ? {} : { paper: options.paper }) });
      host.answer(found);
      if (found.length === 0) host.print(`Nothing published fits “${words.join(' ')}”; try fewer words, or hi-studio published alone for everything.`);
      else host.print(textTable(['record', 'quantity', 'printed', 'where', 'of'], found.slice(0, mostRows).map(({ paper, record, printed }) => [
        `${paper} ${record.id}`, record.quantity, printed.length > 34 ? `${printed.slice(0, 33)}…` : printed, record.source.ref, [record.device, record.power_mode, record.dataset, record.model, record.strategy].filter((part) => part !== null).join(', '),
      ])));
      if (found.length > mostRows) host.print(`… and ${found.length - mostRows} more; add words, or --json for all ${found.length}.`);
    });
}

/** `hi-studio serve`: the window in a browser, for machines without a desktop and for classrooms. */
import type { Command } from 'commander';
import { StudioError } from '../../../core/errors';
import { rendererFolder } from '../../../paths';
import { startWebHost } from '../../web/host';
import { openInBrowser } from '../../web/open-address';
import type { TerminalHost } from '../host';
import { parsePort } from '../numbers';

interface ServeOptions { port: string; host: string; token?: string; open?: boolean }

const SHORTEST_TOKEN = 12;

export function addServeCommand(program: Command, host: TerminalHost): void {
  program
    .command('serve')
    .summary('the window in a browser')
    .description('Serves the studio to a browser on this computer and prints the address, which holds a secret token. Runs go on when the page is closed. Stops on Ctrl-C; what was measured is kept.')
    .option('--port <number>', 'TCP port; 0 takes a free one', '4785')
    .option('--host <address>', 'address to listen on; 0.0.0.0 lets other machines in, without encryption', '127.0.0.1')
    .option('--token <text>', `secret of the address, at least ${SHORTEST_TOKEN} characters; made up when left out`)
    .option('--open', 'open the address in the browser of this computer')
    .addHelpText('after', '\nExamples:\n  hi-studio serve --open\n  hi-studio serve --port 8080 --host 0.0.0.0\n')
    .action(async (options: ServeOptions) => {
      if (options.token !== undefined && !/^[\w.~-]+$/.test(options.token.padEnd(SHORTEST_TOKEN, ' '))) {
        throw new StudioError('terminal.usage', { problem: `--token needs at least ${SHORTEST_TOKEN} letters, digits, dots, hyphens or underscores, for it stands in an address.` });
      }
      const studio = await host.studio();
      const web = await startWebHost({ studio, renderer: rendererFolder(), host: options.host, port: parsePort(options.port), token: options.token ?? null, log: host.say });
      host.answer({ address: web.address, port: web.port });
      host.print(web.address);
      const opened = options.open === true && (await openInBrowser(web.address));
      host.say(opened ? 'Opened in the browser. Ctrl-C stops the studio.' : 'Open this address in a browser. Ctrl-C stops the studio.');
      if (options.host !== '127.0.0.1' && options.host !== 'localhost' && options.host !== '::1') host.say('Other machines can reach it, and nothing is encrypted: use it in a network you trust.');
      await new Promise<void>((stopped) => host.onInterrupt(stopped));
      host.say('Stopping; what was measured is kept …');
      await web.stop();
    });
}

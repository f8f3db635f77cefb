/** `hi-studio agent`: this machine as a board for a studio elsewhere. */
import type { Command } from 'commander';
import type { TerminalHost } from '../host';
import { parsePort } from '../numbers';

export function addAgentCommand(program: Command, host: TerminalHost): void {
  program
    .command('agent')
    .summary('this machine as a board for another studio')
    .description('Takes models from a studio, runs and times them here, and answers over TCP. Beyond loopback a token is required.')
    .option('--port <number>', 'TCP port; 0 takes a free one', '12399')
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--token <text>', 'secret that the studio must show; made up and printed when needed and left out')
    .addHelpText('after', '\nExamples:\n  hi-studio agent --host 0.0.0.0\n')
    .action(async (options: { port: string; host: string; token?: string }) => {
      const studio = await host.studio();
      const agent = await studio.serveAgent({ host: options.host, port: parsePort(options.port), token: options.token ?? null, log: host.say });
      host.answer({ host: agent.host, port: agent.port, token: agent.token });
      host.say(`Agent on ${agent.host}:${agent.port}${agent.token === null ? '' : `, token ${agent.token}`}. In the studio, add a board with driver: agent and this address. Ctrl-C stops it.`);
      await new Promise<void>((stopped) => host.onInterrupt(stopped));
      await agent.stop();
    });
}

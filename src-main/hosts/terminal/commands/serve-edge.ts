/** `hi-studio serve-edge`: the edge server alone, for boards that offload by the raw TCP protocol. */
import type { Command } from 'commander';
import { resolve } from 'node:path';
import type { TerminalHost } from '../host';
import { parsePort, parseReplyBytes } from '../numbers';

interface ServeOptions { model: string; port: string; host: string; replyBytes: string; statsCsv?: string }

export function addServeEdgeCommand(program: Command, host: TerminalHost): void {
  program
    .command('serve-edge')
    .summary('the edge server alone')
    .description('Answers raw images over TCP with a class index, as the boards of the HI paper expect. Stops on Ctrl-C and prints where its time went.')
    .option('--model <id>', 'remote model: an id or the YAML card of an ONNX file', 'glyphs-remote')
    .option('--port <number>', 'TCP port; 0 takes a free one', '12345')
    .option('--host <address>', 'address to listen on; 0.0.0.0 lets other machines in', '127.0.0.1')
    .option('--reply-bytes <1|2>', 'width of the answer, little-endian', '2')
    .option('--stats-csv <file>', 'write the time split of every request')
    .addHelpText('after', '\nExamples:\n  hi-studio serve-edge --model cifar10-remote --host 0.0.0.0\n')
    .action(async (options: ServeOptions) => {
      const studio = await host.studio();
      const server = await studio.serveEdge({ model: options.model, host: options.host, port: parsePort(options.port), replyBytes: parseReplyBytes(options.replyBytes), statsCsv: options.statsCsv ? resolve(options.statsCsv) : null, log: host.say });
      host.answer({ host: server.host, port: server.port });
      host.say(`Edge server on ${server.host}:${server.port}; one image is ${server.sampleBytes} bytes. Ctrl-C stops it.`);
      await new Promise<void>((stopped) => host.onInterrupt(stopped));
      host.print(await server.stop());
    });
}

/** The headless entry: opens the studio for the terminal host and ends with its exit code. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runTerminal } from './hosts/terminal/program';
import { projectRoot } from './paths';
import { openStudio } from './studio';

const { version } = JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')) as { version: string };
let interrupted = false;

process.exitCode = await runTerminal({
  argv: process.argv.slice(2),
  version,
  out: process.stdout,
  err: process.stderr,
  openStudio,
  onInterrupt(stop) {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        if (interrupted) process.exit(130);
        interrupted = true;
        stop();
      });
    }
  },
});
// Worker threads of native libraries may outlive their last task; everything is written by now.
process.exit();

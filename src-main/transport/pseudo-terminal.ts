/** A pseudo-terminal for simulated instruments: Node has none, so python3 or socat lends one. */
import { spawn, type ChildProcess } from 'node:child_process';
import { StudioError } from '../core/errors';
import { Inbox, type ByteStream } from './byte-stream';

export interface PseudoTerminal {
  /** What a host opens, such as /dev/pts/3. */
  readonly path: string;
  /** The instrument's side. */
  readonly stream: ByteStream;
}

/** Keeps its own slave open, so that a host may come and go. */
const pythonBridge = [
  'import os, pty, select, sys, tty',
  'master, slave = pty.openpty()',
  'tty.setraw(slave)',
  'sys.stderr.write("PTY is " + os.ttyname(slave) + "\\n")',
  'sys.stderr.flush()',
  'while True:',
  '    ready, _, _ = select.select([0, master], [], [])',
  '    for fd in ready:',
  '        data = os.read(fd, 65536)',
  '        if not data: sys.exit(0)',
  '        target = master if fd == 0 else 1',
  '        while data: data = data[os.write(target, data):]',
].join('\n');

const lenders: readonly (readonly [program: string, args: readonly string[]])[] = [
  ['python3', ['-c', pythonBridge]],
  ['socat', ['-d', '-d', 'PTY,rawer', 'STDIO']],
];
const startMs = 5000;

/** Errors: port.no-pseudo-terminal */
export async function openPseudoTerminal(): Promise<PseudoTerminal> {
  for (const [program, args] of lenders) {
    const terminal = await lend(program, args);
    if (terminal !== null) return terminal;
  }
  throw new StudioError('port.no-pseudo-terminal', { tried: 'python3 and socat' });
}

/** Null where this program is not there or cannot do it. */
async function lend(program: string, args: readonly string[]): Promise<PseudoTerminal | null> {
  const child = spawn(program, args, { stdio: 'pipe' });
  const path = await new Promise<string | null>((resolve) => {
    let said = '';
    const timer = setTimeout(() => resolve(null), startMs);
    const settle = (found: string | null): void => {
      clearTimeout(timer);
      resolve(found);
    };
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-1000);
      const found = /PTY is (\S+)\n/.exec(said);
      if (found !== null) settle(found[1]);
    });
    child.once('error', () => settle(null));
    child.once('exit', () => settle(null));
  });
  if (path === null) {
    child.kill('SIGKILL');
    return null;
  }
  return { path, stream: childStream(child, path) };
}

function childStream(child: ChildProcess, name: string): ByteStream {
  const inbox = new Inbox();
  const gone = (): StudioError => new StudioError('port.gone', { port: name });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let closing = false;
  child.stdout?.on('data', (chunk: Buffer) => inbox.put(chunk));
  // A lender that ends closes its pipes; `close` tells.
  child.stdin?.on('error', () => undefined);
  void ended.then(() => inbox.end(closing ? null : gone()));
  return {
    name,
    listen: (listener) => inbox.listen(listener),
    async write(bytes) {
      if (inbox.ended) throw inbox.reason ?? gone();
      await new Promise<void>((resolve, reject) => child.stdin?.write(bytes, (error) => (error ? reject(gone()) : resolve())));
    },
    async close() {
      closing = true;
      child.kill('SIGKILL');
      await ended;
    },
  };
}

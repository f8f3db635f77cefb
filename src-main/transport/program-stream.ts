/** A program of its own as a line to an instrument: bytes to its standard input, bytes from its standard output. */
import { spawn } from 'node:child_process';
import { StudioError } from '../core/errors';
import { Inbox, type ByteStream } from './byte-stream';

export interface ProgramStream extends ByteStream {
  /** The last of what it wrote to standard error. */
  lastWords(): string;
}

const keptWords = 2000;
const farewellMs = 3000;

/** Resolves once the program runs; rejects with the system's own error (ENOENT: there is no such program). Where it ends by itself, listeners are told port.gone. */
export async function openProgram(command: string, args: readonly string[], name: string): Promise<ProgramStream> {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  const inbox = new Inbox();
  let words = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (words = (words + text).slice(-keptWords)));
  child.stdout.on('data', (chunk: Buffer) => inbox.put(chunk));
  // A program that ended takes no bytes; its end is told by `close`.
  child.stdin.on('error', () => undefined);
  const over = new Promise<void>((resolve) => child.once('close', () => {
    inbox.end(new StudioError('port.gone', { port: name }));
    resolve();
  }));
  await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject));
  child.on('error', () => child.kill('SIGKILL'));
  return {
    name,
    lastWords: () => words.trim(),
    listen: (listener) => inbox.listen(listener),
    write: (bytes) => new Promise((resolve, reject) => {
      if (inbox.ended) reject(inbox.reason ?? new StudioError('port.gone', { port: name }));
      else child.stdin.write(bytes, (error) => (error ? reject(new StudioError('port.gone', { port: name })) : resolve()));
    }),
    async close() {
      inbox.end(null);
      child.stdin.end();
      const timer = setTimeout(() => child.kill('SIGKILL'), farewellMs);
      await over;
      clearTimeout(timer);
    },
  };
}

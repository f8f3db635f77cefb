/** A program of the studio that runs as a process of its own, whoever starts it: Node by fork, the desktop by Electron's utility processes. */
import { fork } from 'node:child_process';

export interface RunningProgram {
  /** Without effect once the process is gone. */
  send(message: unknown): void;
  /** What it sends, until the returned function is called. */
  onMessage(listener: (message: unknown) => void): () => void;
  /** The process is gone and its last words have been read; says how it ended. Null: as it should, with exit code 0. */
  readonly ended: Promise<string | null>;
  /** The end of what it wrote to standard error. */
  said(): string;
  kill(): void;
}

/** Starts a built entry of the studio. A program that cannot be started ends at once. */
export type StartProgram = (file: string) => RunningProgram;

const keptErrorBytes = 2000;

/** Keeps the last of what a stream brings. */
export function lastWords(stream: NodeJS.ReadableStream | null): () => string {
  let said = '';
  stream?.setEncoding('utf8').on('data', (text: string) => { said = (said + text).slice(-keptErrorBytes); });
  return () => said;
}

export const startNodeProgram: StartProgram = (file) => {
  const child = fork(file, [], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], execArgv: [] });
  const ended = new Promise<string | null>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    // `close` and not `exit`: by then its last words have been read.
    child.once('close', (code, signal) => resolve(code === 0 ? null : (signal ?? `exit code ${code}`)));
  });
  // Later failures of the channel mean that the process is gone, which `close` tells.
  child.on('error', () => undefined);
  return {
    ended, said: lastWords(child.stderr),
    send: (message) => { if (child.connected) child.send(message as object, () => undefined); },
    onMessage(listener) {
      child.on('message', listener);
      return () => void child.off('message', listener);
    },
    kill: () => void child.kill('SIGKILL'),
  };
};

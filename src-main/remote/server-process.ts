/** The edge server's process as the studio sees it: started, asked, stopped. It ends itself when the studio is gone. */
import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { catalogue, StudioError, type ErrorCode, type ErrorFacts } from '../core/errors';
import type { EdgeServer } from '../engine/ports';
import type { FromServer, ServeRequest, ToServer } from './edge-messages';
import type { EdgeServerTimes } from './request-times';

export interface SpawnOptions {
  /** The built program. */
  readonly program: string;
  readonly readyMs: number;
  readonly log: (line: string) => void;
}
/** Resolves null where the process is gone. */
export interface StartedEdgeServer extends EdgeServer { times(): Promise<EdgeServerTimes | null> }

/** A process that does not end within this time of being told to is killed. */
const stopMs = 5000;
const keptErrorBytes = 2000;

/** Resolves when the server listens; when it cannot, its process is gone before this rejects. Errors: remote.*, model.* */
export async function startServerProcess(request: ServeRequest, { program, readyMs, log }: SpawnOptions): Promise<StartedEdgeServer> {
  if (!existsSync(program)) throw new StudioError('remote.not-built', { file: program });
  const child = fork(program, [], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], execArgv: [] });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => { said = (said + text).slice(-keptErrorBytes); });
  child.on('message', (message: FromServer) => { if (message.type === 'log') log(message.line); });
  try {
    const { host, port } = await untilReady(child, request, readyMs, () => lastLine(said));
    child.once('exit', (code, signal) => { if (code !== 0) log(`the edge server's process ended by itself (${signal ?? `exit code ${code}`}) ${lastLine(said)}`.trimEnd()); });
    return { host, port, times: () => askTimes(child), stop: () => stop(child, ended) };
  } catch (error) {
    child.kill('SIGKILL');
    await ended;
    throw error;
  }
}

function untilReady(child: ChildProcess, request: ServeRequest, readyMs: number, said: () => string): Promise<{ host: string; port: number }> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => settle(() => reject(new StudioError('remote.start-slow', { seconds: readyMs / 1000, said: said() }))), readyMs);
    const onMessage = (message: FromServer): void => {
      if (message.type === 'ready') settle(() => resolve(message));
      if (message.type === 'failed') settle(() => reject(rebuilt(message)));
    };
    const onGone = (code: number | null, signal: string | null): void =>
      settle(() => reject(new StudioError('remote.start-failed', { reason: said() || `its process ended with ${signal ?? `exit code ${code}`}` })));
    const onError = (error: Error): void => settle(() => reject(new StudioError('remote.start-failed', { reason: error.message }, { cause: error })));
    function settle(act: () => void): void {
      clearTimeout(timer);
      child.off('message', onMessage).off('close', onGone).off('error', onError);
      // Later failures of the channel mean that the process is gone, which `close` tells.
      child.on('error', () => undefined);
      act();
    }
    // `close` and not `exit`: by then its last words have been read.
    child.on('message', onMessage).on('close', onGone).on('error', onError);
    send(child, { type: 'serve', request });
  });
}

function rebuilt(failure: Extract<FromServer, { type: 'failed' }>): StudioError {
  if (failure.code !== null && failure.code in catalogue) return new StudioError(failure.code as ErrorCode, failure.facts as ErrorFacts<ErrorCode>);
  return new StudioError('remote.start-failed', { reason: failure.text });
}

let asked = 0;

function askTimes(child: ChildProcess): Promise<EdgeServerTimes | null> {
  if (!child.connected) return Promise.resolve(null);
  const id = ++asked;
  return new Promise((resolve) => {
    const answer = (times: EdgeServerTimes | null): void => {
      child.off('message', onMessage).off('disconnect', onGone);
      resolve(times);
    };
    const onMessage = (message: FromServer): void => { if (message.type === 'times' && message.id === id) answer(message.times); };
    const onGone = (): void => answer(null);
    child.on('message', onMessage).on('disconnect', onGone);
    send(child, { type: 'times', id });
  });
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  send(child, { type: 'stop' });
  const timer = setTimeout(() => child.kill('SIGKILL'), stopMs);
  await ended;
  clearTimeout(timer);
}

function send(child: ChildProcess, message: ToServer): void {
  // A closed channel means that the process is gone; its listeners hear that on their own.
  if (child.connected) child.send(message, () => undefined);
}

function lastLine(text: string): string {
  return text.trim().split('\n').findLast((line) => /error/i.test(line)) ?? text.trim().split('\n').at(-1) ?? '';
}

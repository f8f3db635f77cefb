/** The edge server's process as the studio sees it: started, asked, stopped. It ends itself when the studio is gone. */
import { existsSync } from 'node:fs';
import { catalogue, StudioError, type ErrorCode, type ErrorFacts } from '../core/errors';
import type { EdgeServer } from '../engine/ports';
import type { FromServer, ServeRequest, ToServer } from './edge-messages';
import type { RunningProgram, StartProgram } from './program';
import type { EdgeServerTimes } from './request-times';

export interface SpawnOptions {
  readonly start: StartProgram;
  /** The built program. */
  readonly program: string;
  readonly readyMs: number;
  readonly log: (line: string) => void;
}
/** Resolves null where the process is gone. */
export interface StartedEdgeServer extends EdgeServer { times(): Promise<EdgeServerTimes | null> }

/** A process that does not end within this time of being told to is killed. */
const stopMs = 5000;

/** Resolves when the server listens; when it cannot, its process is gone before this rejects. Errors: remote.*, model.* */
export async function startServerProcess(request: ServeRequest, { start, program, readyMs, log }: SpawnOptions): Promise<StartedEdgeServer> {
  if (!existsSync(program)) throw new StudioError('remote.not-built', { file: program });
  const child = start(program);
  let gone = false;
  let stopping = false;
  const ended = child.ended.then((how) => {
    gone = true;
    return how;
  });
  child.onMessage((message) => { if ((message as FromServer).type === 'log') log((message as Extract<FromServer, { type: 'log' }>).line); });
  try {
    const { host, port } = await untilReady(child, ended, request, readyMs);
    void ended.then((how) => { if (how !== null && !stopping) log(`the edge server's process ended by itself (${how}) ${lastLine(child.said())}`.trimEnd()); });
    return {
      host, port,
      times: () => (gone ? Promise.resolve(null) : askTimes(child, ended)),
      async stop() {
        if (gone) return;
        stopping = true;
        send(child, { type: 'stop' });
        const timer = setTimeout(() => child.kill(), stopMs);
        await ended;
        clearTimeout(timer);
      },
    };
  } catch (error) {
    child.kill();
    await ended;
    throw error;
  }
}

function untilReady(child: RunningProgram, ended: Promise<string | null>, request: ServeRequest, readyMs: number): Promise<{ host: string; port: number }> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => settle(() => reject(new StudioError('remote.start-slow', { seconds: readyMs / 1000, said: lastLine(child.said()) }))), readyMs);
    const deaf = child.onMessage((heard) => {
      const message = heard as FromServer;
      if (message.type === 'ready') settle(() => resolve(message));
      if (message.type === 'failed') settle(() => reject(rebuilt(message)));
    });
    function settle(act: () => void): void {
      clearTimeout(timer);
      deaf();
      act();
    }
    void ended.then((how) => settle(() => reject(new StudioError('remote.start-failed', { reason: lastLine(child.said()) || `its process ended with ${how ?? 'exit code 0'}` }))));
    send(child, { type: 'serve', request });
  });
}

function rebuilt(failure: Extract<FromServer, { type: 'failed' }>): StudioError {
  if (failure.code !== null && failure.code in catalogue) return new StudioError(failure.code as ErrorCode, failure.facts as ErrorFacts<ErrorCode>);
  return new StudioError('remote.start-failed', { reason: failure.text });
}

let asked = 0;

function askTimes(child: RunningProgram, ended: Promise<unknown>): Promise<EdgeServerTimes | null> {
  const id = ++asked;
  return new Promise((resolve) => {
    const deaf = child.onMessage((heard) => {
      const message = heard as FromServer;
      if (message.type !== 'times' || message.id !== id) return;
      deaf();
      resolve(message.times);
    });
    void ended.then(() => resolve(null));
    send(child, { type: 'times', id });
  });
}

function send(child: RunningProgram, message: ToServer): void {
  child.send(message);
}

function lastLine(text: string): string {
  return text.trim().split('\n').findLast((line) => /error/i.test(line)) ?? text.trim().split('\n').at(-1) ?? '';
}

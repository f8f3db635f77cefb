/** Drives the real command line as a child process, as a lab user's shell does. */
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src-main/paths';
import { runEvent, type RunEvent } from '../../src-main/contract/events';

export interface Ended { readonly code: number | null; readonly signal: NodeJS.Signals | null; readonly out: string; readonly err: string }

export interface Shell {
  /** Where runs are kept. */
  readonly home: string;
  /** The working folder; `out/…` goes below it. */
  readonly cwd: string;
  /** A folder with profiles and models of one's own. */
  readonly profiles?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface RunningCommand {
  readonly pid: number;
  /** Resolves with the first answer that is not null; `look` sees all of standard output and error so far. Rejects when the command ends before. */
  until<T>(look: (out: string, err: string) => T | null): Promise<T>;
  /** Ctrl-C in a terminal: the signal goes to the whole process group. */
  interrupt(): void;
  /** The command alone, as the kernel's out-of-memory killer would. */
  kill(): void;
  readonly ended: Promise<Ended>;
}

const running = new Set<ChildProcess>();

export function startHiStudio(args: readonly string[], { home, cwd, profiles, env }: Shell): RunningCommand {
  const child = spawn(process.execPath, [join(projectRoot(), 'resources', 'scripts', 'hi-studio.mjs'), ...args, '--home', home, ...(profiles === undefined ? [] : ['--profiles', profiles])], {
    // A group of its own, so that Ctrl-C reaches its children and not this test.
    cwd, detached: true, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NO_COLOR: '1', ...env },
  });
  running.add(child);
  let [out, err, over] = ['', '', false];
  const watchers = new Set<() => void>();
  const tell = (): void => watchers.forEach((watch) => watch());
  child.stdout.setEncoding('utf8').on('data', (text: string) => { out += text; tell(); });
  // What the launcher says before the studio speaks is not the studio's.
  child.stderr.setEncoding('utf8').on('data', (text: string) => { err = (err + text).replace(/^(Installing packages|Building) …\n/, ''); tell(); });
  const ended = new Promise<Ended>((resolve) => child.on('close', (code, signal) => {
    running.delete(child);
    over = true;
    resolve({ code, signal, out, err });
    tell();
  }));
  return {
    pid: child.pid as number, ended,
    until: (look) => new Promise((resolve, reject) => {
      const watch = (): void => {
        const answer = look(out, err);
        if (answer === null && !over) return;
        watchers.delete(watch);
        if (answer === null) reject(new Error(`the command ended before that:\n${out}\n${err}`));
        else resolve(answer);
      };
      watchers.add(watch);
      watch();
    }),
    interrupt: () => void process.kill(-(child.pid as number), 'SIGINT'),
    kill: () => void child.kill('SIGKILL'),
  };
}

export const hiStudio = (args: readonly string[], shell: Shell): Promise<Ended> => startHiStudio(args, shell).ended;

/** For afterEach: nothing that a failed test started stays. */
export function killAll(): void {
  for (const child of running) if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
}

/** The one JSON line of a command that ran with --json. */
export function answerOf<T>({ out, err, code }: Ended): T {
  const lines = out.split('\n');
  if (lines.length !== 2 || lines[1] !== '') throw new Error(`expected one line on standard output (exit code ${code}):\n${out}\n${err}`);
  return JSON.parse(lines[0]) as T;
}

/** Progress as --json writes it on standard error; a line that is half written is left out. */
export function eventsIn(err: string): RunEvent[] {
  return err.split('\n').slice(0, -1).map((line) => runEvent.parse(JSON.parse(line)));
}

/** Processes that this one started, on Linux; elsewhere none. */
export function childrenOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter((text) => text !== '').map(Number);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Whether a process runs; one that ended and was not waited for yet does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch (error) {
    if (['ESRCH', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}

/** The studio's programs as Electron's utility processes: a packaged app has the fuse off that would let its binary run as Node. */
import { basename } from 'node:path';
import type { utilityProcess } from 'electron';
import { lastWords, type StartProgram } from '../../studio';

export function startUtilityProgram(processes: Pick<typeof utilityProcess, 'fork'>): StartProgram {
  return (file) => {
    const child = processes.fork(file, [], { stdio: ['ignore', 'ignore', 'pipe'], serviceName: `HI Studio ${basename(file, '.js')}` });
    let gone = false;
    const ended = new Promise<string | null>((resolve) => child.once('exit', (code) => {
      gone = true;
      resolve(code === 0 ? null : `exit code ${code}`);
    }));
    return {
      ended, said: lastWords(child.stderr),
      send: (message) => { if (!gone) child.postMessage(message); },
      onMessage(listener) {
        child.on('message', listener);
        return () => void child.off('message', listener);
      },
      kill: () => void child.kill(),
    };
  };
}

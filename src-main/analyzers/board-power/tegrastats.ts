/** NVIDIA's `tegrastats`, where the INA3221's own files cannot be read: one line of text an interval (sheet linux-board-power, section 1). */
import { execFileSync, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { PowerSource } from './sampled-meter';

/** The module's input rail, or the sum of all rails, in W; null where the line names none. Of each rail's values the first is the present one. */
export function tegrastatsWatts(line: string): number | null {
  const rails = new Map<string, number>();
  for (const [, name, value, unit] of line.matchAll(/(?:^|\s)([A-Za-z][A-Za-z0-9_]*) (\d+)(mW|W)?\/\d+(?:mW|W)?(?:\/\d+(?:mW|W)?)?(?=\s|$)/g)) {
    if (!/^I?RAM$|^SWAP$|^NC$/.test(name)) rails.set(name, Number(value) / (unit === 'W' ? 1 : 1000));
  }
  if (rails.size === 0) return null;
  return rails.get('VDD_IN') ?? rails.get('POM_5V_IN') ?? [...rails.values()].reduce((sum, watts) => sum + watts, 0);
}

const intervalMs = 100;
const longestLine = 4096;

/** Null where the command is missing or prints no rail. `command`: tests pass a script of their own. */
export function findTegrastats(now: () => number, command = 'tegrastats'): PowerSource | null {
  const args = ['--interval', String(intervalMs)];
  let first = '';
  try {
    execFileSync(command, args, { encoding: 'latin1', timeout: 5 * intervalMs, maxBuffer: 65_536, stdio: ['ignore', 'pipe', 'ignore'] });
  } catch (error) {
    // It never ends by itself: the time limit ends it, and what it said until then is what counts.
    first = String((error as { stdout?: unknown }).stdout ?? '');
  }
  if (!first.split('\n').some((line) => tegrastatsWatts(line) !== null)) return null;
  return {
    name: 'tegrastats', covers: 'the whole module (carrier board and USB devices not included)', intervalMs,
    open(onReading) {
      const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore'] });
      child.on('error', () => undefined);
      child.unref();
      createInterface({ input: child.stdout }).on('line', (line) => {
        const watts = line.length > longestLine ? null : tegrastatsWatts(line);
        if (watts !== null) onReading(now(), watts);
      });
      const end = (): void => void child.kill();
      process.once('exit', end);
      return () => {
        process.off('exit', end);
        end();
      };
    },
  };
}

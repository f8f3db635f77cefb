/** The power management chip of a Raspberry Pi 5, through `vcgencmd pmic_read_adc`: twelve rails with current and voltage (sheet linux-board-power, section 2). */
import { execFile, execFileSync } from 'node:child_process';
import type { PowerSource } from './sampled-meter';

/**
 * Sum of voltage × current over the rails that have both, in W, paired by name; null where the text holds no pair.
 * The supply's input current is not measured by this board, so USB devices, HATs and converter losses are not in it.
 */
export function pmicWatts(text: string): number | null {
  const volts = new Map<string, number>();
  const amperes = new Map<string, number>();
  for (const [, rail, suffix, kind, value] of text.matchAll(/^\s*(\w+)_([AV])\s+(current|volt)\(\d+\)=(\d+(?:\.\d+)?)[AV]\s*$/gm)) {
    if ((suffix === 'A') === (kind === 'current')) (kind === 'current' ? amperes : volts).set(rail, Number(value));
  }
  const pairs = [...amperes].filter(([rail]) => volts.has(rail));
  return pairs.length === 0 ? null : pairs.reduce((sum, [rail, current]) => sum + current * volts.get(rail)!, 0);
}

const intervalMs = 150;
const timeoutMs = 2000;

/** Null where the command is missing, or the board is not a Pi 5. `command`: tests pass a script of their own. */
export function findPmic(now: () => number, command = 'vcgencmd'): PowerSource | null {
  const args = ['pmic_read_adc'];
  try {
    if (pmicWatts(execFileSync(command, args, { encoding: 'latin1', timeout: timeoutMs, maxBuffer: 65_536, stdio: ['ignore', 'pipe', 'ignore'] })) === null) return null;
  } catch {
    return null;
  }
  return {
    name: 'PMIC of the Raspberry Pi', covers: 'the rails of the board’s power chip (USB devices, HATs and converter losses not included)', intervalMs,
    open(onReading) {
      let stopped = false;
      let timer: NodeJS.Timeout | undefined;
      const read = (): void => {
        const startMs = now();
        execFile(command, args, { encoding: 'latin1', timeout: timeoutMs, maxBuffer: 65_536 }, (_, text) => {
          if (stopped) return;
          const watts = pmicWatts(text);
          // The call takes tens of milliseconds; its reading belongs to the middle.
          if (watts !== null) onReading((startMs + now()) / 2, watts);
          timer = setTimeout(read, Math.max(1, intervalMs - (now() - startMs)));
          timer.unref();
        });
      };
      read();
      return () => {
        stopped = true;
        clearTimeout(timer);
      };
    },
  };
}

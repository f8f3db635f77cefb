/** Energy of the processor package from Linux RAPL, read through the powercap folder. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StudioError } from '../core/errors';
import type { EnergyMeter } from '../engine/ports';

/** Where Linux puts it; tests pass a folder of their own. */
export const powercapFolder = '/sys/class/powercap';

/** A meter, or one sentence that says why there is none and what would mend it. */
export type RaplSearch = { readonly meter: EnergyMeter; readonly reason: null } | { readonly meter: null; readonly reason: string };

interface Zone { readonly name: string; readonly file: string; readonly rangeUj: number; lastUj: number; totalUj: number }

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException)?.code ?? 'unknown error';
/** Reads one short text file; tests pass one that is refused. */
export type ReadText = (file: string) => string;
const readText: ReadText = (file) => readFileSync(file, 'latin1');

/** Counters are decimal microjoules below 2^53; anything else is a driver's fault and not a reading. */
function readCounter(file: string, read: ReadText): number {
  const text = read(file).trim();
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value)) throw new StudioError('board.energy-counter', { file, why: `it holds “${text.slice(0, 20)}” instead of a number` });
  return value;
}

/**
 * Whole package zones, `intel-rapl:N` with a name that starts with "package" (AMD uses the same names).
 * Left out: sub-zones `intel-rapl:N:M` (part of their package), `psys` and the memory-mapped duplicate `intel-rapl-mmio:N`.
 */
function packageZones(folder: string, read: ReadText): string[] {
  return readdirSync(folder).filter((zone) => /^intel-rapl:\d+$/.test(zone) && read(join(folder, zone, 'name')).startsWith('package')).sort();
}

function openZone(folder: string, zone: string, read: ReadText): Zone {
  const file = join(folder, zone, 'energy_uj');
  return { name: read(join(folder, zone, 'name')).trim(), file, rangeUj: readCounter(join(folder, zone, 'max_energy_range_uj'), read), lastUj: readCounter(file, read), totalUj: 0 };
}

/**
 * The sum of all packages in mJ since opening, idle power included. One wrap between two readings is undone
 * (kernel powercap: a counter runs from 0 to max_energy_range_uj), so read at least every few minutes.
 */
class RaplMeter implements EnergyMeter {
  readonly provenance = 'measured';
  readonly covers = 'the whole processor package (idle power, other programs and memory traffic inside it included; screen, disks and supply losses not)';
  /** The counter moves once a millisecond. */
  readonly windowMs = 200;
  readonly name: string;
  readonly #zones: readonly Zone[];
  readonly #read: ReadText;

  constructor(zones: readonly Zone[], read: ReadText) {
    this.#zones = zones;
    this.#read = read;
    this.name = `Linux RAPL, ${zones.map((zone) => zone.name).join(' + ')}, idle power included`;
  }

  readMj(): number {
    let totalUj = 0;
    for (const zone of this.#zones) {
      let nowUj: number;
      try {
        nowUj = readCounter(zone.file, this.#read);
      } catch (error) {
        if (error instanceof StudioError) throw error;
        throw new StudioError('board.energy-counter', { file: zone.file, why: codeOf(error) }, { cause: error });
      }
      zone.totalUj += nowUj >= zone.lastUj ? nowUj - zone.lastUj : nowUj + zone.rangeUj - zone.lastUj;
      zone.lastUj = nowUj;
      totalUj += zone.totalUj;
    }
    return totalUj / 1000;
  }
}

/** Finds the package counters below `folder`. A machine without them, or without permission, is no error. */
export function findRapl(folder: string = powercapFolder, read: ReadText = readText): RaplSearch {
  try {
    const zones = packageZones(folder, read);
    if (zones.length === 0) return { meter: null, reason: `No RAPL package counter lies in ${folder}; this processor, kernel or container does not offer one.` };
    return { meter: new RaplMeter(zones.map((zone) => openZone(folder, zone, read)), read), reason: null };
  } catch (error) {
    if (error instanceof StudioError) return { meter: null, reason: error.message };
    const code = codeOf(error);
    if (code === 'EACCES' || code === 'EPERM') return { meter: null, reason: `The RAPL counters in ${folder} may be read by root only (the kernel's default since 2020); let your group read them with "sudo chmod g+r" and "chgrp" on the energy_uj files, or run as root.` };
    return { meter: null, reason: `There is no readable RAPL counter in ${folder} (${code}).` };
  }
}

/**
 * Power sensors on the supply rails of Linux boards: INA3221 on NVIDIA Jetson (mainline hwmon driver of JetPack 5 and newer,
 * vendor driver of JetPack 4) and INA2xx on any board. Units: hwmon mV, mA, µW; JetPack 4 mW. Sheet linux-board-power, sections 1 and 4.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PowerSource } from './sampled-meter';

/** The root of the file system; tests pass a folder of their own. */
export type ReadFile = (path: string) => string;
const readFile: ReadFile = (path) => readFileSync(path, 'latin1').trim();

/** One rail: watts now, null where its channel is switched off or has vanished. */
interface Rail { readonly label: string; watts(): number | null }

const folders = (path: string): string[] => {
  try {
    return readdirSync(path).map((name) => join(path, name));
  } catch {
    return [];
  }
};

/** A reading that fails is a channel that is not there (ENODATA, EACCES, a driver that went): never the end of a run. */
function numberIn(read: ReadFile, file: string): number | null {
  try {
    const text = read(file);
    return /^-?\d+/.test(text) ? Number.parseInt(text, 10) : null;
  } catch {
    return null;
  }
}
function textIn(read: ReadFile, file: string): string | null {
  try {
    return read(file);
  } catch {
    return null;
  }
}
const product = (a: number | null, b: number | null, scale: number): number | null => (a === null || b === null ? null : a * b * scale);

function jetpack5(hwmon: string, read: ReadFile): Rail[] {
  return [1, 2, 3].flatMap((n) => {
    const label = textIn(read, join(hwmon, `in${n}_label`));
    if (label === null || label === 'NC' || numberIn(read, join(hwmon, `in${n}_enable`)) === 0) return [];
    // mV × mA = µW. The two may belong to different conversions; read one right after the other.
    return [{ label, watts: () => product(numberIn(read, join(hwmon, `in${n}_input`)), numberIn(read, join(hwmon, `curr${n}_input`)), 1e-6) }];
  });
}

function jetpack4(device: string, read: ReadFile): Rail[] {
  return [0, 1, 2].flatMap((n) => {
    const label = textIn(read, join(device, `rail_name_${n}`));
    if (label === null || label === 'NC') return [];
    return [{ label, watts: () => product(numberIn(read, join(device, `in_power${n}_input`)), 1, 1e-3) }];
  });
}

function ina2xx(hwmon: string, read: ReadFile): Rail[] {
  const label = textIn(read, join(hwmon, 'name')) ?? 'ina2xx';
  return [{ label, watts: () => product(numberIn(read, join(hwmon, 'power1_input')), 1, 1e-6) }];
}

const inputRails = ['VDD_IN', 'POM_5V_IN'];

/** Null where no rail gives a reading now. `root`: the root of the file system. `now`: monotonic ms. */
export function findRailSensors(now: () => number, root = '/', read: ReadFile = readFile): PowerSource | null {
  const hwmons = folders(join(root, 'sys/class/hwmon'));
  const named = (...names: string[]): string[] => hwmons.filter((folder) => names.includes(textIn(read, join(folder, 'name')) ?? ''));
  const vendor = folders(join(root, 'sys/bus/i2c/drivers/ina3221x')).flatMap(folders).filter((folder) => /iio:device\d+$/.test(folder));
  const jetson = [...named('ina3221').flatMap((folder) => jetpack5(folder, read)), ...vendor.flatMap((folder) => jetpack4(folder, read))];
  const rails = (jetson.length > 0 ? jetson : named('ina219', 'ina226', 'ina231', 'ina238', 'ina2xx').flatMap((folder) => ina2xx(folder, read))).filter((rail) => rail.watts() !== null);
  if (rails.length === 0) return null;
  // The module's input includes the other rails.
  const input = rails.find(({ label }) => inputRails.includes(label));
  const used = input === undefined ? rails : [input];
  const total = (): number => used.reduce((sum, rail) => sum + (rail.watts() ?? NaN), 0);
  return {
    name: `${jetson.length > 0 ? 'INA3221' : 'INA2xx'} rail ${used.map(({ label }) => label).join(' + ')}`,
    covers: input === undefined ? 'the measured supply rails' : 'the whole module (carrier board and USB devices not included)',
    intervalMs: 20,
    open(onReading) {
      onReading(now(), total());
      const timer = setInterval(() => onReading(now(), total()), 20);
      timer.unref();
      return () => clearInterval(timer);
    },
  };
}

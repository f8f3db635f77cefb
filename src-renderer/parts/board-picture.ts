/** Which drawing stands for a board or an instrument, by what its profile says of it. */
import type { AnalyzerProfile, BoardProfile } from '../../src-main/contract/profiles';

export type PictureKind = 'computer' | 'raspberry-pi' | 'jetson' | 'microcontroller' | 'esp32';
/** `virtual`: costs from tables; `simulated`: played by the studio. */
export type PictureMark = 'virtual' | 'simulated' | null;

type Pictured = Pick<BoardProfile, 'id' | 'name' | 'driver' | 'bench' | 'serial' | 'specs'>;

const byWords: readonly (readonly [RegExp, PictureKind])[] = [[/jetson|orin|nvidia/i, 'jetson'], [/raspberry|\bpi\b/i, 'raspberry-pi'], [/esp-?32|esp8266|espressif/i, 'esp32']];

export function pictureOf({ id, name, driver, specs }: Pictured): PictureKind {
  if (driver === 'computer') return 'computer';
  const words = [id, name, specs?.cpu ?? ''].join(' ').replaceAll('-', ' ').replace('esp 32', 'esp32');
  // Whatever runs an agent is a Linux machine.
  return byWords.find(([pattern]) => pattern.test(words))?.[1] ?? (driver === 'agent' ? 'raspberry-pi' : 'microcontroller');
}

export function markOf({ driver, bench, serial }: Pictured): PictureMark {
  if (bench !== undefined || serial?.port === 'simulator') return 'simulated';
  return driver === 'virtual' ? 'virtual' : null;
}

/** `bench`: a supply on a table; `mains`: a power analyser for the wall socket; `inline`: a box between supply and board; `tape`: a recording. */
export type InstrumentPicture = 'usb-board' | 'shield' | 'inline' | 'bench' | 'mains' | 'tape';
const byDriver: Partial<Readonly<Record<AnalyzerProfile['driver'], InstrumentPicture>>> = { ppk2: 'usb-board', lpm01a: 'shield', joulescope: 'inline', pm1000: 'mains', scpi: 'bench', recording: 'tape' };

/** Of a driver without a drawing of its own: what supplies stands on a bench, what does not lies in the supply path. */
export const instrumentPictureOf = ({ driver, supplies }: Pick<AnalyzerProfile, 'driver' | 'supplies'>): InstrumentPicture => byDriver[driver] ?? (supplies ? 'bench' : 'inline');

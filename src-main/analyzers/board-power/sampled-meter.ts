/** An energy meter made of power readings: the trapezoid rule over what a sensor says, while anybody asks. */
import type { EnergyMeter } from '../../engine/ports';

/** Readings in W at a monotonic time in ms; null while there is none. */
export interface PowerSource {
  /** What it covers and how it was read, for reports. */
  readonly name: string;
  readonly covers: string;
  /** Time between readings, ms. */
  readonly intervalMs: number;
  /** Begins to call `onReading` about every `intervalMs`; returns how to stop. Errors: board.energy-counter */
  open(onReading: (atMs: number, watts: number) => void): () => void;
}

/** A meter nobody has asked for this long stops reading; the next question begins again. */
const idleMs = 600_000;
/** A window needs this many readings before the error at its edges is small (linux-board-power sheet, section 5). */
const readingsPerWindow = 40;
/** After a longer silence than this many intervals the power in between is not known. */
const longestGap = 20;

/** Energy in mJ since the first question; between two readings the power is taken as a straight line. */
export function sampledMeter(source: PowerSource, now: () => number): EnergyMeter {
  let totalMj = 0;
  let [lastMs, lastW, askedMs]: [number, number, number] = [NaN, NaN, 0];
  let stop: (() => void) | null = null;
  const onReading = (atMs: number, watts: number): void => {
    if (!(watts >= 0) || !Number.isFinite(watts)) return;
    if (atMs > lastMs && atMs - lastMs <= longestGap * source.intervalMs) totalMj += ((lastW + watts) / 2) * (atMs - lastMs);
    [lastMs, lastW] = [atMs, watts];
    if (stop !== null && atMs - askedMs > idleMs) {
      stop();
      [stop, lastMs] = [null, NaN];
    }
  };
  return {
    provenance: 'measured', name: `${source.name}, a reading every ${source.intervalMs} ms`, covers: source.covers, windowMs: readingsPerWindow * source.intervalMs,
    readMj() {
      askedMs = now();
      stop ??= source.open(onReading);
      return totalMj;
    },
  };
}

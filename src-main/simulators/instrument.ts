/** What a simulated instrument is: bytes in, bytes out, and time that goes on. It knows no port, no socket and no timer. */
import type { Supply } from './waveform';

export interface SimulatedInstrument {
  /** What the host wrote, in portions of any size. */
  receive(bytes: Uint8Array): void;
  /** The instrument's own clock goes on to this many ms since it was switched on. */
  advance(toMs: number): void;
  /** Things go wrong inside of it; unknown names do nothing. See each instrument. */
  readonly trouble: InstrumentTrouble;
}

/** What can go wrong inside of an instrument (a wire's faults are in wire.ts). */
export interface InstrumentTrouble {
  /** The next samples are taken and never sent. */
  loseSamples(count: number): void;
  /** The stream stops, silently, until it is started again or told so. */
  stall(stalled: boolean): void;
  /** The next sample carries the counter or time stamp of the one before. */
  repeatCounter(): void;
  /** The instrument's clock jumps forward without samples. */
  jump(ms: number): void;
  /** Something draws more than the instrument can measure. */
  overload(): void;
}

export interface InstrumentOptions {
  readonly seed: number;
  readonly waveform: Supply;
  /** The waveform goes on between captures, from when the instrument was switched on; left out: it begins anew where the instrument does. */
  readonly continuous?: boolean;
  readonly send: (bytes: Uint8Array) => void;
  /** Standard deviation of the noise as a part of the reading. Left out: each instrument's own. */
  readonly noise?: number;
  /** Replies come this much later. */
  readonly slowMs?: number;
}

/** Troubles that come by themselves while a simulated instrument plays. */
import type { Timekeeper } from '../transport/timekeeper';
import type { SimulatedWire } from './wire';

/** Seconds since it began to play; what is left out does not happen. */
export interface Troubles {
  readonly unplugAfterS?: number;
  /** After the cable was pulled. */
  readonly replugAfterS?: number;
  readonly stallAfterS?: number;
  readonly repeatAfterS?: number;
  readonly overloadAfterS?: number;
  readonly jumpAfterS?: number;
  /** How far the instrument's time jumps; 1000 left out. */
  readonly jumpMs?: number;
  readonly loseAfterS?: number;
  /** How many are taken and never sent; 1000 left out. */
  readonly loseSamples?: number;
}

/** The answer calls off what has not come yet. */
export function scheduleTroubles(wire: SimulatedWire, troubles: Troubles, time: Timekeeper): () => void {
  const { trouble } = wire.instrument;
  const calls: (() => void)[] = [];
  const at = (seconds: number | undefined, act: () => void): void => void (seconds !== undefined && calls.push(time.after(seconds * 1000, act)));
  at(troubles.unplugAfterS, () => {
    wire.unplug();
    at(troubles.replugAfterS, () => wire.plug());
  });
  at(troubles.stallAfterS, () => trouble.stall(true));
  at(troubles.repeatAfterS, () => trouble.repeatCounter());
  at(troubles.overloadAfterS, () => trouble.overload());
  at(troubles.jumpAfterS, () => trouble.jump(troubles.jumpMs ?? 1000));
  at(troubles.loseAfterS, () => trouble.loseSamples(troubles.loseSamples ?? 1000));
  return () => calls.forEach((cancel) => cancel());
}

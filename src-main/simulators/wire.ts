/** The wire between a simulated instrument and the studio, in memory: it can be pulled, loses and corrupts bytes, echoes, and its clock drifts. */
import { StudioError } from '../core/errors';
import { createRandom } from '../core/random';
import { Inbox, type ByteStream } from '../transport/byte-stream';
import type { Timekeeper } from '../transport/timekeeper';
import type { SimulatedInstrument } from './instrument';

/** Faults of a wire; what is left out does not happen. */
export interface WireFaults {
  /** Chance of each byte towards the host to be lost, or to come with some bit flipped. */
  readonly loseByte?: number;
  readonly corruptByte?: number;
  /** Bytes come in portions of at most this many. */
  readonly portion?: number;
  /** What the host writes comes back, as from a terminal that echoes. */
  readonly echo?: boolean;
  /** Bytes that lie on the line before the host opens it. */
  readonly stale?: Uint8Array;
  /** How much faster the instrument's clock runs than the host's, in parts per million. */
  readonly driftPpm?: number;
  /** How often the instrument's time goes on, ms; 5 left out. Days of virtual time need fewer. */
  readonly tickMs?: number;
  readonly seed?: number;
}

export interface SimulatedWire {
  /** Opens the port anew; a port that is open or unplugged cannot be opened. Errors: port.missing, port.held */
  open(): ByteStream;
  /** The cable is pulled, or put back. The instrument goes on; what it sends meanwhile is lost. */
  unplug(): void;
  plug(): void;
  readonly plugged: boolean;
  /** Told when the cable is pulled or put back; one at a time. */
  onCable(listener: (plugged: boolean) => void): void;
  /** Bytes that no instrument sent. */
  inject(bytes: Uint8Array): void;
  /** Time stands still for the instrument from now on; nothing of it stays behind. */
  stop(): void;
  readonly instrument: SimulatedInstrument;
}

const tickMs = 5;

/** `make` is given what sends bytes to the host. The instrument runs by `time` from now on. */
export function createWire(name: string, make: (send: (bytes: Uint8Array) => void) => SimulatedInstrument, time: Timekeeper, faults: WireFaults = {}): SimulatedWire {
  const random = createRandom(faults.seed ?? 1);
  let plugged = true;
  let inbox: Inbox | null = null;
  let stopped = false;
  let cable = (_plugged: boolean): void => undefined;

  const deliver = (bytes: Uint8Array): void => {
    if (inbox === null || !plugged) return;
    const sent = faults.loseByte || faults.corruptByte ? damaged(bytes) : bytes;
    const portion = faults.portion ?? sent.length;
    for (let at = 0; at < sent.length; at += portion) inbox.put(sent.subarray(at, at + portion));
  };
  const damaged = (bytes: Uint8Array): Uint8Array => {
    const out: number[] = [];
    for (const byte of bytes) {
      if (random.chance(faults.loseByte ?? 0)) continue;
      out.push(random.chance(faults.corruptByte ?? 0) ? byte ^ (1 << random.integer(8)) : byte);
    }
    return Uint8Array.from(out);
  };

  const instrument = make(deliver);
  const start = time.ms();
  const tick = (): void => {
    if (stopped) return;
    instrument.advance((time.ms() - start) * (1 + (faults.driftPpm ?? 0) * 1e-6));
    cancel = time.after(faults.tickMs ?? tickMs, tick);
  };
  let cancel = time.after(faults.tickMs ?? tickMs, tick);

  return {
    instrument,
    open() {
      if (!plugged) throw new StudioError('port.missing', { port: name });
      if (inbox !== null && !inbox.ended) throw new StudioError('port.held', { port: name, by: null });
      const own = new Inbox();
      inbox = own;
      if (faults.stale !== undefined) own.put(faults.stale);
      return {
        name,
        listen: (listener) => own.listen(listener),
        async write(bytes) {
          if (own.ended) throw own.reason ?? new StudioError('port.gone', { port: name });
          if (faults.echo) own.put(bytes.slice());
          instrument.receive(bytes.slice());
        },
        async close() {
          own.end(null);
          if (inbox === own) inbox = null;
        },
      };
    },
    unplug() {
      plugged = false;
      inbox?.end(new StudioError('port.gone', { port: name }));
      inbox = null;
      cable(false);
    },
    plug() {
      plugged = true;
      cable(true);
    },
    get plugged() {
      return plugged;
    },
    onCable: (listener) => void (cable = listener),
    inject: (bytes) => inbox?.put(bytes),
    stop() {
      stopped = true;
      cancel();
    },
  };
}

/** Serial ports as the driver needs them: what there is, and opening one. Tests and simulations pass their own. */
import type { ByteStream } from '../../transport/byte-stream';
import { openSerialPort, type SerialSettings } from '../../transport/serial-port';
import { listSerialPorts, type FoundPort } from '../../transport/serial-ports';
import { realTime, type Timekeeper } from '../../transport/timekeeper';

export interface SerialAccess {
  list(): Promise<readonly FoundPort[]>;
  /** Errors: port.missing, port.held, port.forbidden, port.not-a-port */
  open(path: string, settings: SerialSettings): Promise<ByteStream>;
  readonly time: Timekeeper;
  /** Present where time is simulated: it goes on only during work with the board, and not while that waits for something real. */
  readonly gate?: { during<T>(work: () => Promise<T>): Promise<T>; outside<T>(work: () => Promise<T>): Promise<T> };
}

export const systemSerial: SerialAccess = { list: () => listSerialPorts(), open: openSerialPort, time: realTime };

/** The port of a profile that means the board which the studio plays itself. */
export const simulatorPort = 'simulator';

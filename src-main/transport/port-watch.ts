/** Notices devices that are plugged in or pulled, by looking at the list of ports again and again: no udev, no program, no rights needed. */
import { listSerialPorts, type FoundPort } from './serial-ports';
import { realTime, type Timekeeper } from './timekeeper';

/** Half of the 2 s within which a change has to be noticed; one look takes about a millisecond on Linux. */
export const lookEveryMs = 1000;

export interface PortChange { readonly ports: readonly FoundPort[]; /** Paths. A device that took the name of another is in both. */ readonly plugged: readonly string[]; readonly unplugged: readonly string[] }
export interface PortWatch {
  /** As of the last look. */
  readonly ports: readonly FoundPort[];
  stop(): void;
}

export interface WatchParts { readonly list?: () => Promise<FoundPort[]>; readonly time?: Timekeeper; readonly everyMs?: number }

/** Resolves after the first look; `onChange` hears of later ones that differ. */
export async function watchPorts(onChange: (change: PortChange) => void, { list = listSerialPorts, time = realTime, everyMs = lookEveryMs }: WatchParts = {}): Promise<PortWatch> {
  let ports: readonly FoundPort[] = await list();
  let cancel = (): void => undefined;
  let stopped = false;
  const look = async (): Promise<void> => {
    const now = await list();
    if (stopped) return;
    const [was, is] = [new Map(ports.map((port) => [port.path, keyOf(port)])), new Map(now.map((port) => [port.path, keyOf(port)]))];
    const plugged = now.map(({ path }) => path).filter((path) => was.get(path) !== is.get(path));
    const unplugged = ports.map(({ path }) => path).filter((path) => was.get(path) !== is.get(path));
    ports = now;
    if (plugged.length + unplugged.length > 0) onChange({ ports, plugged, unplugged });
    again();
  };
  const again = (): void => void (cancel = time.after(everyMs, () => void look()));
  again();
  return {
    get ports() {
      return ports;
    },
    stop() {
      stopped = true;
      cancel();
    },
  };
}

/** Who is behind a port; a device with the same key at the same path is the same device. */
const keyOf = ({ vendorId, productId, serial, interfaceNumber }: FoundPort): string => [vendorId, productId, serial, interfaceNumber].join('/');

/** Which port a board is on: by USB first, because names of ports swap, and by its own name only where USB says nothing. */
import type { BoardProfile } from '../../contract/profiles';
import { StudioError } from '../../core/errors';
import type { FoundPort } from '../../transport/serial-ports';

type Serial = NonNullable<BoardProfile['serial']>;

/** Ports on which USB says that this board may be, in the order of their names. */
export function boardCandidates(serial: Serial, ports: readonly FoundPort[]): FoundPort[] {
  return ports.filter((port) => serial.usb.some(({ vendor, product, serial: number }) => vendor === port.vendorId && product === port.productId && (number === undefined || number === port.serial)));
}

/**
 * Paths to try, the likeliest first. A port named in the profile that USB gives to another device is not tried while the board is
 * found elsewhere. Errors: mlperf.no-serial, mlperf.not-found, mlperf.other-device
 */
export function boardPaths(profile: BoardProfile, ports: readonly FoundPort[]): string[] {
  const serial = profile.serial;
  if (serial === undefined || (serial.port === undefined && serial.usb.length === 0)) throw new StudioError('mlperf.no-serial', { board: profile.id });
  if (serial.usb.length === 0) return [serial.port as string];
  const found = boardCandidates(serial, ports).map(({ path }) => path);
  if (serial.port !== undefined && found.includes(serial.port)) return [serial.port];
  if (found.length > 0) return found;
  const looked = serial.usb.map(describeUsb).join(', ');
  const named = ports.find(({ path }) => path === serial.port);
  if (named !== undefined && named.vendorId !== null) throw new StudioError('mlperf.other-device', { port: named.path, expected: `USB ${looked}`, found: describePort(named) });
  // A port that USB does not know, such as a pseudo-terminal or a pin header.
  if (serial.port !== undefined) return [serial.port];
  throw new StudioError('mlperf.not-found', { board: profile.id, looked: `USB ${looked}` });
}

/** Where the same device is now; null while it is on no port. `before`: as it was listed when it was opened. */
export function sameDevice(before: FoundPort, ports: readonly FoundPort[]): FoundPort | null {
  const alike = ports.filter((port) => port.vendorId === before.vendorId && port.productId === before.productId && port.serial === before.serial && port.interfaceNumber === before.interfaceNumber);
  // Devices without serial numbers cannot be told apart, so another name than before is trusted only while there is one.
  return alike.find(({ path }) => path === before.path) ?? (alike.length === 1 || before.serial !== null ? alike[0] ?? null : null);
}

const describeUsb = ({ vendor, product, serial }: Serial['usb'][number]): string => `${vendor}:${product}${serial === undefined ? '' : ` ${serial}`}`;

export const describePort = ({ product, vendorId, productId, serial }: FoundPort): string => `${product ?? 'a device'} (USB ${vendorId ?? '?'}:${productId ?? '?'}${serial === null ? '' : ` ${serial}`})`;

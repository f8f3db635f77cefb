/** Starts the side process that speaks with a Joulescope through its maker's Python package. */
import { join } from 'node:path';
import { StudioError } from '../core/errors';
import { projectRoot } from '../paths';
import type { ByteStream } from '../transport/byte-stream';
import { openProgram } from '../transport/program-stream';
import { listUsbInstruments, type UsbInstrument } from '../transport/usb-devices';

/** Addresses of Joulescopes: the word alone where one is plugged in, or the word and a serial number. */
const address = /^joulescope(?::(\w+))?$/;
export const isJoulescopeAddress = (port: string): boolean => address.test(port);
export const joulescopeSerial = (port: string): string | null => address.exec(port)?.[1] ?? null;

export interface BridgeParts {
  /** Python 3 and the program it runs; left out: HI_STUDIO_PYTHON or python3, and the one that ships. */
  readonly python?: string; readonly program?: string;
  readonly devices?: () => readonly UsbInstrument[];
}

/** Errors: analyzer.usb-forbidden, analyzer.no-python, port.missing */
export async function openJoulescopeBridge(port: string, { python = process.env.HI_STUDIO_PYTHON ?? 'python3', program = join(projectRoot(), 'resources', 'joulescope', 'bridge.py'), devices = listUsbInstruments }: BridgeParts = {}): Promise<ByteStream> {
  if (!isJoulescopeAddress(port)) throw new StudioError('port.missing', { port });
  const serial = joulescopeSerial(port);
  // The maker's driver does not list what it may not open, so this is found out before it is asked.
  const forbidden = devices().find((one) => !one.allowed && (serial === null || one.serial === serial));
  if (forbidden !== undefined) throw new StudioError('analyzer.usb-forbidden', { device: forbidden.product ?? port, vendor: forbidden.vendorId ?? '' });
  try {
    return await openProgram(python, ['-u', program], port);
  } catch (cause) {
    throw new StudioError('analyzer.no-python', { tried: python, why: (cause as NodeJS.ErrnoException).code ?? String(cause) }, { cause });
  }
}

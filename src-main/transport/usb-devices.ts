/** USB instruments that are no serial port and are reached through a program; found in the kernel's own folders, so on Linux alone. */
import { accessSync, constants, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FoundPort } from './serial-ports';

/** Tests pass their own. */
export interface UsbFolders { readonly devices: string; readonly nodes: string }
export const linuxUsb: UsbFolders = { devices: '/sys/bus/usb/devices', nodes: '/dev/bus/usb' };

/** By vendor and product. */
const known: Readonly<Record<string, string>> = { '16d0:0e88': 'Joulescope JS110', '16d0:10ba': 'Joulescope JS220' };

export interface UsbInstrument extends FoundPort {
  /** Whether this user may open it. */
  readonly allowed: boolean;
}

/** Sorted by address; none where the system has no such folders. */
export function listUsbInstruments({ devices, nodes }: UsbFolders = linuxUsb): UsbInstrument[] {
  const read = (device: string, file: string): string | null => {
    try {
      return readFileSync(join(devices, device, file), 'utf8').trim();
    } catch {
      // A hub or an interface has no such file.
      return null;
    }
  };
  return list(devices).flatMap((device): UsbInstrument[] => {
    const [vendorId, productId] = [read(device, 'idVendor'), read(device, 'idProduct')];
    const product = known[`${vendorId}:${productId}`];
    if (product === undefined) return [];
    const serial = read(device, 'serial');
    const [bus, number] = ['busnum', 'devnum'].map((file) => (read(device, file) ?? '').padStart(3, '0'));
    return [{ path: serial === null ? 'joulescope' : `joulescope:${serial}`, vendorId, productId, product, serial, interfaceNumber: null, allowed: mayOpen(join(nodes, bus, number)) }];
  }).sort((a, b) => (a.path < b.path ? -1 : 1));
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function mayOpen(node: string): boolean {
  try {
    accessSync(node, constants.R_OK | constants.W_OK);
    return true;
  } catch (error) {
    // A node that is not there forbids nothing: containers and tests have none.
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}

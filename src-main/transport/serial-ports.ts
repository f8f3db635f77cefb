/** The serial ports of this machine, with what USB says of the device behind each. */
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SerialPort } from 'serialport';
import { linuxUsb, listUsbInstruments, type UsbFolders } from './usb-devices';

export interface FoundPort {
  readonly path: string;
  /** Four lower-case hex digits; null where the port is not on USB or the system does not say. */
  readonly vendorId: string | null; readonly productId: string | null;
  readonly product: string | null; readonly serial: string | null;
  /** Interface of a device with several ports; null where unknown. */
  readonly interfaceNumber: number | null;
}

/** Folders of Linux; tests pass their own. */
export interface SystemFolders { readonly devices: string; readonly classes: string; /** Left out: no USB instruments. */ readonly usb?: UsbFolders }
const linux: SystemFolders = { devices: '/dev', classes: '/sys/class/tty', usb: linuxUsb };
const deviceNames = /^(ttyACM|ttyUSB|ttyAMA|cu\.usb)/;

/**
 * Sorted by path, then USB instruments that a program reaches (Linux). On Linux from the kernel's own folders, elsewhere from the library: its list starts the
 * program udevadm there, and fails in containers and small systems that have none.
 */
export async function listSerialPorts(folders: SystemFolders = linux): Promise<FoundPort[]> {
  if (process.platform === 'linux') return [...nodes(folders), ...(folders.usb === undefined ? [] : listUsbInstruments(folders.usb))];
  try {
    const ports = await SerialPort.list();
    return ports.map(({ path, vendorId, productId, serialNumber, ...rest }) => ({
      path, vendorId: vendorId?.toLowerCase() ?? null, productId: productId?.toLowerCase() ?? null, serial: serialNumber ?? null,
      product: (rest as { friendlyName?: string }).friendlyName ?? rest.manufacturer ?? null, interfaceNumber: null,
    })).sort((a, b) => (a.path < b.path ? -1 : 1));
  } catch {
    // Whatever the library could not do, the device nodes are there.
    return nodes(folders);
  }
}

function nodes({ devices, classes }: SystemFolders): FoundPort[] {
  if (!existsSync(devices)) return [];
  return readdirSync(devices).filter((name) => deviceNames.test(name)).sort().map((name) => ({ path: join(devices, name), ...usbFacts(join(classes, name, 'device')) }));
}

/** Walks up from the interface to the USB device, whose folder has idVendor. */
function usbFacts(link: string): Omit<FoundPort, 'path'> {
  const read = (file: string): string | null => {
    try {
      return readFileSync(file, 'utf8').trim();
    } catch {
      // A file that this kind of device does not have.
      return null;
    }
  };
  const nothing = { vendorId: null, productId: null, product: null, serial: null, interfaceNumber: null };
  if (!existsSync(link)) return nothing;
  let folder = realpathSync(link);
  let interfaceNumber: number | null = null;
  for (let depth = 0; depth < 6; depth++, folder = dirname(folder)) {
    const number = read(join(folder, 'bInterfaceNumber'));
    if (number !== null) interfaceNumber = Number.parseInt(number, 16);
    const vendorId = read(join(folder, 'idVendor'));
    if (vendorId !== null) return { vendorId, productId: read(join(folder, 'idProduct')), product: read(join(folder, 'product')), serial: read(join(folder, 'serial')), interfaceNumber };
  }
  return nothing;
}

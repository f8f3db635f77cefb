/** Where an instrument is now that was somewhere before: ports change their names when cables do. */
import { StudioError } from '../../core/errors';
import { isTcpAddress } from '../../analyzers/registry';
import { listSerialPorts, type FoundPort } from '../../transport/serial-ports';

/** `usb`: what was behind the port when the capture began; null over the network or where the system does not say. */
export interface Whereabouts { readonly address: string; readonly usb: FoundPort | null }

export async function noteWhereabouts(address: string, list: () => Promise<FoundPort[]> = listSerialPorts): Promise<Whereabouts> {
  if (isTcpAddress(address)) return { address, usb: null };
  const port = (await list()).find(({ path }) => path === address);
  return { address, usb: port?.vendorId === null || port === undefined ? null : port };
}

/** The port to open now. A device with a serial number is followed to whatever name it has got. Errors: port.missing, analyzer.other-device */
export async function findAgain({ address, usb }: Whereabouts, list: () => Promise<FoundPort[]> = listSerialPorts): Promise<string> {
  if (usb === null) return address;
  const ports = await list();
  const alike = ports.filter(({ vendorId, productId, serial, interfaceNumber }) => vendorId === usb.vendorId && productId === usb.productId && serial === usb.serial && interfaceNumber === usb.interfaceNumber);
  const found = alike.find(({ path }) => path === address) ?? (usb.serial === null ? undefined : alike[0]);
  if (found !== undefined) return found.path;
  const other = ports.find(({ path }) => path === address);
  if (other === undefined) throw new StudioError('port.missing', { port: address });
  throw new StudioError('analyzer.other-device', { port: address, expected: told(usb), got: told(other) });
}

const told = ({ product, serial, vendorId, productId }: FoundPort): string => `${product ?? `the USB device ${vendorId}:${productId}`}${serial === null ? '' : ` (${serial})`}`;

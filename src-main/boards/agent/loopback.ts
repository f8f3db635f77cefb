/** Which addresses mean "this machine alone", and which "every network". */
import { isIPv4 } from 'node:net';

const plain = (host: string): string => host.replace(/^::ffff:/i, '');

/** Only programs of this machine reach these addresses. */
export function isLoopback(host: string): boolean {
  const address = plain(host);
  return address === 'localhost' || address === '::1' || (isIPv4(address) && address.startsWith('127.'));
}

/** A server that listens everywhere is reached where the one who named it is. */
export function addressOf(host: string, namedBy: string): string {
  return host === '0.0.0.0' || host === '::' ? plain(namedBy) : host;
}

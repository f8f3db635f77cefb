/**
 * Air time of Bluetooth Low Energy data packets and of the pairs that make up a connection event (algorithms 10.1, 10.2).
 *
 * | PHY                   | preamble, address, header, CRC and payload of L bytes | in microseconds |
 * |-----------------------|--------------------------------------------------------|-----------------|
 * | 1M                    | (1 + 4 + 2 + L + 3) bytes at 1 Mbit/s                  | 8 (10 + L)      |
 * | 2M                    | (2 + 4 + 2 + L + 3) bytes at 2 Mbit/s                  | 4 (11 + L)      |
 * | coded S=2, 500 kbit/s | preamble and address always at S=8                     | 462 + 16 L      |
 * | coded S=8, 125 kbit/s |                                                        | 720 + 64 L      |
 *
 * Encryption adds a message integrity check of 4 bytes to packets that carry data. Source: Bluetooth Core packet formats.
 */

export type BlePhy = '1M' | '2M' | 'coded-s2' | 'coded-s8';

/** Pause between the packets of an event, in microseconds. */
export const interFrameSpaceUs = 150;
/** L2CAP and ATT headers inside the payload; the application has the rest. */
export const attributeHeaderBytes = 7;
export const longestPayloadBytes = 251;

const integrityCheckBytes = 4;

/** Microseconds on air of one packet with `payloadBytes` (0..251, whole, else RangeError) of link-layer payload. */
export function packetUs(phy: BlePhy, payloadBytes: number, encrypted = false): number {
  if (!Number.isInteger(payloadBytes) || payloadBytes < 0 || payloadBytes > longestPayloadBytes) throw new RangeError(`a packet holds 0 to ${longestPayloadBytes} bytes, not ${payloadBytes}`);
  const L = payloadBytes + (encrypted && payloadBytes > 0 ? integrityCheckBytes : 0);
  switch (phy) {
    case '1M': return 8 * (10 + L);
    case '2M': return 4 * (11 + L);
    case 'coded-s2': return 462 + 16 * L;
    case 'coded-s8': return 720 + 64 * L;
  }
}

/** pair(L) = time(0) + 150 + time(L) + 150: the central's empty poll, then the device's data; microseconds. */
export function pairUs(phy: BlePhy, payloadBytes: number, encrypted = false): number {
  return packetUs(phy, 0) + interFrameSpaceUs + packetUs(phy, payloadBytes, encrypted) + interFrameSpaceUs;
}

/** Pairs that fit into one connection interval; 0 where not even one does. */
export function pairsPerInterval(phy: BlePhy, payloadBytes: number, intervalMs: number, encrypted = false): number {
  return Math.floor((intervalMs * 1000) / pairUs(phy, payloadBytes, encrypted));
}

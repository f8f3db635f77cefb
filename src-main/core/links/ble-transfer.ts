/** Time to send bytes from a device over a Bluetooth Low Energy connection, event by event (algorithms 10.2 to 10.4). */
import { interFrameSpaceUs, packetUs, pairUs, pairsPerInterval, type BlePhy } from './ble-packets';

/** A connection as the device sees it. Events start every `intervalMs`. */
export interface BleConnection {
  readonly phy: BlePhy;
  /** Connection interval, ms, above 0. */
  readonly intervalMs: number;
  /** Link-layer payload of a full packet, 1..251 bytes, headers included. */
  readonly payloadBytes: number;
  /** Payloads the two sides allow in an event; FLEET's "packets a CI" / 2. */
  readonly payloadsPerEvent: number;
  readonly encrypted?: boolean;
  /** Caps the payloads of an event by what the air allows; default true. FLEET's own figures seem to need false. */
  readonly airtimeCap?: boolean;
  /** Data in one event, its acknowledgement in the next: every further event costs two intervals; default false. */
  readonly confirmed?: boolean;
}

/** Payloads that really go in one event: P. 0: the interval is too short for this packet, nothing is ever sent. */
export function payloadsInEvent(connection: BleConnection): number {
  const { phy, payloadBytes, intervalMs, payloadsPerEvent, encrypted, airtimeCap } = connection;
  return airtimeCap === false ? payloadsPerEvent : Math.min(payloadsPerEvent, pairsPerInterval(phy, payloadBytes, intervalMs, encrypted));
}

/**
 * Milliseconds from the start of the first event until the last of `bytes` is at the server; 0 for no bytes, Infinity where it never is.
 * floor((n-1)/P) CI q + ((n-1) mod P) pair(L) + time(0) + 150 + time(L_last), n = ceil(bytes / L), q = 2 if confirmed (10.3).
 *
 * With `loss` e each packet is lost independently and repeated in the next slot. The transfer then takes N >= n slots,
 * N negative binomial, and the result is the mean of the same expression with N for n (10.4 a).
 */
export function bleTransferMs(connection: BleConnection, bytes: number, loss = 0): number {
  const n = Math.ceil(bytes / connection.payloadBytes);
  const P = payloadsInEvent(connection);
  if (n === 0) return 0;
  if (P < 1 || loss >= 1) return Infinity;
  const { phy, payloadBytes, encrypted, intervalMs, confirmed } = connection;
  const lastBytes = bytes - (n - 1) * payloadBytes;
  const lastUs = packetUs(phy, 0) + interFrameSpaceUs + packetUs(phy, lastBytes, encrypted);
  const eventMs = intervalMs * (confirmed === true ? 2 : 1);
  const pair = pairUs(phy, payloadBytes, encrypted);
  const slotStartMs = (slots: number): number => Math.floor((slots - 1) / P) * eventMs + ((slots - 1) % P) * pair / 1000;
  return meanOverSlots(n, loss, slotStartMs) + lastUs / 1000;
}

/** Mean wait in ms until the next event, for data that is ready at no particular time: CI / 2 (10.3). */
export function bleMeanWaitMs(connection: BleConnection): number {
  return connection.intervalMs / 2;
}

/** Expected events for n payloads, P an event, each lost with probability e: sum over k >= 0 of P(Binomial(kP, 1-e) < n) (10.4). */
export function expectedEvents(payloads: number, payloadsPerEvent: number, loss: number): number {
  if (payloads === 0) return 0;
  if (payloadsPerEvent < 1 || loss >= 1) return Infinity;
  return meanOverSlots(payloads, loss, (slots) => Math.ceil(slots / payloadsPerEvent));
}

/** Beyond this many slots the sum is replaced by `of` at the mean: loss so near 1 that nothing depends on the last digit. */
const longestSum = 5_000_000;

/** Mean of `of(N)`, N the slots until n payloads have arrived: P(N = m) = C(m-1, n-1) (1-e)^n e^(m-n) (std). */
function meanOverSlots(n: number, e: number, of: (slots: number) => number): number {
  if (e === 0) return of(n);
  const mean = n / (1 - e);
  const enough = mean + 14 * Math.sqrt(n * e) / (1 - e) + 40 / -Math.log(e);
  if (enough > longestSum) return of(Math.round(mean));
  let sum = 0;
  let weight = 0;
  // In logarithms, because (1-e)^n alone underflows for a few thousand packets.
  let logP = n * Math.log(1 - e);
  for (let m = n; m <= enough; m++) {
    const p = Math.exp(logP);
    sum += p * of(m);
    weight += p;
    logP += Math.log(m / (m - n + 1)) + Math.log(e);
  }
  return sum / weight;
}

/** How long a link takes for one offload: t_off = t_link(bytes) + t_server, t_link = fixed + bytes / rate (algorithms 3). */
import type { Estimate } from '../measurements';

/** A figure of a profile with its source, as link profiles hold it. */
export interface SourcedFigure { readonly value: number; readonly source: string }

/** What the equation needs of a link; a link profile fits as it is. Keys carry the profile's units. */
export interface LinkFigures {
  readonly name: string;
  /** Part of an offload that does not grow with its size, server excluded; ms. */
  readonly fixed_ms: SourcedFigure;
  /** Payload bits per second / 10^6; absent: size does not matter; 0: nothing ever arrives. */
  readonly rate_mbit_s?: SourcedFigure;
  /** Share of packets lost, independently, 0..1; each is sent again. */
  readonly loss?: SourcedFigure;
  /** Payload of one packet; only the spread that loss causes depends on it. */
  readonly packet_bytes?: number;
}

/** Milliseconds that `bytes` take at the link's rate, sent once: 8 bytes / (1000 rate). */
function sendingMs(link: LinkFigures, bytes: number): number {
  return bytes === 0 || link.rate_mbit_s === undefined ? 0 : (bytes * 8) / (1000 * link.rate_mbit_s.value);
}

/** Sends a packet needs until it arrives: 1 / (1 - loss), mean of a geometric distribution; Infinity at loss 1. */
export function expectedSends(loss: number): number {
  return loss >= 1 ? Infinity : 1 / (1 - loss);
}

/**
 * t_link in ms of one request of `bytes` (whole number >= 0, else RangeError), its repeats included; Infinity where nothing arrives.
 * t_link = fixed + 8 bytes / (1000 rate (1 - loss))
 */
export function linkMs(link: LinkFigures, bytes: number): number {
  if (!Number.isInteger(bytes) || bytes < 0) throw new RangeError(`bytes must be a whole number of at least 0, not ${bytes}`);
  const once = sendingMs(link, bytes);
  return link.fixed_ms.value + (once === 0 ? 0 : once * expectedSends(link.loss?.value ?? 0));
}

/**
 * Standard deviation in ms that loss gives one offload; 0 without loss, null where the packet size or the time is unknown.
 * sd = t_packet sqrt(n e) / (1 - e): n packets of t_packet, each repeated geometrically (std).
 */
export function linkSdMs(link: LinkFigures, bytes: number): number | null {
  const loss = link.loss?.value ?? 0;
  if (loss === 0) return 0;
  const total = sendingMs(link, bytes);
  if (link.packet_bytes === undefined || loss >= 1 || !Number.isFinite(total)) return null;
  const packets = Math.ceil(bytes / link.packet_bytes);
  return packets === 0 ? 0 : (total / packets) * Math.sqrt(packets * loss) / (1 - loss);
}

/**
 * t_off over a link that is not here: always `modelled`, with the equation and both parts as its source.
 * `server`: the server's own time for one request. The spread holds what loss and the server add; null where either is unknown.
 */
export function offloadEstimate(link: LinkFigures, bytes: number, server: Estimate): Estimate {
  const value = linkMs(link, bytes) + server.value;
  const linkSd = linkSdMs(link, bytes);
  const sd = linkSd === null || server.sd === null ? null : Math.hypot(linkSd, server.sd);
  return { value, n: 0, sd, ci95: null, median: null, p95: null, p99: null, provenance: 'modelled', source: offloadSource(link, bytes, server) };
}

function offloadSource(link: LinkFigures, bytes: number, server: Estimate): string {
  const loss = link.loss?.value ?? 0;
  const rate = loss > 0 ? '(rate (1 - loss))' : 'rate';
  const parts = [`fixed ${link.fixed_ms.value} ms (${link.fixed_ms.source})`];
  parts.push(link.rate_mbit_s === undefined ? 'any rate' : `rate ${link.rate_mbit_s.value} Mbit/s (${link.rate_mbit_s.source})`);
  if (loss > 0) parts.push(`loss ${loss}`);
  return `t_off = fixed + ${bytes} bytes / ${rate} + server; ${link.name}: ${parts.join(', ')}; server ${server.value.toFixed(2)} ms, ${server.provenance} (${server.source})`;
}

/** PPK2: how long a sample takes from bytes to amperes, with and without losses, and to its place on the time axis. */
import { ppk2Defaults } from '../../src-main/core/protocol/ppk2';
import { Ppk2Decoder } from '../../src-main/core/protocol/ppk2-samples';
import { Ppk2Timeline } from '../../src-main/core/protocol/ppk2-timeline';

const samples = 4_000_000;
/** What USB delivers in 10 ms. */
const chunkSamples = 1000;
const limitNs = 15;

/** Words with rising counters; `loseEvery` samples one is missing (0: none). */
function stream(loseEvery: number): Uint8Array {
  const bytes = new Uint8Array(samples * 4);
  const view = new DataView(bytes.buffer);
  for (let i = 0, n = 0; i < samples; i++, n++) {
    if (loseEvery > 0 && i % loseEvery === loseEvery - 1) n++;
    view.setUint32(i * 4, (((n * 37) & 0x3fff) | ((n >> 9) % 5 << 14) | ((n & 63) << 18) | ((n & 255) << 24)) >>> 0, true);
  }
  return bytes;
}

function median(run: () => void): number {
  const times = Array.from({ length: 7 }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return (times.sort((a, b) => a - b)[3] * 1e6) / samples;
}

export async function bench(): Promise<{ title: string; rows: { name: string; value: number; unit: string; limit?: string; ok?: boolean }[] }> {
  const [clean, lossy] = [stream(0), stream(10_000)];
  const decode = (bytes: Uint8Array, each: (decoder: Ppk2Decoder, chunk: Uint8Array, k: number) => void): number => median(() => {
    const decoder = new Ppk2Decoder(ppk2Defaults, 3.3);
    for (let k = 0; k < samples / chunkSamples; k++) each(decoder, bytes.subarray(k * chunkSamples * 4, (k + 1) * chunkSamples * 4), k);
  });
  const only = decode(clean, (decoder, chunk) => void decoder.push(chunk));
  const losses = decode(lossy, (decoder, chunk) => void decoder.push(chunk));
  let timeline = new Ppk2Timeline(100_000, { block: () => undefined, event: () => undefined });
  const placed = decode(clean, (decoder, chunk, k) => {
    if (k === 0) timeline = new Ppk2Timeline(100_000, { block: () => undefined, event: () => undefined });
    timeline.push(decoder.push(chunk), k * 10);
  });
  const row = (name: string, value: number): { name: string; value: number; unit: string; limit: string; ok: boolean } => ({ name, value, unit: 'ns/sample', limit: `≤ ${limitNs} ns`, ok: value <= limitNs });
  return {
    title: `PPK2: ${samples / 1e6} million samples in chunks of ${chunkSamples}, median of 7`,
    rows: [row('bytes to amperes and digital lines', only), row('the same with a loss each 10 000 samples', losses), { name: 'and on the time axis, copied into blocks of their own', value: placed, unit: 'ns/sample' }],
  };
}

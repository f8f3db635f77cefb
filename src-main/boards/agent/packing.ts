/** Samples and exit outputs as bytes, little-endian, and back. Lengths are checked: what does not fit gives null. */
import type { ExitOutputs } from '../../core/measurements';
import type { SampleBatch } from '../../engine/ports';

const bytesOf = (array: Uint8Array | Uint16Array | Float32Array): Uint8Array => new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

/** A copy that starts at an address every element type likes. */
const aligned = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

/** Pixels, then labels. */
export function packBatch(batch: SampleBatch): Uint8Array[] {
  return [batch.pixels, bytesOf(batch.labels)];
}

export function unpackBatch(count: number, bytes: number, payload: Uint8Array): SampleBatch | null {
  if (payload.length !== count * bytes + count * 2) return null;
  return { count, bytes, pixels: payload.subarray(0, count * bytes), labels: new Uint16Array(aligned(payload.subarray(count * bytes))) };
}

/** Exit by exit: prediction (N), top (N, width), entropy (N). */
export function packOutputs(outputs: readonly ExitOutputs[]): Uint8Array[] {
  return outputs.flatMap((exit) => [bytesOf(exit.prediction), bytesOf(exit.top), bytesOf(exit.entropy)]);
}

export function unpackOutputs(count: number, widths: readonly number[], payload: Uint8Array): ExitOutputs[] | null {
  const sizes = widths.map((width) => count * (2 + 4 * width + 4));
  if (payload.length !== sizes.reduce((sum, size) => sum + size, 0)) return null;
  let at = 0;
  const take = (length: number): ArrayBuffer => aligned(payload.subarray(at, (at += length)));
  return widths.map((width) => ({ width, prediction: new Uint16Array(take(2 * count)), top: new Float32Array(take(4 * count * width)), entropy: new Float32Array(take(4 * count)) }));
}

export function packPredictions(prediction: Uint16Array): Uint8Array[] {
  return [bytesOf(prediction)];
}

export function unpackPredictions(count: number, payload: Uint8Array): Uint16Array | null {
  return payload.length === 2 * count ? new Uint16Array(aligned(payload)) : null;
}

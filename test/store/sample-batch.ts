/** Made-up outputs that can be told from the sample index alone, so that what is read back can be checked. */
import type { ExitOutputs } from '../../src-main/core/measurements';

export const width = 4;
export const predictionOf = (index: number, exit: number): number => (index * 7 + exit) % 10;
export const topOf = (index: number, exit: number, j: number): number => Math.fround(1 / (2 + j + (index % 13) + exit));
export const entropyOf = (index: number, exit: number): number => Math.fround(((index * 31 + exit) % 97) / 97);
export const truthOf = (index: number): number => (index * 3) % 10;

export function batch(indices: Int32Array, exitCount = 2): { truth: Uint16Array; exits: ExitOutputs[] } {
  const exits = Array.from({ length: exitCount }, (_, k): ExitOutputs => ({
    prediction: Uint16Array.from(indices, (index) => predictionOf(index, k)),
    top: Float32Array.from({ length: indices.length * width }, (_, i) => topOf(indices[Math.floor(i / width)], k, i % width)),
    width,
    entropy: Float32Array.from(indices, (index) => entropyOf(index, k)),
  }));
  return { truth: Uint16Array.from(indices, truthOf), exits };
}

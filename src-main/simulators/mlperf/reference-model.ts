/**
 * The firmware's reference network (resources/firmware/model) once more: sums over fields of pixels, then one linear layer an exit.
 * Its weights follow a rule, so it answers at chance; it is there to try boards, drivers and firmware without a trained model.
 */
import { hashSeed } from '../../core/random';

const side = 32;
const channels = 3;
const classes = 10;
const middle = 128;

/** Fields of `field` x `field` pixels; logits are whole numbers times `scale`. */
const exits = [{ field: 8, scale: 2 ** -18 }, { field: 4, scale: 2 ** -17 }] as const;

/** w(exit, class, feature) = (hash & 127) − 64, where the hash is `hashSeed` of core/random over the three. */
export const referenceWeight = (exit: number, label: number, feature: number): number => (hashSeed(exit, label, feature) & 127) - 64;

const weights = exits.map(({ field }, exit) => {
  const count = (side / field) ** 2 * channels;
  return Int8Array.from({ length: classes * count }, (_, i) => referenceWeight(exit, Math.floor(i / count), i % count));
});

/** (10) logits of both exits for 32 x 32 x 3 uint8 pixels, HWC. */
export function referenceLogits(pixels: Uint8Array): Float32Array[] {
  return exits.map(({ field, scale }, exit) => {
    const features = sums(pixels, field);
    return Float32Array.from({ length: classes }, (_, label) => {
      let sum = 0;
      for (let f = 0; f < features.length; f++) sum += weights[exit][label * features.length + f] * features[f];
      return Math.fround(sum) * scale;
    });
  });
}

/** Feature (row * fields + column) * 3 + channel. */
function sums(pixels: Uint8Array, field: number): Int32Array {
  const fields = side / field;
  const features = new Int32Array(fields * fields * channels).fill(-middle * field * field);
  for (let i = 0; i < side * side; i++) {
    const at = (Math.floor(Math.floor(i / side) / field) * fields + Math.floor((i % side) / field)) * channels;
    for (let c = 0; c < channels; c++) features[at + c] += pixels[i * channels + c];
  }
  return features;
}

/**
 * Shrinks an image as ImageNet models expect it, bit for bit as Pillow does: shorter side resized with an antialiased
 * triangle filter ("bilinear"), then the centre cut out.
 *
 * Source: Pillow, src/libImaging/Resample.c (8 bits per channel); sizes and offsets as torchvision's Resize and CenterCrop.
 */

/** Pillow's fixed point: 32 bits less 8 of the pixel and 2 of head room. */
const precision = 22;

/** For every output position: where its inputs begin, and their weights as whole numbers that add up to about 2^22. */
interface Taps { readonly first: Int32Array; readonly count: Int32Array; readonly weights: Int32Array; readonly width: number }

/** Taps of the outputs offset .. offset + outputs of an axis that goes from `inputSize` to `outputSize`. */
function triangleTaps(inputSize: number, outputSize: number, offset: number, outputs: number): Taps {
  const scale = inputSize / outputSize;
  const support = Math.max(scale, 1); // half the triangle's base; wider when shrinking: that is the antialiasing
  const width = Math.ceil(support) * 2 + 1;
  const first = new Int32Array(outputs);
  const count = new Int32Array(outputs);
  const weights = new Int32Array(outputs * width);
  const exact = new Float64Array(width);
  for (let i = 0; i < outputs; i++) {
    const centre = (offset + i + 0.5) * scale;
    const from = Math.max(0, Math.trunc(centre - support + 0.5));
    const taps = Math.min(inputSize, Math.trunc(centre + support + 0.5)) - from;
    let sum = 0;
    for (let t = 0; t < taps; t++) {
      exact[t] = Math.max(0, 1 - Math.abs((from + t - centre + 0.5) * (1 / support)));
      sum += exact[t];
    }
    for (let t = 0; t < taps; t++) weights[i * width + t] = Math.trunc(0.5 + (exact[t] / sum) * (1 << precision));
    first[i] = from;
    count[i] = taps;
  }
  return { first, count, weights, width };
}

/** round(x / 2) with halves to the even number, as Python rounds. */
function halfToEven(x: number): number {
  const floor = Math.floor(x / 2);
  return x % 2 === 0 || floor % 2 === 0 ? floor : floor + 1;
}

/**
 * `rgba`: (height, width, 4) uint8, alpha ignored. Returns (3, crop, crop) uint8: the centre of the image whose shorter
 * side was resized to `shorter` >= `crop`. Only what the crop shows is computed.
 */
export function resizeAndCrop(rgba: Uint8Array | Uint8ClampedArray, width: number, height: number, shorter: number, crop: number): Uint8Array {
  const resizedWidth = width <= height ? shorter : Math.trunc((shorter * width) / height);
  const resizedHeight = height <= width ? shorter : Math.trunc((shorter * height) / width);
  const across = triangleTaps(width, resizedWidth, halfToEven(resizedWidth - crop), crop);
  const down = triangleTaps(height, resizedHeight, halfToEven(resizedHeight - crop), crop);
  const half = 1 << (precision - 1);

  const top = down.first[0];
  const rows = down.first[crop - 1] + down.count[crop - 1] - top;
  const narrow = new Uint8Array(rows * crop * 3); // (rows, crop, 3)
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < crop; x++) {
      let red = half, green = half, blue = half;
      let at = ((top + y) * width + across.first[x]) * 4;
      for (let t = 0, w = x * across.width; t < across.count[x]; t++, w++, at += 4) {
        const weight = across.weights[w];
        red += rgba[at] * weight;
        green += rgba[at + 1] * weight;
        blue += rgba[at + 2] * weight;
      }
      const to = (y * crop + x) * 3;
      narrow[to] = red >> precision;
      narrow[to + 1] = green >> precision;
      narrow[to + 2] = blue >> precision;
    }
  }

  const plane = crop * crop;
  const out = new Uint8Array(3 * plane);
  for (let y = 0; y < crop; y++) {
    for (let x = 0; x < crop; x++) {
      let red = half, green = half, blue = half;
      let at = ((down.first[y] - top) * crop + x) * 3;
      for (let t = 0, w = y * down.width; t < down.count[y]; t++, w++, at += crop * 3) {
        const weight = down.weights[w];
        red += narrow[at] * weight;
        green += narrow[at + 1] * weight;
        blue += narrow[at + 2] * weight;
      }
      const to = y * crop + x;
      out[to] = red >> precision;
      out[plane + to] = green >> precision;
      out[2 * plane + to] = blue >> precision;
    }
  }
  return out;
}

/** What a board says about samples, kept as the studio keeps every exit's outputs. */
import { KEPT_PROBABILITIES, type ExitOutputs } from '../../core/measurements';

/** One answer: the most probable classes, highest first, the first index first on ties. Entropy in nats. */
export interface ExitAnswer { readonly classes: readonly number[]; readonly top: readonly number[]; readonly entropy: number }

/** Printed with three decimals, C probabilities miss 1 by half a step each; quantised softmax by up to half of 1/256 each. */
const allowedError = (classes: number): number => 0.02 + classes / 512;

/** Renormalised, as the reference host does it; null where the values are no probabilities. */
export function answerOf(printed: readonly number[]): ExitAnswer | null {
  const sum = printed.reduce((total, value) => total + value, 0);
  if (printed.some((value) => !(value >= -0.001)) || Math.abs(sum - 1) > allowedError(printed.length)) return null;
  const p = printed.map((value) => Math.fround(Math.max(0, value) / sum));
  const order = [...p.keys()].sort((a, b) => p[b] - p[a] || a - b).slice(0, KEPT_PROBABILITIES);
  const entropy = p.reduce((total, value) => (value > 0 ? total - value * Math.log(value) : total), 0);
  return { classes: order, top: order.map((c) => p[c]), entropy: Math.max(0, entropy) };
}

export class ExitRows {
  readonly #prediction: Uint16Array;
  readonly #top: Float32Array;
  readonly #entropy: Float32Array;
  readonly #width: number;

  constructor(classes: number, samples: number) {
    this.#width = Math.min(classes, KEPT_PROBABILITIES);
    this.#prediction = new Uint16Array(samples);
    this.#top = new Float32Array(samples * this.#width);
    this.#entropy = new Float32Array(samples);
  }

  take({ classes, top, entropy }: ExitAnswer, sample: number): void {
    this.#prediction[sample] = classes[0];
    this.#top.set(top.slice(0, this.#width), sample * this.#width);
    this.#entropy[sample] = entropy;
  }

  get outputs(): ExitOutputs {
    return { prediction: this.#prediction, top: this.#top, width: this.#width, entropy: this.#entropy };
  }
}

/** (C, H, W) of the studio to (H, W, C) of the benchmark; both uint8. */
export function interleaved(planar: Uint8Array, channels: number): Uint8Array {
  const plane = planar.length / channels;
  const out = new Uint8Array(planar.length);
  for (let i = 0; i < plane; i++) for (let c = 0; c < channels; c++) out[i * channels + c] = planar[c * plane + i];
  return out;
}

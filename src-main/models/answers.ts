/** What the studio keeps of a network's class scores: arg max, the highest softmax values and the entropy. */
import { StudioError } from '../core/errors';
import { KEPT_PROBABILITIES, type ExitOutputs } from '../core/measurements';

/** Fills ExitOutputs row by row; makes no object per sample. */
export class Answers {
  readonly #prediction: Uint16Array;
  readonly #top: Float32Array;
  readonly #entropy: Float32Array;
  readonly #width: number;
  /** Softmax of the row in work, float32 as a device has it: ties are those that the device would see. */
  readonly #row: Float32Array;
  readonly #order: Uint16Array;

  constructor(readonly model: string, readonly exit: string, readonly classes: number, readonly kind: 'logits' | 'softmax', samples: number) {
    this.#width = Math.min(classes, KEPT_PROBABILITIES);
    this.#prediction = new Uint16Array(samples);
    this.#top = new Float32Array(samples * this.#width);
    this.#entropy = new Float32Array(samples);
    this.#row = new Float32Array(classes);
    this.#order = new Uint16Array(this.#width);
  }

  get outputs(): ExitOutputs {
    return { prediction: this.#prediction, top: this.#top, width: this.#width, entropy: this.#entropy };
  }

  prediction(sample: number): number { return this.#prediction[sample]; }
  entropy(sample: number): number { return this.#entropy[sample]; }
  p1(sample: number): number { return this.#top[sample * this.#width]; }
  p2(sample: number): number { return this.#width > 1 ? this.#top[sample * this.#width + 1] : 0; }

  /** Takes row `row` of `scores` (rows, classes) as sample `sample`. Errors: model.not-finite, .not-softmax */
  take(scores: Float32Array, row: number, sample: number): void {
    this.#entropy[sample] = this.#softmax(scores, row * this.classes, sample);
    const p = this.#row;
    const order = this.#order;
    const width = this.#width;
    // Insertion keeps the first index on ties: a later class moves up only where it is strictly more probable.
    let kept = 0;
    for (let c = 0; c < this.classes; c++) {
      if (kept === width && p[c] <= p[order[kept - 1]]) continue;
      let at = kept < width ? kept++ : width - 1;
      for (; at > 0 && p[order[at - 1]] < p[c]; at--) order[at] = order[at - 1];
      order[at] = c;
    }
    this.#prediction[sample] = order[0];
    for (let j = 0; j < width; j++) this.#top[sample * width + j] = p[order[j]];
  }

  /** p_c = exp(z_c - max z) / sum; returns H = -sum p ln p = ln sum - sum p (z - max z). */
  #softmax(scores: Float32Array, from: number, sample: number): number {
    const { classes } = this;
    let highest = -Infinity;
    let total = 0;
    for (let c = 0; c < classes; c++) {
      const z = scores[from + c];
      total += z;
      if (z > highest) highest = z;
    }
    if (!Number.isFinite(total)) this.#refuseUnlessFinite(scores, from, sample);
    if (this.kind === 'softmax') return this.#probabilities(scores, from, sample, total);
    let sum = 0;
    let weighted = 0;
    for (let c = 0; c < classes; c++) {
      const z = scores[from + c] - highest;
      const e = Math.exp(z);
      sum += e;
      weighted += e * z;
      this.#row[c] = e;
    }
    for (let c = 0; c < classes; c++) this.#row[c] = this.#row[c] / sum;
    return Math.max(0, Math.log(sum) - weighted / sum);
  }

  #probabilities(scores: Float32Array, from: number, sample: number, total: number): number {
    let entropy = 0;
    let lowest = 0;
    for (let c = 0; c < this.classes; c++) {
      const p = scores[from + c];
      this.#row[c] = p;
      if (p > 0) entropy -= p * Math.log(p);
      if (p < lowest) lowest = p;
    }
    // Quantised softmax layers miss 1 by up to half a step a class.
    const allowed = 0.02 + this.classes / 512;
    if (Math.abs(total - 1) > allowed || lowest < -0.001) throw new StudioError('model.not-softmax', { model: this.model, exit: this.exit, sample, sum: total });
    return Math.max(0, entropy);
  }

  #refuseUnlessFinite(scores: Float32Array, from: number, sample: number): void {
    for (let c = 0; c < this.classes; c++) if (!Number.isFinite(scores[from + c])) throw new StudioError('model.not-finite', { model: this.model, exit: this.exit, sample });
  }
}

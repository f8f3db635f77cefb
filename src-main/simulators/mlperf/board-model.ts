/** The network of a simulated board: what each exit says about a sample. */
import type { ExitOutputs } from '../../core/measurements';
import { referenceLogits } from './reference-model';

/** (classes) softmax values of one exit, and their entropy in nats. */
export interface ExitScores { readonly probabilities: Float32Array; readonly entropy: number }

export interface BoardModel {
  /** Printed by `profile`: ic01, kws01, vww01, ad01. */
  readonly benchmark: string;
  /** Without comma or bracket, at most 40 characters. */
  readonly id: string;
  readonly sha256: string | null;
  /** K + 1. */
  readonly exits: number;
  readonly classes: number;
  readonly height: number; readonly width: number; readonly channels: number;
  /**
   * One entry an exit for uint8 pixels in HWC order; the last is also what the model without heads says. A promise keeps the board
   * waiting while its clock goes on, so with virtual time give the scores at once.
   */
  readonly classify: (pixels: Uint8Array) => readonly ExitScores[] | Promise<readonly ExitScores[]>;
}

/** The firmware's own reference network: 32 x 32 x 3, 10 classes, 2 exits, answers at chance. */
export const referenceModel: BoardModel = {
  benchmark: 'ic01', id: 'hi-reference', sha256: null, exits: 2, classes: 10, height: 32, width: 32, channels: 3,
  classify: (pixels) => referenceLogits(pixels).map(softmaxOf),
};

/** p = exp(z − max z) / sum, H = ln sum − sum p (z − max z); float where the firmware has float. */
export function softmaxOf(logits: Float32Array): ExitScores {
  const highest = logits.reduce((most, z) => Math.max(most, z), -Infinity);
  const probabilities = new Float32Array(logits.length);
  let sum = 0;
  let weighted = 0;
  logits.forEach((logit, c) => {
    const z = logit - highest;
    const e = Math.exp(z);
    sum += e;
    weighted += e * z;
    probabilities[c] = e;
  });
  for (let c = 0; c < probabilities.length; c++) probabilities[c] /= sum;
  return { probabilities, entropy: Math.fround(Math.max(0, Math.log(sum) - weighted / sum)) };
}

/**
 * Scores from what the studio keeps of a sample. Which classes came second and later is not kept: their values go to the other classes
 * in order, so prediction, p1, p2 and entropy are true and the runners-up are not; beyond ten classes the rest is 0.
 */
export function scoresFrom(outputs: ExitOutputs, sample: number, classes: number): ExitScores {
  const probabilities = new Float32Array(classes);
  const { prediction, top, width, entropy } = outputs;
  probabilities[prediction[sample]] = top[sample * width];
  for (let rank = 1, c = 0; rank < width; rank++, c++) {
    if (c === prediction[sample]) c++;
    probabilities[c] = top[sample * width + rank];
  }
  return { probabilities, entropy: entropy[sample] };
}

/** Classes by probability, the first index first on ties; ten at most. */
export function ranked({ probabilities }: ExitScores): number[] {
  return Array.from(probabilities.keys()).sort((a, b) => probabilities[b] - probabilities[a] || a - b).slice(0, 10);
}

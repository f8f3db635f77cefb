/** How sure an exit is: one scalar a sample that rises with confidence (algorithms 2.1). */
import type { ConfidenceMeasure, ExitOutputs } from '../measurements';

/**
 * p1, p1 - p2, or 1 - H / ln C, clamped to [0, 1] and rounded to float32: the device walk and the tables then compare the very same number.
 * `entropy` H in nats; `classes` C.
 */
export function confidenceOf(measure: ConfidenceMeasure, p1: number, p2: number, entropy: number, classes: number): number {
  const raw = measure === 'max-softmax' ? p1 : measure === 'margin' ? p1 - p2 : classes > 1 ? 1 - entropy / Math.log(classes) : 1;
  return Math.fround(Math.min(1, Math.max(0, raw)));
}

/** (N) confidence of every sample at one exit. */
export function confidence(outputs: ExitOutputs, measure: ConfidenceMeasure, classes: number): Float32Array {
  const { top, width, entropy } = outputs;
  const result = new Float32Array(outputs.prediction.length);
  for (let i = 0; i < result.length; i++) {
    const at = i * width;
    result[i] = confidenceOf(measure, top[at], width > 1 ? top[at + 1] : 0, entropy[i], classes);
  }
  return result;
}

/** (N) 1 where the exit's class is the true one. */
export function rightAt(prediction: Uint16Array, truth: Uint16Array): Uint8Array {
  const right = new Uint8Array(prediction.length);
  for (let i = 0; i < right.length; i++) right[i] = prediction[i] === truth[i] ? 1 : 0;
  return right;
}

/** Whether a sample leaves at a branch: confidence >= threshold, never > (algorithms 0). */
export function leaves(measure: ConfidenceMeasure, threshold: number, p1: number, p2: number, entropy: number, classes: number): boolean {
  return confidenceOf(measure, p1, p2, entropy, classes) >= threshold;
}

/** Accept or offload: the decision module applied to one sample on the board, or to a whole set. */
import type { DecisionModule, ExitOutputs } from '../measurements';
import { confidenceOf } from './confidence';

/** What the module weighs: z of the LR, or the confidence; higher is more surely right. Null for the oracle, which has none. */
export function scoreOf(module: DecisionModule, p1: number, p2: number, entropy: number, classes: number): number | null {
  switch (module.kind) {
    case 'threshold': return confidenceOf(module.measure, p1, p2, entropy, classes);
    case 'binary-lr': return module.bias + module.w1 * p1 + module.w2 * p2;
    case 'oracle': return null;
  }
}

/** True: answer locally; false: offload. `locallyRight` is read by the oracle alone. p1 and p2 are the float32 softmax values. */
export function accepts(module: DecisionModule, p1: number, p2: number, entropy: number, classes: number, locallyRight: boolean): boolean {
  const score = scoreOf(module, p1, p2, entropy, classes);
  return score === null || module.kind === 'oracle' ? locallyRight : score >= module.threshold;
}

/** (N) 1 = accept, 0 = offload; sample by sample the same as `accepts`. */
export function acceptAll(module: DecisionModule, outputs: ExitOutputs, truth: Uint16Array, classes: number): Uint8Array {
  const { top, width, entropy, prediction } = outputs;
  const accept = new Uint8Array(prediction.length);
  for (let i = 0; i < accept.length; i++) {
    const at = i * width;
    accept[i] = accepts(module, top[at], width > 1 ? top[at + 1] : 0, entropy[i], classes, prediction[i] === truth[i]) ? 1 : 0;
  }
  return accept;
}

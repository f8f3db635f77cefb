/** Accept or offload: the decision module applied to one sample on the board, or to a whole set. */
import type { DecisionModule, ExitOutputs } from '../measurements';
import { confidenceOf, rightAt } from './confidence';
import { featureWidth, fillFeatures } from './rich-features';
import { richLogit } from './rich-module';

/** What a `rich` module needs of a sample beyond p1, p2 and the entropy: its kept softmax values, highest first, and its class. */
export interface Whole { readonly top: ArrayLike<number>; readonly prediction: number }

type Scorer = (top: ArrayLike<number>, at: number, width: number, entropy: number, prediction: number) => number;

function richScorer(module: Extract<DecisionModule, { kind: 'rich' }>, classes: number): Scorer {
  const values = new Float64Array(module.mean.length);
  const active = new Float64Array(module.hidden);
  let fits = -1;
  return (top, at, width, entropy, prediction) => {
    if (width !== fits && featureWidth(module.features, width, classes) !== values.length) throw new RangeError(`a module of ${values.length} features cannot decide on ${width} softmax values of ${classes} classes`);
    fits = width;
    fillFeatures(module.features, top, at, width, entropy, prediction, values, 0, values.length);
    return richLogit(module, values, 0, active);
  };
}

/** What the module weighs: z of the LR, of the network, or the confidence; higher is more surely right. Null for the oracle, which has none. `whole`: for a `rich` module. */
export function scoreOf(module: DecisionModule, p1: number, p2: number, entropy: number, classes: number, whole?: Whole): number | null {
  switch (module.kind) {
    case 'threshold': return confidenceOf(module.measure, p1, p2, entropy, classes);
    case 'binary-lr': return module.bias + module.w1 * p1 + module.w2 * p2;
    case 'rich':
      if (whole === undefined) throw new RangeError('a rich module decides on all kept softmax values');
      return richScorer(module, classes)(whole.top, 0, whole.top.length, entropy, whole.prediction);
    case 'oracle': return null;
  }
}

/** (N) scores, the same as `scoreOf` sample by sample; null for the oracle. */
export function scoreAll(module: DecisionModule, { top, width, entropy, prediction }: ExitOutputs, classes: number): Float64Array | null {
  if (module.kind === 'oracle') return null;
  const rich = module.kind === 'rich' ? richScorer(module, classes) : null;
  const scores = new Float64Array(prediction.length);
  for (let i = 0; i < scores.length; i++) {
    const at = i * width;
    scores[i] = rich === null ? scoreOf(module, top[at], width > 1 ? top[at + 1] : 0, entropy[i], classes) as number : rich(top, at, width, entropy[i], prediction[i]);
  }
  return scores;
}

/** True: answer locally; false: offload. `locallyRight` is read by the oracle alone. p1 and p2 are the float32 softmax values. */
export function accepts(module: DecisionModule, p1: number, p2: number, entropy: number, classes: number, locallyRight: boolean, whole?: Whole): boolean {
  const score = scoreOf(module, p1, p2, entropy, classes, whole);
  return score === null || module.kind === 'oracle' ? locallyRight : score >= module.threshold;
}

/** (N) 1 = accept, 0 = offload; sample by sample the same as `accepts`. */
export function acceptAll(module: DecisionModule, outputs: ExitOutputs, truth: Uint16Array, classes: number): Uint8Array {
  const scores = scoreAll(module, outputs, classes);
  if (scores === null || module.kind === 'oracle') return rightAt(outputs.prediction, truth);
  return Uint8Array.from(scores, (score) => (score >= module.threshold ? 1 : 0));
}

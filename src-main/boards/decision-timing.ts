/** Times the decision module as it is deployed: the real function over real softmax values, in loops timed as a whole. */
import { accepts } from '../core/decision/acceptance';
import type { DecisionModule, ExitOutputs } from '../core/measurements';
import type { Clock } from '../engine/ports';

/** The authors' weights for ResNet-8; the cost of a decision does not depend on their values. */
export const timedModule: DecisionModule = { kind: 'binary-lr', bias: -4.531622904, w1: 5.82555453, w2: -3.59687685, threshold: 0, fittedOn: 'published with the HI paper' };

export interface DecisionLoops { readonly ms: Float64Array; readonly decisions: number; readonly accepted: number }

/** Past this a clock that stands still, not a fast machine, is the reason that a loop seems short. */
const mostDecisions = 2 ** 22;

const nextTurn = (): Promise<void> => new Promise((done) => setImmediate(done));

/** Decides `decisions` times over the outputs, round and round; the count of accepted keeps the work from being optimised away. */
export function decide(outputs: ExitOutputs, classes: number, decisions: number): number {
  const { top, width, entropy, prediction } = outputs;
  const n = prediction.length;
  let accepted = 0;
  for (let done = 0, i = 0; done < decisions; done++) {
    const at = i * width;
    if (accepts(timedModule, top[at], width > 1 ? top[at + 1] : 0, entropy[i], classes, true)) accepted++;
    i = i + 1 === n ? 0 : i + 1;
  }
  return accepted;
}

/**
 * `ms[i]`: mean ms of one decision in loop i. Loops grow until one lasts `minLoopMs`, then are timed as a whole,
 * because reading the clock takes longer than a decision. Other work gets a turn between loops.
 */
export async function timeDecisions(outputs: ExitOutputs, classes: number, loops: number, minLoopMs: number, clock: Clock, signal: AbortSignal): Promise<DecisionLoops> {
  let decisions = 1024;
  for (let lasted = 0; lasted < minLoopMs && decisions < mostDecisions; decisions *= 2) {
    const start = clock.ms();
    decide(outputs, classes, decisions * 2);
    lasted = clock.ms() - start;
  }
  const ms = new Float64Array(loops);
  let accepted = 0;
  for (let loop = 0; loop < loops; loop++) {
    signal.throwIfAborted();
    await nextTurn();
    const start = clock.ms();
    accepted += decide(outputs, classes, decisions);
    ms[loop] = (clock.ms() - start) / decisions;
  }
  return { ms, decisions, accepted };
}

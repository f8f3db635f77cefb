/** The policy as a device runs it: after each exit, answer, offload, or go on. */
import { decidesAtEnd, type Policy } from '../measurements';
import { accepts, type Whole } from './acceptance';
import { leaves } from './confidence';

export type Step = 'exit' | 'offload' | 'go-on';

/** What an exit said: its two highest softmax values (float32), the entropy of all in nats (float32); `whole` at the last exit, for a module that looks at more. */
export interface Said { readonly p1: number; readonly p2: number; readonly entropy: number; readonly whole?: Whole }

/**
 * `exit` counts from 0, `last` is the model's own output; HI and on-device meet it alone. At a branch: exit where confidence >= theta, else, under
 * early offload, offload where confidence < its other threshold, else go on. At the end the decision module accepts or offloads.
 * `locallyRight` is read by the oracle alone.
 */
export function nextStep(policy: Policy, exit: number, last: number, { p1, p2, entropy, whole }: Said, classes: number, locallyRight: boolean): Step {
  if (exit < last) {
    if (leaves(policy.measure, policy.thresholds[exit], p1, p2, entropy, classes)) return 'exit';
    const sent = policy.strategy === 'early-offload' && !leaves(policy.measure, policy.offloadBelow?.[exit] ?? 0, p1, p2, entropy, classes);
    return sent ? 'offload' : 'go-on';
  }
  const module = decidesAtEnd(policy.strategy) ? policy.decision : null;
  return module === null || accepts(module, p1, p2, entropy, classes, locallyRight, whole) ? 'exit' : 'offload';
}

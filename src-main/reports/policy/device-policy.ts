/** A chosen policy with everything a device needs to run it, and where it comes from: the JSON file, and what the C header is written from. */
import { usesExits, type Outcomes, type Policy } from '../../core/measurements';
import { testVector, type VectorRow } from './test-vector';

export interface PolicyOrigin {
  readonly run: string;
  readonly board: string;
  readonly model: { readonly id: string; readonly sha256: string };
  readonly chosenBy: string;
  readonly decisionText: string;
}

/** Numbers are written so that reading them gives the very same float64; thresholds are compared with `>=`. */
export interface DevicePolicy {
  readonly schema: 'hi-studio/policy@1';
  readonly from: PolicyOrigin;
  readonly policy: Policy;
  readonly classes: number;
  /** K + 1; the last is the model's own output. */
  readonly exits: number;
  /** Exits after which the policy is asked, from 0: all of them with early exits, else the last alone. */
  readonly asked: readonly number[];
  readonly testVector: readonly VectorRow[];
}

/** Null for what has nothing to decide, or cannot be decided on a device (the oracle). */
export function devicePolicy(from: PolicyOrigin, policy: Policy, outcomes: Outcomes): DevicePolicy | null {
  if (policy.strategy === 'on-device' || policy.strategy === 'remote' || policy.decision?.kind === 'oracle') return null;
  const exits = outcomes.exits.length;
  const asked = usesExits(policy.strategy) ? Array.from({ length: exits }, (_, k) => k) : [exits - 1];
  return { schema: 'hi-studio/policy@1', from, policy, classes: outcomes.classes, exits, asked, testVector: testVector(policy, outcomes, asked) };
}

/** Executes a policy for one sample, segment by segment, as a device with this model would. */
import type { Tensor } from 'onnxruntime-node';
import { accepts, leaves } from '../core/decision';
import { decidesAtEnd, usesExits, type Policy } from '../core/measurements';
import type { WalkResult } from '../engine/ports';
import type { Answers } from './answers';
import type { StageRunner } from './stages';

/**
 * `ms` runs from the image tensor ready to the decision taken: forward passes, softmax, confidence, exit test and decision module are
 * inside, preprocessing is not (loops leave it out too). On-device and HI run the model without heads. `truth` is read by the oracle alone.
 */
export async function walkSample(runner: StageRunner, image: Tensor, truth: number, policy: Policy): Promise<WalkResult> {
  const { classes } = runner.model;
  const last = runner.answers.length - 1;
  const start = performance.now();
  let exit = last;
  let answer: Answers;
  let offloadsHere = false;
  if (usesExits(policy.strategy)) {
    const carried: Record<string, Tensor> = { [runner.model.image.name]: image };
    const sure = (threshold: number): boolean => leaves(policy.measure, threshold, answer.p1(0), answer.p2(0), answer.entropy(0), classes);
    exit = 0;
    answer = await runner.runSegment(0, carried);
    while (exit < last && !sure(policy.thresholds[exit])) {
      offloadsHere = policy.strategy === 'early-offload' && !sure(policy.offloadBelow?.[exit] ?? 0);
      if (offloadsHere) break;
      answer = await runner.runSegment(++exit, carried);
    }
  } else {
    answer = await runner.runPlain(image);
  }
  const prediction = answer.prediction(0);
  // Only samples that reach the end meet the decision module (algorithms 5.1).
  const module = exit === last && decidesAtEnd(policy.strategy) ? policy.decision : null;
  const accepted = !offloadsHere && (module === null || accepts(module, answer.p1(0), answer.p2(0), answer.entropy(0), classes, prediction === truth));
  return { exit, accepted, prediction, p1: answer.p1(0), p2: answer.p2(0), ms: performance.now() - start };
}

/** Executes a policy for one sample, segment by segment, as a device with this model would. */
import type { Tensor } from 'onnxruntime-node';
import { nextStep } from '../core/decision';
import { usesExits, type Policy } from '../core/measurements';
import type { WalkResult } from '../engine/ports';
import type { StageRunner } from './stages';

/**
 * `ms` runs from the image tensor ready to the decision taken: forward passes, softmax, confidence, exit test and decision module are
 * inside, preprocessing is not (loops leave it out too). On-device and HI run the model without heads. `truth` is read by the oracle alone.
 */
export async function walkSample(runner: StageRunner, image: Tensor, truth: number, policy: Policy): Promise<WalkResult> {
  const { classes } = runner.model;
  const last = runner.answers.length - 1;
  const start = performance.now();
  const branching = usesExits(policy.strategy);
  const carried: Record<string, Tensor> = { [runner.model.image.name]: image };
  for (let exit = branching ? 0 : last; ; exit++) {
    const answer = branching ? await runner.runSegment(exit, carried) : await runner.runPlain(image);
    const [p1, p2, prediction] = [answer.p1(0), answer.p2(0), answer.prediction(0)];
    const step = nextStep(policy, exit, last, { p1, p2, entropy: answer.entropy(0), ...(exit === last && policy.decision?.kind === 'rich' ? { whole: { top: answer.outputs.top, prediction } } : {}) }, classes, prediction === truth);
    if (step !== 'go-on') return { exit, accepted: step === 'exit', prediction, p1, p2, ms: performance.now() - start };
  }
}

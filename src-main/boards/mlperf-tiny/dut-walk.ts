/** A sample under a policy on a board with the extension: exits, decision and, where the profile says so, the offload happen there. */
import { StudioError } from '../../core/errors';
import { usesRemote, type Policy } from '../../core/measurements';
import { awaitsHiReply, hiCommand, hiPolicyCommands, hiPolicyOf, hiRelayedSample, hiWalkOf, isHiPolicy, isHiRelayEnd, joinHiAnswers, type HiOffload } from '../../core/protocol/mlperf-tiny-hi';
import type { MlperfAnswer } from '../../core/protocol/mlperf-tiny-answers';
import type { OffloadTo, SampleBatch, WalkResult } from '../../engine/ports';
import { refusal } from './dut-commands';
import { DutFault, inferencePatienceMs, linePatienceMs, type DutLine } from './dut-line';
import type { DutModel } from './dut-model';

/** Errors: those of the session, of `offload`, and mlperf.refused */
export async function walkOnBoard(model: DutModel, sample: SampleBatch, policy: Policy, offload?: OffloadTo): Promise<WalkResult> {
  // No board knows the truth, so an oracle runs there as a model that accepts everything.
  const carried: Policy = policy.decision?.kind === 'oracle' ? { ...policy, decision: null } : policy;
  const to = offloadBy(model, carried, offload);
  return model.session.run('the loop', async (line) => {
    await bringPolicy(model, line, carried, to);
    await model.load(line, sample.pixels);
    const answer = to.kind === 'relay' ? await relayed(model, line, offload as OffloadTo) : await line.ask(hiCommand.infer, inferencePatienceMs);
    const walk = hiWalkOf(answer);
    if (walk === null || walk.exit === null || walk.prediction === null) throw walk === null && answer.errors.length > 0 ? refusal(line, hiCommand.infer, answer.errors[0]) : new DutFault('damaged', hiCommand.infer, 'lines are missing');
    if (walk.failure !== null) throw refusal(line, hiCommand.infer, walk.failure);
    const us = walk.segmentUs.reduce((sum, each) => sum + each, 0) + (walk.decisionUs ?? 0);
    const accepted = policy.decision?.kind === 'oracle' ? walk.prediction === sample.labels[0] : walk.accepted;
    const { exit, prediction } = walk;
    // Float32 on the board, printed with nine digits.
    const [p1, p2] = [Math.fround(walk.p1), Math.fround(walk.p2)];
    return { exit, accepted, prediction, p1, p2, ms: us / 1000, ...(walk.remote !== null && walk.offloadUs !== null ? { remote: { prediction: walk.remote, ms: walk.offloadUs / 1000 } } : {}) };
  });
}

function offloadBy(model: DutModel, { decision, strategy }: Policy, offload: OffloadTo | undefined): HiOffload {
  const links = model.session.identity.capabilities?.links ?? [];
  if (offload === undefined || !usesRemote(strategy) || (decision === null && strategy !== 'early-offload')) return { kind: 'none' };
  const wanted = model.offloads;
  if (wanted === 'studio') return { kind: 'none' };
  if (!links.includes(wanted)) throw new StudioError('mlperf.no-link', { port: model.session.port, wanted, links: links.join(', ') || 'none' });
  return wanted === 'relay' ? { kind: 'relay' } : { kind: 'tcp', ...offload.address };
}

/** Sent once, read back and compared; after a reset it is sent again. */
export async function bringPolicy(model: DutModel, line: DutLine, policy: Policy, to: HiOffload): Promise<void> {
  const there = model.policyOnBoard;
  const text = JSON.stringify([policy, to]);
  const { generation } = model.session;
  if (there.text === text && there.generation === generation) return;
  there.text = '';
  for (const command of [...(hiPolicyCommands(policy) ?? []), hiCommand.offload(to)]) {
    const answer = await line.ask(command, linePatienceMs);
    if (answer.errors.length > 0) throw refusal(line, command, answer.errors[0]);
  }
  if (!isHiPolicy(hiPolicyOf(await line.ask(hiCommand.policy, linePatienceMs)), policy, to)) throw new DutFault('damaged', hiCommand.policy, 'another policy than the one sent');
  Object.assign(there, { text, generation });
}

/** The board hands its sample to the studio in the middle of its answer and waits for the server's class. */
async function relayed({ session: { access: { gate } } }: DutModel, line: DutLine, { ask }: OffloadTo): Promise<MlperfAnswer> {
  const before = await line.askUntil(hiCommand.infer, isHiRelayEnd, inferencePatienceMs);
  if (!awaitsHiReply(before)) return before;
  const pixels = hiRelayedSample(before);
  const answer = pixels === null ? null : await (gate === undefined ? ask(pixels) : gate.outside(() => ask(pixels)));
  return joinHiAnswers(before, await line.ask(hiCommand.reply(answer?.prediction ?? null), linePatienceMs));
}

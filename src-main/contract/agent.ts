/** What a studio and an agent say to each other; every header of a frame is checked by one of these, on both sides. */
import { z } from 'zod';
import { modelCard } from './profiles/model';
import { estimate } from './results';

/** Raised whenever a message changes its meaning or takes what it did not take before; both sides must have the same. 3: trained decision modules in a policy. */
export const agentProtocol = 3;

const id = z.int().min(1);
const model = z.int().min(1).describe('Which opened model');
/** Payload: `count` x `bytes` pixels, then `count` labels as uint16 little-endian. */
const batch = { count: z.int().min(0).max(10_000_000), bytes: z.int().min(1).max(2 ** 28) };
const stage = z.union([z.int().min(0), z.literal('plain')]);
const timing = z.strictObject({ stages: z.array(stage).min(1).max(64), warmUp: z.int().min(0).max(100_000), loops: z.int().min(1).max(10_000), minLoopMs: z.number().min(0).max(60_000) });
const measure = z.enum(['max-softmax', 'margin', 'entropy']);
const decision = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('threshold'), measure, threshold: z.number() }),
  z.strictObject({ kind: z.literal('binary-lr'), bias: z.number(), w1: z.number(), w2: z.number(), threshold: z.number(), fittedOn: z.string() }),
  z.strictObject({ kind: z.literal('rich'), features: z.enum(['top-five', 'differences']), mean: z.array(z.number()).max(256).readonly(), scale: z.array(z.number()).max(256).readonly(), hidden: z.int().min(0).max(256), weights: z.array(z.number()).max(65_536).readonly(), threshold: z.number(), fittedOn: z.string() }),
  z.strictObject({ kind: z.literal('oracle') }),
]);
const policy = z.strictObject({ strategy: z.enum(['on-device', 'remote', 'hi', 'ee', 'ee-hi', 'early-offload']), measure, thresholds: z.array(z.number()).max(64), offloadBelow: z.array(z.number()).max(64).optional(), decision: decision.nullable() });
/** 0.0.0.0 and :: stand for the machine that the studio's connection comes from. */
const server = z.strictObject({ host: z.string().min(1).max(255), port: z.int().min(1).max(65_535), replyBytes: z.union([z.literal(1), z.literal(2)]) });
const work = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('idle') }), z.strictObject({ kind: z.literal('stage'), stage }), z.strictObject({ kind: z.literal('decision') }), z.strictObject({ kind: z.literal('offload') }),
]);
const repeated = { work, windows: z.int().min(1).max(10_000), windowMs: z.number().min(0).max(3_600_000), restMs: z.number().min(0).max(60_000), warmUp: z.int().min(0).max(100_000) };
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const studioGreeting = z.object({ type: z.literal('hello'), protocol: z.int(), token: z.string().max(1024).nullable() });

/** From the studio, once greeted. `cancel` and `alive` get no answer; everything else a result or a failure with its id. */
export const studioMessage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('open'), id, card: modelCard, sha256 }).describe('Payload: the ONNX file'),
  z.strictObject({ type: z.literal('inspect'), id, card: modelCard, sha256 }).describe('Payload: the ONNX file'),
  z.strictObject({ type: z.literal('outputs'), id, model, ...batch }),
  z.strictObject({ type: z.literal('classify'), id, model, ...batch }),
  z.strictObject({ type: z.literal('time'), id, model, request: timing, ...batch }),
  z.strictObject({ type: z.literal('costs'), id, model, request: timing, ...batch }),
  z.strictObject({ type: z.literal('walk'), id, model, policy, offload: server.optional().describe('Where the agent itself sends the sample when the policy offloads it'), ...batch }),
  z.strictObject({ type: z.literal('reach'), id, to: server }).describe('Connects to the edge server and leaves again'),
  z.strictObject({ type: z.literal('offload'), id, model, to: server, warmUp: z.int().min(0).max(100_000), requests: z.int().min(1).max(100_000), metered: z.boolean(), ...batch }),
  z.strictObject({ type: z.literal('perform'), id, model, ...repeated, to: server.optional(), ...batch }),
  z.strictObject({ type: z.literal('close'), id, model }),
  z.strictObject({ type: z.literal('cancel'), id }),
  z.strictObject({ type: z.literal('alive') }),
]);
export type StudioMessage = z.infer<typeof studioMessage>;
/** A message that expects an answer. */
export type StudioRequest = Exclude<StudioMessage, { type: 'cancel' | 'alive' }>;

/** Why an agent says no; `failed` is anything that its models or drivers threw. */
export const agentRefusal = z.enum(['wrong-token', 'version', 'busy', 'damaged', 'model-refused', 'offload-failed', 'failed', 'not-understood']);
export type AgentRefusal = z.infer<typeof agentRefusal>;

export const agentMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('welcome'), protocol: z.int(), name: z.string().max(200).describe('The machine, for people') }),
  z.object({ type: z.literal('result'), id, value: z.unknown() }),
  z.object({ type: z.literal('progress'), id, done: z.number(), total: z.number() }),
  z.object({ type: z.literal('mark'), id, kind: z.enum(['begin', 'end']), boardMs: z.number(), agoMs: z.number().describe('How long before this message was sent') }),
  z.object({ type: z.literal('refused'), id: id.nullable(), why: agentRefusal, text: z.string().max(4000), protocol: z.int() }),
  z.object({ type: z.literal('alive') }),
]);
export type AgentMessage = z.infer<typeof agentMessage>;

const facts = z.object({
  sha256, bytes: z.number(), classes: z.int().min(2).max(65_536), shape: z.object({ channels: z.int(), height: z.int(), width: z.int() }), layout: z.enum(['NCHW', 'NHWC']),
  exits: z.array(z.object({ name: z.string(), after: z.string(), macs: z.number(), parameters: z.number() })).min(1), plainMacs: z.number(), plainParameters: z.number(), operators: z.record(z.string(), z.number()),
});
const answered = z.object({ prediction: z.int().min(0), ms: z.number().min(0), lost: z.int().min(0) });
const loopTimes = z.object({ ms: z.array(z.number()), inferences: z.int().min(1), energyMj: z.array(z.number()).nullable() });
const stageCost = z.object({ latencyMs: estimate, energyMj: estimate.nullable() });

/** The value of a result, by request. */
export const agentResults = {
  open: z.object({ model, facts }),
  inspect: z.object({ facts }),
  /** Payload, exit by exit: predictions uint16 (N), top float32 (N, width), entropy float32 (N); little-endian. */
  outputs: z.object({ widths: z.array(z.int().min(1).max(64)).min(1).max(64) }),
  /** Payload: predictions uint16 (N). */
  classify: z.object({ preprocessMs: z.number(), inferMs: z.number() }),
  time: z.object({ stages: z.array(loopTimes) }),
  costs: z.object({ exits: z.array(stageCost).min(1), plain: stageCost, decision: stageCost, rule: z.string(), loops: z.array(loopTimes).optional() }),
  walk: z.object({ exit: z.int().min(0), accepted: z.boolean(), prediction: z.int().min(0), p1: z.number(), p2: z.number(), ms: z.number(), remote: answered.optional() }),
  reach: z.null(),
  /** Payload: predictions uint16 (N). */
  offload: z.object({ ms: z.array(z.number().min(0)), lost: z.int().min(0), energyMj: estimate.nullable(), rule: z.string().max(2000) }),
  perform: z.object({ inferences: z.int().min(1), ms: z.array(z.number()), clockStepMs: z.number() }).nullable(),
  close: z.null(),
} as const;
export type AgentResult<T extends StudioRequest['type']> = z.infer<(typeof agentResults)[T]>;

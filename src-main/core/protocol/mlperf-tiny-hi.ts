/**
 * HI extension of the MLPerf Tiny protocol: exits, decision and offload (its text is resources/firmware/README.md).
 *
 * | command                          | lines before `m-ready`                                                  |
 * |----------------------------------|-------------------------------------------------------------------------|
 * | `hi caps`                        | `m-hi-version-1`, `-model-[id,sha256]`, `-shape-[exits,classes,h,w,c]`, `-timer-[us]`, `-links-[…]` |
 * | `hi strategy S MEASURE`          | none; thresholds become 2 and 0 (never), the decision none              |
 * | `hi threshold K THETA`           | none; also `hi below K THETA` for early offload                         |
 * | `hi decision none`               | none; also `threshold MEASURE THETA` and `binary-lr Z`                  |
 * | `hi weight bias\|w1\|w2 X`       | none                                                                    |
 * | `hi offload none`                | none; also `relay` and `tcp HOST PORT REPLYBYTES`                       |
 * | `hi policy`                      | `m-hi-strategy-[…]`, `-threshold-[K,THETA]`, `-below-[K,THETA]`, `-decision-[…]`, `-offload-[…]` |
 * | `hi crc`                         | `m-hi-crc-[bytes,hhhhhhhh]` of the buffer as downloaded                 |
 * | `hi outputs`                     | `m-hi-outputs-[exit,entropy,class,p,class,p,…]` for each exit           |
 * | `hi infer`                       | `m-hi-segment-us-[…]`, `-decision-us-N`, `-offload-us-N`, `-answer-[exit,accepted,prediction,p1,p2,remote]` |
 * | `hi run STAGE N W`               | those of `infer N W` without results                                    |
 * | `hi reply CLASS`                 | goes on where `m-hi-relay-end` stopped; CLASS −1: the server gave none  |
 *
 * A board without it answers `e-[Unknown command: hi]`. Numbers are decimal and survive the way there and back (9 digits
 * for float32, 17 for float64).
 */
import { strategies, type ConfidenceMeasure, type DecisionModule, type Policy, type Strategy } from '../measurements';
import { bytesOf, mlperfNumber, type MlperfLine } from './mlperf-tiny';
import type { MlperfAnswer } from './mlperf-tiny-answers';

export const hiVersion = 1;
/** A threshold that no confidence reaches. */
export const hiNever = 2;
/** The largest sample that a board may hand over: twice 224 x 224 x 3 and more; a corrupted count cannot fill the memory. */
export const hiMostSampleBytes = 2 ** 19;

/** Where an offloaded sample goes: nowhere (the host does it), through the serial line and the host, or over the board's own network. */
export type HiOffload =
  | { readonly kind: 'none' | 'relay' }
  /** Raw offload over TCP (hi-offload.ts). `host` at most 40 characters, without spaces. */
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number; readonly replyBytes: 1 | 2 };

/** What `hi run` repeats: the model through the head of an exit, the model without heads, the decision, an offload, or the whole policy. */
export type HiStage = number | 'plain' | 'decision' | 'offload' | 'policy';

export const hiCommand = {
  capabilities: 'hi caps', policy: 'hi policy', crc: 'hi crc', outputs: 'hi outputs', infer: 'hi infer',
  run: (stage: HiStage, iterations: number, warmUps: number) => `hi run ${stage} ${iterations} ${warmUps}`,
  offload: (to: HiOffload) => (to.kind === 'tcp' ? `hi offload tcp ${to.host} ${to.port} ${to.replyBytes}` : `hi offload ${to.kind}`),
  /** Null: the server gave no answer. */
  reply: (classIndex: number | null) => `hi reply ${classIndex ?? -1}`,
} as const;

/** The commands that bring a board to this policy, in order; null for a decision module that no board can execute. */
export function hiPolicyCommands({ strategy, measure, thresholds, offloadBelow, decision }: Policy): string[] | null {
  if (decision?.kind === 'oracle' || decision?.kind === 'rich') return null;
  const commands = [`hi strategy ${strategy} ${measure}`, ...thresholds.map((theta, k) => `hi threshold ${k} ${finite(theta)}`)];
  if (strategy === 'early-offload') commands.push(...(offloadBelow ?? []).map((theta, k) => `hi below ${k} ${finite(theta)}`));
  if (decision?.kind === 'threshold') commands.push(`hi decision threshold ${decision.measure} ${finite(decision.threshold)}`);
  if (decision?.kind === 'binary-lr') {
    commands.push(`hi decision binary-lr ${finite(decision.threshold)}`, ...(['bias', 'w1', 'w2'] as const).map((name) => `hi weight ${name} ${decision[name]}`));
  }
  return commands;
}

/** The number with the same effect on every confidence: none reaches 2 (nor NaN), each reaches −1. */
const finite = (theta: number): number => (Number.isFinite(theta) ? theta : theta === -Infinity ? -1 : hiNever);

/** What a board with the extension has on it. */
export interface HiCapabilities {
  readonly version: number;
  readonly model: string;
  /** Of the model's file, hex; null where the firmware does not say. */
  readonly sha256: string | null;
  /** K + 1: branches and the model's own output. */
  readonly exits: number;
  readonly classes: number;
  readonly height: number; readonly width: number; readonly channels: number;
  /** Step of the board's clock, µs. */
  readonly timerUs: number;
  readonly links: readonly ('relay' | 'tcp')[];
}

/** Null where the board does not know `hi` (leave the rest of it alone then), or a line is missing or unreadable. */
export function hiCapabilitiesOf(answer: MlperfAnswer): HiCapabilities | null {
  const fields = fieldsOf(answer);
  const version = Number(/^m-hi-version-(\d{1,4})$/.exec(texts(answer).find((text) => text.startsWith('m-hi-version-')) ?? '')?.[1]);
  const [model, sha256] = fields('model')[0] ?? [];
  const [exits, classes, height, width, channels] = (fields('shape')[0] ?? []).map(whole);
  const timerUs = mlperfNumber(fields('timer')[0]?.[0] ?? '');
  const links = fields('links')[0];
  if (answer.rebooted || links === undefined || model === undefined || !(version >= 1) || !(timerUs > 0)) return null;
  if (![exits, classes, height, width, channels].every((value) => value >= 1)) return null;
  const known = links.filter((link) => link === 'relay' || link === 'tcp');
  return { version, model, sha256: /^[0-9a-f]{64}$/i.test(sha256 ?? '') ? sha256 : null, exits, classes, height, width, channels, timerUs, links: known };
}

/** The policy that a board says it has; null where a line is missing or unreadable. Compare it with the one that was sent. */
export function hiPolicyOf(answer: MlperfAnswer): { readonly policy: Policy; readonly offload: HiOffload } | null {
  const fields = fieldsOf(answer);
  const [strategy, measure] = fields('strategy')[0] ?? [];
  const branches = (name: string): number[] => fields(name).map(([k, theta], i) => (whole(k) === i ? mlperfNumber(theta ?? '') : NaN));
  const [thresholds, offloadBelow] = [branches('threshold'), branches('below')];
  const decision = decisionOf(fields('decision')[0] ?? []);
  const offload = offloadOf(fields('offload')[0] ?? []);
  if (answer.rebooted || !isStrategy(strategy) || !isMeasure(measure) || thresholds.length !== offloadBelow.length || [...thresholds, ...offloadBelow].some(Number.isNaN) || decision === undefined || offload === null) return null;
  return { policy: { strategy, measure, thresholds, ...(strategy === 'early-offload' ? { offloadBelow } : {}), decision }, offload };
}

/** Whether what a board says it has is what was sent to it: a byte that was damaged on the way shows here. */
export function isHiPolicy(kept: ReturnType<typeof hiPolicyOf>, policy: Policy, offload: HiOffload): boolean {
  if (kept === null) return false;
  const branches = kept.policy.thresholds.length;
  // Branches that were not told of never fire.
  const each = (values: readonly number[] | undefined, never: number): number[] => Array.from({ length: Math.max(branches, values?.length ?? 0) }, (_, k) => finite(values?.[k] ?? never));
  const text = ({ strategy, measure, thresholds, offloadBelow, decision }: Policy, to: HiOffload): string => JSON.stringify([
    strategy, measure, each(thresholds, hiNever), each(strategy === 'early-offload' ? offloadBelow : [], 0),
    decision === null || decision.kind === 'oracle' || decision.kind === 'rich' ? decision : decision.kind === 'threshold' ? [decision.measure, finite(decision.threshold)] : [decision.bias, decision.w1, decision.w2, finite(decision.threshold)],
    to.kind === 'tcp' ? [to.host, to.port, to.replyBytes] : to.kind,
  ]);
  return text(kept.policy, kept.offload) === text(policy, offload);
}

/** Whether the bytes in a board's buffer are these; null where the answer is unreadable. */
export function hiHolds(answer: MlperfAnswer, input: Uint8Array): boolean | null {
  const [bytes, crc] = fieldsOf(answer)('crc')[0] ?? [];
  if (answer.rebooted || Number.isNaN(whole(bytes)) || !/^[0-9a-f]{8}$/.test(crc ?? '')) return null;
  return whole(bytes) === input.length && crc === hiChecksum(input);
}

/** CRC-32 of IEEE 802.3 in eight lower-case hex digits ("123456789" gives cbf43926). */
export function hiChecksum(bytes: Uint8Array): string {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (~crc >>> 0).toString(16).padStart(8, '0');
}

/** `fittedOn` does not travel; it is empty. Undefined: unreadable. */
function decisionOf([kind, ...rest]: readonly string[]): DecisionModule | null | undefined {
  if (kind === 'none') return null;
  if (kind === 'threshold' && isMeasure(rest[0]) && !Number.isNaN(mlperfNumber(rest[1] ?? ''))) return { kind, measure: rest[0], threshold: Number(rest[1]) };
  const [bias, w1, w2, threshold] = rest.map(mlperfNumber);
  return kind === 'binary-lr' && rest.length === 4 && ![bias, w1, w2, threshold].some(Number.isNaN) ? { kind, bias, w1, w2, threshold, fittedOn: '' } : undefined;
}

function offloadOf([kind, host, port, replyBytes]: readonly string[]): HiOffload | null {
  if (kind === 'none' || kind === 'relay') return { kind };
  const width = whole(replyBytes);
  return kind === 'tcp' && host !== undefined && whole(port) >= 1 && (width === 1 || width === 2) ? { kind, host, port: whole(port), replyBytes: width } : null;
}

/** One exit's answer for the sample in the board's buffer. */
export interface HiOutputs {
  readonly exit: number;
  /** Nats. */
  readonly entropy: number;
  /** The ten most probable classes at most, the first index first on ties, with their softmax values. */
  readonly classes: readonly number[]; readonly top: readonly number[];
}

/** One entry an exit, in order; null where a line is unreadable. */
export function hiOutputsOf(answer: MlperfAnswer): HiOutputs[] | null {
  const rows = fieldsOf(answer)('outputs').map((row) => row.map(mlperfNumber));
  if (answer.rebooted || answer.errors.length > 0 || rows.length === 0 || rows.some((row, i) => row.length < 4 || row.length % 2 !== 0 || row[0] !== i || row.some(Number.isNaN))) return null;
  return rows.map(([exit, entropy, ...pairs]) => ({ exit, entropy, classes: pairs.filter((_, i) => i % 2 === 0), top: pairs.filter((_, i) => i % 2 === 1) }));
}

/** One sample under the policy, as the board walked it. */
export interface HiWalk {
  /** Where it left, 0…K; null where nothing ran on the board (strategy remote). */
  readonly exit: number | null;
  readonly accepted: boolean;
  /** The local answer; null where nothing ran. p1, p2: the two highest softmax values, 0 then. */
  readonly prediction: number | null; readonly p1: number; readonly p2: number;
  /** The server's answer; null where none was asked for or none came (`failure` tells). */
  readonly remote: number | null;
  /** Segment and head of every exit passed; one entry for a model without heads. */
  readonly segmentUs: readonly number[];
  readonly decisionUs: number | null;
  /** From before the send to after the reply. */
  readonly offloadUs: number | null;
  /** Why an offload failed, in the board's words. */
  readonly failure: string | null;
}

/** Null where a line is missing or unreadable. */
export function hiWalkOf(answer: MlperfAnswer): HiWalk | null {
  const fields = fieldsOf(answer);
  const numbers = fields('answer')[0]?.map(mlperfNumber);
  if (answer.rebooted || numbers?.length !== 6 || numbers.some(Number.isNaN)) return null;
  const [exit, accepted, prediction, p1, p2, remote] = numbers;
  const segmentUs = (fields('segment-us')[0] ?? []).map(whole);
  if (segmentUs.some(Number.isNaN) || (exit >= 0 && segmentUs.length === 0)) return null;
  const time = (name: string): number | null => {
    const found = texts(answer).map((text) => new RegExp(`^m-hi-${name}-us-(\\d{1,15})$`).exec(text)).find((one) => one !== null);
    return found === undefined ? null : Number(found?.[1]);
  };
  const indexOrNull = (value: number): number | null => (value < 0 ? null : value);
  return { exit: indexOrNull(exit), accepted: accepted === 1, prediction: indexOrNull(prediction), p1, p2, remote: indexOrNull(remote), segmentUs, decisionUs: time('decision'), offloadUs: time('offload'), failure: answer.errors[0] ?? null };
}

/** An answer that stops here waits for `hi reply`; the reader goes on with a second answer after it. */
export const isHiRelayEnd = (line: MlperfLine): boolean => line.kind === 'ready' || (line.kind === 'message' && line.text === 'm-hi-relay-end');

/** Whether the board waits for `hi reply` now: the answer was read through `isHiRelayEnd` and stopped there. */
export const awaitsHiReply = ({ lines }: MlperfAnswer): boolean => {
  const last = lines.at(-1);
  return last?.kind === 'message' && last.text === 'm-hi-relay-end';
};

/** The sample that a board gave to its host, as it would go over TCP (planar); null where bytes are missing: ask for no class then. */
export function hiRelayedSample(answer: MlperfAnswer): Uint8Array | null {
  const said = texts(answer);
  const start = said.findLastIndex((text) => /^m-hi-relay-start-\d{1,9}$/.test(text));
  const bytes = start < 0 ? 0 : Number(said[start].slice('m-hi-relay-start-'.length));
  if (bytes === 0 || bytes > hiMostSampleBytes) return null;
  const sample = new Uint8Array(bytes);
  let filled = 0;
  for (const text of said.slice(start + 1)) {
    if (text === 'm-hi-relay-end') return filled === sample.length ? sample : null;
    const part = bytesOf(/^m-hi-relay-\[([0-9a-f]*)\]$/i.exec(text)?.[1] ?? '?');
    if (part === null || filled + part.length > sample.length) return null;
    sample.set(part, filled);
    filled += part.length;
  }
  return null;
}

/** Both portions of an answer that a relayed offload cut in two. */
export function joinHiAnswers(before: MlperfAnswer, after: MlperfAnswer): MlperfAnswer {
  return { lines: [...before.lines, ...after.lines], errors: [...before.errors, ...after.errors], rebooted: before.rebooted || after.rebooted };
}

const texts = ({ lines }: MlperfAnswer): string[] => lines.flatMap((line) => (line.kind === 'message' ? [line.text] : []));

/** The fields of every line `m-hi-NAME-[a,b,…]`. */
function fieldsOf(answer: MlperfAnswer): (name: string) => string[][] {
  const said = texts(answer);
  return (name) => said.flatMap((text) => {
    const start = `m-hi-${name}-[`;
    return text.startsWith(start) && text.endsWith(']') ? [text.slice(start.length, -1).split(',')] : [];
  });
}

const whole = (text: string | undefined): number => (/^\d{1,15}$/.test(text ?? '') ? Number(text) : NaN);
const isStrategy = (text: string | undefined): text is Strategy => strategies.some((one) => one === text);
const isMeasure = (text: string | undefined): text is ConfidenceMeasure => measures.some((one) => one === text);
const measures: readonly ConfidenceMeasure[] = ['max-softmax', 'margin', 'entropy'];

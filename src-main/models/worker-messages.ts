/** What the studio and an inference worker say to each other: requests by number, each answered once, progress in between. */
import type { ModelDrawing, ModelTimes } from '../contract/procedures';
import type { ModelCard } from '../contract/profiles';
import { StudioError, type ErrorCode, type ErrorFacts } from '../core/errors';
import type { ExitOutputs, Policy } from '../core/measurements';
import type { LoopTimes, ModelFacts, TimingRequest, WalkResult } from '../engine/ports';
import type { BegunHead, FitLimits, HeadReport, SetName, SetSizes } from './exits/trainer';
import type { OrderedExit } from './exits/order-exits';

/** Pixels are uint8 (count, channels, height, width); their buffer moves to the worker. */
export interface Requests {
  load: { readonly card: ModelCard };
  /** Gets ready without a file: the networks answer at once and do nothing. */
  'load-null': { readonly card: ModelCard };
  outputs: { readonly pixels: Uint8Array; readonly count: number };
  classify: { readonly pixels: Uint8Array; readonly count: number };
  time: { readonly pixels: Uint8Array; readonly count: number; readonly request: TimingRequest };
  walk: { readonly pixels: Uint8Array; readonly truth: number; readonly policy: Policy };
  /** Stages, cuts and memory of the loaded model. */
  draw: Record<string, never>;
  costs: { readonly pixels: Uint8Array; readonly count: number; readonly loops: number };
  /** Exits are trained in this order: begin, cache (as often as images come), train each head, finish. */
  'exits-begin': { readonly tensors: readonly string[]; readonly sizes: SetSizes };
  'exits-cache': { readonly set: SetName; readonly pixels: Uint8Array; readonly labels: Uint16Array; readonly count: number };
  'exits-train': { readonly head: number; readonly limits: FitLimits };
  'exits-finish': Record<string, never>;
  close: Record<string, never>;
}
export interface Replies {
  load: ModelFacts; 'load-null': null; outputs: ExitOutputs[]; classify: Classification; time: LoopTimes[]; walk: WalkResult;
  draw: ModelDrawing; costs: ModelTimes; 'exits-begin': BegunHead[]; 'exits-cache': null; 'exits-train': HeadReport; 'exits-finish': AttachedModel; close: null;
}

export interface Classification { readonly prediction: Uint16Array; readonly preprocessMs: number; readonly inferMs: number }

export interface AttachedModel { readonly bytes: Uint8Array; readonly exits: readonly OrderedExit[] }

export type Operation = keyof Requests;
export type Request = { [O in Operation]: { readonly op: O } & Requests[O] }[Operation];
export type ToWorker = { readonly id: number; readonly request: Request } | { readonly abort: number };
export type FromWorker =
  | { readonly id: number; readonly kind: 'done'; readonly value: Replies[Operation] }
  | { readonly id: number; readonly kind: 'failed'; readonly failure: Failure }
  | { readonly id: number; readonly kind: 'progress'; readonly done: number; readonly total: number };

/** Errors lose their class between threads; catalogue errors travel as code and facts. */
export type Failure =
  | { readonly kind: 'studio'; readonly code: ErrorCode; readonly facts: unknown }
  | { readonly kind: 'aborted' }
  | { readonly kind: 'bug'; readonly message: string; readonly stack: string };

export class Aborted extends Error {}

export function toFailure(error: unknown): Failure {
  if (error instanceof StudioError) return { kind: 'studio', code: error.code, facts: error.facts };
  if (error instanceof Aborted) return { kind: 'aborted' };
  return error instanceof Error ? { kind: 'bug', message: error.message, stack: error.stack ?? '' } : { kind: 'bug', message: String(error), stack: '' };
}

export function fromFailure(failure: Failure): Error {
  switch (failure.kind) {
    case 'studio': return new StudioError(failure.code, failure.facts as ErrorFacts<ErrorCode>);
    case 'aborted': return new Aborted('the request was aborted');
    case 'bug': return new Error(`inference worker: ${failure.message}\n${failure.stack}`);
  }
}

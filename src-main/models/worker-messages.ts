/** What the studio and an inference worker say to each other: requests by number, each answered once, progress in between. */
import type { ModelCard } from '../contract/profiles';
import { StudioError, type ErrorCode, type ErrorFacts } from '../core/errors';
import type { ExitOutputs, Policy } from '../core/measurements';
import type { LoopTimes, ModelFacts, TimingRequest, WalkResult } from '../engine/ports';

/** Pixels are uint8 (count, channels, height, width); their buffer moves to the worker. */
export interface Requests {
  load: { readonly card: ModelCard };
  /** Gets ready without a file: the networks answer at once and do nothing. */
  'load-null': { readonly card: ModelCard };
  outputs: { readonly pixels: Uint8Array; readonly count: number };
  classify: { readonly pixels: Uint8Array; readonly count: number };
  time: { readonly pixels: Uint8Array; readonly count: number; readonly request: TimingRequest };
  walk: { readonly pixels: Uint8Array; readonly truth: number; readonly policy: Policy };
  close: Record<string, never>;
}
export interface Replies { load: ModelFacts; 'load-null': null; outputs: ExitOutputs[]; classify: Classification; time: LoopTimes[]; walk: WalkResult; close: null }

export interface Classification { readonly prediction: Uint16Array; readonly preprocessMs: number; readonly inferMs: number }

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

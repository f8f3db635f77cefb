/** Whatever went wrong between window and studio, as one sentence for people and what to do next. */
import { isDefinedError, ORPCError } from '@orpc/client';
import type { Problem } from '../../src-main/contract/procedures';
import { NotConnected } from './connection';

/** `problems` are the single findings, where the studio told several; `retry` where trying the same again may help. */
export interface ShownProblem { readonly code: string; readonly sentence: string; readonly problems: readonly Problem[]; readonly retry: boolean }

/** Codes of problems that arise in the window itself; their sentences are in the language files under `problem`. */
export type WindowProblem = 'window.not-connected' | 'window.unexpected';

export function problemOf(error: unknown): ShownProblem {
  if (error instanceof ORPCError && isDefinedError(error)) {
    const data = error.data as { code: string; problems: ShownProblem['problems'] };
    return { code: data.code, sentence: error.message, problems: data.problems, retry: false };
  }
  if (error instanceof NotConnected || (error instanceof Error && /WebSocket|aborted|closed/i.test(error.message))) return { code: 'window.not-connected', sentence: '', problems: [], retry: true };
  return { code: 'window.unexpected', sentence: error instanceof Error ? error.message : String(error), problems: [], retry: true };
}

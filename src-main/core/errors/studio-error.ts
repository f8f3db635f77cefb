/** The one error type that reaches a person: a code from the catalogue with the facts its sentence needs. */
import { catalogue, type ErrorCode, type ErrorFacts } from './catalogue';

/** An expected failure. `message` is one sentence: what, where, expected, how to mend. */
export class StudioError<C extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'StudioError';
  readonly code: C;
  readonly facts: ErrorFacts<C>;

  constructor(code: C, facts: ErrorFacts<C>, options?: { cause?: unknown }) {
    super((catalogue[code] as (facts: ErrorFacts<C>) => string)(facts), options);
    this.code = code;
    this.facts = facts;
  }
}

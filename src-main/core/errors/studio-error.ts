/** The one error type that reaches a person: a code from the catalogue with the facts its sentence needs. */
import { catalogue, type ErrorCode, type ErrorFacts } from './catalogue';

/** An expected failure. `message` is one sentence: what, where, expected, how to mend; with others that were found with it, one line each. */
export class StudioError<C extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'StudioError';
  readonly code: C;
  readonly facts: ErrorFacts<C>;
  /** What else is wrong and was found with it. */
  readonly others: readonly StudioError<ErrorCode>[];

  constructor(code: C, facts: ErrorFacts<C>, options?: { cause?: unknown; others?: readonly StudioError[] }) {
    const others = options?.others ?? [];
    super([(catalogue[code] as (facts: ErrorFacts<C>) => string)(facts), ...others.map(({ message }) => message)].join('\n'), options);
    this.code = code;
    this.facts = facts;
    this.others = others;
  }
}

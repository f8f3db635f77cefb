/** The facts of an error as plain data that may travel, so that whoever receives them can say the sentence again in another language. */
import { StudioError } from './studio-error';

export type PlainFact = string | number | boolean | null | string[];
export type PlainFacts = Record<string, PlainFact>;
/** A code with its facts; `sentence` is the English one. */
export interface ToldError { readonly code: string; readonly sentence: string; readonly facts?: PlainFacts }

const isPlain = (fact: unknown): fact is PlainFact =>
  fact === null || typeof fact === 'string' || typeof fact === 'boolean' || (typeof fact === 'number' && Number.isFinite(fact)) || (Array.isArray(fact) && fact.every((one) => typeof one === 'string'));

/** Undefined where one of them is no text, number or list of texts: half of the facts make no sentence. */
export function plainFacts(facts: object): PlainFacts | undefined {
  const known = Object.entries(facts).filter(([, fact]) => fact !== undefined);
  return known.every((entry): entry is [string, PlainFact] => isPlain(entry[1])) ? Object.fromEntries(known.map(([name, fact]) => [name, Array.isArray(fact) ? [...fact] : fact])) : undefined;
}

/** The studio's own error that led to this one and is quoted in its sentence. */
export function toldCause(error: StudioError): ToldError | undefined {
  const { cause } = error;
  return cause instanceof StudioError ? { code: cause.code, sentence: cause.message, facts: plainFacts(cause.facts as object) } : undefined;
}

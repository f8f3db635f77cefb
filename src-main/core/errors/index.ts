/** Errors as the rest of the studio uses them. */
export { catalogue, type ErrorCode, type ErrorFacts } from './catalogue';
export { StudioError } from './studio-error';
export { plainFacts, toldCause, type PlainFacts, type ToldError } from './plain-facts';

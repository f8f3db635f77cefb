/** Errors as the rest of the studio uses them. */
export { catalogue, type ErrorCode, type ErrorFacts } from './catalogue';
export { StudioError } from './studio-error';

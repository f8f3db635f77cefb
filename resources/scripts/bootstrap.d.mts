/** Types of bootstrap.mjs, for the tests that use it. */
export const root: string;
export function install(): void;
export function build(part?: 'main' | 'window'): void;
export function runOrExit(command: string, args: readonly string[], sentence?: string): void;
export function say(text: string): void;

/**
 * MLPerf Tiny / EEMBC device under test: commands to the board and what each of its lines says.
 *
 * | direction | layout                                                                                |
 * |-----------|---------------------------------------------------------------------------------------|
 * | host      | ASCII, at most 80 characters, `%`; no CR, no LF; arguments apart by spaces            |
 * | board     | lines in CR LF (two of them in a bare LF), the last one `m-ready`; no echo, no prompt |
 * |           | `m-…` message, `e-[…]` error, anything else is free text                              |
 * | board     | after a reset, by itself: `m-timestamp-mode-…`, a lap, `m-init-done`, `m-ready`       |
 *
 * Bytes become lines and answers in mlperf-tiny-answers.ts; our own commands are in mlperf-tiny-hi.ts.
 * Source: mlcommons/tiny, benchmark/api (monitor 2.2.0), benchmark/runner.
 */

/** Buffer of the board before the `%`; beyond it characters silently overwrite each other. */
export const mlperfCommandCharacters = 80;
/** Bytes of input in one `db`: a board on its own line, and one behind a relay (`dut ` goes before it). */
export const mlperfBytesPerCommand = { direct: 31, relayed: 26 } as const;
/** Lines longer than this are cut: 1000 results of seven characters fit, and a board at a wrong baud rate cannot fill the memory. */
export const mlperfLineCharacters = 16_384;

/** The bytes of a command; null where the board could not take it: empty, too long, or not printable ASCII without `%`. */
export function encodeMlperfCommand(command: string): Uint8Array | null {
  if (command.length > mlperfCommandCharacters || !/^[!-$&-~][ -$&-~]*$/.test(command)) return null;
  return Uint8Array.from(`${command}%`, (c) => c.charCodeAt(0));
}

/** The commands of the original; send each through `encodeMlperfCommand`. */
export const mlperfCommand = {
  name: 'name', profile: 'profile', timestamp: 'timestamp', results: 'results', print: 'db print',
  load: (bytes: number) => `db load ${bytes}`,
  /** Two lower-case hex digits a byte. */
  data: (bytes: Uint8Array) => `db ${hexOf(bytes)}`,
  /** Both are always sent: the default of W differs between the firmware and its own help. */
  infer: (iterations: number, warmUps: number) => `infer ${iterations} ${warmUps}`,
  /** Wrapped for an interface board between host and DUT. */
  relayed: (command: string) => `dut ${command}`,
} as const;

/** `db load` and as many `db` as it takes; the answer to the last one must have `load-done`. */
export function mlperfDownload(input: Uint8Array, bytesPerCommand: number = mlperfBytesPerCommand.direct): string[] {
  const commands = [mlperfCommand.load(input.length)];
  for (let at = 0; at < input.length; at += bytesPerCommand) commands.push(mlperfCommand.data(input.subarray(at, at + bytesPerCommand)));
  return commands;
}

/** One line of a board. `us` of a lap is 0…2^32 − 1 on most boards. */
export type MlperfLine =
  | { readonly kind: 'ready' } | { readonly kind: 'init-done' } | { readonly kind: 'load-done' } | { readonly kind: 'warmup-done' } | { readonly kind: 'infer-done' }
  | { readonly kind: 'mode'; readonly mode: 'performance' | 'energy' }
  | { readonly kind: 'name'; readonly vendor: string }
  | { readonly kind: 'profile'; readonly firmware: string }
  | { readonly kind: 'model'; readonly id: string }
  | { readonly kind: 'lap'; readonly us: number }
  | { readonly kind: 'expecting'; readonly bytes: number }
  | { readonly kind: 'buffer'; readonly bytes: Uint8Array }
  | { readonly kind: 'warmup-start' | 'infer-start'; readonly count: number }
  /** NaN for a value that is no number. */
  | { readonly kind: 'results'; readonly values: readonly number[] }
  | { readonly kind: 'error'; readonly text: string }
  /** `db load` beyond the board's buffer: `bytes` asked for, `most` possible. */
  | { readonly kind: 'oversize'; readonly bytes: number; readonly most: number }
  /** `infer` with `bytes` loaded where the model takes `expected`; it runs on something else, so the results are none. */
  | { readonly kind: 'wrong-size'; readonly bytes: number; readonly expected: number }
  /** Any other `m-` line whole, extensions among them. */
  | { readonly kind: 'message'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string };

const plain: ReadonlyMap<string, MlperfLine> = new Map((['init-done', 'load-done', 'warmup-done', 'infer-done'] as const).map((kind) => [`m-${kind}`, { kind }]));

const patterns: readonly (readonly [pattern: RegExp, read: (found: RegExpExecArray) => MlperfLine])[] = [
  [/^m-lap-us-(\d{1,15})$/, ([, us]) => ({ kind: 'lap', us: Number(us) })],
  [/^m-results-\[(.*)\]$/, ([, values]) => ({ kind: 'results', values: values.trim() === '' ? [] : values.split(',').map(mlperfNumber) })],
  [/^m-(warmup-start|infer-start)-(\d{1,15})$/, ([, kind, count]) => ({ kind: kind as 'warmup-start', count: Number(count) })],
  [/^m-name-dut-\[([^\]]+)\]$/, ([, vendor]) => ({ kind: 'name', vendor })],
  [/^m-profile-\[(.*)\]$/, ([, firmware]) => ({ kind: 'profile', firmware })],
  [/^m-model-\[(.*)\]$/, ([, id]) => ({ kind: 'model', id })],
  [/^m-timestamp-mode-(performance|energy)$/, ([, mode]) => ({ kind: 'mode', mode: mode as 'energy' })],
  [/^m-\[Expecting (\d{1,15}) bytes\]$/, ([, bytes]) => ({ kind: 'expecting', bytes: Number(bytes) })],
  [/^m-buffer((?:-[0-9a-f]{2})+)$/i, ([, digits]) => ({ kind: 'buffer', bytes: bytesOf(digits.replaceAll('-', '')) as Uint8Array })],
  [/^e-\[(.*)\]$/, ([, text]) => ({ kind: 'error', text })],
  [/^Supplied buffer size (\d{1,15}) exceeds maximum of (\d{1,15})$/, ([, bytes, most]) => ({ kind: 'oversize', bytes: Number(bytes), most: Number(most) })],
  [/^Input db has (\d{1,15}) elemented, expected (\d{1,15})$/, ([, bytes, expected]) => ({ kind: 'wrong-size', bytes: Number(bytes), expected: Number(expected) })],
];

/**
 * What a line (without its end) says. A ready marker may have garbage before it, never another message: the reference host takes any
 * line that contains it, which lets a relay's `[dut]: m-ready` pass too early.
 */
export function parseMlperfLine(line: string): MlperfLine {
  const simple = plain.get(line);
  if (simple !== undefined) return simple;
  if (line.endsWith('m-ready') && !/^(m-.|e-\[|\[dut\]: )/.test(line.slice(0, -'m-ready'.length))) return { kind: 'ready' };
  for (const [pattern, read] of patterns) {
    const found = pattern.exec(line);
    if (found !== null) return read(found);
  }
  return line.startsWith('m-') ? { kind: 'message', text: line } : { kind: 'text', text: line };
}

/** A decimal number as boards print it; NaN for anything else (`Number` would take an empty field for 0). */
export const mlperfNumber = (text: string): number => (/^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/.test(text) ? Number(text) : NaN);

/** Two lower-case digits a byte. */
export function hexOf(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
}

/** Null for an odd count of digits, or for anything else than digits. */
export function bytesOf(hex: string): Uint8Array | null {
  if (hex.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(hex)) return null;
  return Uint8Array.from({ length: hex.length / 2 }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16));
}

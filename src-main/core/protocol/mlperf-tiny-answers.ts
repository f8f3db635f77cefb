/** MLPerf Tiny: bytes of a board as lines, lines as whole answers, and the arithmetic on its time stamps. */
import { mlperfLineCharacters, parseMlperfLine, type MlperfLine } from './mlperf-tiny';

const LF = 10;

/** Bytes in, in portions of any size; whole lines out. Holds at most one unfinished line of bounded length. */
export interface MlperfLineReader {
  /** The lines that `chunk` completes, without their ends; empty ones are left out. */
  push(chunk: Uint8Array): string[];
  /** Characters of the unfinished line, 0…16384. */
  readonly pending: number;
  /** Characters that fell off lines that were too long. */
  readonly cut: number;
}

/** CR, NUL and everything outside of 7 bits is dropped: a wrong baud rate then gives empty or foreign text, never a failure. */
export function createMlperfLineReader(): MlperfLineReader {
  let held: number[] = [];
  let cut = 0;
  return {
    push(chunk) {
      const lines: string[] = [];
      for (const byte of chunk) {
        if (byte === LF) {
          if (held.length > 0) lines.push(asText(held));
          held = [];
        } else if (isKept(byte)) {
          if (held.length < mlperfLineCharacters) held.push(byte);
          else cut++;
        }
      }
      return lines;
    },
    get pending() { return held.length; },
    get cut() { return cut; },
  };
}

/** The first whole line of what has come, for a conversation; null while there is none. */
export function takeMlperfLine(held: Uint8Array): { value: string; used: number } | null {
  for (let start = 0; ;) {
    const end = held.indexOf(LF, start);
    if (end < 0) return null;
    const kept = held.subarray(start, end).filter(isKept);
    if (kept.length > 0) return { value: asText(kept.subarray(0, mlperfLineCharacters)), used: end + 1 };
    start = end + 1;
  }
}

/** Everything a board said to one command. */
export interface MlperfAnswer {
  /** In order, the ready marker left out. */
  readonly lines: readonly MlperfLine[];
  /** Texts of the `e-[…]` lines. */
  readonly errors: readonly string[];
  /** A boot banner is in it: the board has lost its buffer and its settings, and this is no answer. */
  readonly rebooted: boolean;
}

export const isMlperfEnd = (line: MlperfLine): boolean => line.kind === 'ready';

/**
 * The answer to `command`, through the line that `isEnd` accepts. An echo of the command before the first line is dropped.
 */
export function takeMlperfAnswer(command: string, isEnd: (line: MlperfLine) => boolean = isMlperfEnd): (held: Uint8Array) => { value: MlperfAnswer; used: number } | null {
  return (held) => {
    const lines: MlperfLine[] = [];
    for (let used = 0; ;) {
      const next = takeMlperfLine(held.subarray(used));
      if (next === null) return null;
      used += next.used;
      const line = parseMlperfLine(withoutEcho(next.value, command));
      if (line.kind !== 'ready') lines.push(line);
      if (isEnd(line)) return { value: mlperfAnswerOf(lines), used };
    }
  };
}

/**
 * The answer of a board behind an interface board to `dut COMMAND`: the relay's own two lines, then `[dut]: ` lines through
 * `[dut]: m-ready`. What stands before the two (a banner that was queued) belongs to no answer and is dropped.
 */
export function takeRelayedAnswer(command: string): (held: Uint8Array) => { value: MlperfAnswer; used: number } | null {
  return (held) => {
    const lines: MlperfLine[] = [];
    let accepted = 0;
    for (let used = 0; ;) {
      const next = takeMlperfLine(held.subarray(used));
      if (next === null) return null;
      used += next.used;
      if (next.value.endsWith(`m-dut-passthrough(${command})`)) accepted = 1;
      else if (accepted === 1 && next.value === 'm-ready') accepted = 2;
      if (accepted < 2 || !next.value.startsWith(relayPrefix)) continue;
      const line = parseMlperfLine(next.value.slice(relayPrefix.length));
      if (line.kind === 'ready') return { value: mlperfAnswerOf(lines), used };
      lines.push(line);
    }
  };
}

const relayPrefix = '[dut]: ';

export function mlperfAnswerOf(lines: readonly MlperfLine[]): MlperfAnswer {
  return {
    lines,
    errors: lines.flatMap((line) => (line.kind === 'error' ? [line.text] : [])),
    rebooted: lines.some((line) => line.kind === 'mode' || line.kind === 'init-done'),
  };
}

/** What an `infer` (or `hi run`) came to. Laps are null in the energy build, which pulses its trigger line instead. */
export interface MlperfInference {
  readonly iterations: number; readonly warmUps: number;
  readonly startUs: number | null; readonly endUs: number | null;
  /** Null where the answer has none. */
  readonly results: readonly number[] | null;
}

/** Null where lines are missing or in the wrong order: then no number of it can be trusted. */
export function mlperfInferenceOf({ lines, errors, rebooted }: MlperfAnswer): MlperfInference | null {
  if (errors.length > 0 || rebooted || lines.some((line) => line.kind === 'wrong-size')) return null;
  const at = (kind: MlperfLine['kind']): number => lines.findIndex((line) => line.kind === kind);
  const order = [at('warmup-start'), at('warmup-done'), at('infer-start'), at('infer-done')];
  if (order.some((place, i) => place < 0 || (i > 0 && place < order[i - 1]))) return null;
  const laps = lines.slice(order[2], order[3]).flatMap((line) => (line.kind === 'lap' ? [line.us] : []));
  if (laps.length !== 0 && laps.length !== 2) return null;
  const results = lines.find((line) => line.kind === 'results');
  return { iterations: countAt(lines[order[2]]), warmUps: countAt(lines[order[0]]), startUs: laps[0] ?? null, endUs: laps[1] ?? null, results: results?.values ?? null };
}

const countAt = (line: MlperfLine): number => ('count' in line ? line.count : 0);

/** T1 − T0 in µs. A counter of 32 bits starts anew every 4294.967296 s; `wrapped` says that it did in between. */
export function elapsedUs(startUs: number, endUs: number): { readonly us: number; readonly wrapped: boolean } {
  const wrapped = endUs < startUs;
  return { us: wrapped ? endUs - startUs + 2 ** 32 : endUs - startUs, wrapped };
}

/** `name%m-name-…`: a terminal that echoes gives the command back without an end of line. */
function withoutEcho(line: string, command: string): string {
  return line.startsWith(`${command}%`) ? line.slice(command.length + 1) : line;
}

const isKept = (byte: number): boolean => byte !== 13 && byte !== 0 && byte < 128;

function asText(bytes: ArrayLike<number>): string {
  let text = '';
  for (let i = 0; i < bytes.length; i++) text += String.fromCharCode(bytes[i]);
  return text;
}

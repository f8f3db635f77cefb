/**
 * SCPI over a raw socket or serial line: replies apart, numbers, errors, identity, headers.
 *
 * | what              | layout                                                        |
 * |-------------------|---------------------------------------------------------------|
 * | command, reply    | text LF (some end in CR LF or CR)                             |
 * | definite block    | `#` d, d digits of length, that many bytes, LF                |
 * | large block       | `#(` digits `)`, that many bytes, LF                          |
 * | error             | code `,` `"` text `"`; 0 is none                              |
 * | identity          | maker `,` model `,` serial `,` firmware                       |
 *
 * A line feed inside a block is data. Source: IEEE 488.2, SCPI-1999.
 */

export type ScpiReply = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'block'; readonly bytes: Uint8Array };

const LF = 10;
const CR = 13;
const HASH = 35;
const isSpace = (byte: number): boolean => byte === LF || byte === CR || byte === 32 || byte === 9;
const digits = (bytes: Uint8Array): number => (bytes.length > 0 && bytes.every((byte) => byte >= 48 && byte <= 57) ? Number(String.fromCharCode(...bytes)) : NaN);

/**
 * The first whole reply in `held`; null while it is not whole. Empty lines before it belong to the reply before and are used up.
 * A block with a broken header is read as text, so that its sender can be told. Text is Latin-1 without its end.
 */
export function takeScpiReply(held: Uint8Array): { value: ScpiReply; used: number } | null {
  let start = 0;
  while (start < held.length && isSpace(held[start])) start++;
  if (start === held.length) return null;
  if (held[start] === HASH) {
    const block = blockAt(held, start);
    if (block === 'open') return null;
    if (block !== 'none') return { value: { kind: 'block', bytes: held.slice(block.from, block.to) }, used: block.to };
  }
  const end = held.indexOf(LF, start);
  if (end < 0) return null;
  return { value: { kind: 'text', text: latin1(held.subarray(start, end)).trimEnd() }, used: end + 1 };
}

function blockAt(held: Uint8Array, start: number): { from: number; to: number } | 'open' | 'none' {
  if (held.length < start + 2) return 'open';
  let from: number;
  let length: number;
  if (held[start + 1] === 40) {
    const close = held.indexOf(41, start);
    if (close < 0) return held.length - start > 24 ? 'none' : 'open';
    length = digits(held.subarray(start + 2, close));
    from = close + 1;
  } else {
    const count = held[start + 1] - 48;
    if (!(count >= 1 && count <= 9)) return 'none';
    from = start + 2 + count;
    if (held.length < from) return 'open';
    length = digits(held.subarray(start + 2, from));
  }
  if (Number.isNaN(length)) return 'none';
  return held.length < from + length ? 'open' : { from, to: from + length };
}

/** Latin-1, so that no byte is lost. */
export function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 4096) text += String.fromCharCode(...bytes.subarray(at, at + 4096));
  return text;
}

/** A definite block around `bytes`, line feed included. */
export function scpiBlock(bytes: Uint8Array): Uint8Array {
  const length = String(bytes.length);
  const header = `#${length.length}${length}`;
  const block = new Uint8Array(header.length + bytes.length + 1);
  block.set([...header].map((c) => c.charCodeAt(0)));
  block.set(bytes, header.length);
  block[block.length - 1] = LF;
  return block;
}

/** Floats of a block; the default of most instruments is big-endian (`FORM:BORD NORM`). A rest of less than 4 bytes is left out. */
export function scpiFloats(bytes: Uint8Array, littleEndian: boolean): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: bytes.byteLength >> 2 }, (_, i) => known(view.getFloat32(i * 4, littleEndian)));
}

/** SCPI writes 9.91E37 for "not a number" and ±9.9E37 for "beyond the range"; both are NaN here. */
const known = (value: number): number => (Math.abs(value) >= 9.9e36 ? NaN : value);

export const isOverRange = (text: string): boolean => Math.abs(Math.abs(Number(text)) - 9.9e37) < 5e34;

/** Comma-separated numbers in any of the forms NR1 to NR3; NaN for what is none. */
export function scpiNumbers(text: string): number[] {
  return text.split(/[,;]/).map((part) => (part.trim() === '' ? NaN : known(Number(part))));
}

export interface ScpiError { readonly code: number; readonly text: string }

/** Null where the line is no error entry. Doubled quotes inside of the text are one. */
export function parseScpiError(line: string): ScpiError | null {
  const found = /^\s*([+-]?\d+)\s*,\s*"((?:[^"]|"")*)"/.exec(line);
  return found === null ? null : { code: Number(found[1]), text: found[2].replaceAll('""', '"') };
}

export interface ScpiIdentity { readonly maker: string; readonly model: string; readonly serial: string | null; readonly firmware: string | null }

/** Null for fewer than two fields. */
export function parseScpiIdentity(line: string): ScpiIdentity | null {
  const fields = line.split(',').map((field) => field.trim().replace(/^"|"$/g, ''));
  if (fields.length < 2 || fields[0] === '') return null;
  const known = (field: string | undefined): string | null => (field === undefined || field === '' || field === '0' ? null : field);
  return { maker: fields[0], model: fields[1], serial: known(fields[2]), firmware: known(fields[3]) };
}

/** Whether a header is a short or long form of `pattern`, such as `MEASure:POWer[:REAL]?`; nothing in between is one. */
export function matchesScpiHeader(pattern: string, header: string): boolean {
  return headerExpression(pattern).test(header);
}

const expressions = new Map<string, RegExp>();
function headerExpression(pattern: string): RegExp {
  let expression = expressions.get(pattern);
  if (expression === undefined) {
    const source = pattern.replace(/[?*]/g, '\\$&').replaceAll('[', '(?:').replaceAll(']', ')?')
      .replace(/([A-Z]+)([a-z]+)/g, (_, short: string, rest: string) => `${short}(?:${rest})?`);
    expressions.set(pattern, (expression = new RegExp(`^:?${source}$`, 'i')));
  }
  return expression;
}

/** One line as commands with absolute headers: after `;` the path stays, a leading `:` begins at the root, `*` leaves it alone. */
export function splitScpiLine(line: string): { readonly header: string; readonly args: string[] }[] {
  let path = '';
  return splitOutsideQuotes(line, ';').map((part) => part.trim()).filter((part) => part !== '').map((part) => {
    const space = part.search(/\s/);
    const head = space < 0 ? part : part.slice(0, space);
    const args = space < 0 ? [] : splitOutsideQuotes(part.slice(space), ',').map((arg) => arg.trim());
    if (head.startsWith('*')) return { header: head, args };
    const header = head.startsWith(':') ? head.slice(1) : path + head;
    path = header.slice(0, header.lastIndexOf(':') + 1);
    return { header, args };
  });
}

function splitOutsideQuotes(text: string, separator: string): string[] {
  const parts = [''];
  let quote = '';
  for (const c of text) {
    if (quote === '' && (c === '"' || c === "'")) quote = c;
    else if (c === quote) quote = '';
    if (c === separator && quote === '') parts.push('');
    else parts[parts.length - 1] += c;
  }
  return parts;
}

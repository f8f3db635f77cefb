/** A profile file as text: read within limits, parsed as YAML, with the line and column of every field. */
import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { isAbsolute, relative } from 'node:path';
import { type Document, LineCounter, isAlias, isMap, isScalar, isSeq, type Node, type Pair, parseDocument } from 'yaml';
import type { ProfilePlace } from '../core/errors/profile';
import { StudioError } from '../core/errors';

const maxBytes = 1024 * 1024;
const maxAliases = 100;
/** Deeper than any profile, and far below what overflows a recursive reader. */
const maxDepth = 64;

export type FieldPath = readonly PropertyKey[];

/** `data` is plain JSON-like data; `place` gives the position of a field's value, or of its key, or of what surrounds it. */
export interface ProfileSource {
  readonly file: string;
  readonly data: unknown;
  place(path: FieldPath, part?: 'value' | 'key'): ProfilePlace;
}

/** Errors: profile.not-found, not-readable, too-large, not-text, empty, not-yaml, too-many-aliases, too-deep */
export function readProfileSource(kind: string, path: string): ProfileSource {
  const file = shownPath(path);
  return parseProfileText(kind, file, decode(file, readBytes(kind, file, path)));
}

/** As `readProfileSource`, for text that is not in a file yet. */
export function parseProfileText(kind: string, file: string, text: string): ProfileSource {
  if (tooDeep(text)) throw new StudioError('profile.too-deep', { file });
  const lines = new LineCounter();
  let document: Document.Parsed;
  try {
    document = parseDocument(text, { lineCounter: lines, logLevel: 'silent', prettyErrors: false, stringKeys: true });
  } catch (cause) {
    // The parser recurses; indentation can nest as deep as brackets.
    if (cause instanceof RangeError) throw new StudioError('profile.too-deep', { file }, { cause });
    throw notYaml(file, 1, 1, cause instanceof Error ? cause.message : String(cause), cause);
  }
  const flaw = document.errors[0] ?? document.warnings[0];
  if (flaw !== undefined) {
    const { line, col } = lines.linePos(flaw.pos[0]);
    throw notYaml(file, Math.max(1, line), Math.max(1, col), flaw.message, flaw);
  }
  if (document.contents === null || (isScalar(document.contents) && document.contents.value === null)) throw new StudioError('profile.empty', { kind, file });
  let data: unknown;
  try {
    data = document.toJS({ maxAliasCount: maxAliases });
  } catch (cause) {
    if (cause instanceof RangeError) throw new StudioError('profile.too-deep', { file }, { cause });
    if (cause instanceof ReferenceError && cause.message.startsWith('Excessive')) throw new StudioError('profile.too-many-aliases', { file, limit: maxAliases }, { cause });
    throw notYaml(file, 1, 1, cause instanceof Error ? cause.message : String(cause), cause);
  }
  return { file, data, place: (fieldPath, part = 'value') => ({ file, field: fieldName(fieldPath), ...position(document, lines, fieldPath, part) }) };
}

/** `dataset.use`, `boards[0]`; the way people write it. */
export function fieldName(path: FieldPath): string {
  return path.map((step, i) => (typeof step === 'number' ? `[${step}]` : `${i === 0 ? '' : '.'}${shortened(String(step))}`)).join('');
}

/** Text of unknown origin, fit for one sentence. */
export function shortened(text: string): string {
  // Control characters would tear the sentence apart in a terminal.
  const flat = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
  return flat.length > 60 ? `${flat.slice(0, 57)}…` : flat;
}

function shownPath(path: string): string {
  const below = relative(process.cwd(), path);
  return below !== '' && !below.startsWith('..') && !isAbsolute(below) ? below : path;
}

function readBytes(kind: string, file: string, path: string): Buffer {
  let handle: number | null = null;
  try {
    handle = openSync(path, 'r');
    const { size } = fstatSync(handle);
    if (size > maxBytes) throw new StudioError('profile.too-large', { file, bytes: size, limit: maxBytes });
    return readFileSync(handle);
  } catch (cause) {
    if (cause instanceof StudioError) throw cause;
    const code = (cause as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new StudioError('profile.not-found', { kind, file }, { cause });
    throw new StudioError('profile.not-readable', { file, reason: code === 'EISDIR' ? 'it is a folder' : code ?? String(cause) }, { cause });
  } finally {
    if (handle !== null) closeSync(handle);
  }
}

function decode(file: string, bytes: Buffer): string {
  const zero = bytes.indexOf(0);
  try {
    if (zero < 0) return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new StudioError('profile.not-text', { file, line: 1 }, { cause });
  }
  throw new StudioError('profile.not-text', { file, line: bytes.subarray(0, zero).filter((byte) => byte === 10).length + 1 });
}

function notYaml(file: string, line: number, column: number, message: string, cause: unknown): StudioError {
  const reason = shortened(message.split('\n')[0].replace(/\.$/, ''));
  return new StudioError('profile.not-yaml', { file, line, column, reason }, { cause });
}

/** An upper bound of the nesting: brackets on one level, or steps of "- " on one line; both overflow the parser's stack. */
function tooDeep(text: string): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 91 || c === 123) depth++;
    else if (c === 93 || c === 125) depth = Math.max(0, depth - 1);
    if (depth > maxDepth) return true;
  }
  return /(?:[-?] ){65}/.test(text);
}

function position(document: Document.Parsed, lines: LineCounter, path: FieldPath, part: 'value' | 'key'): { line: number; column: number } {
  let node: Node | null = resolved(document, document.contents);
  let offset = node?.range?.[0] ?? 0;
  for (const [depth, step] of path.entries()) {
    const last = depth === path.length - 1;
    let child: Node | null = null;
    if (isMap(node)) {
      const pair = node.items.find((item: Pair) => (isScalar(item.key) ? String(item.key.value) : String(item.key)) === String(step)) as Pair<Node, Node | null> | undefined;
      if (pair === undefined) break;
      offset = pair.key.range?.[0] ?? offset;
      if (last && part === 'key') break;
      child = pair.value;
    } else if (isSeq(node)) {
      child = (node.items[Number(step)] as Node | undefined) ?? null;
    }
    if (child === null) break;
    // The text of an alias is where it is used, its contents elsewhere: say where it is used.
    offset = child.range?.[0] ?? offset;
    node = resolved(document, child);
  }
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

const resolved = (document: Document.Parsed, node: unknown): Node | null => (isAlias(node) ? node.resolve(document) ?? null : (node as Node | null));

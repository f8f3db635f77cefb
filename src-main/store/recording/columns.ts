/** Typed arrays into bytes and back, each on a multiple of 8, in the order in which they are named. */
import { padded } from './chunks';

type Column = Uint8Array | Uint16Array | Uint32Array | Float32Array | Float64Array;

/** The bytes of several columns, one after the other. Little-endian, as every machine that Node 20 supports. */
export function packColumns(columns: readonly Column[]): Uint8Array {
  const bytes = new Uint8Array(columns.reduce((sum, column) => sum + padded(column.byteLength), 0));
  let at = 0;
  for (const column of columns) {
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), at);
    at += padded(column.byteLength);
  }
  return bytes;
}

/** Reads columns off bytes whose buffer begins with them; views, nothing is copied. Throws RangeError where there are too few bytes. */
export class ColumnReader {
  #at = 0;
  readonly #buffer: ArrayBufferLike;

  constructor(bytes: Uint8Array) {
    this.#buffer = bytes.buffer;
  }

  u8 = (n: number): Uint8Array => this.#take(n, (at) => new Uint8Array(this.#buffer, at, n));
  u16 = (n: number): Uint16Array => this.#take(n * 2, (at) => new Uint16Array(this.#buffer, at, n));
  u32 = (n: number): Uint32Array => this.#take(n * 4, (at) => new Uint32Array(this.#buffer, at, n));
  f32 = (n: number): Float32Array => this.#take(n * 4, (at) => new Float32Array(this.#buffer, at, n));
  f64 = (n: number): Float64Array => this.#take(n * 8, (at) => new Float64Array(this.#buffer, at, n));

  #take<T>(bytes: number, view: (at: number) => T): T {
    const at = this.#at;
    this.#at += padded(bytes);
    return view(at);
  }
}

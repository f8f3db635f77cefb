/** How numbers in bulk cross to a window: typed arrays as base64 of their bytes, the same over a WebSocket and over Electron's port. */

const kinds = { f32: Float32Array, f64: Float64Array, u8: Uint8Array, u32: Uint32Array } as const;
type Kind = keyof typeof kinds;
/** Little-endian, as every machine is on which the studio runs. */
interface Packed { readonly kind: Kind; readonly bytes: string }

const kindOf = (value: unknown): Kind | undefined => (Object.keys(kinds) as Kind[]).find((kind) => value instanceof kinds[kind]);
/** Characters that are put together at a time; more would overflow the stack of a call. */
const PART = 8192;

/** For `customJsonSerializers` of every link and handler. NaN arrives as NaN. */
export const typedArraySerializers = [{
  type: 40,
  condition: (value: unknown): boolean => ArrayBuffer.isView(value) && kindOf(value) !== undefined,
  serialize(value: ArrayBufferView): Packed {
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    let text = '';
    for (let at = 0; at < bytes.length; at += PART) text += String.fromCharCode(...bytes.subarray(at, at + PART));
    return { kind: kindOf(value) as Kind, bytes: btoa(text) };
  },
  deserialize({ kind, bytes }: Packed): ArrayBufferView {
    const text = atob(bytes);
    const out = new Uint8Array(text.length);
    for (let i = 0; i < out.length; i++) out[i] = text.charCodeAt(i);
    return new kinds[kind](out.buffer);
  },
}] as const;

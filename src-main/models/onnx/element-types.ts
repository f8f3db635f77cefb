/** ONNX element types by number (onnx.proto3, TensorProto.DataType) and by the name that ONNX Runtime uses. */
const names = ['no stated type', 'float32', 'uint8', 'int8', 'uint16', 'int16', 'int32', 'int64', 'string', 'bool', 'float16', 'float64', 'uint32', 'uint64', 'complex64', 'complex128', 'bfloat16'];

export const INT64 = 7;

export function elementTypeName(number: number): string {
  return names[number] ?? `element type ${number}`;
}

/** The number of an ONNX Runtime type name; float32 for a name that ONNX lacks. */
export function elementTypeNumber(name: string): number {
  return Math.max(1, names.indexOf(name));
}

const widths: Readonly<Record<string, number>> = { uint8: 1, int8: 1, bool: 1, uint16: 2, int16: 2, float16: 2, bfloat16: 2, int64: 8, float64: 8, uint64: 8, complex64: 8, complex128: 16 };

/** Bytes of one element; 4 for what has no width of its own. */
export function elementBytes(name: string): number {
  return widths[name] ?? 4;
}

/** Multiply-accumulates and parameters of ONNX operators; what is not listed (activations, pooling, additions) counts 0. */
import { INT64 } from './element-types';
import { elements, type GraphNode, type OnnxModel } from './graph';

/** Positions of the activation and the weight among the inputs, and how they make the count. */
interface Rule { readonly kind: 'convolution' | 'transposed' | 'product'; readonly x: number; readonly w: number }

const rules: Readonly<Record<string, Rule>> = {
  Conv: { kind: 'convolution', x: 0, w: 1 }, ConvInteger: { kind: 'convolution', x: 0, w: 1 }, QLinearConv: { kind: 'convolution', x: 0, w: 3 },
  ConvTranspose: { kind: 'transposed', x: 0, w: 1 },
  Gemm: { kind: 'product', x: 0, w: 1 }, MatMul: { kind: 'product', x: 0, w: 1 }, MatMulInteger: { kind: 'product', x: 0, w: 1 }, QLinearMatMul: { kind: 'product', x: 0, w: 3 },
  'com.microsoft.FusedConv': { kind: 'convolution', x: 0, w: 1 }, 'com.microsoft.FusedGemm': { kind: 'product', x: 0, w: 1 },
  'com.microsoft.FusedMatMul': { kind: 'product', x: 0, w: 1 }, 'com.microsoft.QGemm': { kind: 'product', x: 0, w: 3 },
};

/** The tensors whose shapes the count of this node needs; empty where it counts 0. */
export function tensorsToMeasure(node: GraphNode): string[] {
  const rule = rules[node.operator];
  return rule && node.inputs.length > rule.w && node.outputs.length > 0 ? [node.inputs[rule.x], node.inputs[rule.w], node.outputs[0]] : [];
}

/**
 * Convolution: each output element takes one product per weight of its filter, W = [out, in / groups, ...kernel].
 * Transposed: each input element is spread over W = [in, out / groups, ...kernel]. Product: Y = [..., M, N], X = [..., M, K] or its transpose: M N K.
 */
export function multiplyAccumulates(node: GraphNode, shapes: ReadonlyMap<string, readonly number[]>): number {
  const rule = rules[node.operator];
  if (!rule) return 0;
  const [x, w, y] = tensorsToMeasure(node).map((name) => shapes.get(name));
  if (!x || !w || !y) return 0;
  if (rule.kind === 'convolution') return elements(y) * elements(w.slice(1));
  if (rule.kind === 'transposed') return elements(x) * elements(w.slice(1));
  if (node.operator.endsWith('Gemm')) return elements(y) * (elements(x) / Math.max(1, y[0]));
  return elements(y) * (x.at(-1) ?? 1);
}

/** Inputs that are weights; of quantising operators without their scales and zero points. */
const weightInputs: Readonly<Record<string, readonly number[]>> = {
  QuantizeLinear: [0], DequantizeLinear: [0], QLinearConv: [3, 8], QLinearMatMul: [0, 3], ConvInteger: [1], MatMulInteger: [0, 1], 'com.microsoft.QGemm': [3, 6],
};

/** Numbers that training chose: elements of the stored tensors that `nodes` use, each tensor once; 64-bit integers are shapes and axes. */
export function countParameters(model: OnnxModel, nodes: readonly number[]): number {
  const counted = new Set<string>();
  let sum = 0;
  for (const index of nodes) {
    const node = model.nodes[index];
    const places = weightInputs[node.operator];
    for (const name of places ? places.flatMap((place) => node.inputs[place] ?? []) : node.inputs) {
      const tensor = model.initializers.get(name);
      if (!tensor || tensor.dataType === INT64 || counted.has(name)) continue;
      counted.add(name);
      sum += elements(tensor.dims);
    }
    for (const tensor of node.constants) if (tensor.dataType !== INT64 && tensor.dims.length > 0) sum += elements(tensor.dims);
  }
  return sum;
}

/** The head of an exit as ONNX operators: pooling by max and by mean, their mix, a linear layer (algorithms 4.3; SDN). */
import type { LinearHead } from '../../core/training';
import type { Additions, NewNode } from '../onnx/append';

/**
 * `grid`: a map of channels is pooled to `side` places a side; `tokens`: a sequence is averaged; `none`: the values as they are.
 * `dims` is the cut tensor's shape without its batch; `features` what the linear layer gets.
 */
export interface HeadPlan { readonly pool: 'grid' | 'tokens' | 'none'; readonly dims: readonly number[]; readonly kernel: readonly number[]; readonly features: number }

/** From here on Gemm takes a bias of one row, and arithmetic stretches scalars. */
export const OLDEST_OPSET = 7;
/** Wider linear layers train slowly and cost more than the stage before them; maps are pooled further instead. */
const MOST_FEATURES = 1024;
/** SDN pools maps to about 4 x 4. */
const LARGEST_SIDE = 4;

/** Null for a shape that no head fits: a scalar, or more than three dimensions beside the batch. Maps narrower than 4 are taken as they are where they are small enough. */
export function planHead(dims: readonly number[]): HeadPlan | null {
  if (dims.length === 1) return { pool: 'none', dims, kernel: [], features: dims[0] };
  if (dims.length === 2) return { pool: 'tokens', dims, kernel: [], features: dims[1] };
  if (dims.length !== 3) return null;
  const [channels, height, width] = dims;
  if (Math.min(height, width) < LARGEST_SIDE && channels * height * width <= MOST_FEATURES) return { pool: 'none', dims, kernel: [], features: channels * height * width };
  for (let side = LARGEST_SIDE; ; side--) {
    const kernel = [height, width].map((n) => Math.max(1, Math.floor(n / side)));
    const features = channels * Math.floor(height / kernel[0]) * Math.floor(width / kernel[1]);
    if (features <= MOST_FEATURES || side === 1) return { pool: 'grid', dims, kernel, features };
  }
}

export const headMacs = ({ features, pool }: HeadPlan, classes: number): number => features * classes + (pool === 'grid' ? 2 * features : 0);
export const headParameters = ({ features, pool }: HeadPlan, classes: number): number => (features + 1) * classes + (pool === 'grid' ? 2 : 0);

/** What trains a head: the pooled values, flat. `second` (the mean) only for a grid. */
export function probeOf(plan: HeadPlan, tensor: string, name: string): Additions & { readonly first: string; readonly second: string | null } {
  const flat = (from: string, output: string): NewNode => ({ operator: 'Flatten', inputs: [from], output, attributes: { axis: 1 } });
  const nodes = plan.pool === 'grid'
    ? [...pools(plan, tensor, name), flat(`${name}/max`, `${name}/first`), flat(`${name}/mean`, `${name}/second`)]
    : [...tokens(plan, tensor, name), flat(plan.pool === 'tokens' ? `${name}/mean` : tensor, `${name}/first`)];
  const second = plan.pool === 'grid' ? `${name}/second` : null;
  return { nodes, tensors: [], outputs: [], first: `${name}/first`, second };
}

/** The head with its trained numbers; its scores are the tensor `name`. `like`: the output of the model whose batch it shares. */
export function headOf(plan: HeadPlan, tensor: string, name: string, { weights, bias, alpha }: LinearHead, kind: 'logits' | 'softmax', like: string): Additions {
  const classes = bias.length;
  const mixed: NewNode[] = [
    { operator: 'Mul', inputs: [`${name}/max`, `${name}/alpha`], output: `${name}/max-part` },
    { operator: 'Mul', inputs: [`${name}/mean`, `${name}/beta`], output: `${name}/mean-part` },
    { operator: 'Add', inputs: [`${name}/max-part`, `${name}/mean-part`], output: `${name}/mix` },
  ];
  const [front, pooled] = plan.pool === 'grid' ? [[...pools(plan, tensor, name), ...mixed], `${name}/mix`] : plan.pool === 'tokens' ? [tokens(plan, tensor, name), `${name}/mean`] : [[], tensor];
  const scores = kind === 'softmax' ? `${name}/logits` : name;
  return {
    nodes: [
      ...front, { operator: 'Flatten', inputs: [pooled], output: `${name}/flat`, attributes: { axis: 1 } },
      { operator: 'Gemm', inputs: [`${name}/flat`, `${name}/weights`, `${name}/bias`], output: scores },
      ...(kind === 'softmax' ? [{ operator: 'Softmax', inputs: [scores], output: name, attributes: { axis: 1 } }] : []),
    ],
    tensors: [
      { name: `${name}/weights`, dims: [plan.features, classes], values: Float32Array.from(weights) }, { name: `${name}/bias`, dims: [classes], values: Float32Array.from(bias) },
      ...(plan.pool === 'grid' ? [{ name: `${name}/alpha`, dims: [], values: Float32Array.of(alpha) }, { name: `${name}/beta`, dims: [], values: Float32Array.of(1 - alpha) }] : []),
    ],
    outputs: [{ name, columns: classes, like }],
  };
}

function pools({ kernel }: HeadPlan, tensor: string, name: string): NewNode[] {
  const attributes = { kernel_shape: kernel, strides: kernel };
  return [{ operator: 'MaxPool', inputs: [tensor], output: `${name}/max`, attributes }, { operator: 'AveragePool', inputs: [tensor], output: `${name}/mean`, attributes }];
}

/** Global pooling takes the mean over what stands behind the channels. */
function tokens({ pool }: HeadPlan, tensor: string, name: string): NewNode[] {
  if (pool !== 'tokens') return [];
  return [{ operator: 'Transpose', inputs: [tensor], output: `${name}/turned`, attributes: { perm: [0, 2, 1] } }, { operator: 'GlobalAveragePool', inputs: [`${name}/turned`], output: `${name}/mean` }];
}

/** What a stage hands to whoever watches a run: whole batches as they were kept, never copied, never for the terminal's lines. */
import type { ExitOutputs, Strategy } from '../core/measurements';
import type { ChosenPolicy } from './policies';
import type { LoopRows } from './store-ports';

/** Arrays belong to the engine: watchers read them and must not change them. `truth[i]` is the class of `indices[i]`. */
export type Observation =
  | { readonly kind: 'outputs'; readonly model: string; readonly name: string; readonly exitNames: readonly string[]; readonly indices: Int32Array; readonly truth: Uint16Array; readonly exits: readonly ExitOutputs[] }
  | { readonly kind: 'remote'; readonly model: string; readonly name: string; readonly indices: Int32Array; readonly truth: Uint16Array; readonly prediction: Uint16Array; readonly ms: Float64Array }
  | { readonly kind: 'policies'; readonly policies: readonly ChosenPolicy[] }
  | { readonly kind: 'loop'; readonly board: string; readonly model: string; readonly strategy: Strategy; readonly truth: Uint16Array; readonly rows: LoopRows };

/** Called between batches, where no clock runs; must return at once. */
export type Observe = (observation: Observation) => void;

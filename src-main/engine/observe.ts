/** What a stage hands to whoever watches a run: whole batches as they were kept, never copied, never for the terminal's lines. */
import type { ExitOutputs, Strategy } from '../core/measurements';
import type { BlockTrace } from '../core/trace/block-trace';
import type { TraceEvent } from '../core/trace/trace';
import type { ChosenPolicy } from './policy-choice';
import type { LoopRows } from './store-ports';

/** Arrays belong to the engine: watchers read them and must not change them. `truth[i]` is the class of `indices[i]`. */
export type Observation =
  | { readonly kind: 'outputs'; readonly model: string; readonly name: string; readonly exitNames: readonly string[]; readonly indices: Int32Array; readonly truth: Uint16Array; readonly exits: readonly ExitOutputs[] }
  | { readonly kind: 'remote'; readonly model: string; readonly name: string; readonly indices: Int32Array; readonly truth: Uint16Array; readonly prediction: Uint16Array; readonly ms: Float64Array }
  | { readonly kind: 'policies'; readonly policies: readonly ChosenPolicy[] }
  | { readonly kind: 'loop'; readonly board: string; readonly model: string; readonly strategy: Strategy; readonly truth: Uint16Array; readonly rows: LoopRows }
  | { readonly kind: 'power'; readonly part: MeasuredPart; readonly trace: BlockTrace; readonly events: readonly TraceEvent[]; readonly over: boolean };

/** What an instrument measures at the moment. `line`: shows the windows on the trace, where they come from edges. `windowMs` and `restMs`: how long one window and the rest after it last. */
export interface MeasuredPart {
  readonly board: string; readonly model: string; readonly work: string; readonly name: string; readonly instrument: string; readonly simulated: boolean;
  readonly line: number | null; readonly windows: number; readonly windowMs: number; readonly restMs: number;
}

/** Called between batches, where no clock runs, and with every block of an instrument; must return at once. A trace can be read until `over` was told. */
export type Observe = (observation: Observation) => void;

/** Limited-memory BFGS: minimises a smooth function step by step, so that whoever runs it can show progress and stop. */

/** f(x); writes the gradient at x into `gradient`. */
export type Objective = (x: Float64Array, gradient: Float64Array) => number;
/** After a step: `gradient` is its largest absolute entry. `state` tells why a search ended; `stuck`: no step along the search line lowers f. */
export interface SearchStep { readonly step: number; readonly value: number; readonly gradient: number; readonly state: 'going' | 'converged' | 'stuck' | 'out-of-steps' | 'not-finite' }
export interface SearchLimits { readonly maxSteps: number; /** Ends where no entry of the gradient is larger. */ readonly tolerance: number }

/** Pairs of steps and gradient changes that stand in for the Hessian (Nocedal and Wright, Numerical Optimization, section 7.2: 3 to 20). */
const MEMORY = 10;
/** Sufficient decrease of the line search (the same book, 3.4). */
const ARMIJO = 1e-4;
const MOST_HALVINGS = 40;

/**
 * Moves `x` in place; yields after every step, the last one with a state other than `going`. Two-loop recursion (Nocedal and Wright,
 * algorithm 7.4) with backtracking; pairs without positive curvature are left out, so the direction always descends. Deterministic.
 */
export function* lbfgs(objective: Objective, x: Float64Array, { maxSteps, tolerance }: SearchLimits): Generator<SearchStep, void> {
  const n = x.length;
  let gradient = new Float64Array(n);
  let ahead = new Float64Array(n);
  const tried = new Float64Array(n);
  const pairs: { readonly s: Float64Array; readonly y: Float64Array; readonly rho: number }[] = [];
  let value = objective(x, gradient);
  for (let step = 0; ; step++) {
    const largest = largestOf(gradient);
    const state = !Number.isFinite(value) || !Number.isFinite(largest) ? 'not-finite' : largest <= tolerance ? 'converged' : step === maxSteps ? 'out-of-steps' : 'going';
    yield { step, value, gradient: largest, state };
    if (state !== 'going') return;

    const direction = descend(gradient, pairs);
    const slope = dot(direction, gradient);
    let length = pairs.length === 0 ? Math.min(1, 1 / Math.sqrt(dot(gradient, gradient))) : 1;
    let next = Infinity;
    let halvings = 0;
    for (; halvings <= MOST_HALVINGS; halvings++, length /= 2) {
      for (let i = 0; i < n; i++) tried[i] = x[i] + length * direction[i];
      next = objective(tried, ahead);
      if (next <= value + ARMIJO * length * slope) break;
    }
    if (halvings > MOST_HALVINGS) {
      yield { step, value, gradient: largest, state: 'stuck' };
      return;
    }
    const s = new Float64Array(n);
    const y = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      s[i] = tried[i] - x[i];
      y[i] = ahead[i] - gradient[i];
    }
    const curvature = dot(s, y);
    if (curvature > 1e-12 * dot(y, y)) pairs.push({ s, y, rho: 1 / curvature });
    if (pairs.length > MEMORY) pairs.shift();
    x.set(tried);
    [gradient, ahead] = [ahead, gradient];
    value = next;
  }
}

/** -H g by the two-loop recursion; -g while there are no pairs. */
function descend(gradient: Float64Array, pairs: readonly { readonly s: Float64Array; readonly y: Float64Array; readonly rho: number }[]): Float64Array {
  const q = gradient.map((g) => -g);
  const alphas = pairs.map(() => 0);
  for (let k = pairs.length - 1; k >= 0; k--) {
    const { s, y, rho } = pairs[k];
    alphas[k] = rho * dot(s, q);
    for (let i = 0; i < q.length; i++) q[i] -= alphas[k] * y[i];
  }
  const last = pairs.at(-1);
  if (last !== undefined) {
    const scale = 1 / (last.rho * dot(last.y, last.y));
    for (let i = 0; i < q.length; i++) q[i] *= scale;
  }
  for (const [k, { s, y, rho }] of pairs.entries()) {
    const beta = alphas[k] - rho * dot(y, q);
    for (let i = 0; i < q.length; i++) q[i] += beta * s[i];
  }
  return q;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function largestOf(values: Float64Array): number {
  let largest = 0;
  for (const v of values) if (!(Math.abs(v) <= largest)) largest = Math.abs(v);
  return largest;
}

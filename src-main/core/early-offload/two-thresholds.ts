/** Two thresholds a branch, found by exact programmes over a grid and polished over every distinct confidence (algorithms 6.1). */
import { gridRanks, neverExit } from '../exits/grid';
import { costOf, type Actions } from './actions';
import { bestCut, emptyCells } from './best-cut';
import { bestCuts } from './cut-search';

/** Mean cost and accuracy over the samples it was chosen on. `exitFrom`, `offloadBelow`: (K). */
export interface TwoThresholds {
  readonly exitFrom: readonly number[];
  readonly offloadBelow: readonly number[];
  readonly cost: number;
  readonly accuracy: number;
}

export interface TwoThresholdRequest {
  /** 0..1, on these samples; -Infinity for none. */
  readonly accuracy: number;
  /** Lowest exit threshold allowed. */
  readonly lowestExit: number;
  /** False: EE-HI's own problem, with no offload at a branch. */
  readonly mayOffload: boolean;
  /** Where polishing may start as well; nothing dearer is returned where it reaches the accuracy. */
  readonly start?: Pick<TwoThresholds, 'exitFrom' | 'offloadBelow'>;
}

/** Grid values a branch, by number of branches; one branch takes every distinct confidence. Chosen so that each takes well under a second. */
const GRID_SIZES: readonly number[] = [0, Infinity, 64, 26, 11];
/** More rounds than polishing ever needed; every one makes the rule cheaper, so it ends by itself. */
const MOST_ROUNDS = 50;

/** Sum of right answers that is enough for an accuracy; a hair is given away to rounding. */
export const rightFor = (accuracy: number, samples: number): number => (accuracy === -Infinity ? -Infinity : Math.ceil(accuracy * samples - 1e-9));

/**
 * The cheapest two thresholds a branch whose accuracy on the samples is at least `accuracy`; null where none reaches it.
 * K = 1: exact over every distinct confidence, O(N log N). K = 2 to 4: exact over an equal-count grid, then branch by branch exact over every
 * distinct confidence with the others held, until nothing gets cheaper: no longer proven best, never dearer than the grid's best.
 */
export function cheapestThresholds(actions: Actions, request: TwoThresholdRequest): TwoThresholds | null {
  const edges = actions.confidence.map((sure) => gridOf(sure, GRID_SIZES[Math.min(actions.confidence.length, GRID_SIZES.length - 1)], request.lowestExit));
  const right = rightFor(request.accuracy, actions.samples);
  const found = onGrid(actions, edges, right, request);
  if (actions.confidence.length < 2) return found;
  const enough = (one: TwoThresholds | null): one is TwoThresholds => one !== null && one.accuracy >= right / actions.samples;
  const given = request.start === undefined ? null : measured(actions, request.start.exitFrom, request.start.offloadBelow);
  const polished = [found, given].filter(enough).map((one) => polish(actions, one, right, request));
  return polished.reduce<TwoThresholds | null>((best, one) => (best === null || one.cost < best.cost ? one : best), null);
}

/** The most accurate thresholds, and the cheapest of those: what stands in where an accuracy cannot be reached. */
export function mostAccurateThresholds(actions: Actions, request: Omit<TwoThresholdRequest, 'accuracy'>): TwoThresholds {
  // Right answers count 1 and all costs together less than 1, so that cost only parts equals.
  const scale = 1 / (2 * actions.samples * (Math.max(...actions.exit, actions.end) + actions.offload) || 1);
  const edges = actions.confidence.map((sure) => gridOf(sure, GRID_SIZES[Math.min(actions.confidence.length, GRID_SIZES.length - 1)], request.lowestExit));
  const found = onGrid(actions, edges, -Infinity, request, scale);
  if (found === null) throw new RangeError('without a bound every cut is allowed');
  return found;
}

/**
 * The most accurate thresholds whose mean cost is at most `mostCost`; null where even the cheapest cost more. The least cost for an accuracy rises with it,
 * so that the number of right answers is bisected: exact where `cheapestThresholds` is.
 */
export function mostAccurateWithin(actions: Actions, mostCost: number, request: Omit<TwoThresholdRequest, 'accuracy' | 'start'>): TwoThresholds | null {
  const rightOf = ({ accuracy }: TwoThresholds): number => Math.round(accuracy * actions.samples);
  const cheapest = cheapestThresholds(actions, { ...request, accuracy: -Infinity });
  if (cheapest === null || cheapest.cost > mostCost) return null;
  const highest = mostAccurateThresholds(actions, request);
  if (highest.cost <= mostCost) return highest;
  let best = cheapest;
  for (let low = rightOf(cheapest), high = rightOf(highest); low < high;) {
    const middle = Math.ceil((low + high) / 2);
    const found = cheapestThresholds(actions, { ...request, accuracy: middle / actions.samples });
    if (found !== null && found.cost <= mostCost) {
      best = found;
      low = Math.max(middle, rightOf(found));
    } else high = middle - 1;
  }
  return best;
}

/** `tie`: null minimises cost; a number minimises wrong answers, then cost times this. */
function onGrid(actions: Actions, edges: readonly Float64Array[], right: number, { lowestExit, mayOffload }: Pick<TwoThresholdRequest, 'lowestExit' | 'mayOffload'>, tie: number | null = null): TwoThresholds | null {
  const ranks = actions.confidence.map((sure, k) => gridRanks(sure, edges[k]));
  const firstExit = edges.map((values) => values.findIndex((value) => value >= lowestExit) + 1);
  const cuts = bestCuts(actions, ranks, edges.map((values) => values.length + 1), { right, firstExit, mayOffload }, tie);
  if (cuts === null) return null;
  const threshold = (k: number, cut: number): number => (cut === 0 ? 0 : cut > edges[k].length ? neverExit : edges[k][cut - 1]);
  return measured(actions, cuts.map(({ high }, k) => threshold(k, high)), cuts.map(({ low }, k) => threshold(k, low)));
}

const measured = (actions: Actions, exitFrom: readonly number[], offloadBelow: readonly number[]): TwoThresholds => ({ exitFrom, offloadBelow, ...costOf(actions, exitFrom, offloadBelow) });

/** Rising values that part the confidences into cells of about equal count, with `lowestExit` among them. `size` Infinity: all distinct ones. */
export function gridOf(confidence: Float32Array, size: number, lowestExit: number): Float64Array {
  const sorted = confidence.slice().sort();
  const step = Math.max(1, sorted.length / size);
  const values = new Float64Array(sorted.length + 1);
  let count = 0;
  let placed = false;
  const add = (value: number): void => {
    if (count === 0 || values[count - 1] < value) values[count++] = value;
  };
  for (let at = 0; at < sorted.length; at += step) {
    const value = sorted[Math.floor(at)];
    if (!placed && value >= lowestExit) {
      placed = true;
      add(lowestExit);
    }
    add(value);
  }
  if (!placed) add(lowestExit);
  return values.slice(0, count);
}

/** Branch after branch, each solved exactly over its distinct confidences while the others keep theirs, until no branch gets cheaper. */
function polish(actions: Actions, start: TwoThresholds, right: number, { lowestExit, mayOffload }: TwoThresholdRequest): TwoThresholds {
  let best = start;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = best.cost;
    for (let k = 0; k < actions.confidence.length; k++) {
      const next = oneBranch(actions, best, k, right, lowestExit, mayOffload);
      if (next !== null && next.cost < best.cost) best = next;
    }
    if (best.cost >= before) break;
  }
  return best;
}

function oneBranch(actions: Actions, { exitFrom, offloadBelow }: TwoThresholds, k: number, right: number, lowestExit: number, mayOffload: boolean): TwoThresholds | null {
  const { samples, confidence: sure, exitRight, serverRight, offAtEnd, endRight, exit, end, offload } = actions;
  const branches = sure.length;
  const edges = gridOf(sure[k], Infinity, lowestExit);
  const rank = gridRanks(sure[k], edges);
  const cells = emptyCells(edges.length + 1);
  let earlier = 0;
  for (let i = 0; i < samples; i++) {
    let stage = 0;
    const walk = (to: number): void => { while (stage < to && sure[stage][i] < exitFrom[stage] && sure[stage][i] >= offloadBelow[stage]) stage++; };
    const isRight = (): number => (stage === branches ? endRight[i] : sure[stage][i] >= exitFrom[stage] ? exitRight[stage][i] : serverRight[i]);
    walk(k);
    if (stage < k) { earlier += isRight(); continue; }
    const b = rank[i];
    cells.exitCost[b] += exit[k];
    cells.exitRight[b] += exitRight[k][i];
    cells.offloadCost[b] += exit[k] + offload;
    cells.offloadRight[b] += serverRight[i];
    stage = k + 1;
    walk(branches);
    const sent = stage === branches ? offAtEnd[i] === 1 : sure[stage][i] < exitFrom[stage];
    cells.goOnCost[b] += (stage === branches ? end : exit[stage]) + (sent ? offload : 0);
    cells.goOnRight[b] += isRight();
  }
  const cut = bestCut(cells, { right: right - earlier, firstExit: edges.findIndex((value) => value >= lowestExit) + 1, mayOffload });
  if (cut === null) return null;
  const threshold = (at: number): number => (at === 0 ? 0 : at > edges.length ? neverExit : edges[at - 1]);
  return measured(actions, exitFrom.map((value, j) => (j === k ? threshold(cut.high) : value)), offloadBelow.map((value, j) => (j === k ? threshold(cut.low) : value)));
}

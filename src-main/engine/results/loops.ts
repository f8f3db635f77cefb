/** The loop that was really executed beside the numbers composed from modules measured apart, on the same samples. */
import type { Interval, Results } from '../../contract/results';
import type { Estimate, Outcomes, Provenance } from '../../core/measurements';
import { standardError, summarise } from '../../core/stats';
import type { LoopRows } from '../store-ports';
import type { Candidate } from './candidates';

type LoopRow = Results['loops'][number]['rows'][number];

/** `outcomes` is the report set in the order the candidate's vectors have; the loop ran on some of its samples. */
export function loopCheck(candidate: Candidate, outcomes: Outcomes, rows: LoopRows, meanErrorMs: number, timed: Provenance = 'measured'): Results['loops'][number] | null {
  const n = rows.index.length;
  if (n === 0) return null;
  const place = new Map([...outcomes.index].map((index, i) => [index, i]));
  const at = Int32Array.from(rows.index, (index) => place.get(index) ?? -1);
  const { vectors, chosen } = candidate;
  const each = (value: (i: number) => number): Float64Array => Float64Array.from(rows.index, (_, i) => value(i));
  const offloaded = (i: number): number => (Number.isNaN(rows.offloadMs[i]) ? 0 : 1);
  let agree = 0;
  for (let i = 0; i < n; i++) if (vectors.offloaded[at[i]] === offloaded(i) && (chosen.policy.strategy === 'remote' || vectors.exit[at[i]] === rows.exit[i])) agree++;
  return {
    board: chosen.board, model: chosen.model, strategy: chosen.policy.strategy, n, decisionsAgree: agree,
    rows: [
      row('accuracy', each((i) => rows.right[i]), each((i) => vectors.right[at[i]]), 0, 'measured'),
      row('lpiMs', each((i) => rows.localMs[i] + (offloaded(i) === 1 ? rows.offloadMs[i] : 0)), each((i) => vectors.latencyMs[at[i]]), meanErrorMs, candidate.provenance.latency, timed),
      row('offloadShare', each(offloaded), each((i) => vectors.offloaded[at[i]]), 0, 'measured'),
    ],
    note: 'The same samples in both columns. The loop executes the segments, the decision and the offload of every sample in turn; composing adds means that were measured apart, in loops that keep caches warm.',
  };
}

/** Paired: the interval of the difference uses each sample's own difference, and the error of the composed means. */
function row(quantity: LoopRow['quantity'], inLoop: Float64Array, composed: Float64Array, meanError: number, provenance: Provenance, observed: Provenance = 'measured'): LoopRow {
  const difference = summarise(inLoop.map((value, i) => value - composed[i]), 'measured', 'paired');
  const error = Math.hypot(standardError(difference), meanError);
  const low = difference.value - 1.96 * error;
  const high = difference.value + 1.96 * error;
  return {
    quantity,
    inLoop: toInterval(summarise(inLoop, observed, 'in the loop'), observed),
    composed: toInterval(summarise(composed, provenance, 'composed'), provenance),
    difference: { value: difference.value, low, high, n: inLoop.length, provenance: observed },
    explained: low <= 0 && high >= 0,
  };
}

function toInterval(estimate: Estimate, provenance: Provenance): Interval {
  return { value: estimate.value, low: estimate.ci95?.[0] ?? null, high: estimate.ci95?.[1] ?? null, n: estimate.n, provenance };
}

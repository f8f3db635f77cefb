/** The loop beside the composed numbers: the same samples, paired, and what counts as explained. */
import { describe, expect, it } from 'vitest';
import { composeSamples, composeSummary } from '../../src-main/core/compose';
import type { Policy } from '../../src-main/core/measurements';
import type { LoopRows } from '../../src-main/engine/store-ports';
import type { Candidate } from '../../src-main/engine/results/candidates';
import { loopCheck } from '../../src-main/engine/results/loops';
import { syntheticCosts, syntheticOutcomes } from '../core/synthetic-outcomes';

const outcomes = syntheticOutcomes(3, 400, 1);
const costs = syntheticCosts(1, { measured: true });
const policy: Policy = { strategy: 'ee-hi', measure: 'max-softmax', thresholds: [0.8], decision: { kind: 'threshold', measure: 'max-softmax', threshold: 0.6 } };
const vectors = composeSamples(outcomes, costs, policy);
const candidate: Candidate = {
  vectors, summary: composeSummary(outcomes, policy, vectors), provenance: { latency: 'measured', energy: null }, intervals: {} as Candidate['intervals'],
  chosen: { board: 'desk', model: 'little', policy, variant: null, decisionText: '', chosenBy: '', feasibleOnFit: null, lrConstant: null },
};

/** The loop as it would be if it did exactly what was composed, `slower` ms later, on every fifth sample from the end on. */
function loop(slower: (i: number) => number, change: (rows: { exit: Uint8Array; right: Uint8Array }) => void = () => undefined): LoopRows {
  const at = Int32Array.from({ length: 80 }, (_, i) => 399 - 5 * i);
  const each = <T>(value: (i: number) => T): T[] => [...at].map(value);
  const offload = costs.offload.latencyMs.value;
  const rows = {
    index: Int32Array.from(each((i) => outcomes.index[i])), exit: Uint8Array.from(each((i) => vectors.exit[i])), accepted: Uint8Array.from(each((i) => 1 - vectors.offloaded[i])), prediction: Uint16Array.from(each((i) => vectors.prediction[i])),
    localMs: Float64Array.from(each((i) => vectors.latencyMs[i] - vectors.offloaded[i] * offload + slower(i))), offloadMs: Float64Array.from(each((i) => (vectors.offloaded[i] === 1 ? offload : Number.NaN))), right: Uint8Array.from(each((i) => vectors.right[i])),
  };
  change(rows);
  return rows;
}
type Check = NonNullable<ReturnType<typeof loopCheck>>;
const check = (rows: LoopRows, meanErrorMs = 0): Check => loopCheck(candidate, outcomes, rows, meanErrorMs) as Check;
const row = (of: Check, quantity: string): Check['rows'][number] => of.rows.find((one) => one.quantity === quantity) as Check['rows'][number];

describe('a loop', () => {
  it('that does what was composed agrees in every decision, sample by sample, in whatever order it ran', () => {
    const found = check(loop(() => 0));
    expect([found.n, found.decisionsAgree]).toEqual([80, 80]);
    for (const { difference, explained } of found.rows) expect([Math.abs(difference.value) < 1e-12, explained]).toEqual([true, true]);
  });

  it('that is slower on every sample is not explained by chance; by an uncertain mean it may be', () => {
    // Always about 0.3 ms more: the paired interval is narrow, although latencies differ by ten.
    const rows = loop((i) => 0.3 + 0.01 * (i % 2));
    const latency = row(check(rows), 'lpiMs');
    expect(latency.difference.value).toBeCloseTo(0.305, 2);
    expect(latency.explained).toBe(false);
    expect(row(check(rows, 0.2), 'lpiMs').explained).toBe(true);
  });

  it('with one other decision says so, and that one of eighty explains itself', () => {
    const found = check(loop(() => 0, (rows) => {
      rows.exit[7] = 1 - rows.exit[7];
      rows.right[7] = 1 - rows.right[7];
    }));
    expect(found.decisionsAgree).toBe(79);
    expect(Math.abs(row(found, 'accuracy').difference.value)).toBeCloseTo(1 / 80, 12);
    expect(row(found, 'accuracy').explained).toBe(true);
  });

  it('that did not run has nothing to show', () => {
    const none = new Float64Array(0);
    expect(loopCheck(candidate, outcomes, { index: new Int32Array(0), exit: new Uint8Array(0), accepted: new Uint8Array(0), prediction: new Uint16Array(0), localMs: none, offloadMs: none, right: new Uint8Array(0) }, 0)).toBeNull();
  });
});

/** Two branches without a grid on the second: its threshold takes every distinct confidence (algorithms 5.2, K = 2). */
import type { Costs, Outcomes } from '../measurements';
import { gridRanks } from './grid';
import { stageParts, type TableRequest, type ThresholdTables } from './threshold-tables';

/**
 * One row a value of `first` (rising), one column a value of `second` (rising). The samples that pass the first branch are counted by their rank at
 * the second, row by row more of them: O(N log M + G M). Errors: run.no-samples, run.remote-missing, run.decision-missing
 */
export function mixedTables(outcomes: Outcomes, costs: Costs, request: Omit<TableRequest, 'grid'>, first: Float64Array, second: Float64Array): ThresholdTables {
  const n = outcomes.samples;
  const parts = stageParts(outcomes, costs, request);
  const { ms, mj, right, off, offMs } = parts;
  const [rank1, rank2] = [gridRanks(parts.confidence[0], first), gridRanks(parts.confidence[1], second)];
  const size = second.length;
  const entries = first.length * size;
  const tables = { accuracy: new Float64Array(entries), lpiMs: new Float64Array(entries), epiMj: mj === null ? null : new Float64Array(entries), offloadShare: new Float64Array(entries) };
  const cells = (): Float64Array => new Float64Array(size + 1);
  const [count, rightHere, rightEnd, sent, sentMs] = [cells(), cells(), cells(), cells(), cells()];
  // Sample numbers by their rank at the first branch, so that each row adds those that its threshold lets pass.
  const order = new Uint32Array(n).map((_, i) => i).sort((a, b) => rank1[a] - rank1[b]);
  let leaving = n;
  let rightLeaving = right[0].reduce((sum, one) => sum + one, 0);
  for (let g = 0, next = 0; g < first.length; g++) {
    for (; next < n && rank1[order[next]] <= g; next++) {
      const i = order[next];
      const b = rank2[i];
      leaving--;
      rightLeaving -= right[0][i];
      count[b]++;
      rightHere[b] += right[1][i];
      rightEnd[b] += right[2][i];
      if (off === null || off[i] === 0) continue;
      sent[b]++;
      sentMs[b] += offMs === null ? parts.meanOffMs : offMs[i];
    }
    let [here, end, rightNow, offloads, offloadMs] = [n - leaving, 0, rightLeaving + rightHere.reduce((sum, one) => sum + one, 0), 0, 0];
    for (let h = 0; h < size; h++) {
      // Rank b leaves at the second branch under threshold h iff h < b.
      here -= count[h];
      end += count[h];
      rightNow += rightEnd[h] - rightHere[h];
      offloads += sent[h];
      offloadMs += sentMs[h];
      const at = g * size + h;
      tables.accuracy[at] = rightNow / n;
      tables.lpiMs[at] = (leaving * ms[0] + here * ms[1] + end * ms[2] + offloadMs) / n;
      if (tables.epiMj !== null && mj !== null) tables.epiMj[at] = (leaving * mj[0] + here * mj[1] + end * mj[2] + offloads * parts.offMj) / n;
      tables.offloadShare[at] = offloads / n;
    }
  }
  return { branches: 2, samples: n, grid: first, grids: [first, second], ...tables };
}

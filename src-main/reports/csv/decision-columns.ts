/** decisions.csv: one row per board, model and decision module that HI was compared with. */
import type { z } from 'zod';
import type { DecisionComparison } from '../../contract/decision-results';
import type { interval } from '../../contract/interval';
import type { Column } from './csv-text';

type Row = DecisionComparison;
type Interval = z.infer<typeof interval>;
const word = (name: string, about: string, value: (row: Row) => string): Column<Row> => ({ name, unit: '', about, value });
const number = (name: string, unit: string, about: string, value: (row: Row) => number | null): Column<Row> => ({ name, unit, about, value });
const bounds = (name: string, unit: string, about: string, read: (row: Row) => Interval | null): Column<Row>[] => (['value', 'low', 'high'] as const).map((side) => (
  number(side === 'value' ? name : `${name}_${side}`, unit, side === 'value' ? about : `${side === 'low' ? 'Lower' : 'Upper'} end of the 95 % interval of ${name}`, (row) => read(row)?.[side] ?? null)
));

export const decisionColumns: readonly Column<Row>[] = [
  word('board', 'Id of the board', (row) => row.board), word('model', 'Id of the local model', (row) => row.model),
  word('decision', 'Kind of decision module, as in the experiment', (row) => row.kind), word('own', 'yes: the experiment’s own, which its strategies use', (row) => (row.own ? 'yes' : 'no')), word('rule', 'The module in words', (row) => row.text),
  ...bounds('accuracy_fraction', 'fraction 0..1', 'Accuracy of HI with it on the report set', (row) => row.accuracy),
  ...bounds('lpi_ms', 'ms', 'Latency per inference of HI with it, its own cost included', (row) => row.lpiMs),
  ...bounds('epi_mj', 'mj', 'Energy per inference of HI with it; empty where unknown', (row) => row.epiMj),
  ...bounds('offloaded_fraction', 'fraction 0..1', 'Share of samples offloaded', (row) => row.offloadShare),
  ...bounds('accuracy_difference', 'fraction', 'This − the experiment’s own, paired over the same samples; empty for that itself', (row) => row.accuracyDifference),
  ...bounds('lpi_reduction_fraction', 'fraction', '1 − this / the experiment’s own', (row) => row.lpiReduction),
  number('accepted_right_samples', 'samples', 'Locally right and accepted', (row) => row.cells.acceptedRight), number('offloaded_needlessly_samples', 'samples', 'Locally right, yet offloaded', (row) => row.cells.offloadedNeedlessly),
  number('missed_samples', 'samples', 'Locally wrong, yet accepted', (row) => row.cells.missed), number('caught_samples', 'samples', 'Locally wrong and offloaded', (row) => row.cells.caught),
  number('f1_weighted', '0..1', 'F1 of the decision module, weighted reading', (row) => row.f1Weighted), number('selective_accuracy_fraction', 'fraction 0..1', 'Accuracy among accepted samples', (row) => row.selectiveAccuracy),
  number('routing_gain', '0..1', '1: perfect routing, 0: no better than chance; empty where it has no score', (row) => row.routingGain), number('aurc', '0..1', 'Area under the risk-coverage curve of its score', (row) => row.aurc),
  number('decision_ms', 'ms', 'One decision', (row) => row.cost.latencyMs.value), word('decision_provenance', 'Of that time: measured, modelled or published', (row) => row.cost.latencyMs.provenance),
  number('decision_mj', 'mj', 'One decision; empty where unknown', (row) => row.cost.energyMj?.value ?? null),
  number('macs', 'multiply-accumulates', 'Of one decision', (row) => row.macs), number('memory_bytes', 'bytes', 'Its parameters or state, as float32', (row) => row.bytes),
  word('deploys', 'c: as a C header or a policy file; studio: compared here alone', (row) => row.deploys),
  number('n', 'samples', 'Samples of the report set', (row) => row.accuracy.n),
];

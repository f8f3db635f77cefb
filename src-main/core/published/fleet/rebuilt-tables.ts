/** FLEET's Tables 3 and 4 rebuilt: intersections, bounds and ratios beside the printed cells. */
import type { Inputs } from '../claim';
import type { RebuiltTable } from '../rebuilt-table';
import { baselines, interval, processors, rowNames, speedRows, speedup } from './speed-claims';

const range = (inputs: Inputs, id: string): string => (inputs.isPrinted(id) ? `${inputs.end(id, 'min').value} to ${inputs.end(id, 'max').value}` : '–');
const span = (inputs: Inputs, id: string): string => `${inputs.end(id, 'start').value} … ${inputs.end(id, 'end').value}`;

export function fleetTables(inputs: Inputs): readonly RebuiltTable[] {
  const speeds = speedRows.map((row) => {
    const printed = [...baselines.map((versus) => interval(row, versus)), interval(row, 'all')];
    const possible = baselines.every((versus) => inputs.isPrinted(interval(row, versus)));
    const [from, to] = possible ? [Math.max(...baselines.map((versus) => inputs.end(interval(row, versus), 'min').value)), Math.min(...baselines.map((versus) => inputs.end(interval(row, versus), 'max').value))] : [0, 0];
    return [rowNames[row], ...printed.map((id) => range(inputs, id)), possible ? `${from} to ${to}` : '–', range(inputs, speedup(row, 'all')), possible ? `at most ${Math.min(...baselines.map((versus) => inputs.end(speedup(row, versus), 'max').value))}` : '–'];
  });
  const energies = [...baselines, 'all' as const].flatMap((against) => processors.map((row) => {
    const [fleet, base] = [`T4.${against}.${row}.fleet_energy`, `T4.${against}.${row}.baseline_energy`];
    const single = against === 'local-early-exit';
    const at = (which: 'start' | 'end'): number => (single ? inputs.number(base) : inputs.end(base, which)).value / inputs.end(fleet, which).value;
    return [against === 'all' ? 'best baseline' : against, rowNames[row], range(inputs, `T4.${against}.${row}.phy`), span(inputs, fleet), single ? String(inputs.number(base).value) : span(inputs, base), span(inputs, `T4.${against}.${row}.efficiency`), `${at('start').toFixed(3)} … ${at('end').toFixed(3)}`];
  }));
  return [
    { id: 'table-3', title: 'Table 3: “all” as the intersection', columns: ['setting', 'local early exit (ms)', 'partition (ms)', 'JPEG (ms)', 'all, printed (ms)', 'all, rebuilt (ms)', 'speed-up over all, printed', 'speed-up, bound'], rows: speeds, weights: [4, 3, 3, 3, 3, 3, 3, 3], note: 'FLEET beats all baselines where it beats each: the intersection of the intervals. Its speed-up over all is at most the least of its best speed-ups over each.' },
    { id: 'table-4', title: 'Table 4: energy ratios', columns: ['against', 'processor', 'PHY (Mbit/s)', 'FLEET (mJ)', 'baseline (mJ)', 'saving, printed', 'saving, rebuilt'], rows: energies, weights: [4, 4, 3, 3, 3, 3, 4], note: 'Rebuilt: baseline energy over FLEET’s at the first and the last PHY rate. Some rows print the two ends in the other order; 1.41 mJ stands for 14.15 mJ of the other rows.' },
  ];
}

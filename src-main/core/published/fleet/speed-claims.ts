/** Claims of FLEET about speed-ups and the connection intervals where it wins: “all” must be the intersection. */
import { asStated, atMost, number, pair, reading, word, type Claim, type Inputs, type Outcome } from '../claim';
import { divide, greatest, least, type Rounded } from '../rounded';

export const processors = ['m33', 'a77', 'gap8'] as const;
export const otherRows = ['pkt2', 'pkt4', 'pkt6', 'pkt8', 'phy125k', 'phy500k', 'phy1m', 'phy2m'] as const;
export const speedRows = [...processors, ...otherRows];
export const baselines = ['local-early-exit', 'model-partition', 'jpeg'] as const;
export const rowNames: Readonly<Record<(typeof speedRows)[number], string>> = { m33: 'Cortex-M33, 64 MHz', a77: 'Cortex-A77, 200 MHz', gap8: 'GAP8, 175 MHz', pkt2: '2 packets', pkt4: '4 packets', pkt6: '6 packets', pkt8: '8 packets', phy125k: '125 kbit/s', phy500k: '500 kbit/s', phy1m: '1 Mbit/s', phy2m: '2 Mbit/s' };

export const interval = (row: string, versus: string): string => `T3.${row}.${versus}.ci`;
export const speedup = (row: string, versus: string): string => `T3.${row}.${versus}.speedup`;

/** Both ends of what all ranges have in common; the word “none” where a range is a dash or nothing is common. */
function intersection(inputs: Inputs, ids: readonly string[]): Outcome {
  if (ids.some((id) => !inputs.isPrinted(id))) return word('none');
  const [from, to] = [greatest(ids.map((id) => inputs.end(id, 'min'))), least(ids.map((id) => inputs.end(id, 'max')))];
  return from.value > to.value ? word('none') : pair(from, to);
}

/** A speed-up over all baselines is at most the least of the speed-ups over each: their best intervals need not coincide. */
function boundedSpeedup(inputs: Inputs, row: string): Outcome {
  const ids = baselines.map((versus) => speedup(row, versus));
  if (ids.some((id) => !inputs.isPrinted(id))) return word('none');
  return atMost(least(ids.map((id) => inputs.end(id, 'min'))), least(ids.map((id) => inputs.end(id, 'max'))));
}

const table3 = speedRows.flatMap((row): Claim[] => [
  { id: interval(row, 'all'), topic: 'Table 3: “all”', text: `Intervals at which FLEET beats all baselines, ${rowNames[row]}.`, readings: [asStated('intersection of the three ranges', (inputs) => intersection(inputs, baselines.map((versus) => interval(row, versus))))] },
  {
    id: speedup(row, 'all'), topic: 'Table 3: “all”', text: `Speed-up over the best baseline, ${rowNames[row]}.`,
    readings: [
      reading('all baselines are at their best for FLEET at one and the same interval', 'least of the three ranges’ ends', (inputs) => {
        const ids = baselines.map((versus) => speedup(row, versus));
        return ids.some((id) => !inputs.isPrinted(id)) ? word('none') : pair(least(ids.map((id) => inputs.end(id, 'min'))), least(ids.map((id) => inputs.end(id, 'max'))));
      }),
      reading('they need not be: the least of the three is an upper bound', 'printed maximum ≤ least of the three maxima', (inputs) => boundedSpeedup(inputs, row)),
    ],
  },
]);

/** Least and greatest of the best speed-ups, over rows that are not a dash. */
function span(inputs: Inputs, rows: readonly string[], versus: string): Outcome {
  const best = rows.map((row) => speedup(row, versus)).filter((id) => inputs.isPrinted(id)).map((id) => inputs.end(id, 'max'));
  return pair(least(best), greatest(best));
}

const headline = [...baselines, 'all'].map((versus): Claim => ({
  id: `claim.${versus}.speedup`, topic: 'Headline speed-ups', text: `Best speed-up of FLEET over ${versus === 'all' ? 'the best baseline' : versus}, from setting to setting; which settings count is not stated.`,
  readings: [
    reading('the settings are the three processors', 'least and greatest of the best speed-ups, Table 3', (inputs) => span(inputs, processors, versus)),
    reading('the settings are all rows of Table 3: processors, packets and PHY rates', 'least and greatest of the best speed-ups, Table 3', (inputs) => span(inputs, speedRows, versus)),
  ],
}));

const ends = (inputs: Inputs, rows: readonly string[]): readonly Rounded[] => rows.map((row) => interval(row, 'all')).filter((id) => inputs.isPrinted(id)).map((id) => inputs.end(id, 'max'));

export const speedClaims: readonly Claim[] = [
  ...headline, ...table3,
  { id: 's4.2.win_ci_upper', topic: 'Text of Section 4', text: 'FLEET beats all baselines up to intervals of about this.', readings: [asStated('upper ends of “all”, the three processors of Table 3', (inputs) => pair(least(ends(inputs, processors)), greatest(ends(inputs, processors))))] },
  { id: 's4.2.partition_max_speedup', topic: 'Text of Section 4', text: 'Speed-up over model partition is up to this.', readings: [asStated('the most of Table 3', (inputs) => number(greatest(speedRows.map((row) => inputs.end(speedup(row, 'model-partition'), 'max')))))] },
  { id: 's4.2.fig8.speedup', topic: 'Text of Section 4', text: 'At 88 % accuracy FLEET is about this much faster than model partition (Fig. 8: 10 ms, 8 packets, 1 Mbit/s).', readings: [asStated('the most that Table 3 has for 1 Mbit/s', (inputs) => number(inputs.end(speedup('phy1m', 'model-partition'), 'max'))), asStated('the most that Table 3 has for 8 packets', (inputs) => number(inputs.end(speedup('pkt8', 'model-partition'), 'max')))] },
  { id: 's4.7.speedup', topic: 'Text of Section 4', text: 'Speed-up over local early exit in the case study.', readings: [asStated('78.6 ms / 48.8 ms', (inputs) => number(divide(inputs.number('s4.7.local.lpi'), inputs.number('s4.7.fleet.lpi'))))] },
  { id: 'T5.cifar100.speedup', topic: 'Printed twice', text: 'Speed-up over all on CIFAR-100: Table 5 beside Table 3 (Cortex-M33).', readings: [asStated('Table 3', (inputs) => pair(inputs.end(speedup('m33', 'all'), 'min'), inputs.end(speedup('m33', 'all'), 'max')))] },
];

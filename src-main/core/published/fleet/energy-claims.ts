/** Claims of FLEET about energy, bytes and power, from its Tables 1, 2 and 4. */
import { packetUs, type BlePhy } from '../../links';
import { asStated, needs, number, pair, reading, substitute, type Claim, type Inputs, type Outcome } from '../claim';
import { divide, exactly, greatest, least, subtract, type Rounded } from '../rounded';
import { baselines, processors, rowNames } from './speed-claims';

const versus = [...baselines, 'all'] as const;
const id = (what: 'phy' | 'fleet_energy' | 'baseline_energy' | 'efficiency', against: string, row: string): string => `T4.${against}.${row}.${what}`;

/** A cell that holds one number for both ends, or a span. */
function end(inputs: Inputs, record: string, which: 'start' | 'end', single: boolean): Rounded {
  return single ? inputs.number(record) : inputs.end(record, which);
}
/** Only local early exit sends nothing: its energy is one number. */
const isSingle = (against: string): boolean => against === 'local-early-exit';

function savings(inputs: Inputs, against: string, row: string): { start: Rounded; end: Rounded } {
  const at = (which: 'start' | 'end'): Rounded => divide(end(inputs, id('baseline_energy', against, row), which, isSingle(against)), inputs.end(id('fleet_energy', against, row), which));
  return { start: at('start'), end: at('end') };
}

const efficiency = versus.flatMap((against) => processors.map((row): Claim => {
  const mended = (inputs: Inputs): Outcome => {
    const base = id('baseline_energy', against, row);
    const other = id('fleet_energy', 'model-partition', row);
    return pair(divide(end(inputs, base, 'start', isSingle(against)), inputs.end(other, 'start')), divide(end(inputs, base, 'end', isSingle(against)), inputs.end(other, 'end')));
  };
  return {
    id: id('efficiency', against, row), topic: 'Table 4: energy', text: `Energy of ${against === 'all' ? 'the best baseline' : against} over FLEET’s, from the first to the last PHY rate, ${rowNames[row]}.`,
    readings: [
      asStated('baseline energy / FLEET energy at either end', (inputs) => { const { start, end: last } = savings(inputs, against, row); return pair(start, last); }),
      reading('the two ends are printed in the other order', 'baseline / FLEET, ends swapped', (inputs) => { const { start, end: last } = savings(inputs, against, row); return pair(last, start); }),
      ...(against === 'model-partition' ? [] : [reading('FLEET’s energy is misprinted, and is that of its row against model partition', 'baseline / FLEET of the other row', mended)]),
    ],
  };
}));

/** Rates in Mbit/s, as printed in the PHY column. */
const phyRange = processors.map((row): Claim => ({
  id: id('phy', 'all', row), topic: 'Table 4: energy', text: `PHY rates at which FLEET needs less energy than all baselines, ${rowNames[row]}.`,
  readings: [asStated('intersection of the three ranges', (inputs) => pair(greatest(baselines.map((one) => inputs.end(id('phy', one, row), 'min'))), least(baselines.map((one) => inputs.end(id('phy', one, row), 'max')))))],
}));

/** Energies of the baselines whose range begins (ends) where that of “all” does. */
function leastBaseline(inputs: Inputs, row: string, which: 'start' | 'end'): Rounded {
  const side = which === 'start' ? 'min' : 'max';
  const rate = inputs.end(id('phy', 'all', row), side).value;
  const known = baselines.filter((one) => isSingle(one) || inputs.end(id('phy', one, row), side).value === rate);
  return least(known.map((one) => end(inputs, id('baseline_energy', one, row), which, isSingle(one))));
}

const bestBaseline = processors.map((row): Claim => ({
  id: id('baseline_energy', 'all', row), topic: 'Table 4: energy', text: `Energy of the best baseline at the first and last PHY rate, ${rowNames[row]}.`,
  readings: [asStated('least energy of the baselines printed at that rate', (inputs) => pair(leastBaseline(inputs, row, 'start'), leastBaseline(inputs, row, 'end')))],
}));

const headline = versus.map((against): Claim => {
  const ids = processors.map((row) => id('efficiency', against, row));
  const both = (inputs: Inputs): readonly Rounded[] => ids.map((one) => greatest([inputs.end(one, 'start'), inputs.end(one, 'end')]));
  return {
    id: `claim.${against}.energy`, topic: 'Headline energy', text: `Best energy saving over ${against === 'all' ? 'the best baseline' : against}, from processor to processor; how it is read off Table 4 is not stated.`,
    readings: [
      reading('the best saving of each processor, as printed in Table 4', 'least and greatest of the larger ends', (inputs) => pair(least(both(inputs)), greatest(both(inputs)))),
      reading('the saving printed last in each row of Table 4', 'least and greatest of the last ends', (inputs) => { const last = ids.map((one) => inputs.end(one, 'end')); return pair(least(last), greatest(last)); }),
      reading('the saving printed last, of the rows where it is above 1', 'least and greatest of the last ends above 1', (inputs) => { const last = ids.map((one) => inputs.end(one, 'end')).filter(({ value }) => value > 1); return pair(least(last), greatest(last)); }),
      reading('the best saving of each processor, divided anew from the energies', 'least and greatest of baseline / FLEET', (inputs) => { const best = processors.map((row) => { const { start, end: last } = savings(inputs, against, row); return greatest([start, last]); }); return pair(least(best), greatest(best)); }),
    ],
  };
});

/** Air time of a byte in full packets, ms. */
const msPerByte = (phy: BlePhy, payload: number): number => packetUs(phy, payload) / 1000 / payload;

/**
 * Bytes sent, from two energies of the same transfer at two rates: E = E_compute + P_tx · bytes · t(rate), mJ = mW · ms / 1000.
 * `lastRate`: where the energy at the end of the span was taken.
 */
function bytesFrom(inputs: Inputs, energies: string, lastRate: '500k' | '2M'): Rounded {
  const slow = msPerByte('coded-s8', 27);
  const fast = lastRate === '500k' ? msPerByte('coded-s2', 251) : msPerByte('2M', 251);
  const difference = subtract(inputs.end(energies, 'start'), inputs.end(energies, 'end'));
  return divide(difference, divide(inputs.number('T1.tx_power'), exactly(1000 / (slow - fast))));
}

const a77 = 'a77';
const bytesRatio = (fleetRate: '500k' | '2M') => (inputs: Inputs): Outcome => {
  const [fleet, jpeg] = [bytesFrom(inputs, id('fleet_energy', 'model-partition', a77), fleetRate), bytesFrom(inputs, id('baseline_energy', 'jpeg', a77), '500k')];
  // The transmit power is the same in both and cancels.
  return number({ value: fleet.value / jpeg.value, low: fleet.value / jpeg.value, high: fleet.value / jpeg.value });
};

export const energyClaims: readonly Claim[] = [
  ...headline, ...efficiency, ...phyRange, ...bestBaseline,
  {
    id: 's4.2.data_vs_jpeg', topic: 'Text of Section 4', text: 'At equal accuracy FLEET sends about a third of JPEG’s bytes.',
    readings: [
      needs('the bytes that FLEET and JPEG send'),
      substitute('the bytes are those behind Table 4’s energies, Cortex-A77: compute plus 10 mW of transmit time in full packets; FLEET’s last energy is at 2 Mbit/s, JPEG’s at 500 kbit/s', 'ratio of (E_first − E_last) / (t_first − t_last)', bytesRatio('2M')),
      substitute('the same with FLEET’s last energy at 500 kbit/s', 'ratio of (E_first − E_last) / (t_first − t_last)', bytesRatio('500k')),
    ],
  },
  {
    id: 's4.6.compute_vs_radio_power', topic: 'Text of Section 4', text: 'On the Cortex-A77 computing takes about this many times the radio’s power.',
    readings: [asStated('power at 200 MHz, Table 2 / transmit power, Table 1', (inputs) => number(divide(inputs.end('T2.a77.power', 'min'), inputs.number('T1.tx_power'))))],
  },
  { id: 's2.ble_vs_classic_energy', topic: 'Text of Section 2', text: 'BLE needs less than this share of Bluetooth Classic’s energy.', readings: [needs('the energy of Bluetooth Classic')] },
  { id: 's4.6.a77_jpeg_above', topic: 'Text of Section 4', text: 'On the Cortex-A77 JPEG needs less energy above about this rate.', readings: [asStated('last rate at which FLEET wins against JPEG, Table 4', (inputs) => number(divide(inputs.end(id('phy', 'jpeg', a77), 'max'), exactly(0.001))))] },
];

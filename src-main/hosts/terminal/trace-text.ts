/** Currents, powers and the statistics of a trace as text. */
import type { TraceFacts } from '../../studio';

const prefixes: readonly (readonly [from: number, prefix: string])[] = [[1, ''], [1e-3, 'm'], [1e-6, 'µ'], [1e-9, 'n']];

/** Four significant digits with the prefix that leaves a number of 1 to 999: 18.42 mA. Null: an en dash. */
export function withUnit(value: number | null, unit: string): string {
  if (value === null || !Number.isFinite(value)) return `– ${unit}`;
  if (value === 0) return `0 ${unit}`;
  const [from, prefix] = prefixes.find(([least]) => Math.abs(value) >= least) ?? prefixes[prefixes.length - 1];
  return `${Number((value / from).toPrecision(4))} ${prefix}${unit}`;
}

const percent = (share: number): string => `${share === 1 ? '100' : (Math.floor(share * 1e6) / 1e4).toString()} %`;

export function statisticsText({ statistics }: Pick<TraceFacts, 'statistics'>): string {
  const { samples, lost, coverage, durationS, energyJ, chargeC } = statistics;
  const lines = [`duration  ${Number(durationS.toPrecision(6))} s, ${samples} samples, ${lost} lost, coverage ${percent(coverage)}`];
  if (energyJ !== null) lines.push(`energy    ${withUnit(energyJ, 'J')}`);
  if (chargeC !== null) lines.push(`charge    ${withUnit(chargeC, 'C')}`);
  for (const [name, unit] of [['current', 'A'], ['voltage', 'V'], ['power', 'W']] as const) {
    const channel = statistics[name];
    if (channel === null) continue;
    lines.push(`${name.padEnd(8)}  mean ${withUnit(channel.mean, unit)}, min ${withUnit(channel.min, unit)}, max ${withUnit(channel.max, unit)}, p50 ${withUnit(channel.p50, unit)}, p95 ${withUnit(channel.p95, unit)}`);
  }
  return lines.join('\n');
}

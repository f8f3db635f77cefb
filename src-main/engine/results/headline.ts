/** A run in one sentence, from its results. */
import type { Interval, Results } from '../../contract/results';

const percent = (value: number): string => `${(value * 100).toFixed(1)} %`;
const bounds = ({ value, low, high }: Interval): string => (low === null || high === null ? percent(value) : `${percent(value)} [${(low * 100).toFixed(1)}, ${(high * 100).toFixed(1)}]`);
const ms = (value: number): string => `${value.toPrecision(3)} ms`;

/** The first board and model; EE-HI where it ran, else HI, else the most accurate strategy, against remote. */
export function headlineOf(results: Results): string {
  const board = results.boards[0];
  const rows = results.strategies.filter((row) => row.board === board.id && row.model === results.models[0].id);
  const best = rows.find((row) => row.strategy === 'ee-hi') ?? rows.find((row) => row.strategy === 'hi') ?? [...rows].sort((a, b) => b.accuracy.value - a.accuracy.value)[0];
  if (best === undefined) return `${results.run.name}: nothing was composed.`;
  const names: Record<string, string> = { 'on-device': 'On-device', remote: 'Remote', hi: 'HI', ee: 'EE', 'ee-hi': 'EE-HI' };
  const against = results.differences.find((row) => row.board === board.id && row.of === best.strategy && row.versus === 'remote' && row.quantity === 'lpiMs')?.reduction;
  const saving = against === null || against === undefined ? '' : `, ${Math.abs(against.value * 100).toFixed(0)} % ${against.value >= 0 ? 'less' : 'more'} than remote`;
  const mark = best.lpiMs.provenance === 'measured' ? '' : ` (${best.lpiMs.provenance})`;
  return `${names[best.strategy]} on ${board.name}: ${bounds(best.accuracy)} accuracy at ${ms(best.lpiMs.value)}${mark}${saving}, ${percent(best.offloadShare.value)} offloaded.`;
}

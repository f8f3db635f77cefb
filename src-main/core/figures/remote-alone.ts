/** Whether sending everything is the best answer on a board: what a comparison of the others must say beside itself. */
import type { StrategySource } from './figure-source';

/** What plain remote takes less of than every other strategy. */
export type RemoteAlone = 'latency' | 'energy' | 'both';

/** Null unless remote is at least as accurate as every other strategy of the board and takes strictly less than all of them; means, without intervals. Where energy is not known of all, latency alone is told. */
export function remoteAlone(strategies: readonly Pick<StrategySource, 'board' | 'strategy' | 'accuracy' | 'lpiMs' | 'epiMj'>[], board: string): RemoteAlone | null {
  const here = strategies.filter((row) => row.board === board);
  const others = here.filter(({ strategy }) => strategy !== 'remote');
  const remote = here.find(({ strategy }) => strategy === 'remote');
  if (remote === undefined || others.length === 0 || others.some(({ accuracy }) => accuracy.value > remote.accuracy.value)) return null;
  const quicker = others.every(({ lpiMs }) => lpiMs.value > remote.lpiMs.value);
  const energy = remote.epiMj?.value ?? Infinity;
  const thriftier = others.every(({ epiMj }) => epiMj !== null && epiMj.value > energy);
  return quicker ? (thriftier ? 'both' : 'latency') : thriftier ? 'energy' : null;
}

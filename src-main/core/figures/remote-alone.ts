/** Whether sending everything beats sending some on a board: what a comparison of early offload with EE-HI must say beside itself. */
import type { Strategy } from '../measurements';
import type { StrategySource } from './figure-source';

/** What plain remote takes less of than every strategy that offloads some samples. */
export type RemoteAlone = 'latency' | 'energy' | 'both';

const offloadingSome: readonly Strategy[] = ['hi', 'ee-hi', 'early-offload'];

/**
 * Null unless remote is at least as accurate as HI, EE-HI and early offload on the board (those of them that ran) and takes strictly less than each;
 * means, without intervals. Where an energy is unknown, latency alone is told. On-device and EE may still take less: they buy it with accuracy.
 */
export function remoteAlone(strategies: readonly Pick<StrategySource, 'board' | 'strategy' | 'accuracy' | 'lpiMs' | 'epiMj'>[], board: string): RemoteAlone | null {
  const here = strategies.filter((row) => row.board === board);
  const others = here.filter(({ strategy }) => offloadingSome.includes(strategy));
  const remote = here.find(({ strategy }) => strategy === 'remote');
  if (remote === undefined || others.length === 0 || others.some(({ accuracy }) => accuracy.value > remote.accuracy.value)) return null;
  const quicker = others.every(({ lpiMs }) => lpiMs.value > remote.lpiMs.value);
  const energy = remote.epiMj?.value ?? Infinity;
  const thriftier = others.every(({ epiMj }) => epiMj !== null && epiMj.value > energy);
  return quicker ? (thriftier ? 'both' : 'latency') : thriftier ? 'energy' : null;
}

/** What of a run must not depend on how long anything took: its sets, its policies and what they decide. */
import type { Results } from '../../src-main/contract/results';
import { csvTable, type CsvRow } from './csv-table';
import type { Laboratory } from './laboratory';

/** Everything in results.json and samples.csv but times, energies and what is computed from them. */
export function decisionsOf(lab: Laboratory, folder: string): object {
  const results = lab.json<Results>(folder, 'results.json');
  const samples = csvTable(lab.read(folder, 'samples.csv'));
  return {
    sets: samples.map(({ set, index, truth }) => `${set} ${index} ${truth}`),
    said: samples.map((row) => Object.entries(row).filter(([name]) => name !== 'offload_ms').map(([, cell]) => cell).join(' ')),
    strategies: results.strategies.map(({ board, strategy, policy, accuracy, offloadShare, exitShares, cells, f1 }) => ({ board, strategy, policy, accuracy, offloadShare, exitShares, cells, f1 })),
    scatter: results.scatter, perClass: results.perClass, riskCoverage: results.riskCoverage,
    loops: results.loops.map(({ board, strategy, n, decisionsAgree, rows }) => ({ board, strategy, n, decisionsAgree, rows: rows.filter(({ quantity }) => quantity !== 'lpiMs') })),
    hashes: results.hashes, planHash: results.run.planHash,
  };
}

/** Every sample of both sets exactly once. Throws otherwise. */
export function samplesOnce(lab: Laboratory, folder: string, fit: number, report: number): CsvRow[] {
  const rows = csvTable(lab.read(folder, 'samples.csv'));
  const distinct = new Set(rows.map(({ model, index }) => `${model} ${index}`));
  const counted = ['fit', 'report'].map((set) => rows.filter((row) => row.set === set).length);
  if (distinct.size !== rows.length || counted[0] !== fit || counted[1] !== report) throw new Error(`${rows.length} rows, ${distinct.size} samples, ${counted.join(' + ')} in the sets`);
  return rows;
}

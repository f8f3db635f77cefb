/** Share of samples that leave at each exit, for every combination of thresholds: what a change of costs is weighed with. */
import { confidence } from '../decision';
import type { ConfidenceMeasure, Outcomes } from '../measurements';
import { gridRanks } from './grid';
import { addBroadcast, stageSums } from './stage-sums';

/** K + 1 tables of G^K shares, row-major, the first branch slowest; at every entry they add up to 1. Needs at least one sample. */
export function exitShareTables({ samples, classes, exits }: Outcomes, measure: ConfidenceMeasure, grid: Float64Array): Float64Array[] {
  const branches = exits.length - 1;
  const ranks = exits.slice(0, branches).map((exit) => gridRanks(confidence(exit, measure, classes), grid));
  return exits.map((_, stage) => {
    const table = new Float64Array(grid.length ** branches);
    addBroadcast(table, stageSums(ranks, grid.length, stage, null, samples), 1 / samples);
    return table;
  });
}

/** Exit thresholds as the rest of the studio uses them. */
export { chooseThresholds, withMargin, type ThresholdPick, type ThresholdRequirement } from './choose-thresholds';
export { exitShareTables } from './exit-shares';
export { exactGrid, gridRanks, neverExit, thresholdGrid } from './grid';
export { paretoFront } from './pareto-front';
export { SUGGESTED_SHARES, suggestPlaces } from './suggest-places';
export { tablePoint, thresholdTables, type TableRequest, type ThresholdPoint, type ThresholdTables } from './threshold-tables';

/** Exit thresholds as the rest of the studio uses them. */
export { chooseThresholds, withMargin, type ThresholdPick, type ThresholdRequirement } from './choose-thresholds';
export { exitShareTables } from './exit-shares';
export { exactGrid, gridRanks, neverExit, thresholdGrid } from './grid';
export { mixedTables } from './mixed-tables';
export { paretoFront } from './pareto-front';
export { placeName, readPlace, type ExitPlace } from './place-name';
export { policyPoint, policySums, type PlainCost, type PolicyCosts, type PolicyPoint, type PolicySums, type SampleActions } from './policy-sums';
export { searchThresholds, type SearchMethod, type ThresholdSearch } from './search-thresholds';
export { SUGGESTED_SHARES, suggestPlaces } from './suggest-places';
export { tablePoint, thresholdTables, type TableRequest, type ThresholdPoint, type ThresholdTables } from './threshold-tables';

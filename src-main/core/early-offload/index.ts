/** Early offload as the rest of the studio uses it. */
export { actionsOf, costOf, type ActionRequest, type Actions } from './actions';
export { bestCut, emptyCells, type CellSums, type Cut, type CutLimits } from './best-cut';
export { cheapestBinRule, hullBinRule, type Action, type BinRule, type HullRule } from './bin-rules';
export { bestCuts, type BranchCut, type CutSearchLimits } from './cut-search';
export { pricedRule, type PricedRule } from './priced-rules';
export { cheapestThresholds, gridOf, mostAccurateThresholds, mostAccurateWithin, rightFor, type TwoThresholdRequest, type TwoThresholds } from './two-thresholds';

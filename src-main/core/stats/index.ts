/** Statistics as the rest of the studio uses them. */
export { jointProvenance, modelled, published, standardError, summarise, trySummarise, weightedSum } from './estimates';
export { independentDifference, type Bounded } from './independent-difference';
export { clopperPearson, clopperPearsonUpper, shareInterval, wilson, type Proportion } from './proportions';
export { quantile, quantileSorted } from './quantiles';
export { tQuantile } from './student-t';
export { sumOf } from './sum';

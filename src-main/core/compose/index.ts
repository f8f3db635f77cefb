/** Composition as the rest of the studio uses it. */
export { composeSamples, type SampleVectors } from './compose-samples';
export { composeSummary, policyProvenance, type Equation2, type PolicySummary } from './compose-summary';
export { compareContenders, composed, timed, type Contender, type ContenderIntervals, type PairInterval, type PairIntervals, type Quantity, type ResultVectors } from './contenders';
export { breakEvenMs, offloadAt, offloadPartsMs, takeApart, withOffload, type CostedStrategy, type OffloadCost, type OffloadParts } from './what-if';

/** The verdict as the rest of the studio uses it. */
export { judge, type Reason, type Verdict } from './judge';
export { reasonWords, type ReasonCode, type ReasonFacts } from './reason-words';
export { limits, type EnergyFacts, type LoopFacts, type MachineFacts, type StageFacts, type StrategyFacts, type TargetFacts, type VerdictFacts } from './verdict-facts';

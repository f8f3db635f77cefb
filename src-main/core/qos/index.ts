/** Requirements as the rest of the studio uses them. */
export { chooseStrategy, TIE_SHARE, type Candidate, type Requirement, type StrategyChoice } from './choose-strategy';
export { accuracyTarget, paperTargets, printedAccuracyTarget, publishedSota, sensitivityShare, type PlainCost } from './paper-targets';

/** Decisions as the rest of the studio uses them. */
export { acceptAll, accepts, scoreOf } from './acceptance';
export { fitBinaryLr, thresholdOnZ, type LrFit, type LrOptions } from './binary-lr';
export { decisionCells, f1Readings, selectiveAccuracy, type DecisionCells, type F1Readings } from './cells';
export { confidence, confidenceOf, leaves, rightAt } from './confidence';
export { thresholdWithGuarantee, type GuaranteedThreshold } from './guarantee';
export { accuracyAtCoverage, bestAurc, calibrationError, riskCoverage, type RiskCoverage } from './risk';
export { routingCurve, type RoutingCurve } from './routing';
export { fitTemperature, type TemperatureFit } from './temperature';
export { largestShare, thresholdForAccuracy, thresholdForCost, thresholdForShare, type RequirementChoice, type ScoredSet, type ThresholdChoice } from './thresholds';

/** Decisions as the rest of the studio uses them. */
export { acceptAll, accepts, scoreAll, scoreOf, type Whole } from './acceptance';
export { fitBinaryLr, thresholdOnZ, type LrFit, type LrOptions } from './binary-lr';
export { decisionCells, f1Readings, selectiveAccuracy, type DecisionCells, type F1Readings } from './cells';
export { confidence, confidenceOf, leaves, rightAt } from './confidence';
export { acceptBatch, conformalPValues } from './conformal';
export { thresholdWithGuarantee, type GuaranteedThreshold } from './guarantee';
export { nextStep, type Said, type Step } from './next-step';
export { localWeights, referenceRouters, routerCut, routerLabels, routerLoss, serverWeights, type RouterCut } from './hybrid-router';
export { acceptByBounds, learnFromOffload, startBounds, type BoundState } from './online-bounds';
export { decideByExperts, expertRates, expertRegretBound, learnFromRound, startExperts, type Decided, type ExpertOptions, type Experts } from './online-experts';
export { costWithPrefilter, prefilterSaves, sentStraight, type PrefilterCosts } from './prefilter';
export { featureWidth, richFeatures, scaled, scalingOf, type Features, type Scaling } from './rich-features';
export { fitRichLr, fitRichMlp, richMacs, trainRich, type RichModule, type RichTraining } from './rich-module';
export { accuracyAtCoverage, bestAurc, calibrationError, riskCoverage, type RiskCoverage } from './risk';
export { routingCurve, type RoutingCurve } from './routing';
export { fitTemperature, type TemperatureFit } from './temperature';
export { largestShare, thresholdForAccuracy, thresholdForCost, thresholdForShare, type RequirementChoice, type ScoredSet, type ThresholdChoice } from './thresholds';

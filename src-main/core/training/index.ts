/** Training of exit heads as the rest of the studio uses it. */
export { fitSoftmaxRegression, headLogits, meanLogLoss, type Features, type HeadFit, type HeadOptions, type LinearHead } from './softmax-regression';
export { lbfgs, type Objective, type SearchLimits, type SearchStep } from './lbfgs';

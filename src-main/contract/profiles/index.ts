/** Every kind of profile by its `kind`. */
import { z } from 'zod';
import { analyzerProfile } from './analyzer';
import { boardProfile, linkProfile, serverProfile } from './board';
import { datasetProfile } from './dataset';
import { experimentProfile } from './experiment';
import { modelCard } from './model';

export { analyzerProfile, type AnalyzerProfile } from './analyzer';
export { type AnalyzerChoice } from './analyzer-choice';
export { boardProfile, linkProfile, serverProfile, type BoardProfile, type LinkProfile, type ServerProfile } from './board';
export { datasetProfile, type DatasetProfile } from './dataset';
export { experimentProfile, decisionChoice, type ComparedDecision, type DecisionChoice, type ExperimentProfile, type TargetChoice } from './experiment';
export { modelCard, type ModelCard } from './model';
export { type Sourced } from './shared';

export const profileSchemas = { analyzer: analyzerProfile, board: boardProfile, link: linkProfile, server: serverProfile, dataset: datasetProfile, model: modelCard, experiment: experimentProfile };
export type ProfileKind = keyof typeof profileSchemas;
export type ProfileOf<K extends ProfileKind> = z.infer<(typeof profileSchemas)[K]>;

/** The catalogue of error sentences, shared by window and terminal; one file an area, merged here. */
import { analyzerErrors } from './analyzer';
import { boardErrors } from './board';
import { datasetErrors } from './dataset';
import { energyErrors } from './energy';
import { mlperfErrors } from './mlperf';
import { modelErrors } from './model';
import { portErrors } from './port';
import { profileErrors } from './profile';
import { publishedErrors } from './published';
import { recordingErrors } from './recording';
import { remoteErrors } from './remote';
import { reportErrors } from './report';
import { runErrors } from './run';
import { storeErrors } from './store';
import { windowErrors } from './window';

export const catalogue = { ...analyzerErrors, ...boardErrors, ...datasetErrors, ...energyErrors, ...mlperfErrors, ...modelErrors, ...portErrors, ...profileErrors, ...publishedErrors, ...recordingErrors, ...remoteErrors, ...reportErrors, ...runErrors, ...storeErrors, ...windowErrors };

export type ErrorCode = keyof typeof catalogue;
export type ErrorFacts<C extends ErrorCode> = Parameters<(typeof catalogue)[C]>[0];

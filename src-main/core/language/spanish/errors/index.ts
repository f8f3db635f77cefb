/** The catalogue of error sentences in Spanish; its type is the English one, so a code that lacks here does not compile. */
import type { catalogue as english } from '../../../errors/catalogue';
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

export const catalogue: typeof english = { ...analyzerErrors, ...boardErrors, ...datasetErrors, ...energyErrors, ...mlperfErrors, ...modelErrors, ...portErrors, ...profileErrors, ...publishedErrors, ...recordingErrors, ...remoteErrors, ...reportErrors, ...runErrors, ...storeErrors, ...windowErrors };

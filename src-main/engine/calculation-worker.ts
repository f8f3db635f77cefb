/** Worker entry: one calculation in, its result out. */
import { parentPort, workerData } from 'node:worker_threads';
import { bootstrap } from '../core/bootstrap';
import { trainRich } from '../core/decision/rich-module';
import { policiesFor } from './policy-choice';
import { earlyOffloadPairs } from './results/early-offload-pairs';

/** Pure functions whose argument and result structured clone can carry. */
const calculations = { bootstrap, trainRich, policiesFor, earlyOffloadPairs };
export type Calculations = typeof calculations;

const { name, ask } = workerData as { readonly name: keyof Calculations; readonly ask: never };
parentPort?.postMessage(calculations[name](ask));

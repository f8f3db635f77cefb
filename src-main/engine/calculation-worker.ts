/** Worker entry: one calculation in, its result out. */
import { parentPort, workerData } from 'node:worker_threads';
import { bootstrap } from '../core/bootstrap';
import { trainRich } from '../core/decision/rich-module';

/** Pure functions whose argument and result structured clone can carry. */
const calculations = { bootstrap, trainRich };
export type Calculations = typeof calculations;
/** What the worker is started with. */
export type Asked = { [K in keyof Calculations]: { readonly name: K; readonly ask: Parameters<Calculations[K]>[0] } }[keyof Calculations];

function answer(asked: Asked): ReturnType<Calculations[keyof Calculations]> {
  return asked.name === 'bootstrap' ? calculations.bootstrap(asked.ask) : calculations.trainRich(asked.ask);
}

parentPort?.postMessage(answer(workerData as Asked));

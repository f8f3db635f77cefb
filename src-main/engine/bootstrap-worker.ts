/** Worker entry: one bootstrap request in, one result out. */
import { parentPort, workerData } from 'node:worker_threads';
import { bootstrap, type BootstrapRequest } from '../core/bootstrap';

parentPort?.postMessage(bootstrap(workerData as BootstrapRequest));

/** Energy of inferences as the rest of the studio uses it. */
export { measureIdle, type IdleBaseline } from './idle';
export { energyPerInference, type EnergyOutlier, type EnergyPerInference, type EnergyRequest } from './per-inference';
export { measureSettling, SETTLED_AFTER, type Settling } from './settling';
export type { EnergyWarning } from './warnings';
export { windowPower, type WindowPower } from './window-power';

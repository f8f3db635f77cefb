/** How busy the processors are, and how much of it is ours: what else ran while something was timed. */
import { cpus } from 'node:os';
import type { LoadMeter } from '../engine/ports';

export const machineLoad: LoadMeter = {
  busyMs: () => cpus().reduce((sum, { times: { user, nice, sys, irq } }) => sum + user + nice + sys + irq, 0),
  ownMs: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  },
};

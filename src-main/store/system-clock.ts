/** The clock of this computer. */
import type { Clock } from '../engine/ports';

export const systemClock: Clock = { now: () => new Date(), ms: () => performance.now() };

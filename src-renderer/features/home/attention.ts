/** Which recordings and downloads wait for a person, by what the studio says of them. */
import type { KnownDownload, RecordingFacts } from '../../../src-main/contract/procedures';
import { limits } from '../../../src-main/core/verdict/verdict-facts';

/** `cut`: its capture was killed; `holes`: more is missing than any energy may rest on. Both wait until somebody has looked. */
export type RecordingNeed = 'running' | 'cut' | 'holes';

export function needOf({ live, looked, problem, closed, end, measured }: Pick<RecordingFacts, 'live' | 'looked' | 'problem' | 'closed' | 'end' | 'measured'>): RecordingNeed | null {
  if (live) return 'running';
  if (looked || problem !== null || end === 0) return null;
  return !closed ? 'cut' : measured / end < limits.leastCoverage ? 'holes' : null;
}

/** A download that a person cancelled waits for nobody. */
export const waits = ({ step }: KnownDownload): boolean => step !== 'cancelled';

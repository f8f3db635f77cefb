/** t_off from the socket that was timed here, over a link where one is named. */
import type { BoardProfile } from '../contract/profiles';
import { StudioError } from '../core/errors';
import { linkMs, offloadEstimate } from '../core/links';
import type { Estimate } from '../core/measurements';
import type { OffloadContext } from '../engine/ports';
import { serverTime } from './server-time';

/** The measured time itself without a link, or over one that adds nothing; else what the link adds to it. Errors: board.no-offload-time */
export function socketTime(profile: BoardProfile, { measuredMs, link, bytes, datasetId, serverMs }: OffloadContext): Estimate {
  if (measuredMs !== null && (link === null || linkMs(link, bytes) === 0)) return measuredMs;
  if (link === null) throw new StudioError('board.no-offload-time', { board: profile.id, dataset: datasetId, missing: 'it was not timed here and no link is named' });
  // The time over loopback holds the server and this machine's socket; the link adds the air.
  const base = measuredMs ?? serverMs ?? serverTime(link, datasetId);
  if (base === null) throw new StudioError('board.no-offload-time', { board: profile.id, dataset: datasetId, missing: `it was not timed here and link “${link.id}” has no server time for this dataset` });
  return offloadEstimate(link, bytes, base);
}

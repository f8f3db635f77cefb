/** Offloads that a board with a network of its own sends and times itself. */
import type { StageCost } from '../../core/measurements';
import { summarise } from '../../core/stats';
import { LOST_OFFLOADS, type Job } from '../job';
import type { EdgeServer, LoadedModel, SampleBatch, ServerAddress } from '../ports';

const WARM_UP = 20;
const TIMED = 128;

export const serverAddress = ({ resolved }: Job, { host, port }: EdgeServer): ServerAddress => ({ host, port, replyBytes: resolved.server.reply_bytes });

/** Before anything is measured: a server that a board cannot reach would be found only in the middle of the run. Errors: board.* */
export async function reachFromBoards(job: Job, server: EdgeServer): Promise<void> {
  for (const board of job.boards) await board.offloads?.reach(serverAddress(job, server));
}

/** Null where the studio offloads for the board. Errors: board.* */
export async function ownOffloadCost(job: Job, server: EdgeServer, b: number, model: LoadedModel, batch: SampleBatch): Promise<{ readonly cost: StageCost; readonly rule: string } | null> {
  const board = job.boards[b];
  if (board.offloads === undefined) return null;
  const { ms, lost, energyMj, rule } = await board.offloads.send(model, batch, { to: serverAddress(job, server), warmUp: WARM_UP, requests: TIMED, metered: true }, job.control.signal);
  await countLost(job, lost);
  return { cost: { latencyMs: summarise(ms, 'measured', `${ms.length} offloads that ${board.profile.name} sent itself, one at a time`), energyMj }, rule };
}

/** Requests that got no whole reply and were sent again, whoever sent them. */
export async function countLost({ record }: Job, lost: number): Promise<void> {
  if (lost > 0) await record.putArtefact(LOST_OFFLOADS, (((await record.getArtefact(LOST_OFFLOADS)) as number | null) ?? 0) + lost);
}

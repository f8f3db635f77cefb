/** Stage 2: every sample once over the real socket; the remote model's class and the measured t_off. */
import { StudioError } from '../../core/errors';
import { FIT, note, REPORT, type Job } from '../job';
import type { EdgeServer, RemoteModel } from '../ports';
import { startStage } from '../progress';
import { countLost } from './own-offloads';

const BATCH = 64;
const WARM_UP = 20;
const RECONNECTS = 3;

/** The edge server of the run: started here, or the one its profile names. Null times where it is not ours. */
export async function openEdgeServer(job: Job): Promise<EdgeServer> {
  const { server, remote } = job.resolved;
  if (server.port === undefined) return job.drivers.remote.start(remote.card, sampleBytes(job), { host: server.host, replyBytes: server.reply_bytes });
  return { host: server.host, port: server.port, times: () => Promise.resolve(null), stop: () => Promise.resolve() };
}

/** A server that listens on every network is reached over this machine's own. */
const everyNetwork: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

export function sampleBytes(job: Job): number {
  const { channels, height, width } = job.resolved.dataset.shape;
  return channels * height * width;
}

/** A connection that is opened again when the server drops it; gives up after RECONNECTS tries in a row. */
export function createOffloader(job: Job, server: EdgeServer): { offload: RemoteModel['offload']; close(): Promise<void> } {
  let connection: RemoteModel | null = null;
  return {
    async offload(pixels, signal) {
      for (let tries = 1; ; tries++) {
        try {
          connection ??= await job.drivers.remote.connect(everyNetwork[server.host] ?? server.host, server.port, pixels.length, { replyBytes: job.resolved.server.reply_bytes, classes: job.resolved.dataset.labels.length, signal });
          return await connection.offload(pixels, signal);
        } catch (error) {
          await connection?.close();
          connection = null;
          signal.throwIfAborted();
          await countLost(job, 1);
          if (tries >= RECONNECTS) throw error;
          await note(job, 'warning', `${messageOf(error)} Connecting again (${tries} of ${RECONNECTS - 1}).`);
        }
      }
    },
    async close() {
      await connection?.close();
    },
  };
}

export async function measureRemote(job: Job, server: EdgeServer): Promise<void> {
  const { plan, record, control, drivers, resolved } = job;
  const id = resolved.remote.card.id;
  const work = [];
  for (const [set, wanted] of [[FIT, plan.sets.fit], [REPORT, plan.sets.report]] as const) work.push({ set, missing: await record.missingRemote(id, set, wanted) });
  const total = plan.sets.fit.length + plan.sets.report.length;
  let done = total - work.reduce((sum, { missing }) => sum + missing.length, 0);
  const progress = startStage('remote', 'Offloading to the edge server', total, done, drivers.clock, job.tell);
  if (done === total) return progress.finish();

  const offloader = createOffloader(job, server);
  try {
    await warmUp(job, offloader, work.find(({ missing }) => missing.length > 0)?.missing ?? new Int32Array(0));
    for (const { set, missing } of work) {
      for (let at = 0; at < missing.length; at += BATCH) {
        const indices = missing.subarray(at, at + BATCH);
        const batch = await resolved.dataset.read(indices);
        const prediction = new Uint16Array(indices.length);
        const ms = new Float64Array(indices.length);
        let answered = 0;
        try {
          for (; answered < indices.length; answered++) {
            await control.gate();
            const answer = await offloader.offload(batch.pixels.subarray(answered * batch.bytes, (answered + 1) * batch.bytes), control.signal);
            prediction[answered] = answer.prediction;
            ms[answered] = answer.ms;
            progress.to(++done, `${server.host}:${server.port}`);
          }
        } finally {
          if (answered > 0) {
            const rows = { indices: indices.slice(0, answered), prediction: prediction.slice(0, answered), ms: ms.slice(0, answered) };
            await record.appendRemote(id, set, rows.indices, rows.prediction, rows.ms);
            job.observe?.({ kind: 'remote', model: id, name: resolved.remote.card.name, truth: batch.labels, ...rows });
          }
        }
      }
    }
  } catch (error) {
    throw interruptedByRemote(error, record.id, done, total);
  } finally {
    await offloader.close();
  }
  progress.finish();
}

/** The first requests load code and caches on both sides; they are answered but not kept. */
async function warmUp(job: Job, offloader: { offload: RemoteModel['offload'] }, indices: Int32Array): Promise<void> {
  const batch = await job.resolved.dataset.read(indices.subarray(0, WARM_UP));
  for (let i = 0; i < batch.count; i++) await offloader.offload(batch.pixels.subarray(i * batch.bytes, (i + 1) * batch.bytes), job.control.signal);
}

/** What happened, without how many answers the last connection counted: the run has kept those of all connections. */
function causeOf({ message }: StudioError): string {
  return message.replace(/; \d+ answers? from it (?:is|are) kept/, '').replace(/\.$/, '');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** A server that is gone ends the sitting, not the run: what else went wrong passes through. */
export function interruptedByRemote(error: unknown, id: string, done: number, total: number): unknown {
  if (!(error instanceof StudioError) || !error.code.startsWith('remote.')) return error;
  return new StudioError('run.interrupted-by-remote', { id, cause: causeOf(error), done, total }, { cause: error });
}

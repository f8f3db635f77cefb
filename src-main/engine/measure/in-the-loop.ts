/** Stage 5: the chosen policies executed sample by sample: segments, decision, real offload. */
import type { Strategy } from '../../core/measurements';
import { createRandom } from '../../core/random';
import type { Job } from '../job';
import type { ChosenPolicy } from '../policy-choice';
import type { Answered, EdgeServer, WalkResult } from '../ports';
import type { LoopRows } from '../store-ports';
import { startStage } from '../progress';
import { countLost, serverAddress } from './own-offloads';
import { createOffloader, interruptedByRemote } from './remote';

const BATCH = 50;

/** The report samples that run in the loop: a seeded draw, the same for every strategy, so that they can be compared in pairs. */
export function loopSamples(job: Job): Int32Array {
  const { seed, in_the_loop: { samples } } = job.resolved.experiment;
  const pool = job.plan.sets.report.slice();
  const random = createRandom(seed + 0x10095);
  const count = Math.min(samples, pool.length);
  for (let i = 0; i < count; i++) {
    const j = i + random.integer(pool.length - i);
    [pool[i], pool[j]] = [pool[j], pool[i]];
  }
  return pool.slice(0, count);
}

/** Boards that execute for themselves; a virtual board's latency is not measured, so a loop on it would prove nothing. */
export function loopBoards(job: Job): number[] {
  return [...job.boards.keys()].filter((b) => job.boards[b].profile.driver !== 'virtual');
}

export async function runInTheLoop(job: Job, server: EdgeServer, policies: readonly ChosenPolicy[]): Promise<void> {
  const { record, control, drivers, resolved, boards, placed } = job;
  const wanted = loopSamples(job);
  const work = [];
  for (const b of loopBoards(job)) {
    for (const { model } of placed[b]) {
      for (const strategy of resolved.experiment.in_the_loop.strategies) {
        const chosen = policies.find((one) => one.board === boards[b].profile.id && one.model === model.card.id && one.policy.strategy === strategy);
        if (chosen === undefined) continue;
        const missing = await record.missingLoop(chosen.board, chosen.model, strategy, wanted);
        work.push({ board: boards[b], model, chosen, strategy, missing });
      }
    }
  }
  const total = work.length * wanted.length;
  let done = total - work.reduce((sum, { missing }) => sum + missing.length, 0);
  const progress = startStage('in-the-loop', 'Running in the loop', total, done, drivers.clock, job.tell);
  const offloader = createOffloader(job, server);
  const address = serverAddress(job, server);
  try {
    for (const { board, model, chosen, strategy, missing } of work) {
      for (let at = 0; at < missing.length; at += BATCH) {
        const indices = missing.slice(at, at + BATCH);
        const batch = await resolved.dataset.read(indices);
        const rows = emptyRows(indices);
        let ran = 0;
        try {
          for (; ran < indices.length; ran++) {
            await control.gate();
            const pixels = batch.pixels.subarray(ran * batch.bytes, (ran + 1) * batch.bytes);
            const sample = { count: 1, bytes: batch.bytes, pixels: pixels.slice(), labels: batch.labels.slice(ran, ran + 1) };
            const offload = async (): Promise<Answered> => {
              if (board.offloads === undefined) return offloader.offload(pixels, control.signal);
              const { prediction, ms, lost } = await board.offloads.send(model, sample, { to: address, warmUp: 0, requests: 1, metered: false }, control.signal);
              return { prediction: prediction[0], ms: ms[0], lost };
            };
            const lost = await runOne(ran, rows, strategy, () => model.walk(sample, chosen.policy, { address, signal: control.signal, ask: (relayed) => offloader.offload(relayed, control.signal) }), offload);
            await countLost(job, lost);
            rows.right[ran] = rows.prediction[ran] === batch.labels[ran] ? 1 : 0;
            progress.to(++done, `${model.card.name}, ${strategy}`);
          }
        } finally {
          if (ran > 0) {
            const kept = firstRows(rows, ran);
            await record.appendLoop(chosen.board, chosen.model, strategy, kept);
            job.observe?.({ kind: 'loop', board: chosen.board, model: chosen.model, strategy, truth: batch.labels, rows: kept });
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

/** How many requests got no whole reply and were sent again. */
async function runOne(i: number, rows: LoopRows, strategy: Strategy, walk: () => Promise<WalkResult>, offload: () => Promise<Answered>): Promise<number> {
  const local = strategy === 'remote' ? null : await walk();
  rows.exit[i] = local?.exit ?? 0;
  rows.accepted[i] = local?.accepted ? 1 : 0;
  rows.localMs[i] = local?.ms ?? 0;
  rows.prediction[i] = local?.prediction ?? 0;
  rows.offloadMs[i] = Number.NaN;
  if (local?.accepted) return 0;
  const answer = local?.remote ?? (await offload());
  rows.prediction[i] = answer.prediction;
  rows.offloadMs[i] = answer.ms;
  return answer.lost ?? 0;
}

function emptyRows(index: Int32Array): LoopRows {
  const n = index.length;
  return { index, exit: new Uint8Array(n), accepted: new Uint8Array(n), prediction: new Uint16Array(n), localMs: new Float64Array(n), offloadMs: new Float64Array(n), right: new Uint8Array(n) };
}

function firstRows(rows: LoopRows, n: number): LoopRows {
  return {
    index: rows.index.slice(0, n), exit: rows.exit.slice(0, n), accepted: rows.accepted.slice(0, n), prediction: rows.prediction.slice(0, n),
    localMs: rows.localMs.slice(0, n), offloadMs: rows.offloadMs.slice(0, n), right: rows.right.slice(0, n),
  };
}

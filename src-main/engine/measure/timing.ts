/** Stage 3: what inference up to each exit, the decision and an offload cost on every board. */
import type { Costs, Estimate, StageCost } from '../../core/measurements';
import { summarise } from '../../core/stats';
import { boardEnergy, measureEnergy, withMeasuredEnergy } from '../energy/measure-energy';
import { REPORT, type Job } from '../job';
import type { EdgeServer, LoadedModel, SampleBatch, TimingRequest } from '../ports';
import { startStage } from '../progress';
import { ownOffloadCost, serverAddress } from './own-offloads';
import { createOffloader, sampleBytes } from './remote';

/** Costs with the rule that made those which were not timed. */
export interface BoardModelCosts extends Costs {
  readonly rule: string;
  /** The binary LR's, where `decision` is that of a larger module. */
  readonly lrDecision?: StageCost;
}

/** How many different samples the loops cycle through, so that no branch predictor or cache learns one image. */
const TIMED_SAMPLES = 64;

export async function measureCosts(job: Job, server: EdgeServer): Promise<void> {
  const { resolved, record, control, drivers, boards, placed, plan } = job;
  const total = boards.length * resolved.locals.length;
  const progress = startStage('timing', 'Timing inference', total, 0, drivers.clock, job.tell);
  const batch = await resolved.dataset.read(plan.sets.report.subarray(0, TIMED_SAMPLES));
  if ((await record.getArtefact('overhead')) === null) {
    await record.putArtefact('overhead', await engineOverhead(job, batch));
  }
  const serverTimes = (await server.times()) ?? (await record.getArtefact('server'));
  await record.putArtefact('server', serverTimes);
  const serverMs = (serverTimes as { preprocess: Estimate; infer: Estimate } | null);
  let done = 0;
  let watched = 0;
  let others = 0;
  for (const [b, board] of boards.entries()) {
    for (const { model } of placed[b]) {
      await control.gate();
      if ((await record.costs(board.profile.id, model.card.id)) === null) {
        const request = timingRequest(model, resolved.experiment.timing);
        const before = { at: drivers.clock.ms(), busy: drivers.load.busyMs(), own: drivers.load.ownMs() };
        const costs = await board.costs(model, batch, request, (loop, loops) => progress.to(done + loop / loops, `${board.profile.name}, ${model.card.name}`), control.signal);
        if (board.profile.driver === 'computer') {
          watched += drivers.clock.ms() - before.at;
          others += Math.max(0, drivers.load.busyMs() - before.busy - (drivers.load.ownMs() - before.own));
        }
        const own = await ownOffloadCost(job, server, b, model, batch);
        const offload = board.offloadCost({
          datasetId: resolved.dataset.id, remoteArchitecture: resolved.remote.card.architecture, bytes: sampleBytes(job), link: resolved.links[b],
          measuredMs: await measuredOffload(job), serverMs: serverMs === null ? null : sumOfMeans(serverMs.preprocess, serverMs.infer), ...(own === null ? {} : { own: own.cost }),
        });
        for (const [i, times] of (costs.loops ?? []).entries()) await record.saveTimings(board.profile.id, model.card.id, request.stages[i], times);
        const kept: BoardModelCosts = { exits: costs.exits, plain: costs.plain, decision: costs.decision, rule: own === null ? costs.rule : `${costs.rule} ${own.rule}`, offload, ...(own === null ? {} : { offloadsApart: true }) };
        await record.saveCosts(board.profile.id, model.card.id, kept);
      }
      await energyOf(job, server, b, model, batch, (part, parts, name) => progress.to(done + part / parts, `${board.profile.name}, ${model.card.name}, energy of ${name}`));
      progress.to(++done);
    }
  }
  if (watched > 0) await record.putArtefact('other-load', others / watched);
  progress.finish();
}

/** Where an instrument measures this board, its energies take the place of the profile's and the counter's. */
async function energyOf(job: Job, server: EdgeServer, b: number, model: LoadedModel, batch: SampleBatch, onPart: (done: number, total: number, name: string) => void): Promise<void> {
  const { record, instruments = [] } = job;
  const instrument = instruments[b] ?? null;
  if (instrument === null) return;
  const costs = (await record.costs(instrument.board.id, model.card.id)) as BoardModelCosts;
  const offloader = createOffloader(job, server);
  let next = 0;
  try {
    await measureEnergy({
      job, instrument, boardIndex: b, model, batch, costs, onPart, to: serverAddress(job, server),
      offload: (signal) => {
        const at = (next++ % batch.count) * batch.bytes;
        return offloader.offload(batch.pixels.subarray(at, at + batch.bytes), signal);
      },
    });
  } finally {
    await offloader.close();
  }
  const measured = await boardEnergy(job, b, model);
  // A resumed run whose decision's cost was set already has these energies in it; the instrument measured the binary LR.
  if (measured !== null && costs.lrDecision === undefined) await record.saveCosts(instrument.board.id, model.card.id, withMeasuredEnergy(costs, measured));
}

function timingRequest(model: LoadedModel, timing: { warm_up: number; loops: number; min_loop_ms: number }): TimingRequest {
  return { stages: [...model.facts.exits.keys(), 'plain'], warmUp: timing.warm_up, loops: timing.loops, minLoopMs: timing.min_loop_ms };
}

/** t_off over the report set, as the board's side of the socket saw it. */
async function measuredOffload(job: Job): Promise<Estimate | null> {
  const { record, resolved, plan, placed } = job;
  const outcomes = await record.outcomes({ model: placed[0][0].key, remote: resolved.remote.card.id, set: REPORT, classes: resolved.dataset.labels.length, wanted: plan.sets.report });
  const times = outcomes.offloadMs?.filter((ms) => !Number.isNaN(ms));
  return times === undefined || times.length === 0 ? null : summarise(times, 'measured', `${times.length} offloads over the socket, one at a time`);
}

function sumOfMeans(a: Estimate, b: Estimate): Estimate {
  return { ...b, value: a.value + b.value, sd: null, ci95: null, median: null, p95: null, p99: null, source: 'mean preprocessing plus inference of the edge server of this run' };
}

/** An inference that does nothing: what remains is the engine (LoadGen's "null system under test"). */
async function engineOverhead(job: Job, batch: Parameters<LoadedModel['time']>[0]): Promise<Estimate> {
  const model = await job.drivers.openNullModel();
  try {
    const [times] = await model.time(batch, { stages: ['plain'], warmUp: 100, loops: 50, minLoopMs: 2 }, () => undefined, job.control.signal);
    return summarise(times.ms, 'measured', `null model, ${times.ms.length} loops of ${times.inferences} calls`);
  } finally {
    await model.close();
  }
}

/** Drives one run from its first measurement to its results; whatever ends it, what was measured is kept. */
import type { Results } from '../contract/results';
import { StudioError } from '../core/errors';
import type { Job } from './job';
import { runInTheLoop } from './measure/in-the-loop';
import { measureOutputs } from './measure/outputs';
import { reachFromBoards } from './measure/own-offloads';
import { measureRemote, openEdgeServer } from './measure/remote';
import { measureCosts } from './measure/timing';
import { choosePolicies } from './policies';
import { composeResults } from './results/compose-results';
import { headlineOf } from '../core/figures/headline';
import { startStage } from './progress';

export async function executeRun(job: Job): Promise<Results> {
  const { record, drivers, plan, resolved, tell } = job;
  const start = drivers.clock.ms();
  tell({ kind: 'run.started', run: record.id, name: resolved.experiment.name, stages: plan.stages.map((stage) => ({ ...stage })), resumed: record.manifest.resumedCount > 0 });
  try {
    await record.putArtefact('sets', { fit: [...plan.sets.fit], report: [...plan.sets.report] });
    await record.putArtefact('placed-keys', Object.fromEntries(job.placed[0].map(({ key, model }) => [model.card.id, key])));
    // The server first: if it cannot start, nothing else is worth measuring.
    const server = await openEdgeServer(job);
    try {
      await reachFromBoards(job, server);
      await measureOutputs(job);
      await measureRemote(job, server);
      await measureCosts(job, server);
      const policies = await choosePolicies(job);
      job.observe?.({ kind: 'policies', policies });
      await runInTheLoop(job, server, policies);
      await server.stop();
      const composing = startStage('compose', 'Composing results', 1, 0, drivers.clock, tell);
      const results = await composeResults(job, policies, (drivers.clock.ms() - start) / 1000);
      composing.finish();
      const headline = headlineOf(results).text;
      await record.putArtefact('results', results);
      await record.update({ status: 'finished', finishedAt: results.run.finishedAt, headline, verdict: results.verdict.status });
      tell({ kind: 'run.finished', run: record.id, headline, verdict: results.verdict.status, seconds: (drivers.clock.ms() - start) / 1000 });
      return results;
    } finally {
      await server.stop();
    }
  } catch (error) {
    await keepStatus(job, error);
    throw error;
  }
}

/** A full disk may refuse even this; the error that ended the run matters more, so it is told first. */
async function keepStatus(job: Job, error: unknown): Promise<void> {
  const cancelled = error instanceof StudioError && error.code === 'run.cancelled';
  try {
    await job.record.log(cancelled ? 'info' : 'error', error instanceof Error ? error.message : String(error));
    await job.record.update({ status: cancelled ? 'cancelled' : 'failed', finishedAt: job.drivers.clock.now().toISOString() });
  } catch (second) {
    job.tell({ kind: 'run.noted', level: 'warning', text: `The run's status could not be written (${second instanceof Error ? second.message : String(second)}); it will be listed as interrupted and can be resumed.` });
  }
}

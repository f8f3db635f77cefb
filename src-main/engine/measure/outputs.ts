/** Stage 1: what every exit of every local model says about every sample; kept batch by batch. */
import { distinctModels, FIT, REPORT, type Job } from '../job';
import { startStage } from '../progress';

const BATCH = 512;

export async function measureOutputs(job: Job): Promise<void> {
  const { plan, record, control, drivers, resolved } = job;
  const work = [];
  for (const placed of distinctModels(job)) {
    for (const [set, wanted] of [[FIT, plan.sets.fit], [REPORT, plan.sets.report]] as const) {
      work.push({ placed, set, wanted, missing: await record.missingIndices(placed.key, set, wanted) });
    }
  }
  const total = work.reduce((sum, { wanted }) => sum + wanted.length, 0);
  let done = total - work.reduce((sum, { missing }) => sum + missing.length, 0);
  const progress = startStage('outputs', 'Asking the local models', total, done, drivers.clock, job.tell);

  for (const { placed, set, missing } of work) {
    const size = placed.model.batch ?? BATCH;
    const parts = Array.from({ length: Math.ceil(missing.length / size) }, (_, i) => missing.subarray(i * size, (i + 1) * size));
    if (parts.length === 0) continue;
    // Reading the next batch and keeping the last one overlap with inference, which is the only slow step.
    let next = resolved.dataset.read(parts[0]);
    let kept: Promise<void> = Promise.resolve();
    try {
      for (const [i, indices] of parts.entries()) {
        await control.gate();
        const batch = await next;
        if (i + 1 < parts.length) {
          next = resolved.dataset.read(parts[i + 1]);
          next.catch(() => undefined); // awaited in the next turn; until then its failure is not unhandled
        }
        const exits = await placed.model.outputs(batch);
        await kept;
        kept = record.appendOutputs(placed.key, set, indices, batch.labels, exits);
        kept.catch(() => undefined); // awaited below, whatever happens
        job.observe?.({ kind: 'outputs', model: placed.model.card.id, name: placed.model.card.name, exitNames: placed.model.facts.exits.map(({ name }) => name), indices, truth: batch.labels, exits });
        done += indices.length;
        progress.to(done, placed.model.card.name);
      }
    } finally {
      await kept;
    }
  }
  progress.finish();
}

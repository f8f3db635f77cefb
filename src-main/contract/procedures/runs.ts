/** Runs: start and steer them, follow them live, read what they found, and keep the list in order. */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { runEvent, stageId } from '../events';
import type { Results } from '../results';
import { dataFolder, problem, procedure, profileId, readyFiles, reportLanguage, runId } from './base';
import { sampleIndices, thumbnails } from './datasets';
import { liveStatistics } from './live';

const byId = z.object({ id: runId });
/** `waiting`: another run measures; this one starts when it has ended. */
export const activeState = z.enum(['waiting', 'running', 'paused']);

/** `active` is set while the run goes on in this studio. `fraction`: of the estimated time, 0..1. Times are ISO 8601 UTC. */
export const runSummary = z.object({
  id: z.string(), name: z.string(), status: z.enum(['running', 'paused', 'finished', 'cancelled', 'failed', 'interrupted', 'damaged']),
  createdAt: z.string(), finishedAt: z.string().nullable(), seed: z.number(), experimentId: z.string().nullable(), headline: z.string().nullable(), resumedCount: z.number(),
  verdict: z.enum(['valid', 'caution', 'invalid']).nullable().describe('Once it is known'),
  note: z.string(), tags: z.array(z.string()),
  active: z.object({ state: activeState, stage: z.string().nullable(), fraction: z.number(), secondsLeft: z.number().nullable() }).nullable(),
});
export type RunSummary = z.infer<typeof runSummary>;

const logEntry = z.object({ time: z.string(), level: z.enum(['info', 'warning', 'error']), text: z.string() });

export const stageProgress = z.object({
  id: stageId, title: z.string(), state: z.enum(['waiting', 'running', 'finished']), detail: z.string(), done: z.number(), total: z.number(),
  seconds: z.number().describe('Estimate before anything ran'), tookSeconds: z.number().nullable(), ratePerSecond: z.number().nullable(), secondsLeft: z.number().nullable(),
});
export type StageProgress = z.infer<typeof stageProgress>;

/** Where a run stands: the first event of every `run.events`; also sent to those who fell behind. */
export const runSnapshot = z.object({
  kind: z.literal('run.snapshot'), run: z.string(), name: z.string(), state: z.union([activeState, z.enum(['finished', 'cancelled', 'failed', 'interrupted', 'damaged'])]),
  stages: z.array(stageProgress), notes: z.array(logEntry).max(200), headline: z.string().nullable(), verdict: z.enum(['valid', 'caution', 'invalid']).nullable(), problem: problem.nullable(),
});
export type RunSnapshot = z.infer<typeof runSnapshot>;

/** The last event; after it the stream ends. `problem` says what to do about a run that failed. */
export const runEnded = z.object({ kind: z.literal('run.ended'), run: z.string(), status: z.enum(['finished', 'cancelled', 'failed']), problem: problem.nullable() });

export const windowEvent = z.union([runSnapshot, runEnded, runEvent]);
export type WindowEvent = z.infer<typeof windowEvent>;

export const sampleFilter = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }), z.object({ kind: z.literal('wrong') }), z.object({ kind: z.literal('right') }), z.object({ kind: z.literal('offloaded') }),
  z.object({ kind: z.literal('exit'), exit: z.int().min(0).max(63).describe('Answered at this exit, not offloaded') }), z.object({ kind: z.literal('class'), class: z.int().min(0).describe('True class') }),
]);
/** One sample under one strategy. `score` of an exit is what its threshold is compared with; `exit` is where it left the local model. */
export const sampleRow = z.object({
  index: z.number(), truth: z.number(), exits: z.array(z.object({ prediction: z.number(), p1: z.number(), p2: z.number(), confidence: z.number() })),
  remote: z.number().nullable(), offloadMs: z.number().nullable(), exit: z.number(), accepted: z.boolean().nullable().describe('What the decision module said, where it was asked'), offloaded: z.boolean(),
  prediction: z.number(), right: z.boolean(), latencyMs: z.number(), energyMj: z.number().nullable(),
});
export type WindowSample = z.infer<typeof sampleRow>;

export type SampleFilter = z.infer<typeof sampleFilter>;

export const exportFormat = z.enum(['pdf', 'csv', 'samples', 'json', 'figures', 'parquet', 'policy-json', 'policy-c']);

export const runProcedures = {
  /** Exactly one of `experiment` (an object that was never saved) and `experimentId`. Resolves once the run is on disk. One run measures at a time; the next waits. */
  start: procedure.input(z.object({ experiment: z.record(z.string(), z.unknown()).optional(), experimentId: profileId.optional(), dataFolder, seed: z.int().min(0).max(2 ** 31 - 1).nullable().default(null) })).output(z.object({ id: z.string() })),
  pause: procedure.input(byId).output(z.void()),
  /** Lets a paused run go on. */
  resume: procedure.input(byId).output(z.void()),
  /** What was measured is kept; `continue` can take it up again. */
  cancel: procedure.input(byId).output(z.void()),
  /** Takes up a run that was interrupted, cancelled or failed; nothing is measured twice. */
  continue: procedure.input(byId.extend({ dataFolder })).output(z.object({ id: z.string() })),
  /** Newest first. */
  list: procedure.output(z.array(runSummary)),
  get: procedure.input(byId).output(runSummary.extend({ experiment: z.record(z.string(), z.unknown()), environment: z.record(z.string(), z.unknown()), hashes: z.array(z.object({ what: z.string(), sha256: z.string() })) })),
  /** Fires when a run appeared, changed its state or went away: ask `run.list` again. The first one comes at once. */
  changes: procedure.output(eventIterator(z.object({ kind: z.literal('runs.changed'), sequence: z.number() }))),
  results: procedure.input(byId).output(z.custom<Results>((value) => typeof value === 'object' && value !== null)),
  remove: procedure.input(byId).output(z.object({ undo: z.string() })),
  restore: procedure.input(z.object({ undo: z.string().max(200) })).output(z.object({ id: z.string() })),
  note: procedure.input(byId.extend({ note: z.string().max(20_000), tags: z.array(z.string().min(1).max(40)).max(20) })).output(z.void()),
  /** Snapshot first, then what happens; ends after `run.ended`, or at once for a run that does not go on. */
  events: procedure.input(byId).output(eventIterator(windowEvent)),
  /** At most 5 a second; the first comes at once. Ends with the run; a run that does not go on gives none. */
  live: procedure.input(byId).output(eventIterator(liveStatistics)),
  /** Over the report set, in the order of the pool. Errors: run.not-finished */
  samples: procedure.input(byId.extend({ model: z.string(), board: z.string().optional().describe('Default: the first'), strategy: z.enum(['on-device', 'remote', 'hi', 'ee', 'ee-hi', 'early-offload']), filter: sampleFilter.default({ kind: 'all' }), offset: z.int().min(0).default(0), limit: z.int().min(1).max(200).default(60) }))
    .output(z.object({ total: z.number(), thresholds: z.array(z.number()), decision: z.string().nullable(), rows: z.array(sampleRow).max(200) })),
  /** Images of a run's samples, from the very files it measured. */
  thumbnails: procedure.input(byId.extend({ indices: sampleIndices })).output(thumbnails),
  log: procedure.input(byId).output(z.array(logEntry)),
  export: procedure.input(byId.extend({ formats: z.array(exportFormat).min(1), language: reportLanguage })).output(readyFiles),
};

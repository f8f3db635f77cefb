/** Captures and recordings: measure a board's supply live, look at any stretch of it, mark places, keep the files in order. */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import type { SelectionStatistics } from '../../core/trace/statistics';
import type { TraceEvent } from '../../core/trace/trace';
import { problem, procedure, profileId, readyFiles } from './base';
import { deviceAddress } from './devices';

/** A recording's id, also the name of its file; a capture that runs has the id of the recording it writes. */
export const recordingId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,120}$/);
const byId = z.object({ id: recordingId });

/** Sample n was taken at n / rateHz seconds. `voltageV`: the set supply where none is measured. `lines`: names of the digital lines, bit 0 first. */
export const traceFormat = z.object({ rateHz: z.number(), quantity: z.enum(['current', 'power']), voltageV: z.number().nullable(), measuresVoltage: z.boolean(), lines: z.array(z.string()) });
/** A A, V or W. */
export const traceChannel = z.enum(['current', 'voltage', 'power']);

/** What is left out keeps the instrument's or the profile's default. V, Hz, A. */
export const captureSettings = z.object({
  mode: z.enum(['meter', 'source']), voltageV: z.number().positive(), rateHz: z.number().positive(), rangeA: z.number().positive(), averaging: z.int().positive(),
  boardLimitV: z.number().positive().describe('Largest supply voltage that the board bears; nothing is switched on above it'),
  // wanted by SCREEN: handed on to Analyzer.configure as it is
  trigger: z.discriminatedUnion('on', [z.object({ on: z.literal('start') }), z.object({ on: z.literal('edge'), line: z.int().min(0).max(7), rising: z.boolean() })]).describe('When samples begin'),
}).partial();
export type CaptureSettings = z.infer<typeof captureSettings>;

/** `sample`: where on the trace. */
export const captureNotice = z.object({ level: z.enum(['info', 'warning', 'error']), sample: z.number(), text: z.string() });

/**
 * The whole state with every message, at most 10 a second. `waiting`: the instrument is gone, recording goes on as soon as it is back.
 * `end`: number of the sample after the last; `measured + lost = end`. `dropped`: of the lost ones those that this machine was too slow to keep.
 * `segments`: stretches between interruptions, sample numbers; `to` null while it goes on. `mean`, `peak`: of the last 100 ms or more, A or W.
 */
export const captureState = z.object({
  kind: z.literal('capture.state'), id: recordingId, sequence: z.number(), state: z.enum(['measuring', 'waiting', 'stopped', 'failed']),
  name: z.string(), analyzer: z.string(), address: z.string(), instrument: z.object({ model: z.string(), serial: z.string().nullable(), firmware: z.string().nullable() }).nullable(),
  simulated: z.boolean(), startedAt: z.string(), format: traceFormat.nullable(), end: z.number(), measured: z.number(), lost: z.number(), dropped: z.number(), bytes: z.number(),
  mean: z.number().nullable(), peak: z.number().nullable(),
  segments: z.array(z.object({ from: z.number(), to: z.number().nullable() })).max(1000), notices: z.array(captureNotice).max(100),
  problem: problem.nullable().describe('Why it waits or failed'),
});
export type CaptureState = z.infer<typeof captureState>;

const floats = z.custom<Float32Array>((value) => value instanceof Float32Array);
const doubles = z.custom<Float64Array>((value) => value instanceof Float64Array);
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** (n) each in A, V or W; NaN where nothing was measured. */
export const channelEnvelope = z.object({ channel: traceChannel, min: floats, mean: floats, max: floats });

/**
 * Samples [from, to) on `n` points; point i covers samples [bounds[i], bounds[i + 1]).
 * Gaps: sample numbers [gapFrom[i], gapTo[i]); `moreGaps`: only the first 2000 are here.
 * Digital, null without lines or where the stretch has more than 8 388 608 samples: bit k of `high` is set where line k was high anywhere
 * in the point, of `low` where it was low anywhere; both: it changed.
 */
export const traceWindow = z.object({
  id: recordingId, format: traceFormat, from: z.number(), to: z.number(), end: z.number().describe('Of the whole trace, now'), live: z.boolean(), n: z.number(), bounds: doubles,
  channels: z.array(channelEnvelope).max(3), coverage: floats, gapFrom: doubles, gapTo: doubles, moreGaps: z.boolean(),
  digital: z.object({ high: bytes, low: bytes }).nullable(),
  events: z.array(z.custom<TraceEvent>((value) => typeof value === 'object' && value !== null)).max(1000), moreEvents: z.boolean(),
});
export type TraceWindow = z.infer<typeof traceWindow>;

/** Kept beside the recording. `to` null: a place, else a stretch whose integral is shown; samples. `text`: what a person wrote, may be empty. */
export const traceMark = z.object({ id: z.string().max(40), from: z.number().min(0), to: z.number().min(0).nullable(), text: z.string().max(2000), colour: z.string().max(20).nullable() });
export type TraceMark = z.infer<typeof traceMark>;

/** `closed` false: its capture was killed, and everything up to its last block is here. `problem`: why it cannot be opened. `measured`: samples that were not lost. `looked`: somebody has opened it since it ended. */
export const recordingFacts = z.object({
  id: recordingId, name: z.string(), file: z.string(), bytes: z.number(), live: z.boolean(), closed: z.boolean(), problem: problem.nullable(),
  source: z.string(), startedAt: z.string().nullable(), simulated: z.boolean(), format: traceFormat.nullable(), end: z.number(), measured: z.number(), durationS: z.number().nullable(), looked: z.boolean(),
});
export type RecordingFacts = z.infer<typeof recordingFacts>;

export const traceExportFormat = z.enum(['csv', 'parquet', 'hitrace']);
export type TraceExportFormat = z.infer<typeof traceExportFormat>;

export const captureProcedures = {
  /** `analyzer`: a profile's id; `port`: an address of `devices.list`, null: where USB says it is. Resolves once samples come. One capture a port. Errors: analyzer.*, port.*, profile.*, store.* */
  start: procedure.input(z.object({ analyzer: profileId, port: deviceAddress.nullable().default(null), settings: captureSettings.default({}), name: z.string().max(200).default('') })).output(z.object({ id: recordingId })),
  /** What was recorded is kept and closed. */
  stop: procedure.input(byId).output(recordingFacts),
  /** Ends when the capture has. A recording that is not being written gives one message. */
  state: procedure.input(byId).output(eventIterator(captureState)),
  /** Captures that go on now. */
  active: procedure.output(z.array(captureState)),
  /** `points`: at most this many, 2 a pixel at most are useful: each has min, mean and max. Works while the capture goes on. */
  window: procedure.input(byId.extend({ from: z.number().min(0), to: z.number().min(0), points: z.int().min(1).max(8192), channels: z.array(traceChannel).min(1).default(['current', 'voltage', 'power']) })).output(traceWindow),
  /** The whole trace on few points: the minimap. One channel: current, or power where nothing else was measured. */
  overview: procedure.input(byId.extend({ points: z.int().min(1).max(4096) })).output(traceWindow),
  /** Samples [from, to): energy, charge, mean, min, max, p50, p95, duration and coverage. */
  statistics: procedure.input(byId.extend({ from: z.number().min(0), to: z.number().min(0) })).output(z.custom<SelectionStatistics>((value) => typeof value === 'object' && value !== null)),
  marks: procedure.input(byId).output(z.array(traceMark)),
  /** A new one where `id` is null, else the one with this id is replaced. */
  mark: procedure.input(z.object({ recording: recordingId, mark: traceMark.omit({ id: true }).extend({ id: z.string().max(40).nullable() }) })).output(traceMark),
  unmark: procedure.input(z.object({ recording: recordingId, mark: z.string().max(40) })).output(z.void()),
  /** Newest first. */
  recordings: procedure.output(z.array(recordingFacts)),
  /** Fires when a recording appeared, ended, changed its name or went away; the first one comes at once. */
  changes: procedure.output(eventIterator(z.object({ kind: z.literal('recordings.changed'), sequence: z.number() }))),
  open: procedure.input(byId).output(recordingFacts.extend({ marks: z.array(traceMark) })),
  rename: procedure.input(byId.extend({ name: z.string().min(1).max(200) })).output(recordingFacts),
  /** `undo` brings it back with `restore`. */
  remove: procedure.input(byId).output(z.object({ undo: z.string() })),
  restore: procedure.input(z.object({ undo: z.string().max(200) })).output(z.object({ id: recordingId })),
  /** A .hitrace or .ppk2 file: exactly one of `file`, a path on the studio's machine, and `upload`, made by `model.upload`. */
  import: procedure.input(z.object({ file: z.string().min(1).max(4096).optional(), upload: z.string().max(100).optional(), fileName: z.string().max(300).optional().describe('What the person calls the upload'), voltageV: z.number().positive().default(3.3).describe('What the board was supplied with: .ppk2 files do not say'), name: z.string().max(200).default('') })).output(recordingFacts),
  /** Samples [from, to), all where null; `hitrace` always takes the whole. */
  export: procedure.input(byId.extend({ format: traceExportFormat, from: z.number().min(0).nullable().default(null), to: z.number().min(0).nullable().default(null) })).output(readyFiles),
};

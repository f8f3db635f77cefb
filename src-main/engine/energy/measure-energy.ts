/** Measures the energy of every part of a model on one board with its instrument; what is measured is kept part by part. */
import type { BoardEnergy, MeasuredWork } from '../../contract/energy-results';
import { StudioError } from '../../core/errors';
import { measureIdle, type IdleBaseline } from '../../core/energy';
import type { Costs, Estimate } from '../../core/measurements';
import { recordedFrom } from '../analyzer-ports';
import { note, type Job } from '../job';
import type { BoardWork, LoadedModel, SampleBatch, TimedStage, WorkRequest } from '../ports';
import { windowTimes } from './board-analyzer';
import { captureWork, type Capture } from './capture';
import type { Instrument, ReadyInstrument } from './instrument';
import { crossing, workEnergy } from './work-energy';

/** One part: `id` as in the results, `name` for people. */
interface Part { readonly id: string; readonly name: string; readonly work: BoardWork }

export interface EnergyJob {
  readonly job: Job; readonly instrument: Instrument; readonly boardIndex: number; readonly model: LoadedModel; readonly batch: SampleBatch;
  readonly costs: Costs; readonly offload: WorkRequest['offload']; readonly to?: WorkRequest['to']; readonly onPart: (done: number, total: number, name: string) => void;
}

/** What is kept of a part: its energy, or why there is none. */
type KeptPart = { readonly measured: MeasuredWork } | { readonly gap: string };

const TRIES = 3;
/** A cable is put back by then. */
const RETRY_MS = 2000;

const partKey = (board: string, model: string, part: string): string => `energy/${board}/${model}/${part}`;
const boardKey = (board: string, what: 'idle' | 'setting'): string => `energy/${board}/${what}`;

/** Exits in order, the model without heads where it has some, decision, offload. */
function partsOf({ facts }: LoadedModel): Part[] {
  const last = facts.exits.length - 1;
  const stage = (of: TimedStage, name: string): Part => ({ id: of === 'plain' ? 'plain' : `exit-${of + 1}`, name, work: { kind: 'stage', stage: of } });
  return [
    ...facts.exits.slice(0, -1).map(({ name }, k) => stage(k, `through ${name}`)), stage(last, last === 0 ? 'whole model' : 'whole model with heads'), ...(last === 0 ? [] : [stage('plain', 'whole model without heads')]),
    { id: 'decision', name: 'decision', work: { kind: 'decision' } }, { id: 'offload', name: 'offload', work: { kind: 'offload' } },
  ];
}

/** Measures what is missing. Errors: run.interrupted-by-analyzer, energy.other-instrument, run.cancelled, recording.*, store.* */
export async function measureEnergy(energy: EnergyJob): Promise<void> {
  const { job, instrument, model, onPart } = energy;
  const { record, control } = job;
  const board = instrument.board.id;
  const parts = partsOf(model);
  let idle = (await record.getArtefact(boardKey(board, 'idle'))) as IdleBaseline | null;
  for (const [i, part] of [{ id: 'idle', name: 'idle board', work: { kind: 'idle' } } satisfies Part, ...parts].entries()) {
    const isIdle = part.work.kind === 'idle';
    const key = isIdle ? boardKey(board, 'idle') : partKey(board, model.card.id, part.id);
    if ((await record.getArtefact(key)) !== null) continue;
    // Between parts nothing is recorded, so a paused run fills no disk; the board keeps its supply.
    await control.gate();
    onPart(i, parts.length + 1, part.name);
    const kept = await persist(energy, part, i, parts.length + 1, async (ready, capture, traceFile) => {
      await record.putArtefact(boardKey(board, 'setting'), settingOf(ready, capture));
      return isIdle ? { idle: idleOf(capture, ready) } : workOf(energy, part, ready, capture, traceFile, idle);
    });
    if ('idle' in kept) {
      idle = kept.idle;
      if (idle !== null) await record.putArtefact(key, idle);
    } else if (!isIdle) await record.putArtefact(key, kept);
  }
}

type Analyse<T> = (ready: ReadyInstrument, capture: Capture, traceFile: string) => Promise<T> | T;

/** One part, again where the instrument failed; what keeps failing ends the sitting, or is a gap where trying again cannot help. */
async function persist<T>(energy: EnergyJob, part: Part, done: number, total: number, analyse: Analyse<T | KeptPart>): Promise<T | KeptPart> {
  const { job, instrument } = energy;
  for (let tries = 1; ; tries++) {
    try {
      return await attempt(energy, part, analyse);
    } catch (error) {
      job.control.signal.throwIfAborted();
      if (!(error instanceof StudioError) || !/^(analyzer|port|energy)\./.test(error.code) || error.code === 'energy.other-instrument') throw error;
      await instrument.close();
      if (tries === TRIES) {
        if (error.code === 'analyzer.overload' || error.code === 'energy.few-windows') {
          await note(job, 'warning', error.message);
          return { gap: error.message };
        }
        throw new StudioError('run.interrupted-by-analyzer', { id: job.record.id, cause: error.message.replace(/\.$/, ''), done, total }, { cause: error });
      }
      await note(job, 'warning', `${error.message} Trying again (${tries} of ${TRIES - 1}).`);
      await instrument.bench.pause(RETRY_MS, job.control.signal);
    }
  }
}

async function attempt<T>(energy: EnergyJob, part: Part, analyse: Analyse<T | KeptPart>): Promise<T | KeptPart> {
  const { job, instrument, boardIndex, model, batch } = energy;
  const { board, bench, asked } = instrument;
  const performer = job.boards[boardIndex];
  const ready = await instrument.ready();
  const traceFile = `traces/${bench.freeName(`${job.record.folder}/traces`, part.work.kind === 'idle' ? `${board.id}--idle` : `${board.id}--${model.card.id}--${part.id}`)}`;
  const request = workRequest(energy, part, ready.settings.rateHz ?? 1000);
  const measured = { board: board.id, model: model.card.id, work: part.work.kind === 'idle' ? 'idle' : part.id, name: part.name, instrument: ready.info.model, simulated: ready.info.simulated === true, line: asked.windows.from === 'edges' ? asked.windows.line : null, windows: request.windows, windowMs: request.windowMs, restMs: request.restMs };
  const capture = await captureWork({
    instrument: ready, label: part.id, onGrew: (trace, events, over) => job.observe?.({ kind: 'power', part: measured, trace, events, over }), work: (onMark, signal) => performer.perform?.(model, batch, request, onMark, signal) ?? Promise.resolve(null),
    record: (format) => bench.record(`${job.record.folder}/${traceFile}`, format, recordedFrom(ready.info, ready.info.simulated === true), {
      run: job.record.id, board: board.id, model: model.card.id, work: part.id, analyzer: asked.profile.name, simulated: ready.info.simulated === true, info: ready.info, settings: ready.settings,
    }),
  }, job.control.signal);
  try {
    if (capture.done === null) return { gap: new StudioError('energy.not-able', { board: board.name, work: part.name }).message };
    return await analyse(ready, capture, traceFile);
  } finally {
    await capture.writer.close();
  }
}

function workRequest({ instrument, job, costs, offload, to }: EnergyJob, { work }: Part, rateHz: number): WorkRequest {
  const { asked } = instrument;
  const { windowMs, restMs } = windowTimes(asked, rateHz);
  const idle = work.kind === 'idle';
  return { work, windows: idle ? 1 : asked.windows.count, windowMs: idle ? 1000 * asked.idle.seconds : windowMs, restMs, warmUp: Math.min(10, job.resolved.experiment.timing.warm_up), costs, offload, to };
}

const provenanceOf = ({ info }: ReadyInstrument): 'measured' | 'modelled' => (info.simulated === true ? 'modelled' : 'measured');
const prefaceOf = ({ info }: ReadyInstrument): string => (info.simulated === true ? `simulated board and simulated ${info.model}: ` : `${info.model}: `);

function workOf({ instrument }: EnergyJob, part: Part, ready: ReadyInstrument, capture: Capture, traceFile: string, idle: IdleBaseline | null): KeptPart {
  const { asked, board } = instrument;
  const { restMs } = windowTimes(asked, capture.format.rateHz);
  const { measured, found } = workEnergy({ work: part.id, name: part.name, traceFile, capture, asked, restMs, idle, provenance: provenanceOf(ready), preface: prefaceOf(ready) });
  if (measured !== null) return { measured };
  const how = { edges: `from edges of line ${asked.windows.line}`, timestamps: 'from time stamps of the board', uart: `from lines with “${asked.windows.begin}” and “${asked.windows.end}”` }[asked.windows.from];
  throw new StudioError('energy.few-windows', { board: board.name, work: part.name, found, wanted: asked.windows.count, how });
}

/** The first tenth is left out: the board may still be coming to rest. */
function idleOf({ writer: { trace } }: Capture, ready: ReadyInstrument): IdleBaseline | null {
  return measureIdle(trace, [{ from: Math.ceil(trace.end / 10), to: trace.end }], provenanceOf(ready));
}

type Setting = Pick<BoardEnergy, 'instrument' | 'simulated'> & { readonly preface: string; readonly settings: Omit<BoardEnergy['settings'], 'windowsFrom'> };

function settingOf(ready: ReadyInstrument, { format }: Capture): Setting {
  const { info, settings } = ready;
  return {
    instrument: { model: info.model, serial: info.serial, firmware: info.firmware, address: info.address }, simulated: info.simulated === true, preface: prefaceOf(ready),
    settings: { mode: settings.mode ?? 'source', voltageV: format.voltageV ?? settings.voltageV ?? null, rateHz: format.rateHz },
  };
}

/** What was measured of one board and model, as the results hold it; null where nothing was asked for. */
export async function boardEnergy(job: Job, b: number, model: LoadedModel): Promise<BoardEnergy | null> {
  const asked = job.resolved.analyzers?.[b] ?? null;
  const board = job.boards[b].profile.id;
  const setting = (await job.record.getArtefact(boardKey(board, 'setting'))) as Setting | null;
  if (asked === null || setting === null) return null;
  const idle = (await job.record.getArtefact(boardKey(board, 'idle'))) as IdleBaseline | null;
  const kept = await Promise.all(partsOf(model).map(async (part) => ({ part, kept: (await job.record.getArtefact(partKey(board, model.card.id, part.id))) as KeptPart | null })));
  const { preface, settings, ...instrument } = setting;
  return {
    board, model: model.card.id, ...instrument, settings: { ...settings, windowsFrom: asked.windows.from },
    idle: idle === null ? null : { powerMw: crossing(scaled(idle.powerW, 1000), preface), seconds: idle.durationS, coverage: idle.coverage, subtracted: asked.idle.subtract },
    works: kept.flatMap((one) => (one.kept !== null && 'measured' in one.kept ? [one.kept.measured] : [])),
    gaps: kept.flatMap((one) => (one.kept !== null && 'gap' in one.kept ? [{ work: one.part.id, text: one.kept.gap }] : [])),
  };
}

function scaled(estimate: Estimate, factor: number): Estimate {
  const times = (value: number | null): number | null => (value === null ? null : factor * value);
  return { ...estimate, value: factor * estimate.value, sd: times(estimate.sd), ci95: estimate.ci95 === null ? null : [factor * estimate.ci95[0], factor * estimate.ci95[1]], median: times(estimate.median), p95: times(estimate.p95), p99: times(estimate.p99) };
}

/** The costs with the energies that were measured in the place of those that were not; parts that the instrument could not measure keep theirs. */
export function withMeasuredEnergy<C extends Costs & { readonly rule: string }>(costs: C, energy: BoardEnergy): C {
  if (energy.works.length === 0) return costs;
  const of = (id: string, own: Estimate | null): Estimate | null => energy.works.find(({ work }) => work === id)?.integratedMj ?? own;
  const last = costs.exits.length;
  const rule = `Energy is ${energy.simulated ? 'that of a simulated board, by a simulated' : 'measured with a'} ${energy.instrument.model}: the mean of the integrated windows, idle power ${energy.idle?.subtracted === true ? 'subtracted' : 'included'}.${energy.gaps.length === 0 ? '' : ` Not so for ${energy.gaps.map(({ work }) => work).join(', ')}.`}`;
  return {
    ...costs, rule: costs.rule.includes(rule) ? costs.rule : `${costs.rule} ${rule}`,
    exits: costs.exits.map((cost, k) => ({ ...cost, energyMj: of(`exit-${k + 1}`, cost.energyMj) })),
    plain: { ...costs.plain, energyMj: of(last === 1 ? 'exit-1' : 'plain', costs.plain.energyMj) },
    decision: { ...costs.decision, energyMj: of('decision', costs.decision.energyMj) }, offload: { ...costs.offload, energyMj: of('offload', costs.offload.energyMj) },
  };
}

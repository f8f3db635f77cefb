/** One kind of work over and over while an instrument watches: windows between two time stamps of the board, rest before each. */
import { elapsedUs } from '../../core/protocol/mlperf-tiny-answers';
import { mlperfCommand } from '../../core/protocol/mlperf-tiny';
import type { BoardWork, SampleBatch, TimedStage, WorkDone, WorkMark, WorkRequest } from '../../engine/ports';
import { pause } from '../../transport/timekeeper';
import { DutFault, type DutLine } from './dut-line';
import type { DutModel } from './dut-model';

/** One stamp alone, on boards that do not say how fine their clock is: the benchmark asks for 1 ms or better. */
const unknownStepMs = 1;

/** Null where the board cannot do the work by itself: it has no offload of its own, and a decision only with the extension. */
export async function performWork(model: DutModel, batch: SampleBatch, request: WorkRequest, onMark: (mark: WorkMark) => void, signal: AbortSignal): Promise<WorkDone | null> {
  const { session } = model;
  const extension = session.identity.capabilities;
  const stage = stageOf(request.work, extension !== null, model.facts.exits.length);
  if (stage === null) return null;
  const { time, gate } = session.access;
  const rest = (): Promise<void> => (gate === undefined ? pause(time, request.restMs) : gate.during(() => pause(time, request.restMs)));
  const ms = new Float64Array(request.windows);
  const clockStepMs = extension === null ? unknownStepMs : extension.timerUs / 1000;
  const inferences = stage === 'idle' ? 1 : Math.ceil(request.windowMs / (await model.roughMs(batch, stage, request.warmUp, signal)));
  for (let w = 0; w < request.windows; w++) {
    await rest();
    // Marks are told when a window is whole: one that was cut by a reset never was.
    const marks = await session.run('a window', async (line) => {
      if (stage === 'idle') return idleMarks(model, line, request.windowMs, signal);
      await model.prepare(line, batch, 0, stage, signal);
      return workMarks(model, line, stage, inferences, request.windowMs, signal);
    }, signal);
    marks.forEach(onMark);
    ms[w] = (marks[1].boardMs - marks[0].boardMs) / inferences;
  }
  await rest();
  return { inferences, ms, clockStepMs };
}

function stageOf(work: BoardWork, extended: boolean, exits: number): TimedStage | 'decision' | 'idle' | null {
  if (work.kind === 'offload') return null;
  if (work.kind === 'idle') return 'idle';
  if (work.kind === 'decision') return extended ? 'decision' : null;
  return extended || work.stage === 'plain' || exits === 1 ? work.stage : null;
}

const mark = (kind: WorkMark['kind'], us: number, heardMs: number): WorkMark => ({ kind, boardMs: us / 1000, heardMs, text: null });

async function idleMarks(model: DutModel, line: DutLine, windowMs: number, signal: AbortSignal): Promise<WorkMark[]> {
  const { time } = model.session.access;
  const stamp = async (): Promise<{ us: number; heardMs: number }> => {
    const { lines } = await line.ask(mlperfCommand.timestamp, undefined, signal);
    const lap = lines.find((one) => one.kind === 'lap');
    if (lap === undefined) throw new DutFault('damaged', mlperfCommand.timestamp, 'no time stamp');
    return { us: lap.us, heardMs: time.ms() };
  };
  const begin = await stamp();
  await pause(time, windowMs);
  const end = await stamp();
  return [mark('begin', begin.us, begin.heardMs), mark('end', begin.us + elapsedUs(begin.us, end.us).us, end.heardMs)];
}

async function workMarks(model: DutModel, line: DutLine, stage: TimedStage | 'decision', inferences: number, windowMs: number, signal: AbortSignal): Promise<WorkMark[]> {
  const { time } = model.session.access;
  const heard: number[] = [];
  const { startUs, us } = await model.timedStage(line, stage, inferences, 0, windowMs, signal, (said) => {
    if (said.kind === 'lap') heard.push(time.ms());
  });
  return [mark('begin', startUs, heard[0] ?? time.ms()), mark('end', startUs + us, heard[1] ?? time.ms())];
}

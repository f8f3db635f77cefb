/** What the driver does with a board: load an input, run it, read the laps; every answer is held against its command. */
import { StudioError } from '../../core/errors';
import { mlperfBytesPerCommand, mlperfCommand, mlperfDownload, type MlperfLine } from '../../core/protocol/mlperf-tiny';
import { elapsedUs, mlperfInferenceOf, type MlperfAnswer, type MlperfInference } from '../../core/protocol/mlperf-tiny-answers';
import { DutFault, inferencePatienceMs, linePatienceMs, type DutLine, type OnLine } from './dut-line';

/** Errors: DutFault, mlperf.input-size, port.gone */
export async function loadInput(line: DutLine, input: Uint8Array, signal?: AbortSignal): Promise<void> {
  const commands = mlperfDownload(input, mlperfBytesPerCommand[line.relayed ? 'relayed' : 'direct']);
  for (const [i, command] of commands.entries()) {
    const answer = await line.ask(command, linePatienceMs, signal);
    const oversize = find(answer, 'oversize');
    if (oversize !== undefined) throw new StudioError('mlperf.input-size', { port: line.name, bytes: input.length, takes: `its buffer has ${oversize.most}` });
    if (answer.errors.length > 0) throw refusal(line, shortened(command), answer.errors[0]);
    if (i === 0 && find(answer, 'expecting')?.bytes !== input.length) throw new DutFault('damaged', command, `not “Expecting ${input.length} bytes”`);
    const loaded = find(answer, 'load-done') !== undefined;
    if (loaded !== (i === commands.length - 1)) throw new DutFault('damaged', 'db', loaded ? 'load-done too early' : 'no load-done');
  }
}

export interface Timed extends MlperfInference {
  /** T1 − T0; null in the energy build. `wrapped`: the 32-bit counter began anew in between. */
  readonly us: number | null; readonly wrapped: boolean;
}

/** `infer N W`. Errors: DutFault, mlperf.input-size, .refused, port.gone */
export function infer(line: DutLine, iterations: number, warmUps: number, expectedMs = 0, signal?: AbortSignal, onLine?: OnLine): Promise<Timed> {
  return timed(line, mlperfCommand.infer(iterations, warmUps), iterations, warmUps, expectedMs, signal, onLine);
}

/** Any command that answers like `infer`. `expectedMs`: how long the longer of warm-up and loop may take. */
export async function timed(line: DutLine, command: string, iterations: number, warmUps: number, expectedMs: number, signal?: AbortSignal, onLine?: OnLine): Promise<Timed> {
  const answer = await line.ask(command, Math.max(inferencePatienceMs, 3 * expectedMs), signal, onLine);
  const wrong = find(answer, 'wrong-size');
  if (wrong !== undefined) throw new StudioError('mlperf.input-size', { port: line.name, bytes: wrong.bytes, takes: `its model takes ${wrong.expected}` });
  if (answer.errors.length > 0) throw refusal(line, command, answer.errors[0]);
  const inference = mlperfInferenceOf(answer);
  if (inference === null || inference.iterations !== iterations || inference.warmUps !== warmUps) throw new DutFault('damaged', command, 'lines are missing or belong to another command');
  if (inference.results?.some(Number.isNaN)) throw new DutFault('damaged', command, 'a result that is no number');
  const { startUs, endUs } = inference;
  return { ...inference, ...(startUs === null || endUs === null ? { us: null, wrapped: false } : elapsedUs(startUs, endUs)) };
}

function find<K extends MlperfLine['kind']>(answer: MlperfAnswer, kind: K): Extract<MlperfLine, { kind: K }> | undefined {
  return answer.lines.find((line): line is Extract<MlperfLine, { kind: K }> => line.kind === kind);
}

/** A character that was lost on the way makes a board refuse too, so another try comes first. */
export const refusal = (line: DutLine, command: string, said: string): DutFault => new DutFault('damaged', command, said, new StudioError('mlperf.refused', { port: line.name, command, said }));

const shortened = (command: string): string => (command.length > 24 ? `${command.slice(0, 20)}…` : command);

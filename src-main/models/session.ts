/** ONNX Runtime sessions on one thread, with its failures as sentences. */
import { InferenceSession, type Tensor } from 'onnxruntime-node';
import { StudioError } from '../core/errors';

/** Something that maps named tensors to named tensors: an ONNX Runtime session, or nothing at all for the null model. */
export interface Network {
  run(feeds: Readonly<Record<string, Tensor>>): Promise<Readonly<Record<string, Tensor>>>;
  release(): Promise<void>;
}

/** Latency is that of one core: one intra-op thread, operators one after another. Warnings of the runtime are not for people. */
export const sessionOptions: InferenceSession.SessionOptions = { intraOpNumThreads: 1, interOpNumThreads: 1, executionMode: 'sequential', graphOptimizationLevel: 'all', logSeverityLevel: 4 };

/** `file` names the model in sentences. Errors: model.opset-too-new, .operator-unsupported, .not-runnable */
export async function createNetwork(bytes: Uint8Array, file: string, opset: number): Promise<Network> {
  const session = await InferenceSession.create(bytes, sessionOptions).catch((error: unknown) => { throw runtimeError(error, file, opset); });
  return {
    run: (feeds) => session.run(feeds).catch((error: unknown) => { throw runtimeError(error, file, opset); }),
    release: () => session.release(),
  };
}

/** ONNX Runtime reports with source lines and signatures; people get the operator, the version or the reason. */
export function runtimeError(error: unknown, file: string, opset: number): StudioError {
  const said = error instanceof Error ? error.message : String(error);
  const officially = /Opset (\d+) is under development[\s\S]*official support for domain (\S+) is till opset (\d+)/.exec(said);
  if (officially) return new StudioError('model.opset-too-new', { file, found: `opset ${officially[1]}`, supported: `opset ${officially[3]}` }, { cause: error });
  const version = /Unsupported model IR version: (\d+), max supported IR version: (\d+)/.exec(said);
  if (version) return new StudioError('model.opset-too-new', { file, found: `ONNX IR version ${version[1]}`, supported: `IR version ${version[2]}` }, { cause: error });
  const operator = (/No Op registered for (\S+)/ .exec(said) ?? /Fatal error: (\S+?)\(-?\d+\) is not a registered/.exec(said) ?? /Could not find an implementation for ([^\s(]+)/.exec(said))?.[1];
  if (operator !== undefined) return new StudioError('model.operator-unsupported', { file, operator, opset }, { cause: error });
  return new StudioError('model.not-runnable', { file, reason: firstClause(said) }, { cause: error });
}

/** One clause without the runtime's source paths, C++ signatures and line breaks. */
function firstClause(said: string): string {
  const clause = said.replace(/\s+/g, ' ').replace(/^.*: (?:FAIL|INVALID_ARGUMENT|INVALID_GRAPH) : /, '')
    .replace(/\/\S+\.(?:cc|h):\d+ [^()]*\([^()]*\)\s*/g, '').replace(/\S+\.(?:cc|h):\d+ \w+ /g, '')
    .replace(/Non-zero status code returned while running (\S+) node\. Name:'([^']*)' Status Message:/, 'in operator $1 “$2”,').replace(/[.;\s]+$/, '').trim();
  if (clause === '') return 'it gives no reason';
  return clause.length > 240 ? `${clause.slice(0, 240)}…` : clause;
}

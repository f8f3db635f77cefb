/** Models that run on an agent, behind the same ports as models that run here. */
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { AgentResult } from '../../contract/agent';
import type { ModelCard } from '../../contract/profiles';
import { StudioError } from '../../core/errors';
import type { Policy } from '../../core/measurements';
import { sessionLimits } from '../../core/protocol/agent-frames';
import type { BoardCosts, LoadedModel, LoopTimes, ModelFacts, ModelRuntime, OffloadRequest, OffloadsDone, OffloadTo, SampleBatch, TimingRequest, WalkResult, WorkDone, WorkMark, WorkRequest } from '../../engine/ports';
import type { AgentConnection, Asked } from './agent-connection';
import { packBatch, unpackOutputs, unpackPredictions } from './packing';

type Progress = (done: number, total: number) => void;

const mebibytes = (bytes: number): number => Math.ceil(bytes / 2 ** 20);
const typedTimes = (times: { ms: number[]; inferences: number; energyMj: number[] | null }): LoopTimes => ({ ms: Float64Array.from(times.ms), inferences: times.inferences, energyMj: times.energyMj && Float64Array.from(times.energyMj) });

/** Errors: board.agent-model-too-large; those of the connection; the file system's own where the file cannot be read. */
async function readModel(card: ModelCard): Promise<{ readonly sent: Omit<ModelCard, 'directory'>; readonly onnx: Uint8Array; readonly sha256: string }> {
  const file = join(card.directory, card.file);
  const { size } = await stat(file);
  if (size > sessionLimits.payload) throw new StudioError('board.agent-model-too-large', { model: card.id, mebibytes: mebibytes(size), limit: mebibytes(sessionLimits.payload) });
  const onnx = await readFile(file);
  const { directory: _here, ...sent } = card;
  return { sent, onnx, sha256: createHash('sha256').update(onnx).digest('hex') };
}

export function remoteRuntime(connection: AgentConnection): ModelRuntime {
  return {
    async inspect(card): Promise<ModelFacts> {
      const { sent, onnx, sha256 } = await readModel(card);
      return (await connection.ask({ type: 'inspect', card: sent, sha256 }, [onnx], { model: card.id })).value.facts;
    },
    async open(card): Promise<RemoteLoadedModel> {
      const { sent, onnx, sha256 } = await readModel(card);
      const { value } = await connection.ask({ type: 'open', card: sent, sha256 }, [onnx], { model: card.id });
      return new RemoteLoadedModel(connection, card, value);
    },
  };
}

/** A model on the agent; samples go there, outputs and times come back. */
export class RemoteLoadedModel implements LoadedModel {
  readonly facts: ModelFacts;
  readonly #connection: AgentConnection;
  readonly #handle: number;

  constructor(connection: AgentConnection, readonly card: ModelCard, opened: AgentResult<'open'>) {
    this.#connection = connection;
    this.#handle = opened.model;
    this.facts = opened.facts;
  }

  #head(batch: SampleBatch): { model: number; count: number; bytes: number } {
    return { model: this.#handle, count: batch.count, bytes: batch.bytes };
  }

  async outputs(batch: SampleBatch): ReturnType<LoadedModel['outputs']> {
    const { value, payload } = await this.#connection.ask({ type: 'outputs', ...this.#head(batch) }, packBatch(batch));
    const outputs = unpackOutputs(batch.count, value.widths, payload);
    if (outputs === null || outputs.length !== this.facts.exits.length) throw this.#connection.notUnderstood('outputs of another length than asked for');
    return outputs;
  }

  async classify(batch: SampleBatch): ReturnType<LoadedModel['classify']> {
    const { value, payload } = await this.#connection.ask({ type: 'classify', ...this.#head(batch) }, packBatch(batch));
    const prediction = unpackPredictions(batch.count, payload);
    if (prediction === null) throw this.#connection.notUnderstood('predictions of another length than asked for');
    return { ...value, prediction };
  }

  async time(batch: SampleBatch, request: TimingRequest, onLoop: Progress, signal: AbortSignal): Promise<LoopTimes[]> {
    const { value } = await this.#connection.ask({ type: 'time', ...this.#head(batch), request: plainRequest(request) }, packBatch(batch), { onLoop, signal });
    if (value.stages.length !== request.stages.length) throw this.#connection.notUnderstood('times of other stages than asked for');
    return value.stages.map(typedTimes);
  }

  /** A sample that the policy offloads is sent from there, where the studio named a server. Errors: board.agent-offload */
  async walk(sample: SampleBatch, policy: Policy, offload?: OffloadTo): Promise<WalkResult> {
    const { thresholds, offloadBelow, ...rest } = policy;
    const plain = { ...rest, thresholds: [...thresholds], ...(offloadBelow === undefined ? {} : { offloadBelow: [...offloadBelow] }) };
    return (await this.#connection.ask({ type: 'walk', ...this.#head(sample), policy: plain, ...(offload === undefined ? {} : { offload: offload.address }) }, packBatch(sample), { signal: offload?.signal })).value;
  }

  /** Timed and metered over there, by the agent's own board. */
  async costs(batch: SampleBatch, request: TimingRequest, onLoop: Progress, signal: AbortSignal): Promise<BoardCosts> {
    const { value } = await this.#connection.ask({ type: 'costs', ...this.#head(batch), request: plainRequest(request) }, packBatch(batch), { onLoop, signal });
    if (value.exits.length !== this.facts.exits.length) throw this.#connection.notUnderstood('costs of other exits than the model has');
    return { ...value, loops: value.loops?.map(typedTimes) };
  }

  /** Errors: board.agent-offload */
  async offload(batch: SampleBatch, request: OffloadRequest, signal: AbortSignal): Promise<OffloadsDone> {
    const { value, payload } = await this.#connection.ask({ type: 'offload', ...this.#head(batch), ...request }, packBatch(batch), { signal });
    const prediction = unpackPredictions(request.requests, payload);
    if (prediction === null || value.ms.length !== request.requests) throw this.#connection.notUnderstood('offloads of another number than asked for');
    return { ...value, prediction, ms: Float64Array.from(value.ms) };
  }

  /** Marks carry the agent's clock; how long they were on their way is as long as a message takes. */
  async perform(batch: SampleBatch, { work, windows, windowMs, restMs, warmUp, to }: WorkRequest, onMark: (mark: WorkMark) => void, signal: AbortSignal): Promise<WorkDone | null> {
    const heard = (kind: WorkMark['kind'], boardMs: number, agoMs: number): void => onMark({ kind, boardMs, heardMs: performance.now() - agoMs, text: null });
    const { value } = await this.#connection.ask({ type: 'perform', ...this.#head(batch), work, windows, windowMs, restMs, warmUp, ...(to === undefined ? {} : { to }) }, packBatch(batch), { signal, onMark: heard });
    return value && { ...value, ms: Float64Array.from(value.ms) };
  }

  /** With the connection the agent has closed the model already. */
  async close(): Promise<void> {
    if (!this.#connection.ended) await this.#connection.ask({ type: 'close', model: this.#handle });
  }
}

const plainRequest = (request: TimingRequest): Asked<'time'>['request'] => ({ stages: [...request.stages], warmUp: request.warmUp, loops: request.loops, minLoopMs: request.minLoopMs });

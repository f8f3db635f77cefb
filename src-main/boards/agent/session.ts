/** One studio's connection as the agent sees it: greeting, then requests against the models it has opened. */
import type { Socket } from 'node:net';
import { agentProtocol, studioGreeting, studioMessage, type AgentRefusal, type StudioMessage, type StudioRequest } from '../../contract/agent';
import { StudioError } from '../../core/errors';
import { greetingLimits, sessionLimits } from '../../core/protocol/agent-frames';
import type { Board, LoadedModel, LoopTimes, ModelRuntime, SampleBatch } from '../../engine/ports';
import { performWork } from '../perform-work';
import { FrameSocket, type Heartbeat } from './frame-socket';
import { OwnOffloads, type OffloadDeps } from './own-offloads';
import { packOutputs, packPredictions, unpackBatch } from './packing';
import { keepModel, type KeptModel } from './received-model';

export interface SessionDeps {
  readonly runtime: ModelRuntime;
  readonly board: Board;
  readonly offloads: OffloadDeps;
  readonly name: string;
  readonly beat: Heartbeat;
  readonly log: (line: string) => void;
  accepts(token: string | null): boolean;
  /** False while another studio measures here. */
  claim(): boolean;
  ended(): void;
}

/** Silence before the greeting is cut off after this long. */
const greetingMs = 10_000;
const mostModels = 16;

/** Something the studio is told in words; `why` becomes its error code. */
class Refusal extends Error {
  constructor(readonly why: AgentRefusal, text: string) {
    super(text);
  }
}

type Answer = { readonly value: unknown; readonly payload?: readonly Uint8Array[] };
interface Running { readonly stop: AbortController; readonly done: Promise<void>; /** Whether it writes a file and starts a model. */ readonly loads: boolean }
interface OpenModel { readonly loaded: LoadedModel; readonly kept: KeptModel }

export class AgentSession {
  readonly #socket: FrameSocket;
  readonly #deps: SessionDeps;
  readonly #peer: string;
  readonly #models = new Map<number, OpenModel>();
  readonly #running = new Map<number, Running>();
  readonly #greeting: NodeJS.Timeout;
  readonly #offloads: OwnOffloads;
  #greeted = false;
  #nextModel = 1;
  #cleanUp: Promise<void> | null = null;

  constructor(socket: Socket, deps: SessionDeps) {
    this.#deps = deps;
    this.#offloads = new OwnOffloads(deps.offloads, socket.remoteAddress ?? '');
    this.#peer = `${socket.remoteAddress ?? 'unknown'}:${socket.remotePort ?? 0}`;
    this.#socket = new FrameSocket(socket, greetingLimits, {
      onFrame: (header, payload) => (this.#greeted ? this.#receive(header, payload) : this.#greet(header)),
      onEnd: (reason) => this.#end(reason),
    }, deps.beat);
    this.#greeting = setTimeout(() => this.#socket.close('no greeting'), greetingMs);
  }

  /** Ends the connection; resolves when its models are closed and their files are gone. */
  async close(): Promise<void> {
    this.#socket.close('the agent stops');
    await this.#cleanUp;
  }

  #refuse(id: number | null, why: AgentRefusal, text: string): void {
    this.#socket.send({ type: 'refused', id, why, text: text.slice(0, 4000), protocol: agentProtocol });
  }

  #greet(header: unknown): void {
    const hello = studioGreeting.safeParse(header);
    const refusal: [AgentRefusal, string] | null = !hello.success ? ['not-understood', 'expected a greeting']
      : hello.data.protocol !== agentProtocol ? ['version', `version ${agentProtocol} is spoken here`]
      : !this.#deps.accepts(hello.data.token) ? ['wrong-token', 'the token is not the one this agent was started with']
      : !this.#deps.claim() ? ['busy', 'another studio measures here'] : null;
    if (refusal !== null) {
      this.#refuse(null, ...refusal);
      this.#socket.close(refusal[1]);
      return;
    }
    clearTimeout(this.#greeting);
    this.#greeted = true;
    this.#socket.allow(sessionLimits);
    this.#socket.send({ type: 'welcome', protocol: agentProtocol, name: this.#deps.name });
    this.#deps.log(`${this.#peer} connected`);
  }

  #receive(header: unknown, payload: Uint8Array): void {
    const parsed = studioMessage.safeParse(header);
    if (!parsed.success) {
      const { path, message } = parsed.error.issues[0];
      const id = (header as { id?: unknown } | null)?.id;
      this.#refuse(Number.isSafeInteger(id) && (id as number) > 0 ? (id as number) : null, 'not-understood', `${path.join('.') || 'message'}: ${message}`);
      return;
    }
    const message: StudioMessage = parsed.data;
    if (message.type === 'alive') return;
    if (message.type === 'cancel') {
      this.#running.get(message.id)?.stop.abort(new Refusal('failed', 'cancelled by the studio'));
      return;
    }
    const stop = new AbortController();
    const done = this.#answer(message, payload, stop.signal).finally(() => this.#running.delete(message.id));
    this.#running.set(message.id, { stop, done, loads: message.type === 'open' || message.type === 'inspect' });
  }

  async #answer(message: StudioRequest, payload: Uint8Array, signal: AbortSignal): Promise<void> {
    try {
      const answer = await this.#perform(message, payload, signal);
      this.#socket.send({ type: 'result', id: message.id, value: answer.value }, ...(answer.payload ?? []));
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      this.#refuse(message.id, error instanceof Refusal ? error.why : 'failed', text);
      this.#deps.log(`${this.#peer} ${message.type}: ${text}`);
    }
  }

  async #perform(message: StudioRequest, payload: Uint8Array, signal: AbortSignal): Promise<Answer> {
    const onLoop = (done: number, total: number): void => this.#socket.send({ type: 'progress', id: message.id, done, total });
    switch (message.type) {
      case 'inspect': return { value: { facts: await this.#withFile(message, payload, (kept) => this.#deps.runtime.inspect(kept.card)) } };
      case 'open': return this.#open(message, payload);
      case 'close': return this.#close(message.model);
      case 'reach': {
        await byNetwork(this.#offloads.reach(message.to, signal));
        return { value: null };
      }
    }
    const model = this.#model(message.model);
    const batch = this.#batch(message.count, message.bytes, payload, model);
    switch (message.type) {
      case 'outputs': {
        const outputs = await model.outputs(batch);
        return { value: { widths: outputs.map((exit) => exit.width) }, payload: packOutputs(outputs) };
      }
      case 'classify': {
        const { prediction, ...times } = await model.classify(batch);
        return { value: times, payload: packPredictions(prediction) };
      }
      case 'time': return { value: { stages: (await model.time(batch, message.request, onLoop, signal)).map(plainTimes) } };
      case 'costs': {
        const costs = await this.#deps.board.costs(model, batch, message.request, onLoop, signal);
        return { value: { ...costs, loops: costs.loops?.map(plainTimes) } };
      }
      case 'walk': {
        const { policy, offload } = message;
        const walked = await model.walk(batch, policy);
        if (walked.accepted || offload === undefined) return { value: walked };
        return { value: { ...walked, remote: await byNetwork(this.#offloads.ask(offload, batch.pixels, model.facts.classes, signal)) } };
      }
      case 'offload': {
        const { prediction, ms, ...done } = await byNetwork(this.#offloads.send(batch, model.facts.classes, message, signal));
        return { value: { ...done, ms: [...ms] }, payload: packPredictions(prediction) };
      }
      case 'perform': return { value: await this.#repeat(message, model, batch, signal) };
    }
  }

  /** Windows of work for an instrument on this machine's supply; where they begin and end is told by this machine's clock. */
  async #repeat(message: Extract<StudioRequest, { type: 'perform' }>, model: LoadedModel, batch: SampleBatch, signal: AbortSignal): Promise<unknown> {
    const { to, id, work } = message;
    const { clock } = this.#deps.offloads;
    if (work.kind === 'offload' && to === undefined) return null;
    let next = 0;
    const offload = async (stop: AbortSignal): Promise<void> => {
      const at = (next++ % batch.count) * batch.bytes;
      if (to !== undefined) await byNetwork(this.#offloads.ask(to, batch.pixels.subarray(at, at + batch.bytes), model.facts.classes, stop));
    };
    const done = await performWork(model, batch, { ...message, offload }, ({ kind, boardMs }) => this.#socket.send({ type: 'mark', id, kind, boardMs, agoMs: clock.ms() - boardMs }), signal, { clock, here: true });
    return done && { ...done, ms: [...done.ms] };
  }

  async #withFile<T>(message: Extract<StudioRequest, { type: 'open' | 'inspect' }>, payload: Uint8Array, use: (kept: KeptModel) => Promise<T>, keep = false): Promise<T> {
    const kept = await keepModel(message.card, message.sha256, payload);
    if (kept === null) throw new Refusal('damaged', 'the file arrived damaged (its SHA-256 differs); send it again');
    try {
      const result = await use(kept).catch((error: unknown) => {
        throw new Refusal('model-refused', error instanceof Error ? error.message : String(error));
      });
      if (!keep) await kept.remove();
      return result;
    } catch (error) {
      await kept.remove();
      throw error;
    }
  }

  async #open(message: Extract<StudioRequest, { type: 'open' }>, payload: Uint8Array): Promise<Answer> {
    if (this.#models.size >= mostModels) throw new Refusal('model-refused', `at most ${mostModels} models may be open at once`);
    const open = await this.#withFile(message, payload, async (kept) => ({ kept, loaded: await this.#deps.runtime.open(kept.card) }), true);
    const model = this.#nextModel++;
    // The studio may have gone while the model was loading; the clean-up then waits for this entry.
    this.#models.set(model, open);
    this.#deps.log(`${this.#peer} opened ${message.card.id}`);
    return { value: { model, facts: open.loaded.facts } };
  }

  async #close(handle: number): Promise<Answer> {
    const open = this.#models.get(handle);
    if (open === undefined) throw new Refusal('failed', `model ${handle} is not open`);
    this.#models.delete(handle);
    await closeModel(open);
    return { value: null };
  }

  #model(handle: number): LoadedModel {
    const open = this.#models.get(handle);
    if (open === undefined) throw new Refusal('failed', `model ${handle} is not open`);
    return open.loaded;
  }

  #batch(count: number, bytes: number, payload: Uint8Array, model: LoadedModel): SampleBatch {
    const { channels, height, width } = model.facts.shape;
    if (bytes !== channels * height * width) throw new Refusal('failed', `samples of ${bytes} bytes where ${model.card.id} takes ${channels * height * width}`);
    const batch = unpackBatch(count, bytes, payload);
    if (batch === null) throw new Refusal('failed', `${payload.length} bytes are not ${count} samples of ${bytes} bytes with labels`);
    return batch;
  }

  #end(reason: string): void {
    clearTimeout(this.#greeting);
    if (this.#greeted) this.#deps.log(`${this.#peer} disconnected (${reason})`);
    this.#cleanUp = this.#release();
  }

  /**
   * The next studio is let in only when nothing of this one runs any more: models that are still being opened are waited for,
   * then all are closed, which ends whatever they were doing.
   */
  async #release(): Promise<void> {
    for (const { stop } of this.#running.values()) stop.abort(new Refusal('failed', 'the studio is gone'));
    await Promise.all([...this.#running.values()].filter(({ loads }) => loads).map(({ done }) => done));
    const closed = await Promise.allSettled([this.#offloads.close(), ...[...this.#models.values()].map(closeModel)]);
    for (const result of closed) if (result.status === 'rejected') this.#deps.log(`closing a model: ${String(result.reason)}`);
    this.#models.clear();
    this.#deps.ended();
  }
}

/** What the network did to an offload is told apart from what failed here. */
async function byNetwork<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof StudioError && error.code.startsWith('remote.')) throw new Refusal('offload-failed', error.message);
    throw error;
  }
}

async function closeModel({ loaded, kept }: OpenModel): Promise<void> {
  try {
    await loaded.close();
  } finally {
    await kept.remove();
  }
}

const plainTimes = (times: LoopTimes): { ms: number[]; inferences: number; energyMj: number[] | null } => ({ ms: [...times.ms], inferences: times.inferences, energyMj: times.energyMj && [...times.energyMj] });

/** The studio's side of one agent: greeting, requests with their answers, and one error whatever goes wrong. */
import { connect, type Socket } from 'node:net';
import { agentMessage, agentProtocol, agentResults, type AgentMessage, type AgentResult, type StudioRequest } from '../../contract/agent';
import { StudioError } from '../../core/errors';
import { sessionLimits } from '../../core/protocol/agent-frames';
import { FrameSocket, heartbeat, type Heartbeat } from './frame-socket';
import { isLoopback } from './loopback';

export interface AgentAddress { readonly host: string; readonly port: number; readonly token?: string }
export interface Reply<T extends StudioRequest['type']> { readonly value: AgentResult<T>; readonly payload: Uint8Array }
/** A request without its id, which the connection gives. */
export type Asked<T extends StudioRequest['type']> = Omit<Extract<StudioRequest, { type: T }>, 'id'>;
/** `onMark`: ms on the agent's clock, and how long before it was heard of. */
export interface AskOptions { readonly onLoop?: (done: number, total: number) => void; readonly onMark?: (kind: 'begin' | 'end', boardMs: number, agoMs: number) => void; readonly signal?: AbortSignal; readonly model?: string }

interface Waiting { readonly type: string; readonly options: AskOptions; resolve(value: unknown, payload: Uint8Array): void; reject(error: unknown): void }

const connectMs = 10_000;

export class AgentConnection {
  /** host:port, as errors name it. */
  readonly agent: string;
  /** The agent runs on this machine, as far as its address tells. */
  readonly here: boolean;
  /** The machine's own name, from its welcome. */
  name = '';
  readonly #socket: FrameSocket;
  readonly #waiting = new Map<number, Waiting>();
  #nextId = 1;
  #ended: StudioError | null = null;
  #greeted: { resolve(): void; reject(error: unknown): void } | null = null;

  private constructor(agent: string, socket: Socket, beat: Heartbeat) {
    this.agent = agent;
    this.here = isLoopback(socket.remoteAddress ?? '');
    this.#socket = new FrameSocket(socket, sessionLimits, {
      onFrame: (header, payload) => this.#receive(header, payload),
      onEnd: (reason, broken) => this.#end(broken ? this.notUnderstood(reason) : null),
    }, beat);
  }

  /** Connects, greets and waits for the welcome. Errors: board.agent-unreachable, -wrong-token, -version, -busy, -not-understood */
  static async open(address: AgentAddress, beat: Heartbeat = heartbeat): Promise<AgentConnection> {
    const agent = `${address.host}:${address.port}`;
    const socket = connect({ host: address.host, port: address.port });
    await new Promise<void>((connected, failed) => {
      const refuse = (why: string): void => {
        socket.destroy();
        failed(new StudioError('board.agent-unreachable', { agent, why }));
      };
      const onError = (error: NodeJS.ErrnoException): void => refuse(error.code ?? error.message);
      socket.setTimeout(connectMs, () => refuse(`no answer within ${connectMs / 1000} s`));
      socket.once('error', onError);
      socket.once('connect', () => {
        socket.setTimeout(0);
        socket.removeAllListeners('timeout');
        socket.removeListener('error', onError);
        connected();
      });
    });
    const connection = new AgentConnection(agent, socket, beat);
    await connection.#greet(address.token ?? null);
    return connection;
  }

  #greet(token: string | null): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#end(new StudioError('board.agent-unreachable', { agent: this.agent, why: `no welcome within ${connectMs / 1000} s` })), connectMs);
      const settle = (how: () => void) => (): void => {
        clearTimeout(timer);
        this.#greeted = null;
        how();
      };
      this.#greeted = { resolve: settle(resolve), reject: (error) => settle(() => reject(error))() };
      this.#socket.send({ type: 'hello', protocol: agentProtocol, token });
    });
  }

  /**
   * Sends a request and waits for its answer, checked. Cancelling rejects at once and tells the agent.
   * Errors: board.agent-gone, -failed, -model-refused, -not-understood
   */
  ask<T extends StudioRequest['type']>(request: Asked<T> & { readonly type: T }, payload: readonly Uint8Array[] = [], options: AskOptions = {}): Promise<Reply<T>> {
    const { signal } = options;
    if (this.#ended !== null) return Promise.reject(this.#ended);
    if (signal?.aborted) return Promise.reject(signal.reason as Error);
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        this.#socket.send({ type: 'cancel', id });
        finish(() => reject(signal!.reason as Error));
      };
      const finish = (how: () => void): void => {
        this.#waiting.delete(id);
        signal?.removeEventListener('abort', onAbort);
        how();
      };
      signal?.addEventListener('abort', onAbort);
      this.#waiting.set(id, {
        type: request.type, options,
        resolve: (value, answer) => {
          const checked = agentResults[request.type].safeParse(value);
          finish(() => (checked.success ? resolve({ value: checked.data as AgentResult<T>, payload: answer }) : reject(this.notUnderstood(`the answer to “${request.type}”`))));
        },
        reject: (error) => finish(() => reject(error)),
      });
      this.#socket.send({ ...request, id }, ...payload);
    });
  }

  get ended(): boolean {
    return this.#ended !== null;
  }

  notUnderstood(what: string): StudioError {
    return new StudioError('board.agent-not-understood', { agent: this.agent, what });
  }

  async close(): Promise<void> {
    this.#socket.close();
  }

  #receive(header: unknown, payload: Uint8Array): void {
    const parsed = agentMessage.safeParse(header);
    if (!parsed.success) {
      this.#end(this.notUnderstood('an unknown message'));
      return;
    }
    const message: AgentMessage = parsed.data;
    switch (message.type) {
      case 'alive': return;
      case 'welcome':
        this.name = message.name;
        this.#greeted?.resolve();
        return;
      case 'progress': return this.#waiting.get(message.id)?.options.onLoop?.(message.done, message.total);
      case 'mark': return this.#waiting.get(message.id)?.options.onMark?.(message.kind, message.boardMs, message.agoMs);
      case 'result': return this.#waiting.get(message.id)?.resolve(message.value, payload);
      case 'refused': {
        const waiting = message.id === null ? undefined : this.#waiting.get(message.id);
        if (waiting !== undefined) waiting.reject(this.#refusal(message, waiting));
        // An answer to a request that was cancelled meanwhile has no one waiting; a refusal of the connection itself has no id.
        else if (message.id === null) this.#end(this.#refusal(message, null));
      }
    }
  }

  #refusal(message: Extract<AgentMessage, { type: 'refused' }>, waiting: Waiting | null): StudioError {
    const { agent } = this;
    switch (message.why) {
      case 'wrong-token': return new StudioError('board.agent-wrong-token', { agent });
      case 'version': return new StudioError('board.agent-version', { agent, theirs: message.protocol, ours: agentProtocol });
      case 'busy': return new StudioError('board.agent-busy', { agent });
      case 'damaged': case 'model-refused': return new StudioError('board.agent-model-refused', { agent, model: waiting?.options.model ?? '', why: message.text });
      case 'offload-failed': return new StudioError('board.agent-offload', { agent, why: message.text });
      case 'failed': return new StudioError('board.agent-failed', { agent, why: message.text });
      case 'not-understood': return this.notUnderstood(message.text);
    }
  }

  /** `error` null: the connection just ended. Whoever waits is told, and so is whoever asks later. */
  #end(error: StudioError | null): void {
    const gone = (during: string): StudioError => error ?? new StudioError('board.agent-gone', { agent: this.agent, during });
    this.#ended ??= gone('a pause');
    this.#greeted?.reject(gone('the greeting'));
    for (const waiting of this.#waiting.values()) waiting.reject(gone(`“${waiting.type}”`));
    this.#socket.close();
  }
}

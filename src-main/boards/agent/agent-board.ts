/** Another machine as the board: its models run and are timed there, under "hi-studio agent". */
import type { BoardProfile } from '../../contract/profiles';
import { StudioError } from '../../core/errors';
import type { StageCost } from '../../core/measurements';
import type { Board, BoardCosts, BoardDriver, LoadedModel, ModelRuntime, OffloadContext, SampleBatch, TimingRequest, WorkDone, WorkMark, WorkRequest } from '../../engine/ports';
import { powerTimes } from '../mean-power';
import { performWork } from '../perform-work';
import { socketTime } from '../socket-time';
import { AgentConnection } from './agent-connection';
import type { Heartbeat } from './frame-socket';
import { remoteRuntime, RemoteLoadedModel } from './remote-runtime';

export function createAgentDriver(beat?: Heartbeat): BoardDriver {
  return {
    kind: 'agent',
    /** Errors: board.no-address and those of the connection */
    async open(profile) {
      if (profile.address === undefined) throw new StudioError('board.no-address', { board: profile.id });
      return new AgentBoard(profile, await AgentConnection.open(profile.address, beat));
    },
  };
}

class AgentBoard implements Board {
  readonly runtime: ModelRuntime;
  readonly #connection: AgentConnection;

  constructor(readonly profile: BoardProfile, connection: AgentConnection) {
    this.#connection = connection;
    this.runtime = remoteRuntime(connection);
  }

  async costs(model: LoadedModel, batch: SampleBatch, request: TimingRequest, onLoop: (done: number, total: number) => void, signal: AbortSignal): Promise<BoardCosts> {
    if (!(model instanceof RemoteLoadedModel)) throw new Error(`${model.card.id} was not opened on ${this.profile.id}`);
    const costs = await model.costs(batch, request, onLoop, signal);
    return { ...costs, rule: `Measured on ${this.#connection.name} by its agent. ${costs.rule}` };
  }

  /** The agent does not offload itself yet: the time over this machine's socket stands for its own, so nothing here is measured. */
  offloadCost(context: OffloadContext): StageCost {
    const here = socketTime(this.profile, context);
    const latencyMs = here.provenance === 'modelled' ? here : { ...here, provenance: 'modelled' as const, source: `timed from the studio's machine instead of ${this.profile.name}: ${here.source}` };
    return { latencyMs, energyMj: powerTimes(this.profile.power?.offload_w, latencyMs) };
  }

  /** Its loops are timed there and heard of here, by this machine's clock. */
  perform(model: LoadedModel, batch: SampleBatch, request: WorkRequest, onMark: (mark: WorkMark) => void, signal: AbortSignal): Promise<WorkDone | null> {
    return performWork(model, batch, request, onMark, signal, { clock: { now: () => new Date(), ms: () => performance.now() }, here: false });
  }

  async close(): Promise<void> {
    await this.#connection.close();
  }
}

/** Another machine as the board: its models run and are timed there, and it offloads from there, under "hi-studio agent". */
import type { BoardProfile } from '../../contract/profiles';
import { StudioError } from '../../core/errors';
import type { StageCost } from '../../core/measurements';
import type { Board, BoardCosts, BoardDriver, LoadedModel, ModelRuntime, OffloadContext, OwnOffloads, SampleBatch, TimingRequest, WorkDone, WorkMark, WorkRequest } from '../../engine/ports';
import { powerTimes } from '../mean-power';
import { socketTime } from '../socket-time';
import { AgentConnection } from './agent-connection';
import type { Heartbeat } from './frame-socket';
import { isLoopback } from './loopback';
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
  readonly offloads: OwnOffloads;
  readonly #connection: AgentConnection;

  constructor(readonly profile: BoardProfile, connection: AgentConnection) {
    this.#connection = connection;
    this.runtime = remoteRuntime(connection);
    this.offloads = {
      async reach(to) {
        if (isLoopback(to.host) && !connection.here) throw new StudioError('board.agent-server-here', { agent: connection.agent, server: `${to.host}:${to.port}` });
        await connection.ask({ type: 'reach', to });
      },
      send: (model, batch, request, signal) => this.#opened(model).offload(batch, request, signal),
    };
  }

  /** Energy is the agent's own meter's, or the mean power of this profile: what the agent assumes of a computer is not this board's. */
  async costs(model: LoadedModel, batch: SampleBatch, request: TimingRequest, onLoop: (done: number, total: number) => void, signal: AbortSignal): Promise<BoardCosts> {
    const costs = await this.#opened(model).costs(batch, request, onLoop, signal);
    const power = this.profile.power?.inference_w;
    const own = ({ latencyMs, energyMj }: StageCost): StageCost => ({ latencyMs, energyMj: energyMj?.provenance === 'measured' ? energyMj : powerTimes(power, latencyMs) });
    const metered = costs.plain.energyMj?.provenance === 'measured';
    const instead = metered || power === undefined ? '' : ` Energy is modelled: ${power.value} W (${power.source}) times the measured time.`;
    return { ...costs, exits: costs.exits.map(own), plain: own(costs.plain), decision: own(costs.decision), rule: `Measured on ${this.#connection.name} by its agent. ${instead === '' ? costs.rule : costs.rule.replace(/ Energy is unknown\.$/, '')}${instead}` };
  }

  /** The link between agent and server is the real one, so a modelled one adds nothing. Not timed there: this machine's socket stands for its own, and nothing is called measured. */
  offloadCost(context: OffloadContext): StageCost {
    const { own } = context;
    if (own !== undefined) return { latencyMs: own.latencyMs, energyMj: own.energyMj ?? powerTimes(this.profile.power?.offload_w, own.latencyMs) };
    const here = socketTime(this.profile, context);
    const latencyMs = here.provenance === 'modelled' ? here : { ...here, provenance: 'modelled' as const, source: `timed from the studio's machine instead of ${this.profile.name}: ${here.source}` };
    return { latencyMs, energyMj: powerTimes(this.profile.power?.offload_w, latencyMs) };
  }

  perform(model: LoadedModel, batch: SampleBatch, request: WorkRequest, onMark: (mark: WorkMark) => void, signal: AbortSignal): Promise<WorkDone | null> {
    return this.#opened(model).perform(batch, request, onMark, signal);
  }

  async close(): Promise<void> {
    await this.#connection.close();
  }

  #opened(model: LoadedModel): RemoteLoadedModel {
    if (!(model instanceof RemoteLoadedModel)) throw new Error(`${model.card.id} was not opened on ${this.profile.id}`);
    return model;
  }
}

/** Virtual boards: predictions run here on this machine, costs come from the profile's tables and never count as measured. */
import type { BoardProfile } from '../contract/profiles';
import { StudioError } from '../core/errors';
import { offloadEstimate } from '../core/links';
import type { StageCost } from '../core/measurements';
import type { Board, BoardCosts, BoardDriver, LoadedModel, OffloadContext, SampleBatch, TimingRequest } from '../engine/ports';
import { offloadPower, powerTimes } from './mean-power';
import { matchReference, shareCost, stated, wholeCost } from './reference-cost';
import { costsLike, serverTime } from './server-time';

export function createVirtualDriver(): BoardDriver {
  return {
    kind: 'virtual',
    async open(profile) {
      if ((profile.inference ?? []).length === 0) throw new StudioError('board.no-reference', { board: profile.id, missing: 'no table of known models' });
      return new VirtualBoard(profile);
    },
  };
}

/** z = w0 + w1 p1 + w2 p2: the decision's multiply-accumulates (HI 3.4.2). */
const decisionMacs = 2;

class VirtualBoard implements Board {
  constructor(readonly profile: BoardProfile) {}

  async costs(model: LoadedModel, _batch: SampleBatch, _request: TimingRequest, onLoop: (done: number, total: number) => void): Promise<BoardCosts> {
    const { card, facts } = model;
    const match = matchReference(this.profile, { name: card.name, architecture: card.architecture, dataset: card.dataset, macs: facts.plainMacs });
    const plain = wholeCost(this.profile, match);
    const exits = facts.exits.map((exit) => (exit.macs === facts.plainMacs ? plain : shareCost(plain, exit.macs / facts.plainMacs)));
    const decision = this.#decision(plain, facts.plainMacs);
    onLoop(1, 1);
    const branches = exits.length > 1 ? ' Exits: whole model x share of multiply-accumulates.' : '';
    return { exits, plain, decision: decision.cost, rule: `Nothing was timed on a real board. ${match.text}.${branches} Decision: ${decision.text}. ${this.profile.scaling ?? ''}`.trim() };
  }

  #decision(plain: StageCost, macs: number): { readonly cost: StageCost; readonly text: string } {
    const known = this.profile.decision;
    if (known === undefined) {
      return { cost: shareCost(plain, decisionMacs / macs), text: `${decisionMacs} multiply-accumulates at the model's rate, because the profile knows none; finding the two highest softmax values is not counted` };
    }
    return {
      cost: { latencyMs: stated(known.latency_ms), energyMj: known.energy_mj ? stated(known.energy_mj) : powerTimes(this.profile.power?.inference_w, stated(known.latency_ms)) },
      text: known.latency_ms.source,
    };
  }

  /**
   * Published where dataset and remote model are those of the table and no other link is asked for; otherwise link + server:
   * the link's published server time for this dataset, else the server's time as measured here.
   */
  offloadCost({ datasetId, remoteArchitecture, bytes, measuredMs, link, serverMs }: OffloadContext): StageCost {
    const known = (this.profile.offload ?? []).filter((entry) => entry.bytes === bytes);
    const own = link === null || link.id === this.profile.link;
    const match = known.find((entry) => own && costsLike(datasetId, entry.dataset) && entry.architecture === remoteArchitecture);
    if (match) {
      const latencyMs = stated(match.latency_ms);
      return { latencyMs, energyMj: match.energy_mj ? stated(match.energy_mj) : powerTimes(offloadPower(this.profile, bytes), latencyMs) };
    }
    if (link === null) throw new StudioError('board.no-offload-time', { board: this.profile.id, dataset: datasetId, missing: `its table has no offload of ${bytes} bytes to ${remoteArchitecture} and no link is named` });
    const server = serverTime(link, datasetId) ?? serverMs ?? measuredMs;
    if (server === null) throw new StudioError('board.no-offload-time', { board: this.profile.id, dataset: datasetId, missing: `link “${link.id}” has no server time for this dataset and no server was timed here` });
    const latencyMs = offloadEstimate(link, bytes, server);
    return { latencyMs, energyMj: powerTimes(offloadPower(this.profile, bytes), latencyMs) };
  }

  async close(): Promise<void> {}
}

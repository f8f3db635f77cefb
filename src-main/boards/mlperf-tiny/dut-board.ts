/** A board with MLPerf Tiny firmware as the engine's board: its model runs and is timed there, by its own time stamps. */
import type { BoardProfile, ModelCard } from '../../contract/profiles';
import { StudioError } from '../../core/errors';
import type { Estimate, StageCost } from '../../core/measurements';
import { modelled, summarise } from '../../core/stats';
import type { Board, BoardCosts, BoardDriver, LoadedModel, LoopTimes, ModelFacts, ModelRuntime, OffloadContext, SampleBatch, TimingRequest, WorkDone, WorkMark, WorkRequest } from '../../engine/ports';
import { powerTimes } from '../mean-power';
import { socketTime } from '../socket-time';
import { DutModel } from './dut-model';
import { DutSession } from './dut-session';
import { performWork } from './perform-work';
import { systemSerial, type SerialAccess } from './serial-access';

/** `inspect`: what is in a model's file; the board itself cannot tell. `serialOf`: left out, the ports of this machine. */
export interface MlperfTinyDeps { readonly inspect: ModelRuntime['inspect']; readonly serialOf?: (profile: BoardProfile) => SerialAccess }

export function createMlperfTinyDriver({ inspect, serialOf = () => systemSerial }: MlperfTinyDeps): BoardDriver {
  return { kind: 'mlperf-tiny', open: async (profile) => new DutBoard(profile, await DutSession.open(profile, serialOf(profile)), inspect) };
}

/** z = w0 + w1 p1 + w2 p2: the decision's multiply-accumulates (HI 3.4.2). */
const decisionMacs = 2;

class DutBoard implements Board {
  readonly runtime: ModelRuntime;

  constructor(readonly profile: BoardProfile, readonly session: DutSession, inspect: ModelRuntime['inspect']) {
    this.runtime = { inspect, open: async (card) => new DutModel(session, card, this.#fitting(card, await inspect(card)), profile.firmware?.offload ?? 'studio') };
  }

  /** A time by a simulated board's clock is no measurement. */
  get simulated(): boolean {
    return this.session.simulated;
  }

  async costs(model: LoadedModel, batch: SampleBatch, request: TimingRequest, onLoop: (done: number, total: number) => void, signal: AbortSignal): Promise<BoardCosts> {
    if (!(model instanceof DutModel)) throw new Error(`${model.card.id} was not opened on ${this.profile.id}`);
    const loops = await model.time(batch, request, onLoop, signal);
    const decision = await model.timeDecision(batch, Math.min(request.loops, 30), request.minLoopMs, signal);
    const stages = loops.map((times) => this.#cost(this.#estimate(times, 'inferences')));
    const at = (stage: number | 'plain'): StageCost => stages[request.stages.indexOf(stage)];
    const plain = at('plain');
    const share = decisionMacs / model.facts.plainMacs;
    const decisionMs = decision === null ? modelled(plain.latencyMs.value * share, `${decisionMacs} multiply-accumulates at the model's rate`) : this.#estimate(decision, 'decisions');
    return { exits: model.facts.exits.map((_, k) => at(k)), plain, decision: this.#cost(decisionMs), rule: this.#rule(decision !== null), loops };
  }

  #estimate({ ms, inferences }: LoopTimes, what: string): Estimate {
    return summarise(ms, this.simulated ? 'modelled' : 'measured', `${ms.length} loops of ${inferences} ${what}${this.simulated ? ' on a simulated board' : ', by the time stamps of the board'}`);
  }

  #cost(latencyMs: Estimate): StageCost {
    return { latencyMs, energyMj: powerTimes(this.profile.power?.inference_w, latencyMs) };
  }

  #rule(decisionTimed: boolean): string {
    const { identity: { vendor, firmware, capabilities }, survived: { resets, repeats, replugs } } = this.session;
    const happened = [[resets, 'resets'], [repeats, 'answers asked for again'], [replugs, 'cables put back']].filter(([count]) => count !== 0).map(([count, what]) => `${what}: ${count}`);
    return [
      this.simulated ? `Nothing was timed on a real board: “${vendor}” is simulated.` : `Timed on the board (“${vendor}”, ${firmware}) by its own time stamps, in windows so long that printing the first stamp is at most 0.5 % of them.`,
      capabilities === null ? 'Its firmware runs the whole model only, and prints probabilities with three decimals.' : 'Its firmware has the HI extension: each stage ran by itself.',
      decisionTimed ? '' : `Decision: ${decisionMacs} multiply-accumulates at the model's rate.`,
      happened.length > 0 ? `Survived on the way: ${happened.join(', ')}.` : '',
    ].filter((part) => part !== '').join(' ');
  }

  /** Timed at the studio's socket, which stands for the board's own: never called measured. */
  offloadCost(context: OffloadContext): StageCost {
    const here = socketTime(this.profile, context);
    const latencyMs = here.provenance === 'modelled' ? here : { ...here, provenance: 'modelled' as const, source: `timed from the studio's machine instead of ${this.profile.name}: ${here.source}` };
    return { latencyMs, energyMj: powerTimes(this.profile.power?.offload_w, latencyMs) };
  }

  async perform(model: LoadedModel, batch: SampleBatch, request: WorkRequest, onMark: (mark: WorkMark) => void, signal: AbortSignal): Promise<WorkDone | null> {
    if (!(model instanceof DutModel)) throw new Error(`${model.card.id} was not opened on ${this.profile.id}`);
    return performWork(model, batch, request, onMark, signal);
  }

  /** The card must describe what the firmware was built from: a board takes no other model. Errors: mlperf.other-model, .exits, .outputs, .input-size */
  #fitting(card: ModelCard, facts: ModelFacts): ModelFacts {
    const { profile, session: { port, identity: { capabilities } } } = this;
    const carries = profile.firmware?.model;
    if (carries !== undefined && carries !== card.id) throw new StudioError('mlperf.other-model', { board: profile.id, model: card.id, carries });
    const exits = capabilities?.exits ?? 1;
    if (exits !== facts.exits.length) throw new StudioError('mlperf.exits', { board: profile.id, model: card.id, exits: facts.exits.length, tells: exits });
    if (capabilities === null) return facts;
    if (capabilities.sha256 !== null && capabilities.sha256 !== facts.sha256) throw new StudioError('mlperf.other-model', { board: profile.id, model: card.id, carries: `${capabilities.model} of another file` });
    if (capabilities.classes !== facts.classes) throw new StudioError('mlperf.outputs', { port, found: capabilities.classes, expected: facts.classes });
    const [takes, has] = [capabilities, facts.shape].map(({ height, width, channels }) => height * width * channels);
    if (takes !== has) throw new StudioError('mlperf.input-size', { port, bytes: has, takes: `its model takes ${takes}` });
    return facts;
  }

  async close(): Promise<void> {
    await this.session.close();
  }
}

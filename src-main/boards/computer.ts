/** This computer as a board: every stage is timed here; energy from the processor's counter, or from the profile's power. */
import type { BoardProfile } from '../contract/profiles';
import { StudioError } from '../core/errors';
import type { Estimate, StageCost } from '../core/measurements';
import { summarise } from '../core/stats';
import type { Board, BoardCosts, BoardDriver, Clock, EnergyMeter, LoadedModel, LoopTimes, OffloadContext, SampleBatch, TimedStage, TimingRequest, WorkDone, WorkMark, WorkRequest } from '../engine/ports';
import { timeDecisions, type DecisionLoops } from './decision-timing';
import { powerTimes } from './mean-power';
import { performWork } from './perform-work';
import { meanPower, windowEnergy, windows } from './package-energy';
import { socketTime } from './socket-time';

/** `meter` null: `meterReason` says why, for the report. */
export interface ComputerDeps { readonly clock: Clock; readonly meter: EnergyMeter | null; readonly meterReason: string | null }

export function createComputerDriver(deps: ComputerDeps): BoardDriver {
  return { kind: 'computer', open: async (profile) => new ComputerBoard(profile, deps) };
}

/** All loops together last `lastingMs` or more. */
type Decide = (lastingMs: number) => Promise<DecisionLoops>;
type Report = (done: number, total: number) => void;

/** Samples whose softmax values the decision is timed on. */
const decisionSamples = 256;
/** Loops of one energy window; together they last as long as the meter needs. */
const windowLoops = 4;

class ComputerBoard implements Board {
  constructor(readonly profile: BoardProfile, readonly deps: ComputerDeps) {}

  async costs(model: LoadedModel, batch: SampleBatch, request: TimingRequest, onLoop: Report, signal: AbortSignal): Promise<BoardCosts> {
    const stages = request.stages;
    const timedLoops = stages.length * request.loops;
    const energyLoops = this.deps.meter === null ? 0 : stages.length * windows * windowLoops;
    const total = timedLoops + energyLoops;
    const times = await model.time(batch, request, (done, of) => onLoop(Math.round((done / of) * timedLoops), total), signal);
    const outputs = (await model.outputs(firstOf(batch, decisionSamples))).at(-1)!;
    const decide: Decide = (lastingMs) => timeDecisions(outputs, model.facts.classes, request.loops, Math.max(request.minLoopMs, 1, lastingMs / request.loops), this.deps.clock, signal);
    const energy = await this.#energy(model, batch, request, decide, (done) => onLoop(timedLoops + done, total), signal);

    const stageCosts = times.map((time, i) => this.#cost(loopEstimate(time), energy.stages?.[i] ?? null));
    const exits: StageCost[] = [];
    for (let k = 0; k < model.facts.exits.length; k++) exits.push(costOf(stages, stageCosts, k, model));
    const decision = summarise(energy.decision.ms, 'measured', `${energy.decision.ms.length} loops of ${energy.decision.decisions} decisions; the two highest softmax values are already known`);
    return { exits, plain: costOf(stages, stageCosts, 'plain', model), decision: this.#cost(decision, energy.decisionMj), rule: `Every stage was timed on this computer, stage by stage in turn, on one thread. ${energy.rule}`, loops: times };
  }

  /**
   * A second pass, stage by stage, because one counter cannot tell interleaved stages apart. A counter that fails on the way
   * costs the run nothing: the profile's power takes its place and the rule says so.
   */
  async #energy(model: LoadedModel, batch: SampleBatch, request: TimingRequest, decide: Decide, onLoop: (done: number) => void, signal: AbortSignal): Promise<EnergyPass> {
    const { meter, meterReason, clock } = this.deps;
    if (meter === null) return { stages: null, decisionMj: null, decision: await decide(0), rule: this.#powerRule(meterReason ?? 'No energy counter is readable here.') };
    try {
      const watts = request.stages.map(() => new Float64Array(windows));
      const msEach = request.stages.map(() => new Float64Array(windows));
      const window = { warmUp: 0, loops: windowLoops, minLoopMs: Math.max(request.minLoopMs, meter.windowMs / windowLoops) };
      let done = 0;
      for (let w = 0; w < windows; w++) {
        for (const [i, stage] of request.stages.entries()) {
          const { result, watts: power } = await meanPower(meter, clock, () => model.time(batch, { ...window, stages: [stage] }, () => onLoop(++done), signal));
          watts[i][w] = power;
          msEach[i][w] = mean(result[0].ms);
        }
      }
      const { result: decision, watts: power } = await meanPower(meter, clock, () => decide(meter.windowMs));
      return {
        stages: watts.map((each, i) => windowEnergy(meter, each, msEach[i])), decisionMj: windowEnergy(meter, Float64Array.of(power), Float64Array.of(mean(decision.ms))), decision,
        rule: `Energy is the mean power of ${meter.covers} times the time of one inference. Meter: ${meter.name}.`,
      };
    } catch (error) {
      if (!(error instanceof StudioError) || error.code !== 'board.energy-counter') throw error;
      return { stages: null, decisionMj: null, decision: await decide(0), rule: this.#powerRule(error.message) };
    }
  }

  #powerRule(reason: string): string {
    const power = this.profile.power?.inference_w;
    return power === undefined ? `${reason} Energy is unknown.` : `${reason} Energy is modelled: ${power.value} W (${power.source}) times the measured time.`;
  }

  #cost(latencyMs: Estimate, measuredMj: Estimate | null): StageCost {
    return { latencyMs, energyMj: measuredMj ?? powerTimes(this.profile.power?.inference_w, latencyMs) };
  }

  /**
   * The measured socket time; over a link, plus what the link adds. The processor's counter is not used here: on loopback
   * it counts the edge server too, which is not the board's energy.
   */
  offloadCost(context: OffloadContext): StageCost {
    const latencyMs = socketTime(this.profile, context);
    return { latencyMs, energyMj: powerTimes(this.profile.power?.offload_w, latencyMs) };
  }

  perform(model: LoadedModel, batch: SampleBatch, request: WorkRequest, onMark: (mark: WorkMark) => void, signal: AbortSignal): Promise<WorkDone | null> {
    return performWork(model, batch, request, onMark, signal, { clock: this.deps.clock, here: true });
  }

  async close(): Promise<void> {}
}

interface EnergyPass { readonly stages: Estimate[] | null; readonly decisionMj: Estimate | null; readonly decision: DecisionLoops; readonly rule: string }

const mean = (values: Float64Array): number => values.reduce((sum, v) => sum + v, 0) / values.length;

function loopEstimate(time: LoopTimes): Estimate {
  return summarise(time.ms, 'measured', `${time.ms.length} loops of ${time.inferences} inferences`);
}

/** Without branches the last exit and the model without heads are one stage, timed once. */
function costOf(stages: readonly TimedStage[], costs: readonly StageCost[], stage: TimedStage, model: LoadedModel): StageCost {
  const at = stages.indexOf(stage);
  if (at >= 0) return costs[at];
  if (model.facts.exits.length === 1) return costs[stages.indexOf(stage === 'plain' ? 0 : 'plain')];
  throw new Error(`stage ${stage} of ${model.card.id} was not asked for`);
}

function firstOf(batch: SampleBatch, count: number): SampleBatch {
  const n = Math.min(count, batch.count);
  return { count: n, bytes: batch.bytes, pixels: batch.pixels.subarray(0, n * batch.bytes), labels: batch.labels.subarray(0, n) };
}

/** What a worker holds while it trains exits: a network that gives pooled values at each place, the values it gave, and the heads fitted to them. */
import type { Tensor } from 'onnxruntime-node';
import { fitTemperature } from '../../core/decision';
import { placeName } from '../../core/exits';
import { fitSoftmaxRegression, headLogits, meanLogLoss, type Features, type HeadFit, type LinearHead, type SearchStep } from '../../core/training';
import { StudioError } from '../../core/errors';
import type { InspectedModel } from '../inspect';
import { appendToModel, type Additions } from '../onnx/append';
import { findCuts } from '../onnx/cuts';
import { nodesFor, type OnnxModel } from '../onnx/graph';
import { parseOnnx } from '../onnx/read';
import { encodeSubgraph } from '../onnx/subgraph';
import { createNetwork, type Network } from '../session';
import { tryModel } from '../try-model';
import { headOf, OLDEST_OPSET, planHead, probeOf, type HeadPlan } from './head-graph';
import { orderExits, type OrderedExit } from './order-exits';

/** As in evaluation: larger batches leave the caches. */
const BATCH = 8;

/** `train` fits the heads; `calibrate` their temperatures. Numbers of images that will come. */
export interface SetSizes { readonly train: number; readonly calibrate: number }
export type SetName = keyof SetSizes;
/** `name` is the exit's and its output's; `tensor` where its head begins. */
export interface BegunHead { readonly name: string; readonly tensor: string; readonly features: number }
export interface HeadReport {
  readonly steps: number; readonly ridge: number; readonly gradient: number; readonly temperature: number; readonly atBound: 'sharp' | 'flat' | null; readonly alpha: number;
  /** Share of the training images that the head gets right. */
  readonly trainAccuracy: number;
}
/** `ridge` null: chosen on the calibration images. */
export interface FitLimits { readonly ridge: number | null; readonly maxSteps: number; readonly tolerance: number }

/** Largest first: a fit to strongly held weights takes few steps. */
const RIDGES = [0.1, 0.03, 0.01];
/** A weaker ridge must lower the loss by this share to be worth its steps. */
const WORTHWHILE = 1e-3;
interface PathFit extends HeadFit { readonly ridge: number; readonly gradient: number; readonly loss: number; readonly steps: number }

interface Head extends BegunHead { readonly plan: HeadPlan; readonly sources: readonly string[]; readonly cached: Record<SetName, Features>; fitted: LinearHead | null }

export class ExitTrainer {
  readonly #truth: Record<SetName, Uint16Array>;
  readonly #filled: Record<SetName, number> = { train: 0, calibrate: 0 };
  #image: Tensor | null = null;

  private constructor(private readonly model: InspectedModel, private readonly file: Uint8Array, private readonly network: Network, private readonly heads: readonly Head[], sizes: SetSizes) {
    this.#truth = { train: new Uint16Array(sizes.train), calibrate: new Uint16Array(sizes.calibrate) };
  }

  /** `file` is the model's own file. Errors: model.opset-too-old, .not-a-cut, .not-runnable */
  static async begin(model: InspectedModel, file: Uint8Array, tensors: readonly string[], sizes: SetSizes): Promise<ExitTrainer> {
    const { graph, parts, image, fixedBatch } = model;
    if (graph.opset < OLDEST_OPSET) throw new StudioError('model.opset-too-old', { file: graph.file, opset: graph.opset, needed: OLDEST_OPSET });
    const known = new Set(findCuts(graph, parts.plain.outputs[0]).map(({ tensor }) => tensor));
    const { shapes } = await tryModel(graph, parts.plain, tensors, image, fixedBatch ?? 1);
    const taken = new Set([...graph.producer.keys(), ...graph.initializers.keys(), ...graph.inputs.map(({ name }) => name), ...model.card.exits.map(({ name }) => name)]);
    const heads = tensors.map((tensor, k): Head & { probe: Additions } => {
      const plan = planHead(shapes.get(tensor)?.slice(1) ?? []);
      if (plan === null || !known.has(tensor)) throw new StudioError('model.not-a-cut', { file: graph.file, tensor, places: [...known] });
      const name = freeName(`branch${k + 1}`, taken);
      const { first, second, ...probe } = probeOf(plan, tensor, name);
      const room = (samples: number): Features => ({ width: plan.features, first: new Float32Array(samples * plan.features), second: second === null ? null : new Float32Array(samples * plan.features) });
      return { name, tensor, plan, features: plan.features, sources: second === null ? [first] : [first, second], cached: { train: room(sizes.train), calibrate: room(sizes.calibrate) }, fitted: null, probe };
    });
    const probed = parseOnnx(appendToModel(file, graph, merged(heads.map(({ probe }) => probe))), graph.file);
    const outputs = heads.flatMap(({ sources }) => sources);
    const network = await createNetwork(encodeSubgraph(probed, { nodes: nodesFor(probed, outputs), inputs: parts.plain.inputs, outputs }, new Map(outputs.map((name) => [name, 'float32']))), graph.file, graph.opset);
    return new ExitTrainer(model, file, network, heads, sizes);
  }

  get begun(): BegunHead[] {
    return this.heads.map(({ name, tensor, features }) => ({ name, tensor, features }));
  }

  /** Runs images up to the last place and keeps what is pooled. Pixels are uint8 (count, channels, height, width). Errors: model.not-finite, .not-runnable */
  async cache(set: SetName, pixels: Uint8Array, labels: Uint16Array, count: number): Promise<void> {
    const { image, fixedBatch, card } = this.model;
    const bytes = pixels.length / Math.max(1, count);
    const batch = fixedBatch ?? BATCH;
    const filled = this.#filled[set];
    for (let from = 0; from < count; from += batch) {
      const n = Math.min(batch, count - from);
      this.#image = image.tensor(pixels.subarray(from * bytes, (from + n) * bytes), n, fixedBatch ?? n, this.#image);
      const results = await this.network.run({ [image.name]: this.#image });
      for (const { sources, cached, features, name } of this.heads) {
        const { first, second } = cached[set];
        for (const [source, kept] of [[sources[0], first], [sources[1], second]] as const) {
          if (kept === null) continue;
          const values = (results[source].data as Float32Array).subarray(0, n * features);
          let sum = 0;
          for (let i = 0; i < values.length; i++) sum += values[i];
          if (!Number.isFinite(sum)) throw new StudioError('model.not-finite', { model: card.id, exit: name, sample: filled + from });
          kept.set(values, (filled + from) * features);
        }
      }
    }
    this.#truth[set].set(labels.subarray(0, count), filled);
    this.#filled[set] += count;
  }

  /** Classes of which no training image came. */
  missingClasses(): number[] {
    const seen = new Set(this.#truth.train);
    return this.model.card.labels.flatMap((_, c) => (seen.has(c) ? [] : [c]));
  }

  /** Fits head k, then its temperature, which goes into its weights. `onStep` may reject to stop it. Errors: model.head-not-converged, .class-missing */
  async train(k: number, limits: FitLimits, onStep: (step: number) => Promise<void>): Promise<HeadReport> {
    const { card } = this.model;
    const head = this.heads[k];
    const missing = this.missingClasses();
    if (missing.length > 0) throw new StudioError('model.class-missing', { model: card.id, classes: missing.map((c) => card.labels[c]), images: this.#truth.train.length });
    const fitted = await this.#fitPath(head, limits, onStep);
    const temperature = fitTemperature(headLogits(fitted.head, head.cached.calibrate), this.#truth.calibrate, card.labels.length);
    const t = temperature?.temperature ?? 1;
    head.fitted = { ...fitted.head, weights: fitted.head.weights.map((w) => w / t), bias: fitted.head.bias.map((b) => b / t) };
    return {
      steps: fitted.steps, ridge: fitted.ridge, gradient: fitted.gradient, temperature: t, atBound: temperature?.atBound ?? null, alpha: fitted.head.alpha,
      trainAccuracy: accuracyOf(headLogits(fitted.head, head.cached.train), this.#truth.train, card.labels.length),
    };
  }

  /** From the strongest ridge to weaker ones, each from where the one before ended, as long as that lowers the loss on the calibration images. */
  async #fitPath({ cached, tensor }: Head, { ridge, maxSteps, tolerance }: FitLimits, onStep: (step: number) => Promise<void>): Promise<PathFit> {
    const { card, graph } = this.model;
    const classes = card.labels.length;
    let best: PathFit | null = null;
    let steps = 0;
    for (const one of ridge === null ? RIDGES : [ridge]) {
      const search = fitSoftmaxRegression(cached.train, this.#truth.train, { ridge: one, maxSteps: maxSteps - steps, tolerance, classes, start: best?.end });
      let last: SearchStep | null = null;
      let found = search.next();
      for (; found.done !== true; found = search.next()) {
        last = found.value;
        await onStep(steps + last.step);
      }
      const { step, gradient, state } = last!;
      steps += step;
      // A search line that ends in rounding is as far as float64 goes; only a gradient that is still large there is a failure.
      if (state !== 'converged' && !(state === 'stuck' && gradient <= 100 * tolerance)) throw new StudioError('model.head-not-converged', { file: graph.file, tensor, steps, gradient });
      const loss = meanLogLoss(headLogits(found.value.head, cached.calibrate), this.#truth.calibrate, classes);
      if (best !== null && !(loss < best.loss * (1 - WORTHWHILE))) break;
      best = { ...found.value, ridge: one, gradient, loss, steps };
    }
    return { ...best!, steps };
  }

  /** The file with every trained head, and all exits in the order in which a sample meets them. */
  async finish(): Promise<{ readonly bytes: Uint8Array; readonly exits: readonly OrderedExit[] }> {
    const { graph, card } = this.model;
    const trained = this.heads.map(({ plan, tensor, name, fitted }) => {
      if (fitted === null) throw new Error(`${name} is not trained`);
      return headOf(plan, tensor, name, fitted, card.output, card.exits.at(-1)!.output);
    });
    const bytes = appendToModel(this.file, graph, merged(trained));
    const added = this.heads.map(({ name, tensor }) => ({ name, output: name, after: placeOf(graph, tensor) }));
    return { bytes, exits: await orderExits(this.model, parseOnnx(bytes, graph.file), added) };
  }

  async close(): Promise<void> {
    await this.network.release();
  }
}

function merged(all: readonly Additions[]): Additions {
  return { nodes: all.flatMap(({ nodes }) => nodes), tensors: all.flatMap(({ tensors }) => tensors), outputs: all.flatMap(({ outputs }) => outputs) };
}

function freeName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let i = 2; [...taken].some((one) => one === name || one.startsWith(`${name}/`)); i++) name = `${wanted}-${i}`;
  taken.add(name);
  return name;
}

function placeOf(graph: OnnxModel, tensor: string): string {
  const producer = graph.producer.get(tensor);
  if (producer === undefined) return tensor;
  const { operator } = graph.nodes[producer];
  const same = [...graph.nodes.keys()].filter((n) => graph.nodes[n].operator === operator);
  return placeName(operator, same.indexOf(producer) + 1, same.length, tensor);
}

function accuracyOf(logits: Float64Array, truth: Uint16Array, classes: number): number {
  let right = 0;
  for (let i = 0; i < truth.length; i++) {
    let best = 0;
    for (let c = 1; c < classes; c++) if (logits[i * classes + c] > logits[i * classes + best]) best = c;
    if (best === truth[i]) right++;
  }
  return right / Math.max(1, truth.length);
}

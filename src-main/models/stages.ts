/** An opened model as networks that can be run: everything at once, without heads, or segment by segment. */
import type { Tensor } from 'onnxruntime-node';
import type { TimedStage } from '../engine/ports';
import { Answers } from './answers';
import { ImageInput } from './image-input';
import type { InspectedModel } from './inspect';
import { encodeSubgraph, type Subgraph } from './onnx/subgraph';
import { createNetwork, type Network } from './session';

export type Tensors = Readonly<Record<string, Tensor>>;
interface Segment { readonly network: Network; readonly inputs: readonly string[]; readonly exit: string }

/** What the worker needs of a model; the null model is one too. Networks are made when first asked for and kept. */
export interface RunnableModel {
  readonly id: string; readonly exitNames: readonly string[]; readonly exitTensors: readonly string[];
  readonly classes: number; readonly outputKind: 'logits' | 'softmax'; readonly image: ImageInput; readonly fixedBatch: number | null;
  whole(): Promise<Network>;
  plain(): Promise<Segment>;
  segments(): Promise<readonly Segment[]>;
  close(): Promise<void>;
}

export function runnable({ card, graph, parts, image, fixedBatch, types }: InspectedModel): RunnableModel {
  const made = new Map<string, Promise<Network>>();
  const network = (part: Subgraph): Promise<Network> => {
    const key = `${part.inputs.join('\0')}\n${part.outputs.join('\0')}`;
    const known = made.get(key) ?? createNetwork(encodeSubgraph(graph, part, types), graph.file, graph.opset);
    made.set(key, known);
    return known;
  };
  const segment = async (part: Subgraph): Promise<Segment> => ({ network: await network(part), inputs: part.inputs, exit: part.outputs[0] });
  return {
    id: card.id, exitNames: card.exits.map((exit) => exit.name), exitTensors: card.exits.map((exit) => exit.output),
    classes: card.labels.length, outputKind: card.output, image, fixedBatch,
    whole: () => network(parts.whole),
    plain: () => segment(parts.plain),
    segments: () => Promise.all(parts.segments.map(segment)),
    close: async () => {
      for (const one of made.values()) await (await one).release();
    },
  };
}

/** Runs one sample through a stage: forward pass, softmax and the two highest values of each head on the way. */
export class StageRunner {
  readonly answers: readonly Answers[];

  constructor(readonly model: RunnableModel, readonly plain: Segment, readonly segments: readonly Segment[]) {
    this.answers = model.exitNames.map((exit) => new Answers(model.id, exit, model.classes, model.outputKind, 1));
  }

  static async of(model: RunnableModel): Promise<StageRunner> {
    return new StageRunner(model, await model.plain(), await model.segments());
  }

  /** The last exit's answer of the model without heads. */
  async runPlain(image: Tensor): Promise<Answers> {
    const { network, exit } = this.plain;
    return this.#take(this.answers.length - 1, (await network.run({ [this.model.image.name]: image }))[exit]);
  }

  /** Segment k; `carried` holds the image and what earlier segments left, and gains what this one leaves. */
  async runSegment(k: number, carried: Record<string, Tensor>): Promise<Answers> {
    const { network, inputs, exit } = this.segments[k];
    const feeds: Record<string, Tensor> = {};
    for (const name of inputs) feeds[name] = carried[name];
    const results = await network.run(feeds);
    Object.assign(carried, results);
    return this.#take(k, results[exit]);
  }

  async run(stage: TimedStage, image: Tensor): Promise<void> {
    if (stage === 'plain') {
      await this.runPlain(image);
      return;
    }
    const carried: Record<string, Tensor> = { [this.model.image.name]: image };
    for (let k = 0; k <= stage; k++) await this.runSegment(k, carried);
  }

  #take(exit: number, scores: Tensor): Answers {
    const answers = this.answers[exit];
    answers.take(scores.data as Float32Array, 0, 0);
    return answers;
  }
}

/** A resolved experiment that fits together, for tests of plans and stages; every part can be changed. */
import { experimentProfile, type ExperimentProfile, type ModelCard } from '../../src-main/contract/profiles';
import type { Costs, Outcomes } from '../../src-main/core/measurements';
import { chooseDecision } from '../../src-main/engine/decision-choice';
import type { Resolved } from '../../src-main/engine/plan';
import { policiesFor, type ChosenPolicy } from '../../src-main/engine/policy-choice';
import type { Dataset, ModelFacts } from '../../src-main/engine/ports';

export const exampleLabels = ['apple', 'bell', 'cup'];

/** Sample i is all bytes i mod 256 and of class i mod 3. */
export function exampleDataset(change: Partial<Dataset> = {}): Dataset {
  return {
    id: 'things', name: 'Things', labels: exampleLabels, shape: { channels: 1, height: 2, width: 2 }, size: 1000,
    read: (indices) => Promise.resolve({ count: indices.length, bytes: 4, pixels: Uint8Array.from({ length: 4 * indices.length }, (_, at) => indices[at >> 2] % 256), labels: Uint16Array.from(indices, (index) => index % 3) }),
    fingerprint: () => Promise.resolve('f'), close: () => Promise.resolve(), ...change,
  };
}

export function exampleCard(change: Partial<ModelCard> = {}): ModelCard {
  return {
    kind: 'model', id: 'little', name: 'Little', role: 'local', architecture: 'resnet8', file: 'model.onnx', directory: '.', dataset: 'things', licence: 'MIT', labels: [...exampleLabels],
    input: { layout: 'NCHW', height: 2, width: 2, channels: 1, type: 'float32' }, preprocessing: { scale: 255, mean: [0], std: [1] }, output: 'logits',
    exits: [{ name: 'branch', output: 'early' }, { name: 'end', output: 'final' }], ...change,
  };
}

export function exampleFacts({ exits }: ModelCard): ModelFacts {
  return {
    sha256: '0', bytes: 1, classes: 3, shape: { channels: 1, height: 2, width: 2 }, layout: 'NCHW', operators: {}, plainMacs: 1e6, plainParameters: 1,
    exits: exits.map(({ name }, k) => ({ name, after: '', macs: (k + 1) * 1e6, parameters: 1 })),
  };
}

interface Parts { readonly experiment?: Partial<ExperimentProfile>; readonly local?: Partial<ModelCard>; readonly remote?: Partial<ModelCard>; readonly dataset?: Partial<Dataset> }

export function exampleExperiment(change: Partial<ExperimentProfile> = {}): ExperimentProfile {
  return experimentProfile.parse({
    kind: 'experiment', id: 'example', name: 'Example', dataset: { use: 'things', fit: 100, report: 200 }, models: ['little'], remote: 'large', boards: ['desk'],
    targets: [{ kind: 'accuracy', at_least: 0.7 }], in_the_loop: { samples: 20, strategies: ['hi'] }, ...change,
  });
}

export function examplePlan({ experiment = {}, local = {}, remote = {}, dataset = {} }: Parts = {}): Resolved {
  const [little, large] = [exampleCard(local), exampleCard({ id: 'large', name: 'Large', role: 'remote', exits: [{ name: 'end', output: 'final' }], ...remote })];
  return {
    experiment: exampleExperiment(experiment), datasetProfile: { kind: 'dataset', id: 'things', name: 'Things', reader: 'glyphs' }, dataset: exampleDataset(dataset),
    locals: [{ card: little, facts: exampleFacts(little) }], remote: { card: large, facts: exampleFacts(large) },
    server: { kind: 'server', id: 'this-computer', name: 'Here', host: '127.0.0.1', reply_bytes: 2 }, boards: [{ kind: 'board', id: 'desk', name: 'Desk', driver: 'computer' }], links: [null],
  };
}

/** The policies of one board and model, with the decision module that the experiment asks for. */
export function examplePolicies(fit: Outcomes, costs: Costs, target: number | null, change: Partial<ExperimentProfile> = {}, card = exampleCard()): ChosenPolicy[] {
  const experiment = exampleExperiment(change);
  return policiesFor({ board: 'desk', card, experiment, fit, costs, target, decided: chooseDecision(experiment.decision, { card, experiment, fit, costs, target }) });
}

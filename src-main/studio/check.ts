/** `check`: a profile, a model or an experiment looked at without running it. */
import { profileSchemas, type ProfileKind } from '../contract/profiles';
import { StudioError } from '../core/errors';
import { openDataset } from '../datasets/registry';
import { makePlan, planProblems } from '../engine/plan';
import type { ModelFacts, ModelRuntime } from '../engine/ports';
import { readProfileSource } from '../store/profile-source';
import { describeOnnx, draftCard, type OnnxDescription } from '../models/describe-onnx';
import { problemsOf, type ProfileLibrary } from '../store/profiles';
import { resolveExperiment } from './resolve';

export interface CheckOutcome { readonly facts: readonly string[]; readonly findings: readonly { readonly code: string; readonly message: string }[] }

export async function check(target: string, profiles: ProfileLibrary, runtime: ModelRuntime, dataFolder: string | null): Promise<CheckOutcome> {
  try {
    return await examine(target, profiles, runtime, dataFolder);
  } catch (error) {
    if (!(error instanceof StudioError)) throw error;
    const problems = problemsOf(error);
    return { facts: [], findings: problems.length > 0 ? problems.map(({ code, sentence }) => ({ code, message: sentence })) : [sentenceOf(error)] };
  }
}

/** As plain data: an error's message is lost when it is written as JSON. */
const sentenceOf = ({ code, message }: StudioError): CheckOutcome['findings'][number] => ({ code, message });

async function examine(target: string, profiles: ProfileLibrary, runtime: ModelRuntime, dataFolder: string | null): Promise<CheckOutcome> {
  if (target.toLowerCase().endsWith('.onnx')) return { facts: onnxFacts(describeOnnx(target)), findings: [] };
  const kind = kindOf(target);
  if (kind === 'model') return { facts: modelFacts(await runtime.inspect(profiles.load('model', target))), findings: [] };
  if (kind === 'dataset') {
    const dataset = await openDataset(profiles.load('dataset', target), dataFolder);
    await dataset.close();
    const { channels, height, width } = dataset.shape;
    return { facts: [`${dataset.name}: ${dataset.size} samples of ${channels} × ${height} × ${width}, ${dataset.labels.length} classes`], findings: [] };
  }
  if (kind !== 'experiment') {
    const { name } = profiles.load(kind, target);
    return { facts: [`${kind}: ${name}`], findings: [] };
  }
  const resolved = await resolveExperiment(profiles.load('experiment', target), profiles, runtime, dataFolder);
  try {
    const findings = planProblems(resolved);
    if (findings.length > 0) return { facts: [], findings: findings.map(sentenceOf) };
    const plan = makePlan(resolved);
    return {
      facts: [
        `${resolved.experiment.name}: fit on ${plan.sets.fit.length}, report on ${plan.sets.report.length} of ${resolved.dataset.size} samples of ${resolved.dataset.name}`,
        ...plan.stages.map(({ title, total, seconds }) => `  ${title}: ${total}, about ${Math.max(1, Math.round(seconds))} s`),
      ],
      findings: [],
    };
  } finally {
    await resolved.dataset.close();
  }
}

/** The file's own `kind`; an id, or a file that does not say, is taken for an experiment, whose loader tells what is wrong. */
function kindOf(target: string): ProfileKind {
  if (!/[\\/]|\.ya?ml$/i.test(target)) return 'experiment';
  try {
    const { data } = readProfileSource('experiment', target);
    const kind = data !== null && typeof data === 'object' && 'kind' in data ? data.kind : null;
    return typeof kind === 'string' && Object.hasOwn(profileSchemas, kind) ? (kind as ProfileKind) : 'experiment';
  } catch (error) {
    // Unreadable or not YAML: the loader says so, with the line.
    if (error instanceof StudioError) return 'experiment';
    throw error;
  }
}

function modelFacts(facts: ModelFacts): string[] {
  const { channels, height, width } = facts.shape;
  const operators = Object.entries(facts.operators).map(([name, count]) => `${count} ${name}`).join(', ');
  return [
    `${(facts.bytes / 1024).toFixed(0)} KiB, input ${facts.layout} ${channels} × ${height} × ${width}, ${facts.classes} classes`,
    ...facts.exits.map(({ name, after, macs, parameters }) => `  exit ${name}${after === '' ? '' : ` (after ${after})`}: ${(macs / 1e6).toFixed(2)} M multiply-accumulates, ${parameters} parameters`),
    `  without branches: ${(facts.plainMacs / 1e6).toFixed(2)} M multiply-accumulates, ${facts.plainParameters} parameters`,
    `  operators: ${operators}`,
  ];
}

function onnxFacts(onnx: OnnxDescription): string[] {
  const { input, outputs } = onnx;
  return [
    `ONNX, opset ${onnx.opset}, ${onnx.parameters} stored values`,
    `  input ${input.name}: ${input.type} ${input.shape}, ${input.layout ?? 'layout unknown'}, batch ${input.batch ?? 'unknown'}`,
    ...outputs.map(({ name, classes, kind }) => `  output ${name}: ${classes ?? 'unknown number of'} classes, ${kind}`),
    `  operators: ${Object.entries(onnx.operators).map(([name, count]) => `${count} ${name}`).join(', ')}`,
    'It needs a model card beside it; save this as card.yaml, complete each TODO and check the card:',
    '', draftCard(onnx),
  ];
}

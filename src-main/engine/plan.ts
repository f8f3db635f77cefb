/** An experiment becomes a checked list of stages; every problem is found here, before anything runs. */
import type { StageId } from '../contract/events';
import type { BoardProfile, DatasetProfile, ExperimentProfile, LinkProfile, ModelCard, ServerProfile } from '../contract/profiles';
import { StudioError } from '../core/errors';
import { decidesAtEnd, usesExits } from '../core/measurements';
import { drawSets, roomIn, shufflePool, type SampleSets, type SeenSamples } from '../core/sets';
import { isTrained } from './decision-choice';
import { energyProblems, energySeconds, type BoardAnalyzer } from './energy/board-analyzer';
import type { Dataset, ModelFacts } from './ports';

/** An experiment with everything its ids name. `links[i]` belongs to `boards[i]`; null is the bare socket. */
export interface Resolved {
  readonly experiment: ExperimentProfile;
  readonly datasetProfile: DatasetProfile;
  readonly dataset: Dataset;
  readonly locals: readonly { readonly card: ModelCard; readonly facts: ModelFacts }[];
  readonly remote: { readonly card: ModelCard; readonly facts: ModelFacts };
  readonly server: ServerProfile;
  readonly boards: readonly BoardProfile[];
  readonly links: readonly (LinkProfile | null)[];
  /** The instrument of `boards[i]`; left out, or null: its energy is not measured. */
  readonly analyzers?: readonly (BoardAnalyzer | null)[];
}

export interface PlannedStage { readonly id: StageId; readonly title: string; readonly total: number; readonly seconds: number }

export interface Plan {
  readonly sets: SampleSets;
  readonly stages: readonly PlannedStage[];
  /** Estimate for the whole run, from multiply-accumulates; replaced by measured rates while it runs. */
  readonly seconds: number;
}

/** Multiply-accumulates a second of one plain core; only time estimates depend on it. */
const MACS_PER_SECOND = 4e10;
const PER_SAMPLE_SECONDS = 0.0002;

/** Problems in the order in which a person would mend them; empty when the plan holds. */
export function planProblems({ experiment, dataset, locals, remote, boards, analyzers = [] }: Resolved): StudioError[] {
  const problems: StudioError[] = [];
  const { fit, report } = experiment.dataset;
  if (fit + report > dataset.size) problems.push(new StudioError('plan.dataset-too-small', { dataset: dataset.name, size: dataset.size, fit, report }));
  else problems.push(...seenProblems({ experiment, dataset, locals, remote }));
  for (const [field, ids] of [['models', experiment.models], ['boards', experiment.boards]] as const) {
    const twice = ids.find((id, i) => ids.indexOf(id) !== i);
    if (twice !== undefined) problems.push(new StudioError('plan.duplicate', { field, id: twice }));
  }
  for (const { card } of locals) if (card.role !== 'local') problems.push(new StudioError('plan.wrong-role', { model: card.id, role: card.role, field: 'models', wanted: 'local' }));
  if (remote.card.role !== 'remote') problems.push(new StudioError('plan.wrong-role', { model: remote.card.id, role: remote.card.role, field: 'remote', wanted: 'remote' }));
  for (const { card } of [...locals, remote]) problems.push(...fitProblems(card, dataset));
  for (const { card } of locals) problems.push(...choiceProblems(card, experiment));
  problems.push(...criterionProblems(experiment), ...loopProblems(experiment, boards));
  problems.push(...energyProblems(experiment.analyzer, boards, analyzers));
  for (const target of experiment.targets) {
    if (target.kind !== 'accuracy') continue;
    const needed = target.at_least + experiment.choose.margin_z * Math.sqrt((target.at_least * (1 - target.at_least)) / fit);
    if (needed > 1) {
      const reason = `with the safety margin choose.margin_z = ${experiment.choose.margin_z} on ${fit} fit samples it asks for ${(needed * 100).toFixed(2)} %`;
      problems.push(new StudioError('plan.target-impossible', { target: `accuracy at_least ${target.at_least}`, reason }));
    }
  }
  return problems;
}

type WithModels = Pick<Resolved, 'experiment' | 'dataset' | 'locals' | 'remote'>;

/** By what the cards say; a pool that grew keeps the places of its first samples. */
function seenSamples({ dataset, locals, remote }: WithModels): SeenSamples {
  const seen = { trained: new Set<number>(), calibrated: new Set<number>() };
  for (const { card } of [...locals, remote]) {
    for (const used of card.pool_used ?? []) {
      if (used.dataset !== dataset.id) continue;
      const order = shufflePool(used.seed, used.pool, Math.min(used.pool, used.trained + used.calibrated));
      order.forEach((sample, i) => seen[i < used.trained ? 'trained' : 'calibrated'].add(sample));
    }
  }
  return seen;
}

function seenProblems(resolved: WithModels): StudioError[] {
  const { experiment: { dataset: { fit, report } }, dataset, locals, remote } = resolved;
  const { reportable, drawable } = roomIn(dataset.size, seenSamples(resolved));
  if (report <= reportable && fit + report <= drawable) return [];
  const models = [...locals, remote].flatMap(({ card }) => (card.pool_used?.some((used) => used.dataset === dataset.id) ? [card.id] : [])).join(', ');
  return [new StudioError('plan.samples-seen', { dataset: dataset.name, models, reportable, drawable, fit, report })];
}

function fitProblems(card: ModelCard, dataset: Dataset): StudioError[] {
  if (card.labels.length !== dataset.labels.length) {
    return [new StudioError('plan.labels-differ', { model: card.id, modelLabels: card.labels.length, dataset: dataset.name, datasetLabels: dataset.labels.length })];
  }
  // Two vocabularies for the same classes (“tench”, “n01440764”) cannot be compared; the same words in another order are a mistake.
  const sameWords = [...card.labels].sort().join('\n') === [...dataset.labels].sort().join('\n');
  const position = sameWords ? card.labels.findIndex((label, i) => label !== dataset.labels[i]) : -1;
  if (position >= 0) {
    return [new StudioError('plan.label-order', { model: card.id, dataset: dataset.name, position, modelLabel: card.labels[position], datasetLabel: dataset.labels[position] })];
  }
  const wanted = [card.input.channels, card.input.height, card.input.width].join(' × ');
  const has = [dataset.shape.channels, dataset.shape.height, dataset.shape.width].join(' × ');
  return wanted === has ? [] : [new StudioError('plan.shape-differs', { model: card.id, wanted, dataset: dataset.name, has })];
}

function choiceProblems(card: ModelCard, experiment: ExperimentProfile): StudioError[] {
  const problems: StudioError[] = [];
  const branches = card.exits.length - 1;
  const needsExit = experiment.strategies.find(usesExits);
  if (branches === 0 && needsExit !== undefined) problems.push(new StudioError('plan.no-exits', { model: card.id, strategy: needsExit }));
  const given = experiment.exits.thresholds;
  if (given !== undefined && given.length !== branches) problems.push(new StudioError('plan.threshold-count', { model: card.id, given: given.length, branches }));
  const below = experiment.exits.offload_below;
  if (below !== undefined && below.length !== branches) problems.push(new StudioError('plan.threshold-count', { model: card.id, given: below.length, branches }));
  for (const decision of [experiment.decision, ...(experiment.compare_decisions ?? [])]) {
    if (decision.kind !== 'card') continue;
    const known = (card.decision_weights ?? []).map(({ name }) => name);
    if (!known.includes(decision.name)) problems.push(new StudioError('plan.decision-weights-unknown', { model: card.id, name: decision.name, known: known.join(', ') || 'none' }));
  }
  return problems;
}

/** Settings of which one would silently win. */
function criterionProblems({ decision, compare_decisions: compared = [], choose }: ExperimentProfile): StudioError[] {
  const problems: StudioError[] = [];
  for (const [i, one] of [decision, ...compared].entries()) {
    if (one.kind !== 'threshold') continue;
    // Limits on latency and energy hold together.
    const fields = (['threshold', 'guarantee', 'offload_cost', one.lpi_at_most_ms === undefined ? 'epi_at_most_mj' : 'lpi_at_most_ms'] as const).filter((field) => one[field] !== undefined);
    if (fields.length > 1) problems.push(new StudioError('plan.exclude-each-other', { where: i === 0 ? 'decision' : `compare_decisions[${i - 1}]`, fields }));
  }
  if (choose.weights !== undefined && choose.minimise !== 'weighted-sum') problems.push(new StudioError('plan.without-weighted-sum', { minimise: choose.minimise }));
  return problems;
}

/** Boards with the MLPerf Tiny firmware decide by themselves, and know no trained weights but the binary LR's. */
function loopProblems({ decision, in_the_loop: { samples, strategies } }: ExperimentProfile, boards: readonly BoardProfile[]): StudioError[] {
  if (!isTrained(decision) || samples === 0 || !strategies.some(decidesAtEnd)) return [];
  return boards.flatMap((board) => (board.driver === 'mlperf-tiny' ? [new StudioError('plan.decision-not-on-board', { board: board.id, decision: decision.kind })] : []));
}

export function makePlan(resolved: Resolved): Plan {
  const { experiment, dataset, locals, remote, boards } = resolved;
  const { fit, report } = experiment.dataset;
  const sets = drawSets(experiment.seed, dataset.size, fit, report, seenSamples(resolved));
  const samples = fit + report;
  const perSample = (macs: number): number => macs / MACS_PER_SECOND + PER_SAMPLE_SECONDS;
  const localMacs = locals.map(({ facts }) => facts.exits[facts.exits.length - 1].macs);
  const timed = boards.filter(({ driver }) => driver !== 'virtual').length;
  const looped = timed * locals.length * experiment.in_the_loop.strategies.length * Math.min(experiment.in_the_loop.samples, report);
  const { loops, min_loop_ms } = experiment.timing;
  const loopSeconds = localMacs.reduce((sum, macs, i) => sum + (locals[i].facts.exits.length + 1) * loops * Math.max(min_loop_ms / 1000, perSample(macs)), 0);
  const stages: PlannedStage[] = [
    { id: 'outputs', title: 'Asking the local models', total: samples * locals.length, seconds: localMacs.reduce((sum, macs) => sum + samples * perSample(macs), 0) },
    { id: 'remote', title: 'Offloading to the edge server', total: samples, seconds: samples * (perSample(remote.facts.plainMacs) + 0.0005) },
    { id: 'timing', title: 'Timing inference', total: boards.length * locals.length, seconds: timed * loopSeconds * 1.5 + 1 + energySeconds(resolved.analyzers ?? [], locals.map(({ facts }) => facts.exits.length)) },
    { id: 'policies', title: 'Choosing thresholds', total: boards.length * locals.length, seconds: 1 },
    { id: 'in-the-loop', title: 'Running in the loop', total: looped, seconds: looped * (perSample(localMacs[0]) + 0.3 * perSample(remote.facts.plainMacs)) },
    { id: 'compose', title: 'Composing results', total: 1, seconds: 2 },
  ];
  return { sets, stages, seconds: stages.reduce((sum, stage) => sum + stage.seconds, 0) };
}

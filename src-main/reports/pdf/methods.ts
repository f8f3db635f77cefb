/** The methods section: what was measured how, on what, with which settings, generated from the document alone. */
import type { Content, TableCell } from 'pdfmake/interfaces';
import { experimentProfile, type ExperimentProfile } from '../../contract/profiles/experiment';
import type { Results } from '../../contract/results';
import { readPlace } from '../../core/exits';
import { nameOf } from '../../core/figures/figure-source';
import { formatCount, formatNumber, formatQuantity, provenanceMarks } from '../../core/figures/number-text';
import { strategyNames } from '../../core/figures/palette';
import { figureCell, headRight, paragraph, provenanceLegend, right, section, table, topic } from './blocks';

export interface MethodTopic { readonly heading: string; readonly sentences: readonly string[] }
type Estimate = NonNullable<Results['overheadMs']>;

function list(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

function experimentOf(results: Results): ExperimentProfile | null {
  return experimentProfile.safeParse(results.experiment).data ?? null;
}

function estimateText(estimate: Estimate, unit: 'ms' | 'mJ'): string {
  const spread = estimate.ci95 === null ? '' : ` [${formatNumber(estimate.ci95[0])}, ${formatNumber(estimate.ci95[1])}]`;
  return `${formatQuantity(estimate.value, unit)}${spread} (${estimate.provenance}${estimate.n > 0 ? `, n = ${formatCount(estimate.n)}` : ''})`;
}

function timing(results: Results, experiment: ExperimentProfile | null): string[] {
  const settings = experiment?.timing;
  const measured = results.boards.filter((board) => board.driver !== 'virtual');
  const virtual = results.boards.filter((board) => board.driver === 'virtual');
  return [
    ...(measured.length > 0 ? [`${list(measured.map((board) => board.name))} ${measured.length > 1 ? 'were' : 'was'} timed. Every stage of the local model (up to each exit, and the whole model without branch heads) ran in turn, loop by loop, on one intra-op thread${settings === undefined ? '' : `: ${formatCount(settings.warm_up)} warm-up inferences, then ${formatCount(settings.loops)} loops of at least ${settings.min_loop_ms} ms, each timed as a whole`}. The latency of a stage is the mean over loops.`] : []),
    ...(results.overheadMs === null ? [] : [`The engine itself adds ${estimateText(results.overheadMs, 'ms')} to an inference, measured with a model that does nothing; it is not subtracted.`]),
    ...(virtual.length > 0 ? [`${list(virtual.map((board) => board.name))} ${virtual.length > 1 ? 'are virtual boards' : 'is a virtual board'}: predictions come from really running the model here, latency and energy from published tables. Where a table does not name the model, costs are scaled as said under “Costs of the parts”. They are marked ${provenanceMarks.modelled} or ${provenanceMarks.published} and are never measurements.`] : []),
    ...instruments(results),
    'Energy is that of the board alone; the energy of server and network is not counted.',
  ];
}

/** Who measured the energy of which board; simulated ones are said to be that. */
function instruments(results: Results): string[] {
  const said = (results.energy ?? []).map(({ board, instrument, simulated }) => (simulated
    ? `The energy of ${nameOf(results.boards, board)} is that of a simulated board on a simulated ${instrument.model}: marked ${provenanceMarks.modelled}, nothing of it was measured.`
    : `The energy of ${nameOf(results.boards, board)} was measured with a ${instrument.model}, as said under “Measured energy”.`));
  return [...new Set(said)];
}

function offloading(results: Results): string[] {
  const { server } = results;
  const split = server === null ? [] : [`The edge server, a process of its own, answered ${formatCount(server.requests)} requests. Its time: receive ${estimateText(server.receive, 'ms')}, ${server.wait === undefined ? '' : `wait for other connections ${estimateText(server.wait, 'ms')}, `}preprocess ${estimateText(server.preprocess, 'ms')}, infer ${estimateText(server.infer, 'ms')}, reply ${estimateText(server.reply, 'ms')}.`];
  const links = results.boards.filter((board) => board.link !== null).map((board) => `${board.name}: ${board.link}`);
  return [
    `An offload sends ${formatCount(results.dataset.sampleBytes)} bytes (the raw sample) over a TCP socket and waits for the class; its time runs from before the send to after the last byte of the reply.`,
    ...split,
    ...(links.length > 0 ? [`Links that loopback cannot stand for come from link profiles (${links.join('; ')}).`] : []),
  ];
}

function decisions(results: Results, experiment: ExperimentProfile | null): string[] {
  const texts = [...new Set(results.strategies.flatMap((entry) => (entry.policy.decision === null ? [] : [entry.policy.decision.text])))];
  const chosen = [...new Set(results.strategies.filter((entry) => entry.policy.thresholds.length > 0).map((entry) => `${strategyNames[entry.strategy]}: ${entry.policy.chosenBy}`))];
  const measure = experiment?.exits.measure ?? results.strategies.find((entry) => entry.policy.thresholds.length > 0)?.policy.measure;
  return [
    ...(texts.length > 0 ? [`A sample that reaches the end of the local model is accepted where the decision module says so, else offloaded. Decision: ${texts.join('; ')}.`] : []),
    ...(chosen.length > 0 ? [`A sample leaves at an exit when its ${measure} is at least the exit’s threshold θ. Thresholds were chosen on the fit set. ${chosen.join('. ')}.`] : []),
    ...(chosen.length > 0 && experiment?.choose.lpi_at_most_ms === undefined && experiment?.choose.epi_at_most_mj === undefined ? ['Choices see timed costs rounded to steps of 10 %, so that runs with one seed nearly always choose alike; the figures of this report are not rounded.'] : []),
    ...(results.strategies.some(({ strategy }) => strategy === 'early-offload') ? ['Under early offload a sample that does not leave at an exit is offloaded from there when its confidence is below the exit’s second threshold; both were found by exact programmes.'] : []),
    ...(experiment === null || experiment.choose.margin_z === 0 ? [] : [`The accuracy asked for on the fit set is raised by ${experiment.choose.margin_z} standard errors, so that the target also holds on unseen samples.`]),
  ];
}

/** Topics in reading order; sentences whose facts the document lacks are left out. */
export function methodTopics(results: Results): MethodTopic[] {
  const experiment = experimentOf(results);
  const { dataset, run } = results;
  const local = results.models.filter((model) => model.role === 'local');
  return [
    { heading: 'Samples', sentences: [
      `Dataset ${dataset.name} (${dataset.id}), ${dataset.labels.length} classes. Three disjoint sets: the models were trained on one, decision modules and thresholds were fitted on ${formatCount(dataset.fit)} samples, and every number of this report is about ${formatCount(dataset.report)} other samples that nothing was fitted on. Both were drawn with seed ${run.seed}.`,
    ] },
    { heading: 'What ran', sentences: [
      `${list(local.map((model) => `${model.name} (${model.exits.length - 1} early exit${model.exits.length === 2 ? '' : 's'}, ${(model.plainMacs / 1e6).toFixed(1)} million multiply-accumulates)`))} on the board; ${list(results.models.filter((model) => model.role === 'remote').map((model) => model.name))} on the server. Every sample passed every exit and the server once; strategies are composed from these outputs and the costs of the parts, which were measured apart (HI paper, equations 1, 3 and 4).`,
      'Exits are executed as segments: a sample that leaves early saves the rest of the model, and one that does not leave pays for every branch head on its way.',
    ] },
    { heading: 'Timing and energy', sentences: timing(results, experiment) },
    { heading: 'Offloading', sentences: offloading(results) },
    { heading: 'Decisions and thresholds', sentences: decisions(results, experiment) },
    { heading: 'Statistics', sentences: [
      `95 % intervals are percentile bootstrap intervals${experiment === null ? '' : ` over ${formatCount(experiment.bootstrap)} resamples`} of the report set; strategies share their resamples, so that differences are paired. Intervals of parts timed in loops are of the mean over loops. An interval covers sampling and timing noise, not what a published or modelled cost is off by.`,
      ...(results.loops.length > 0 ? [`In the loop, ${formatCount(Math.max(...results.loops.map((loop) => loop.n)))} samples of the report set were executed one by one with the chosen policy.`] : []),
    ] },
  ];
}

function modelTable(results: Results): Content {
  const rows = results.models.flatMap((model) => model.exits.map((exit, i): TableCell[] => [
    { text: i === 0 ? model.name : '', style: 'cell', bold: true }, i === 0 ? model.role : '', `${exit.name}${exit.after === '' ? '' : `, after ${readPlace(exit.after).text}`}`, right((exit.macs / 1e6).toFixed(2)), right((exit.parameters / 1e3).toFixed(1)), figureCell(exit.accuracy, 'percent'),
  ]));
  return table(['Model', 'Runs', 'Exit', headRight('Multiply-accumulates (10⁶)'), headRight('Parameters (10³)'), headRight('Accuracy (%)')], rows, [106, 34, '*', 62, 58, 92]);
}

function costTables(results: Results): Content[] {
  const mark = (estimate: Estimate | null): TableCell => (estimate === null ? figureCell(null, 'ms') : figureCell({ value: estimate.value, low: estimate.ci95?.[0] ?? null, high: estimate.ci95?.[1] ?? null, n: estimate.n, provenance: estimate.provenance }, 'ms'));
  const several = results.models.filter((model) => model.role === 'local').length > 1;
  const told = new Set<string>();
  return results.boards.flatMap((board) => board.costs.map((costs): Content => {
    const exits = results.models.find((model) => model.id === costs.model)?.exits ?? [];
    const parts = [
      ...costs.exits.map((cost, k) => ({ name: k < costs.exits.length - 1 ? `through ${exits[k]?.name ?? `exit ${k + 1}`}` : 'whole model with heads', cost })),
      { name: 'whole model without heads', cost: costs.plain }, { name: 'decision', cost: costs.decision }, { name: 'offload', cost: costs.offload },
    ];
    return {
      unbreakable: true,
      stack: [
        topic(board.name + (several ? ` · ${nameOf(results.models, costs.model)}` : ''), false),
        table(['Part', headRight('Latency (ms)'), headRight('Energy (mJ)'), 'Source of the latency'], parts.map(({ name, cost }) => [name, mark(cost.latencyMs), mark(cost.energyMj), { text: cost.latencyMs.source, style: 'fine' }]), [92, 88, 80, '*'], { margin: [0, 2, 0, 2] }),
        { text: newSentences(costs.rule, told), style: 'fine', margin: [0, 0, 0, 6] },
      ],
    };
  }));
}

/** Boards share most of their rule; what was said above is not said again. */
function newSentences(rule: string, told: Set<string>): string {
  const fresh = rule.split(/(?<=\.) (?=[A-Z])/).filter((sentence) => !told.has(sentence));
  for (const sentence of fresh) told.add(sentence);
  return fresh.join(' ');
}

export function methodsSection(results: Results): Content[] {
  return [
    section('Methods'),
    ...methodTopics(results).filter((one) => one.sentences.length > 0).flatMap((one): Content[] => [
      { stack: [topic(one.heading, false), paragraph(one.sentences[0])], unbreakable: true },
      ...one.sentences.slice(1).map((sentence) => paragraph(sentence)),
    ]),
    { stack: [topic('Models', false), modelTable(results)], unbreakable: true },
    section('Costs of the parts'), provenanceLegend(), ...costTables(results),
  ];
}

/** The methods section: what was measured how, on what, with which settings, generated from the document alone. */
import type { Content, TableCell } from 'pdfmake/interfaces';
import { experimentProfile, type ExperimentProfile } from '../../contract/profiles/experiment';
import type { Results } from '../../contract/results';
import { readPlace } from '../../core/exits';
import { nameOf } from '../../core/figures/figure-source';
import { formatNumber, formatQuantity, provenanceMarks } from '../../core/figures/number-text';
import { english, type ReportLanguage } from '../language';
import { figureCell, headRight, paragraph, provenanceLegend, right, section, table, topic } from './blocks';

export interface MethodTopic { readonly heading: string; readonly sentences: readonly string[] }
type Estimate = NonNullable<Results['overheadMs']>;

function experimentOf(results: Results): ExperimentProfile | null {
  return experimentProfile.safeParse(results.experiment).data ?? null;
}

function estimateText(estimate: Estimate, unit: 'ms' | 'mJ', { words, figures }: ReportLanguage): string {
  const spread = estimate.ci95 === null ? '' : ` [${formatNumber(estimate.ci95[0])}, ${formatNumber(estimate.ci95[1])}]`;
  return words.methods.estimate({ value: formatQuantity(estimate.value, unit) + spread, provenance: figures.provenance[estimate.provenance], n: estimate.n });
}

function timing(results: Results, experiment: ExperimentProfile | null, language: ReportLanguage): string[] {
  const { words: { methods: { timing: words } }, figures: { and } } = language;
  const [measured, virtual] = [false, true].map((wanted) => results.boards.filter((board) => (board.driver === 'virtual') === wanted).map(({ name }) => name));
  return [
    ...(measured.length > 0 ? [words.measured({ boards: and(measured), count: measured.length, settings: experiment?.timing })] : []),
    ...(results.overheadMs === null ? [] : [words.overhead(estimateText(results.overheadMs, 'ms', language))]),
    ...(virtual.length > 0 ? [words.virtual({ boards: and(virtual), count: virtual.length, modelled: provenanceMarks.modelled, published: provenanceMarks.published })] : []),
    ...instruments(results, language),
    words.board,
  ];
}

/** Who measured the energy of which board; simulated ones are said to be that. */
function instruments(results: Results, { words: { methods: { timing: words } } }: ReportLanguage): string[] {
  const said = (results.energy ?? []).map(({ board, instrument, simulated }) => {
    const name = nameOf(results.boards, board);
    return simulated ? words.simulated({ board: name, instrument: instrument.model, modelled: provenanceMarks.modelled }) : words.instrument(name, instrument.model);
  });
  return [...new Set(said)];
}

function offloading(results: Results, language: ReportLanguage): string[] {
  const { offloading: words } = language.words.methods;
  const { server } = results;
  const time = (estimate: Estimate): string => estimateText(estimate, 'ms', language);
  const links = results.boards.filter((board) => board.link !== null).map((board) => `${board.name}: ${board.link}`);
  return [
    words.text(results.dataset.sampleBytes),
    ...(server === null ? [] : [words.server({ requests: server.requests, receive: time(server.receive), wait: server.wait === undefined ? null : time(server.wait), preprocess: time(server.preprocess), infer: time(server.infer), reply: time(server.reply) })]),
    ...(links.length > 0 ? [words.links(links.join('; '))] : []),
  ];
}

function decisions(results: Results, experiment: ExperimentProfile | null, { words: { methods: { decisions: words } }, figures, text }: ReportLanguage): string[] {
  const texts = [...new Set(results.strategies.flatMap((entry) => (entry.policy.decision === null ? [] : [text(entry.policy.decision.text)])))];
  const chosen = [...new Set(results.strategies.filter((entry) => entry.policy.thresholds.length > 0).map((entry) => `${figures.strategies[entry.strategy]}: ${text(entry.policy.chosenBy)}`))];
  const measure = experiment?.exits.measure ?? results.strategies.find((entry) => entry.policy.thresholds.length > 0)?.policy.measure ?? '';
  return [
    ...(texts.length > 0 ? [words.module(texts.join('; '))] : []),
    ...(chosen.length > 0 ? [words.thresholds({ measure: words.measure(measure), chosen: chosen.join('. ') })] : []),
    ...(chosen.length > 0 && experiment?.choose.lpi_at_most_ms === undefined && experiment?.choose.epi_at_most_mj === undefined ? [words.rounded] : []),
    ...(results.strategies.some(({ strategy }) => strategy === 'early-offload') ? [words.earlyOffload] : []),
    ...(experiment === null || experiment.choose.margin_z === 0 ? [] : [words.margin(experiment.choose.margin_z)]),
  ];
}

/** Topics in reading order; sentences whose facts the document lacks are left out. */
export function methodTopics(results: Results, language: ReportLanguage = english): MethodTopic[] {
  const { words: { methods: words }, figures: { and } } = language;
  const experiment = experimentOf(results);
  const { dataset, run } = results;
  const [local, remote] = (['local', 'remote'] as const).map((role) => results.models.filter((model) => model.role === role));
  return [
    { heading: words.samples.heading, sentences: [words.samples.text({ name: dataset.name, id: dataset.id, classes: dataset.labels.length, fit: dataset.fit, report: dataset.report, seed: run.seed })] },
    { heading: words.ran.heading, sentences: [
      words.ran.text(and(local.map((model) => words.ran.model({ name: model.name, branches: model.exits.length - 1, macs: (model.plainMacs / 1e6).toFixed(1) }))), and(remote.map(({ name }) => name))),
      words.ran.segments,
    ] },
    { heading: words.timing.heading, sentences: timing(results, experiment, language) },
    { heading: words.offloading.heading, sentences: offloading(results, language) },
    { heading: words.decisions.heading, sentences: decisions(results, experiment, language) },
    { heading: words.statistics.heading, sentences: [
      words.statistics.text(experiment?.bootstrap),
      ...(results.loops.length > 0 ? [words.statistics.loop(Math.max(...results.loops.map((loop) => loop.n)))] : []),
    ] },
  ];
}

function modelTable(results: Results, { words: { methods: { models: words }, outcomes: { heads }, pages: { roles } }, text }: ReportLanguage): Content {
  const rows = results.models.flatMap((model) => model.exits.map((exit, i): TableCell[] => [
    { text: i === 0 ? model.name : '', style: 'cell', bold: true }, i === 0 ? roles[model.role] : '', exit.after === '' ? exit.name : words.after(exit.name, text(readPlace(exit.after).text)), right((exit.macs / 1e6).toFixed(2)), right((exit.parameters / 1e3).toFixed(1)), figureCell(exit.accuracy, 'percent'),
  ]));
  return table([words.model, words.runs, words.exit, headRight(words.macs), headRight(words.parameters), headRight(heads.accuracy)], rows, [106, 34, '*', 62, 58, 92]);
}

function costTables(results: Results, { words: { methods: { costs: words } }, text }: ReportLanguage): Content[] {
  const mark = (estimate: Estimate | null): TableCell => (estimate === null ? figureCell(null, 'ms') : figureCell({ value: estimate.value, low: estimate.ci95?.[0] ?? null, high: estimate.ci95?.[1] ?? null, n: estimate.n, provenance: estimate.provenance }, 'ms'));
  const several = results.models.filter((model) => model.role === 'local').length > 1;
  const told = new Set<string>();
  return results.boards.flatMap((board) => board.costs.map((costs): Content => {
    const exits = results.models.find((model) => model.id === costs.model)?.exits ?? [];
    const parts = [
      ...costs.exits.map((cost, k) => ({ name: k < costs.exits.length - 1 ? words.through(exits[k]?.name ?? words.exit(k + 1)) : words.whole, cost })),
      { name: words.plain, cost: costs.plain }, { name: words.decision, cost: costs.decision }, { name: words.offload, cost: costs.offload },
    ];
    return {
      unbreakable: true,
      stack: [
        topic(board.name + (several ? ` · ${nameOf(results.models, costs.model)}` : ''), false),
        table([words.part, headRight(words.latency), headRight(words.energy), words.source], parts.map(({ name, cost }) => [name, mark(cost.latencyMs), mark(cost.energyMj), { text: text(cost.latencyMs.source), style: 'fine' }]), [92, 88, 80, '*'], { margin: [0, 2, 0, 2] }),
        { text: newSentences(costs.rule, told).map(text).join(' '), style: 'fine', margin: [0, 0, 0, 6] },
      ],
    };
  }));
}

/** Boards share most of their rule; what was said above is not said again. */
function newSentences(rule: string, told: Set<string>): string[] {
  const fresh = rule.split(/(?<=\.) (?=[A-Z])/).filter((sentence) => !told.has(sentence));
  for (const sentence of fresh) told.add(sentence);
  return fresh;
}

export function methodsSection(results: Results, language: ReportLanguage): Content[] {
  const { methods: words } = language.words;
  return [
    section(words.title),
    ...methodTopics(results, language).filter((one) => one.sentences.length > 0).flatMap((one): Content[] => [
      { stack: [topic(one.heading, false), paragraph(one.sentences[0])], unbreakable: true },
      ...one.sentences.slice(1).map((sentence) => paragraph(sentence)),
    ]),
    { stack: [topic(words.models.title, false), modelTable(results, language)], unbreakable: true },
    section(words.costs.title), provenanceLegend(language), ...costTables(results, language),
  ];
}

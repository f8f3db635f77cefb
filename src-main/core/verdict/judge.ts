/** Whether a run's numbers may be trusted: each rule below is one sentence of a methods section; the words are in reason-words.ts. */
import { reasonWords, type ReasonCode, type ReasonFacts, type Words } from './reason-words';
import { limits, type VerdictFacts } from './verdict-facts';

/** `text` and `advice` in English; `facts` are what they are made of, for other languages. */
export interface Reason { readonly code: string; readonly severity: 'invalid' | 'caution' | 'note'; readonly text: string; readonly advice: string; readonly facts: Readonly<Record<string, string | number | string[]>> }
export interface Verdict { readonly status: 'valid' | 'caution' | 'invalid'; readonly reasons: readonly Reason[] }

/** Applies every rule; the worst severity is the status, notes leave it valid. Reasons come worst first. */
export function judge(facts: VerdictFacts): Verdict {
  const reasons = [enoughSamples, wholeRun, strategiesAreSharp, quietMachine, steadyTiming, smallOverhead, knownEnergy, wholeTraces, rightModels, realDecisions, targetsHold, loopAgrees]
    .flatMap((rule) => rule(facts))
    .sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
  const worst = reasons[0]?.severity;
  return { status: worst === 'invalid' || worst === 'caution' ? worst : 'valid', reasons };
}

type Rule = (facts: VerdictFacts) => Reason[];
const severities: readonly Reason['severity'][] = ['invalid', 'caution', 'note'];
const reason = (severity: Reason['severity']) => <C extends ReasonCode>(code: C, facts: ReasonFacts<C>): Reason => {
  const [text, advice] = (reasonWords[code] as (facts: object) => Words)(facts as object);
  return { code, severity, text, advice, facts: facts as Reason['facts'] };
};
const [invalid, caution, note] = [reason('invalid'), reason('caution'), reason('note')];
const when = (condition: boolean, told: () => Reason): Reason[] => (condition ? [told()] : []);

/** Accuracy needs samples. */
const enoughSamples: Rule = ({ reportSamples: samples, fitSamples }) => [
  ...when(samples < limits.fewestSamples, () => invalid('too-few-samples', { samples })),
  ...when(samples >= limits.fewestSamples && samples < limits.fewSamples, () => caution('few-samples', { samples })),
  ...when(fitSamples < limits.fewFitSamples, () => caution('few-fit-samples', { samples: fitSamples })),
];

/** Every planned sample was measured, in one go, with a server. */
const wholeRun: Rule = ({ status, resumed, reportSamples: done, plannedReportSamples: planned, hasRemote, lostOffloads: lost }) => [
  ...when(status !== 'finished', () => invalid('not-finished', { status, done, planned })),
  ...when(status === 'finished' && done < planned, () => caution('samples-missing', { missing: planned - done, planned })),
  ...when(resumed, () => note('resumed', {})),
  ...when(!hasRemote, () => note('no-remote', {})),
  ...when(lost > 0, () => caution('offloads-lost', { lost })),
];

/** Intervals are narrow enough to tell strategies apart. */
const strategiesAreSharp: Rule = ({ strategies }) => {
  const widths = strategies.map(({ name, accuracyLow, accuracyHigh }) => ({ name, width: (accuracyHigh ?? 0) - (accuracyLow ?? 0) }));
  const widest = widths.reduce((a, b) => (b.width > a.width ? b : a), { name: '', width: 0 });
  return when(widest.width > limits.wideInterval, () => caution('wide-interval', widest));
};

/** Nothing else used the processor, and its clock was held. */
const quietMachine: Rule = ({ machine }) => {
  if (machine === null) return [];
  const { governor, otherLoad, processors } = machine;
  const load = otherLoad ?? 0;
  return [
    ...when(governor !== null && governor !== 'performance', () => caution('governor', { governor: governor ?? '' })),
    ...when(governor === null, () => note('governor-unknown', {})),
    ...when(load / Math.max(1, processors) > limits.busy, () => caution('busy-machine', { load, processors })),
  ];
};

/** Loop times repeat and do not wander; the worst stage stands for all. */
const steadyTiming: Rule = ({ stages }) => {
  const drifts = stages.map((stage) => ({ ...stage, drift: stage.firstThirdMs === null || stage.lastThirdMs === null || stage.firstThirdMs <= 0 ? 0 : stage.lastThirdMs / stage.firstThirdMs - 1 }));
  const noisy = drifts.filter(({ relativeSd }) => (relativeSd ?? 0) > limits.noisyLoops).sort((a, b) => (b.relativeSd ?? 0) - (a.relativeSd ?? 0));
  const wandering = drifts.filter(({ drift }) => Math.abs(drift) > limits.drift).sort((a, b) => Math.abs(b.drift) - Math.abs(a.drift));
  return [
    ...noisy.slice(0, 1).map(({ name, loops, relativeSd }) => caution('noisy-timing', { name, loops, spread: relativeSd ?? 0, others: noisy.length - 1 })),
    ...wandering.slice(0, 1).map(({ name, drift }) => caution('clock-drift', { name, drift, others: wandering.length - 1 })),
  ];
};

/** The studio measures the model, not itself. */
const smallOverhead: Rule = ({ overheadMs, stages }) => {
  if (overheadMs === null || stages.length === 0) return [];
  const fastest = stages.reduce((a, b) => (b.meanMs < a.meanMs ? b : a));
  const share = overheadMs / fastest.meanMs;
  return when(share > limits.overhead, () => caution('overhead', { ms: overheadMs, share, name: fastest.name, ofMs: fastest.meanMs }));
};

/** Readers are told what was not measured; a simulated board has a rule of its own. */
const knownEnergy: Rule = ({ strategies: all, measuredEnergy = [] }) => {
  const strategies = all.filter(({ name }) => !measuredEnergy.some(({ board, simulated }) => simulated && board === name));
  const named = (test: (s: (typeof strategies)[number]) => boolean): string[] => strategies.filter(test).map((s) => s.name);
  const unknown = named((s) => s.energy === null);
  const energy = named((s) => s.energy === 'modelled' || s.energy === 'published');
  const latency = named((s) => s.latency !== 'measured');
  return [
    ...when(unknown.length > 0, () => note('energy-unknown', { names: unknown })),
    ...when(energy.length > 0, () => note('energy-modelled', { names: energy })),
    ...when(latency.length > 0, () => note('latency-modelled', { names: latency })),
  ];
};

/** What an instrument measured is all there, and is of a real board. */
const wholeTraces: Rule = ({ measuredEnergy = [] }) => measuredEnergy.flatMap(({ board, instrument, simulated, works, gaps }) => {
  const worst = works.reduce<(typeof works)[number] | null>((a, b) => (a === null || b.coverage < a.coverage ? b : a), null);
  const warnings = works.flatMap(({ name, warnings: texts }) => texts.map((text) => ({ name, text })));
  return [
    ...(worst === null || worst.coverage >= limits.coverage ? [] : [(worst.coverage < limits.leastCoverage ? invalid : caution)('energy-coverage', { instrument, board, name: worst.name, coverage: worst.coverage, missing: worst.missing, windows: worst.windows + worst.missing })]),
    ...when(gaps.length > 0, () => caution('energy-gaps', { first: gaps[0], others: gaps.length - 1, board })),
    ...when(warnings.length > 0, () => caution('energy-doubtful', { board, name: warnings[0].name, warning: warnings[0].text, others: warnings.length - 1 })),
    ...when(simulated, () => note('energy-simulated', { board, instrument })),
  ];
});

/** The models know these classes. */
const rightModels: Rule = ({ otherDataset }) => otherDataset.map(({ model, trainedFor }) => caution('other-dataset', { model, trainedFor }));

/** The decision module had both classes to learn from. */
const realDecisions: Rule = ({ decisions }) => decisions.flatMap(({ model, constant }) => (constant === null ? [] : [caution('constant-decision', { model, constant })]));

/** Thresholds keep on the report set what they promised on the fit set. */
const targetsHold: Rule = ({ targets }) => {
  const infeasible = targets.filter((t) => !t.feasibleOnFit);
  const missed = targets.filter((t) => t.feasibleOnFit && t.asked !== null && t.reached !== null && t.reached < t.asked);
  const worst = missed.reduce<(typeof missed)[number] | null>((a, b) => (a === null || (b.reached ?? 0) - (b.asked ?? 0) < (a.reached ?? 0) - (a.asked ?? 0) ? b : a), null);
  return [
    ...when(infeasible.length > 0, () => note('target-infeasible', { names: infeasible.map((t) => t.name) })),
    ...(worst === null ? [] : [caution('target-missed', { name: worst.name, asked: worst.asked ?? 0, reached: worst.reached ?? 0, others: missed.length - 1 })]),
  ];
};

/** What was composed from parts is what happens in the loop. */
const loopAgrees: Rule = ({ loops }) => loops.flatMap(({ name, samples, decisionsAgree, unexplained }) => [
  ...when(1 - decisionsAgree > limits.disagreement, () => caution('loop-decisions', { name, share: 1 - decisionsAgree, samples })),
  ...unexplained.map(({ quantity, difference }) => caution('loop-unexplained', { name, quantity, difference })),
]);

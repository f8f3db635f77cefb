/** Whether a run's numbers may be trusted: each rule below is one sentence of a methods section. */
import { limits, type VerdictFacts } from './verdict-facts';

export interface Reason { readonly code: string; readonly severity: 'invalid' | 'caution' | 'note'; readonly text: string; readonly advice: string }
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
const invalid = (code: string, text: string, advice: string): Reason => ({ code, severity: 'invalid', text, advice });
const caution = (code: string, text: string, advice: string): Reason => ({ code, severity: 'caution', text, advice });
const note = (code: string, text: string, advice: string): Reason => ({ code, severity: 'note', text, advice });
const percent = (share: number, digits = 1): string => `${(100 * share).toFixed(digits)} %`;
const when = (condition: boolean, reason: () => Reason): Reason[] => (condition ? [reason()] : []);

/** Accuracy needs samples. */
const enoughSamples: Rule = ({ reportSamples: n, fitSamples }) => [
  ...when(n < limits.fewestSamples, () => invalid('too-few-samples', `The report set has ${n} samples; below ${limits.fewestSamples} no accuracy means anything.`, 'Raise dataset.report in the experiment.')),
  ...when(n >= limits.fewestSamples && n < limits.fewSamples, () => caution('few-samples', `The report set has ${n} samples; fewer than ${limits.fewSamples} leave accuracies uncertain by points.`, 'Raise dataset.report in the experiment.')),
  ...when(fitSamples < limits.fewFitSamples, () => caution('few-fit-samples', `Decision module and thresholds were fitted on ${fitSamples} samples, fewer than ${limits.fewFitSamples}.`, 'Raise dataset.fit in the experiment.')),
];

/** Every planned sample was measured, in one go, with a server. */
const wholeRun: Rule = ({ status, resumed, reportSamples, plannedReportSamples, hasRemote, lostOffloads }) => [
  ...when(status !== 'finished', () => invalid('not-finished', `The run was ${status} after ${reportSamples} of ${plannedReportSamples} report samples.`, 'Resume it; what was measured is kept.')),
  ...when(status === 'finished' && reportSamples < plannedReportSamples, () => caution('samples-missing', `${plannedReportSamples - reportSamples} of ${plannedReportSamples} report samples have no result.`, 'Resume the run, or lower dataset.report.')),
  ...when(resumed, () => note('resumed', 'The run was interrupted and resumed; its timing spans two sittings.', 'Repeat the timing in one sitting where small differences matter.')),
  ...when(!hasRemote, () => note('no-remote', 'There was no remote model, so remote, HI and EE-HI have no results.', 'Name a remote model in the experiment.')),
  ...when(lostOffloads > 0, () => caution('offloads-lost', `${lostOffloads} offloads got no whole reply and were sent again.`, 'Check the link and the edge server’s log.')),
];

/** Intervals are narrow enough to tell strategies apart. */
const strategiesAreSharp: Rule = ({ strategies }) => {
  const widths = strategies.map(({ name, accuracyLow, accuracyHigh }) => ({ name, width: (accuracyHigh ?? 0) - (accuracyLow ?? 0) }));
  const widest = widths.reduce((a, b) => (b.width > a.width ? b : a), { name: '', width: 0 });
  return when(widest.width > limits.wideInterval, () => caution('wide-interval', `The widest 95 % interval of an accuracy, that of ${widest.name}, spans ${(100 * widest.width).toFixed(1)} points, above ${(100 * limits.wideInterval).toFixed(0)}.`, 'Use more report samples; the width falls with their square root.'));
};

/** Nothing else used the processor, and its clock was held. */
const quietMachine: Rule = ({ machine }) => {
  if (machine === null) return [];
  const { governor, otherLoad, processors } = machine;
  const load = otherLoad === null ? 0 : otherLoad / Math.max(1, processors);
  return [
    ...when(governor !== null && governor !== 'performance', () => caution('governor', `The CPU governor is “${governor}”, not “performance”; the clock may have followed the load.`, 'Set it with: sudo cpupower frequency-set -g performance')),
    ...when(governor === null, () => note('governor-unknown', 'The CPU governor cannot be read here (virtual machine or container).', 'Time on bare metal where absolute latencies matter.')),
    ...when(load > limits.busy, () => caution('busy-machine', `While stages were timed, other programs kept ${(otherLoad ?? 0).toFixed(2)} of ${processors} processors busy, above ${percent(limits.busy, 0)}.`, 'Close other programs and repeat.')),
  ];
};

/** Loop times repeat and do not wander; the worst stage stands for all. */
const steadyTiming: Rule = ({ stages }) => {
  const drifts = stages.map((stage) => ({ ...stage, drift: stage.firstThirdMs === null || stage.lastThirdMs === null || stage.firstThirdMs <= 0 ? 0 : stage.lastThirdMs / stage.firstThirdMs - 1 }));
  const noisy = drifts.filter(({ relativeSd }) => (relativeSd ?? 0) > limits.noisyLoops).sort((a, b) => (b.relativeSd ?? 0) - (a.relativeSd ?? 0));
  const wandering = drifts.filter(({ drift }) => Math.abs(drift) > limits.drift).sort((a, b) => Math.abs(b.drift) - Math.abs(a.drift));
  const more = (count: number, what: string): string => (count > 1 ? `; so ${count === 2 ? 'does one more stage' : `do ${count - 1} more stages`}${what}` : '');
  return [
    ...noisy.slice(0, 1).map(({ name, loops, relativeSd }) => caution('noisy-timing', `The ${loops} loops of ${name} vary by ${percent(relativeSd ?? 0)} (standard deviation over mean), above ${percent(limits.noisyLoops, 0)}${more(noisy.length, '')}.`, 'Raise timing.min_loop_ms and timing.loops, and quiet the machine.')),
    ...wandering.slice(0, 1).map(({ name, drift }) => caution('clock-drift', `${name} became ${percent(Math.abs(drift))} ${drift > 0 ? 'slower' : 'faster'} from the first to the last third of its loops${more(wandering.length, ' beyond the limit')}.`, 'Raise timing.warm_up; check cooling and clock settings.')),
  ];
};

/** The studio measures the model, not itself. */
const smallOverhead: Rule = ({ overheadMs, stages }) => {
  if (overheadMs === null || stages.length === 0) return [];
  const fastest = stages.reduce((a, b) => (b.meanMs < a.meanMs ? b : a));
  const share = overheadMs / fastest.meanMs;
  return when(share > limits.overhead, () => caution('overhead', `The engine’s own ${overheadMs.toPrecision(2)} ms is ${percent(share)} of one inference of ${fastest.name} (${fastest.meanMs.toPrecision(3)} ms), above ${percent(limits.overhead, 0)}.`, 'Read small latencies as upper bounds, or subtract the null model’s time.'));
};

/** Readers are told what was not measured; a simulated board has a rule of its own. */
const knownEnergy: Rule = ({ strategies: all, measuredEnergy = [] }) => {
  const strategies = all.filter(({ name }) => !measuredEnergy.some(({ board, simulated }) => simulated && board === name));
  const named = (test: (s: (typeof strategies)[number]) => boolean): string[] => strategies.filter(test).map((s) => s.name);
  const unknown = named((s) => s.energy === null);
  const energy = named((s) => s.energy === 'modelled' || s.energy === 'published');
  const latency = named((s) => s.latency !== 'measured');
  return [
    ...when(unknown.length > 0, () => note('energy-unknown', `The energy of ${list(unknown)} is unknown: no meter, and no power in the profile.`, 'Give the board profile a power, or use a board with a counter.')),
    ...when(energy.length > 0, () => note('energy-modelled', `The energy of ${list(energy)} is modelled or published, not measured here.`, 'Attach an analyzer, or run where the processor’s energy counter is readable.')),
    ...when(latency.length > 0, () => note('latency-modelled', `The latency of ${list(latency)} is modelled or published, at least in part.`, 'Time it on the real board.')),
  ];
};

/** What an instrument measured is all there, and is of a real board. */
const wholeTraces: Rule = ({ measuredEnergy = [] }) => measuredEnergy.flatMap(({ board, instrument, simulated, works, gaps }) => {
  const worst = works.reduce<(typeof works)[number] | null>((a, b) => (a === null || b.coverage < a.coverage ? b : a), null);
  const lost = worst === null ? '' : `The ${instrument} measured ${percent(worst.coverage, 2)} of the time in the windows of ${worst.name} on ${board}${worst.missing > 0 ? `, and ${worst.missing} of ${worst.windows + worst.missing} windows were not found at all` : ''}`;
  const warnings = works.flatMap(({ name, warnings: texts }) => texts.map((text) => ({ name, text })));
  return [
    ...when(worst !== null && worst.coverage < limits.leastCoverage, () => invalid('energy-coverage', `${lost}; below ${percent(limits.leastCoverage, 0)} no energy is trusted.`, 'Use another USB port, a shorter cable or a lower sample rate, and measure again.')),
    ...when(worst !== null && worst.coverage >= limits.leastCoverage && worst.coverage < limits.coverage, () => caution('energy-coverage', `${lost}, below ${percent(limits.coverage)}.`, 'Use another USB port, a shorter cable or a lower sample rate, and measure again.')),
    ...when(gaps.length > 0, () => caution('energy-gaps', gaps.length > 1 ? `${gaps[0]} ${gaps.length - 1} more parts of ${board} have no measured energy.` : gaps[0], 'Mend that and start the run again; the other parts are measured.')),
    ...when(warnings.length > 0, () => caution('energy-doubtful', `${board}, ${warnings[0].name}: ${warnings[0].text}${warnings.length > 1 ? ` ${warnings.length - 1} more are in the report.` : ''}`, 'See “Measured energy” in the report.')),
    ...when(simulated, () => note('energy-simulated', `The energy of ${board} is that of a simulated board, by a simulated ${instrument}; nothing of it was measured.`, 'Connect a board and an instrument, and name their profiles in the experiment.')),
  ];
});

/** The models know these classes. */
const rightModels: Rule = ({ otherDataset }) => otherDataset.map(({ model, trainedFor }) => caution('other-dataset',
  `${model} was trained for “${trainedFor}”, not for the dataset of this run; its accuracy here says little of the model.`, 'Choose a model whose card names this dataset, or correct “dataset” in its card.'));

/** The decision module had both classes to learn from. */
const realDecisions: Rule = ({ decisions }) => decisions.flatMap(({ model, constant }) => when(constant !== null, () => caution('constant-decision',
  constant === 'no-samples' ? `The decision module of ${model} had no samples to learn from and offloads everything.`
    : `On the fit set ${model} was ${constant === 'all-right' ? 'always right' : 'always wrong'}, so its decision module ${constant === 'all-right' ? 'accepts' : 'offloads'} everything.`,
  'Use a larger or harder fit set.')));

/** Thresholds keep on the report set what they promised on the fit set. */
const targetsHold: Rule = ({ targets }) => {
  const infeasible = targets.filter((t) => !t.feasibleOnFit);
  const missed = targets.filter((t) => t.feasibleOnFit && t.asked !== null && t.reached !== null && t.reached < t.asked);
  const worst = missed.reduce<(typeof missed)[number] | null>((a, b) => (a === null || (b.reached ?? 0) - (b.asked ?? 0) < (a.reached ?? 0) - (a.asked ?? 0) ? b : a), null);
  return [
    ...when(infeasible.length > 0, () => note('target-infeasible', `No exit thresholds met the target on the fit set for ${list(infeasible.map((t) => t.name))}; the nearest ones are shown.`, 'Lower the target, or add a stronger model or exit.')),
    ...when(worst !== null, () => caution('target-missed', `${worst?.name} met ${percent(worst?.asked ?? 0)} on the fit set but reached ${percent(worst?.reached ?? 0, 2)} on the report set${missed.length > 1 ? `; ${missed.length - 1} more missed theirs` : ''}.`, 'Raise choose.margin_z or the fit set; a choice that just meets a target misses it half the time.')),
  ];
};

/** What was composed from parts is what happens in the loop. */
const loopAgrees: Rule = ({ loops }) => loops.flatMap(({ name, samples, decisionsAgree, unexplained }) => [
  ...when(1 - decisionsAgree > limits.disagreement, () => caution('loop-decisions', `In the loop ${name} decided differently for ${percent(1 - decisionsAgree, 2)} of ${samples} samples.`, 'Compare the outputs of segments and whole model; report this as a fault if the model is not quantised.')),
  ...unexplained.map(({ quantity, difference }) => caution('loop-unexplained', `In the loop ${name}’s ${quantity} is ${percent(Math.abs(difference))} ${difference > 0 ? 'above' : 'below'} the composed value, more than chance explains.`, 'Trust the loop for this machine; look for load, caches or a link that changed between the stages.')),
]);

/** At most three names, then how many more. */
function list(names: readonly string[]): string {
  const distinct = [...new Set(names)];
  if (distinct.length > 4) return `${distinct.slice(0, 3).join(', ')} and ${distinct.length - 3} more`;
  return distinct.length < 2 ? distinct.join('') : `${distinct.slice(0, -1).join(', ')} and ${distinct[distinct.length - 1]}`;
}

/** Every reason of a verdict in words, what was found and what to do, from its facts; another language is a table of the same shape. */
import { limits } from './verdict-facts';

/** What was found, and what to do about it. */
export type Words = readonly [text: string, advice: string];

export const percent = (share: number, digits = 1): string => `${(100 * share).toFixed(digits)} %`;

/** At most three names, then how many more. */
function list(names: readonly string[]): string {
  const distinct = [...new Set(names)];
  if (distinct.length > 4) return `${distinct.slice(0, 3).join(', ')} and ${distinct.length - 3} more`;
  return distinct.length < 2 ? distinct.join('') : `${distinct.slice(0, -1).join(', ')} and ${distinct[distinct.length - 1]}`;
}
const more = (others: number, what = ''): string => (others === 0 ? '' : `; so ${others === 1 ? 'does one more stage' : `do ${others} more stages`}${what}`);

const fromExperiment = 'Raise dataset.report in the experiment.';

export const reasonWords = {
  'too-few-samples': (f: { samples: number }): Words => [`The report set has ${f.samples} samples; below ${limits.fewestSamples} no accuracy means anything.`, fromExperiment],
  'few-samples': (f: { samples: number }): Words => [`The report set has ${f.samples} samples; fewer than ${limits.fewSamples} leave accuracies uncertain by points.`, fromExperiment],
  'few-fit-samples': (f: { samples: number }): Words => [`Decision module and thresholds were fitted on ${f.samples} samples, fewer than ${limits.fewFitSamples}.`, 'Raise dataset.fit in the experiment.'],
  'not-finished': (f: { status: string; done: number; planned: number }): Words => [`The run was ${f.status} after ${f.done} of ${f.planned} report samples.`, 'Resume it; what was measured is kept.'],
  'samples-missing': (f: { missing: number; planned: number }): Words => [`${f.missing} of ${f.planned} report samples have no result.`, 'Resume the run, or lower dataset.report.'],
  resumed: (): Words => ['The run was interrupted and resumed; its timing spans two sittings.', 'Repeat the timing in one sitting where small differences matter.'],
  'no-remote': (): Words => ['There was no remote model, so remote, HI and EE-HI have no results.', 'Name a remote model in the experiment.'],
  'offloads-lost': (f: { lost: number }): Words => [`${f.lost} offloads got no whole reply and were sent again.`, 'Check the link and the edge server’s log.'],
  'wide-interval': (f: { name: string; width: number }): Words => [`The widest 95 % interval of an accuracy, that of ${f.name}, spans ${(100 * f.width).toFixed(1)} points, above ${(100 * limits.wideInterval).toFixed(0)}.`, 'Use more report samples; the width falls with their square root.'],
  governor: (f: { governor: string }): Words => [`The CPU governor is “${f.governor}”, not “performance”; the clock may have followed the load.`, 'Set it with: sudo cpupower frequency-set -g performance'],
  'governor-unknown': (): Words => ['The CPU governor cannot be read here (virtual machine or container).', 'Time on bare metal where absolute latencies matter.'],
  'busy-machine': (f: { load: number; processors: number }): Words => [`While stages were timed, other programs kept ${f.load.toFixed(2)} of ${f.processors} processors busy, above ${percent(limits.busy, 0)}.`, 'Close other programs and repeat.'],
  'noisy-timing': (f: { name: string; loops: number; spread: number; others: number }): Words => [`The ${f.loops} loops of ${f.name} vary by ${percent(f.spread)} (standard deviation over mean), above ${percent(limits.noisyLoops, 0)}${more(f.others)}.`, 'Raise timing.min_loop_ms and timing.loops, and quiet the machine.'],
  'clock-drift': (f: { name: string; drift: number; others: number }): Words => [`${f.name} became ${percent(Math.abs(f.drift))} ${f.drift > 0 ? 'slower' : 'faster'} from the first to the last third of its loops${more(f.others, ' beyond the limit')}.`, 'Raise timing.warm_up; check cooling and clock settings.'],
  overhead: (f: { ms: number; share: number; name: string; ofMs: number }): Words => [`The engine’s own ${f.ms.toPrecision(2)} ms is ${percent(f.share)} of one inference of ${f.name} (${f.ofMs.toPrecision(3)} ms), above ${percent(limits.overhead, 0)}.`, 'Read small latencies as upper bounds, or subtract the null model’s time.'],
  'energy-unknown': (f: { names: string[] }): Words => [`The energy of ${list(f.names)} is unknown: no meter, and no power in the profile.`, 'Give the board profile a power, or use a board with a counter.'],
  'energy-modelled': (f: { names: string[] }): Words => [`The energy of ${list(f.names)} is modelled or published, not measured here.`, 'Attach an analyzer, or run where the processor’s energy counter is readable.'],
  'latency-modelled': (f: { names: string[] }): Words => [`The latency of ${list(f.names)} is modelled or published, at least in part.`, 'Time it on the real board.'],
  'energy-coverage': (f: { instrument: string; board: string; name: string; coverage: number; missing: number; windows: number }): Words => [
    `The ${f.instrument} measured ${percent(f.coverage, 2)} of the time in the windows of ${f.name} on ${f.board}${f.missing > 0 ? `, and ${f.missing} of ${f.windows} windows were not found at all` : ''}${f.coverage < limits.leastCoverage ? `; below ${percent(limits.leastCoverage, 0)} no energy is trusted.` : `, below ${percent(limits.coverage)}.`}`,
    'Use another USB port, a shorter cable or a lower sample rate, and measure again.'],
  'energy-gaps': (f: { first: string; others: number; board: string }): Words => [f.others > 0 ? `${f.first} ${f.others} more parts of ${f.board} have no measured energy.` : f.first, 'Mend that and start the run again; the other parts are measured.'],
  'energy-doubtful': (f: { board: string; name: string; warning: string; others: number }): Words => [`${f.board}, ${f.name}: ${f.warning}${f.others > 0 ? ` ${f.others} more are in the report.` : ''}`, 'See “Measured energy” in the report.'],
  'energy-simulated': (f: { board: string; instrument: string }): Words => [`The energy of ${f.board} is that of a simulated board, by a simulated ${f.instrument}; nothing of it was measured.`, 'Connect a board and an instrument, and name their profiles in the experiment.'],
  'other-dataset': (f: { model: string; trainedFor: string }): Words => [`${f.model} was trained for “${f.trainedFor}”, not for the dataset of this run; its accuracy here says little of the model.`, 'Choose a model whose card names this dataset, or correct “dataset” in its card.'],
  'constant-decision': (f: { model: string; constant: string }): Words => [
    f.constant === 'no-samples' ? `The decision module of ${f.model} had no samples to learn from and offloads everything.`
      : `On the fit set ${f.model} was ${f.constant === 'all-right' ? 'always right' : 'always wrong'}, so its decision module ${f.constant === 'all-right' ? 'accepts' : 'offloads'} everything.`,
    'Use a larger or harder fit set.'],
  'target-infeasible': (f: { names: string[] }): Words => [`No exit thresholds met the target on the fit set for ${list(f.names)}; the nearest ones are shown.`, 'Lower the target, or add a stronger model or exit.'],
  'target-missed': (f: { name: string; asked: number; reached: number; others: number }): Words => [`${f.name} met ${percent(f.asked)} on the fit set but reached ${percent(f.reached, 2)} on the report set${f.others > 0 ? `; ${f.others} more missed theirs` : ''}.`, 'Raise choose.margin_z or the fit set; a choice that just meets a target misses it half the time.'],
  'loop-decisions': (f: { name: string; share: number; samples: number }): Words => [`In the loop ${f.name} decided differently for ${percent(f.share, 2)} of ${f.samples} samples.`, 'Compare the outputs of segments and whole model; report this as a fault if the model is not quantised.'],
  'loop-unexplained': (f: { name: string; quantity: string; difference: number }): Words => [`In the loop ${f.name}’s ${f.quantity} is ${percent(Math.abs(f.difference))} ${f.difference > 0 ? 'above' : 'below'} the composed value, more than chance explains.`, 'Trust the loop for this machine; look for load, caches or a link that changed between the stages.'],
};

export type ReasonCode = keyof typeof reasonWords;
/** An empty object where a reason has no figures. */
export type ReasonFacts<C extends ReasonCode> = Parameters<(typeof reasonWords)[C]> extends [infer Facts] ? Facts : object;

/** English of the sections that tell the results: targets, strategies, differences, early offload, published numbers, decisions, the loop. */
import { decisionNames } from '../../../core/figures/decision-names';
import { uncertainReduction } from '../../../core/figures/no-reduction';
import { formatCount } from '../../../core/figures/number-text';
import type { RemoteAlone } from '../../../core/figures/remote-alone';

/** Heads of columns that several tables have. */
const heads = {
  board: 'Board', strategy: 'Strategy', accuracy: 'Accuracy (%)', accuracyPoints: 'Accuracy (points)', lpi: 'LPI (ms)', epi: 'EPI (mJ)', offloaded: 'Offloaded (%)', difference: 'Difference', quantity: 'Quantity',
};
const tooUncertain = ` “Too uncertain”: ${uncertainReduction}.`;
const less: Readonly<Record<RemoteAlone, string>> = { latency: 'less time', energy: 'less energy', both: 'less time and less energy' };

export const outcomes = {
  heads, tooUncertain,
  targets: {
    title: 'Best strategy per target', quantity: { accuracy: 'Accuracy', latency: 'Latency', energy: 'Energy' },
    text: (tie: string): string => `For an accuracy target the strategy with the least latency (and the least energy, where that is another one); for a latency or energy target the most accurate strategy within it. Of costs within ${tie} of the least, which timing hardly tells apart, the simpler strategy is named. Where nothing fits, the table says what binds and what comes nearest.`,
    notAsked: 'not asked', infeasible: 'infeasible', nearest: 'nearest ', latency: 'latency ', energy: 'energy ', tied: (tie: string, names: string): string => `equal within ${tie}: ${names}`,
  },
  strategies: { title: 'Strategies', virtual: 'virtual board', measured: 'measured board', never: 'never', offloadBelow: (theta: string): string => `offload < ${theta}` },
  shares: {
    title: 'Where samples are answered', text: 'Share of samples answered at each place, in percent; 95 % intervals of the exits and of the whole model are Wilson’s. Boards not listed have the same shares as the first.',
    exit: (k: number): string => `Exit ${k}`, wholeModel: 'Whole model', server: 'Server',
  },
  differences: {
    title: 'Differences and reductions', compared: 'Compared', lpiReduction: 'LPI reduction (%)', epiReduction: 'EPI reduction (%)',
    text: (f: { shortened: string | null; uncertain: boolean }): string => `Differences are paired over the same samples. A reduction is 1 − a/b; it holds at the two accuracies given under the names, which differ unless the row says otherwise.${f.shortened === null ? '' : ` Every pair is shown for ${f.shortened}, the main ones for the other boards; differences.csv has all.`}${f.uncertain ? tooUncertain : ''}`,
  },
  earlyOffload: {
    title: 'Early offload against EE-HI at equal accuracy', chosenFor: 'Chosen for, at', eeHi: 'EE-HI', early: 'Early offload', reduction: 'Reduction (%)', left: 'Left at most',
    chosen: { latency: 'latency', energy: 'energy' }, levels: { hi: 'HI’s accuracy', target: 'target' },
    text: (f: { saves: number; rows: number; uncertain: boolean }): string => 'Early offload exits, offloads or goes on at a branch, by two thresholds on its confidence; the paper’s EE-HI offloads at the end alone. Both were chosen on the fit set by exact programmes for the same outputs and costs: EE-HI for the accuracy named, early offload for the accuracy EE-HI then had. Both are judged on the report set, whose samples chose nothing. '
      + `Early offload saves more than 1 % beyond doubt in ${f.saves} of ${f.rows} rows; it can save only where an offload costs little more than the rest of the model. The last column bounds what any rule over bins of confidence could save beyond it on the fit set, where such rules fit noise too. early-offload.csv has a sweep over all accuracies.${f.uncertain ? tooUncertain : ''}`,
    remoteAlone: (board: string, better: RemoteAlone): string => ` On ${board} plain remote is at least as accurate as HI, EE-HI and early offload and takes ${less[better]} than each of them: whatever early offload saves beside EE-HI, choosing what to offload does not pay there.`,
  },
  beside: {
    title: 'Beside the published numbers', text: 'Figures of this run against those that the HI paper prints for the same board, data set, local architecture and strategy. A ratio above 1: more here than there. The last column tells by number why the two may differ; the reasons stand below the last table.',
    strategyAndModel: 'Strategy · model', here: 'Here', published: 'Published', ratio: 'Ratio', printedIn: 'Printed in', differs: 'May differ by', quantity: { accuracy: 'Accuracy', lpiMs: 'LPI', epiMj: 'EPI', offloadShare: 'Offloaded' },
  },
  decisions: {
    title: 'Decisions', text: (board: string): string => `How well the decision module tells locally right from locally wrong answers (${board}). Needless: right, yet offloaded. Missed: wrong, yet accepted.`,
    acceptedRight: 'Accepted right (samples)', needless: 'Offloaded needlessly (samples)', missed: 'Missed (samples)', caught: 'Caught (samples)', selective: 'Selective accuracy (%)',
    f1: 'F1 (0..1)', weighted: 'Weighted', accept: 'Accept', offload: 'Offload', macro: 'Macro', micro: 'Micro',
    equation2: (f: { printed: string; strategy: string; exact: string; gap: string }): string => `Equation (2) of the HI paper gives ${f.printed} for ${f.strategy}, its exact form ${f.exact}: the printed form is off by ${f.gap}, because offloaded samples are harder for the server too.`,
  },
  modules: {
    title: 'Decision modules side by side', names: decisionNames, own: (name: string): string => `${name} (own)`, module: 'Decision module', gain: 'Gain', cost: 'Decision (ms)', bytes: 'Bytes',
    text: (others: boolean): string => `HI with each decision module, fitted on the fit set and judged on the report set. Gain: how well its score sends to the server what the server gets right and the local model does not; 1 is perfect, 0 no better than chance. A rule that learns while it works, or decides on a whole batch, is compared here alone and is part of no strategy.${others ? ' decisions.csv has the other boards.' : ''}`,
  },
  loop: {
    title: 'Composed against in the loop', text: 'The policy was really executed, sample by sample: segments, decision and offload over the socket. A difference is explained when its 95 % interval contains zero.',
    of: (f: { strategy: string; board: string; n: number; agree: number }): string => `${f.strategy}, ${f.board}, n = ${formatCount(f.n)}; ${formatCount(f.agree)} decisions agree`,
    inLoop: 'In the loop', composed: 'Composed', explained: 'Explained',
  },
};

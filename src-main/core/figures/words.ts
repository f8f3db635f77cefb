/** Every word of the figures and of the headline, in English; another language is a table of the same shape. */
import type { Provenance, Strategy } from '../measurements';
import { formatCount, formatNumber, formatQuantity } from './number-text';
import { strategyNames } from './palette';

const plural = (count: number, one: string, many = `${one}s`): string => (count === 1 ? one : many);
const provenance: Readonly<Record<Provenance, string>> = { measured: 'measured', modelled: 'modelled', published: 'published' };
const axes = { lpi: 'LPI (ms)', epi: 'EPI (mJ)', accuracy: 'Accuracy (%)' };
/** Heads of table columns that several figures have. */
const columns = {
  board: 'board', model: 'model', strategy: 'strategy', accuracy: 'accuracy (%)', low: (unit: string) => `low (${unit})`, high: (unit: string) => `high (${unit})`, provenance: 'provenance', published: (unit: string) => `published (${unit})`, publishedIn: 'published in',
  offloadShare: 'offload share (%)', thresholds: 'thresholds', chosenThresholds: 'chosen thresholds', latencyProvenance: 'latency provenance',
};

export interface CostWords { readonly title: string; readonly axis: string; readonly of: string }

export const englishWords = {
  strategies: strategyNames as Readonly<Record<Strategy, string>>,
  provenance, columns, axes,
  yes: 'yes', no: 'no',
  and: (names: readonly string[]): string => (names.length < 3 ? names.join(' and ') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`),
  samples: (n: number): string => `n = ${formatCount(n)} samples`,
  published: 'published', publishedCaption: ' Hollow circles are published for the same board, data set, architecture and strategy.',
  publishedPointCaption: ' Large hollow marks are published for the same board, data set, architecture and strategy, and have no part in the comparison; strategies of which no accuracy is printed have none.',
  publishedPoint: (f: { strategy: string; source: string }): string => `published, ${f.strategy} (${f.source})`,
  /** A requirement as the document tells it: “accuracy ≥ 90 %”. */
  target: (english: string): string => english,
  accuracyTarget: 'accuracy target', latencyTarget: 'latency target',
  accuracy: {
    title: 'Accuracy by strategy', axis: 'Top-1 accuracy (%)',
    caption: (f: { dataset: string; board: string; samples: string; origins: string; target: boolean; spread: number; published: string }): string =>
      `Top-1 accuracy on ${f.dataset}, ${f.board}; ${f.samples}, ${f.origins}. Whiskers are 95 % bootstrap intervals${f.target ? '; the dashed line is the accuracy target' : ''}.${f.spread > 0 ? ` Thresholds chosen for other boards change accuracy by at most ${formatQuantity(f.spread, 'points')}.` : ''}${f.published}`,
  },
  latency: { title: 'Latency per inference', axis: 'LPI (ms)', of: 'Mean time of one inference task from input to answer, offload included' } as CostWords,
  energy: { title: 'Energy per inference', axis: 'EPI (mJ, board only)', of: 'Mean energy the board spends on one inference task; server energy is not counted' } as CostWords,
  costCaption: (f: { of: string; samples: string; origins: string; logarithmic: boolean; unknown: readonly string[]; published: string }): string =>
    `${f.of}; ${f.samples}, ${f.origins}. Solid bars are measured here, pale bars modelled or published; whiskers are 95 % intervals.${f.logarithmic ? ' Logarithmic axis: equal steps are equal factors.' : ''}${f.unknown.length > 0 ? ` Nothing is known for ${f.unknown.join(', ')}.` : ''}${f.published}`,
  exitShares: {
    title: 'Where samples are answered', axis: 'Share of samples (%)', exit: (k: number) => `exit ${k}`, wholeModel: 'whole local model', server: 'server',
    caption: (f: { samples: string; origins: string; board: string; others: 'differ' | 'same' | null }): string =>
      `Share of samples answered at each place; ${f.samples}, ${f.origins}. ${f.board}${f.others === 'differ' ? ', and other boards where their thresholds lead to other shares' : f.others === 'same' ? '; the same on every board' : ''}. The table has every share with its 95 % interval (Wilson).`,
  },
  perClass: {
    title: 'Accuracy by class', class: 'class', column: (strategy: string) => `${strategy} accuracy (%)`,
    caption: (f: { shown: number; total: number; board: string | null; least: number; most: number; points: number }): string =>
      `${f.total > f.shown ? `The ${f.shown} hardest of ${f.total} classes` : `All ${f.total} classes`}${f.board === null ? '' : `, ${f.board}`}; ${f.least} to ${f.most} samples a class, measured. With n samples a class, accuracies near 90 % are known to about ± ${f.points} points.`,
  },
  curves: {
    title: 'Accuracy and latency as the exit thresholds θ move', chosen: (strategy: string) => `${strategy} chosen`, chosenThresholds: 'chosen thresholds', target: (bound: string) => `accuracy target ${bound}`,
    caption: (f: { branches: number; samples: string; origins: string; hidden: number }): string =>
      `Every point of a line is one setting of the exit thresholds, from early (left) to late exits${f.branches > 1 ? '; with two branches only settings on the Pareto front' : ''}. Thresholds were chosen on the fit set; accuracy here is that of the report set, ${f.samples}, ${f.origins} costs.${f.hidden > 0 ? ` ${f.hidden} more ${plural(f.hidden, 'board is', 'boards are')} in figures/accuracy-latency.csv.` : ''}`,
  },
  riskCoverage: {
    title: 'Risk and coverage', x: 'Coverage: share answered on the device (%)', y: 'Error among accepted (%)', score: 'score', coverage: 'coverage (%)', risk: 'selective risk (%)',
    /** Of a confidence score, as the document names it. */
    scoreName: (english: string): string => english,
    caption: (f: { samples: string; aurc: string }): string => `Errors among the samples kept on the device, most confident first; ${f.samples}, measured. The lower the curve, the better the score tells right from wrong. AURC: ${f.aurc}.`,
  },
  scatter: {
    title: 'What the decision module sees', x: 'p1, highest softmax value', y: 'p2, second highest', right: 'locally right', wrong: 'locally wrong', line: 'decision line', decision: 'decision', accepted: 'accepted',
    caption: (f: { count: number; wrong: number; decisions: readonly string[]; line: boolean }): string =>
      `Two highest softmax values of the local model’s last exit, ${formatCount(f.count)} samples drawn, ${formatCount(f.wrong)} of them locally wrong, measured. ${f.decisions.map((text) => `Decision: ${text}.`).join(' ')} ${f.line ? 'Samples to the right of the line are accepted, those to the left offloaded.' : ''}`,
  },
  qos: {
    title: 'Accuracy against latency with the QoS targets', target: 'QoS target', latencyBound: 'latency target (ms)', accuracyBound: 'accuracy target (%)', keepsBoth: 'keeps both',
    caption: (f: { samples: string; origins: string; lined: boolean }): string =>
      `Every strategy at the thresholds the run chose; ${f.samples}, ${f.origins} latency.${f.lined ? ' Dashed lines are the targets: what keeps both lies above the horizontal and left of the vertical line.' : ''} Filled marks are measured here, hollow ones modelled or published.`,
  },
  pareto: {
    title: 'Pareto front over all candidates', front: 'Pareto front', other: (strategy: string) => `${strategy}, other thresholds`, onFront: 'on the front',
    caption: (f: { trials: number; samples: string; origins: string }): string =>
      `Every board, model and strategy (large marks) and every threshold setting tried (dots; ${formatCount(f.trials)}); ${f.samples}, ${f.origins} latency. Filled marks are measured here, hollow ones modelled or published. Named boards lie on the front: nothing is both faster and more accurate.`,
  },
  earlyOffload: {
    title: 'Early offload against EE-HI at equal accuracy', axis: 'Reduction (%)', less: { latency: 'less latency', energy: 'less energy' },
    levels: { target: 'at the accuracy target', hi: 'at HI’s accuracy', sweep: 'at the highest accuracy of EE-HI' },
    columns: { chosenFor: 'chosen for', at: 'at', eeHi: 'accuracy of EE-HI (%)', early: 'accuracy of early offload (%)', lpi: 'LPI reduction (%)', epi: 'EPI reduction (%)' },
    caption: (f: { level: string; samples: string; origins: string }): string =>
      `How much less early offload takes than the paper’s EE-HI, ${f.level}: EE-HI’s thresholds are the best for that accuracy on the fit set, early offload had to be as accurate there, and both are judged on the report set; ${f.samples}, ${f.origins} costs. Each pair was chosen for the figure it is compared in. Whiskers are 95 % intervals. Little is saved where an offload costs much more than the rest of the model. early-offload.csv has every accuracy.`,
  },
  loop: {
    title: 'Composed against executed in the loop', inLoop: 'in the loop', composed: 'composed', difference: 'difference',
    headings: { accuracy: 'Accuracy', lpiMs: 'Latency per inference', epiMj: 'Energy per inference', offloadShare: 'Offload share' }, offloadAxis: 'Offload share (%)',
    quantity: 'quantity', unit: 'unit', low: (what: string) => `${what} low`, high: (what: string) => `${what} high`, explained: 'explained by the interval',
    caption: (f: { boards: string; counts: string }): string => `The policy executed sample by sample beside what the composed costs predict for the same samples; ${f.boards}, n = ${f.counts} samples, measured. Whiskers are 95 % intervals.`,
  },
  windows: {
    title: 'Energy of single windows', x: 'Energy of one call (mJ)', y: 'Windows', windows: 'windows', mean: 'mean of integrated windows', product: 'mean power x mean latency', outlier: 'outlier', work: 'work', integrated: 'integrated', powerTimesTime: 'power x time', outliers: 'outliers',
    /** A part of the work, as the document names it. */
    workName: (english: string): string => english,
    by: (f: { board: string; model: string; instrument: string; simulated: boolean; others: number }): string => `${f.board}, ${f.model}, by a ${f.simulated ? 'simulated ' : ''}${f.instrument}${f.others > 0 ? `; ${f.others} more in energy.csv` : ''}`,
    kind: (simulated: boolean): string => (simulated ? 'modelled: simulated board and instrument, nothing was measured' : 'measured'),
    caption: (f: { by: string; windows: number; kind: string; outliers: number }): string =>
      `Energies of all windows on the power trace, ${f.by}; ${formatCount(f.windows)} windows, samples integrated, ${f.kind}. ${f.outliers === 0 ? 'No window is an outlier' : `${formatCount(f.outliers)} outliers are marked, counted, and listed with their sample numbers`}.`,
  },
  trace: {
    title: 'Power while the board works', x: 'Time (ms)', y: 'Power (mW)', meanPower: 'mean power', window: 'window', time: 'time (ms)', mean: 'mean (mW)', least: 'least (mW)', greatest: 'greatest (mW)',
    caption: (f: { by: string; rateHz: number; kind: string; inferences: number }): string =>
      `The beginning of the power trace, ${f.by}, ${formatNumber(f.rateHz)} samples a second, ${f.kind}. Shaded: the windows whose energy counts${f.inferences > 1 ? `, ${formatCount(f.inferences)} inferences each` : ''}. Pale lines: least and greatest sample of each point.`,
  },
  headline: {
    none: 'This run has no results yet.',
    reaches: (f: { board: string; strategy: string; accuracy: string; latency: string; missed: string | null }): string =>
      `${f.board}: ${f.missed === null ? `${f.strategy} reaches` : `misses the target ${f.missed}; nearest is ${f.strategy} with`} ${f.accuracy} accuracy at ${f.latency} per inference`,
    /** `share`: the change as text; `less`: a reduction. */
    change: (share: string, less: boolean, what: 'latency' | 'energy'): string => `${share} ${less ? 'less' : 'more'} ${what}`,
    than: (f: { reached: string; changes: readonly string[]; versus: string; accuracy: string; latency: string }): string => `${f.reached}, ${f.changes.join(' and ')} than ${f.versus} (${f.accuracy} at ${f.latency}).`,
  },
};

export type FigureWords = typeof englishWords;

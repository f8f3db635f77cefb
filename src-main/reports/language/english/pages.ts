/** English of what every page has and of the first one. */
import { formatCount } from '../../../core/figures/number-text';

type Status = 'valid' | 'caution' | 'invalid';
type Severity = 'invalid' | 'caution' | 'note';
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

export const pages = {
  report: (name: string): string => `${name}: experiment report`, runOf: (id: string): string => `Run ${id}`, run: (id: string): string => `run ${id}`, page: (page: number, pages: number): string => `page ${page} of ${pages}`,
  /** `month`: 0..11; `time`: “09:26”, UTC. */
  date: (f: { day: number; month: number; year: number; time: string }): string => `${f.day} ${months[f.month]} ${f.year}, ${f.time} UTC`,
  figure: (number: number): string => `Figure ${number}. `, figures: 'Figures', yes: 'yes', no: 'no', unknown: 'unknown',
  tooUncertain: 'too uncertain', asMuch: (factor: string): string => `${factor}\u00a0× as much`,
  points: (number: string): string => `${number}\u00a0points`,
  legend: (f: { measured: string; modelled: string; published: string }): string => `${f.measured} measured here   ${f.modelled} modelled (profile or equation)   ${f.published} published (printed in a source).   [ ] 95 % interval.   – unknown.`,
  title: {
    kind: 'Experiment report', accuracy: 'Accuracy', latency: 'Latency (LPI)', energy: 'Energy (EPI)', offloaded: 'Offloaded',
    date: 'Date', took: (date: string, duration: string): string => `${date}, took ${duration}`, run: 'Run', ran: (f: { id: string; status: string; seed: number }): string => `${f.id}, ${f.status}, seed ${f.seed}`,
    dataset: 'Dataset', samples: (f: { name: string; classes: number; report: number; fit: number }): string => `${f.name}, ${f.classes} classes; reported on n = ${formatCount(f.report)} samples, fitted on ${formatCount(f.fit)} others`,
    models: 'Models', measuredBoards: (count: number): string => (count > 1 ? 'Boards measured' : 'Board measured'), virtualBoards: 'Virtual boards',
    /** How a run ended, as its document names it. */
    status: (english: string): string => english,
  },
  roles: { local: 'local', remote: 'remote' },
  verdict: {
    title: 'Verdict',
    status: { valid: ['Valid', 'The numbers of this report may be trusted within their intervals.'], caution: ['Valid with caution', 'The numbers may be used if the points below are borne in mind.'], invalid: ['Invalid', 'The numbers of this report must not be used until the points below are mended.'] } as Readonly<Record<Status, readonly [name: string, meaning: string]>>,
    severity: { invalid: 'invalid', caution: 'caution', note: 'note' } as Readonly<Record<Severity, string>>,
  },
};

/** Environment, hashes, formulas and glossary. */
import type { Content } from 'pdfmake/interfaces';
import type { Results } from '../../contract/results';
import { durationText, dateText } from './title';
import { section, table, topic } from './blocks';

const formulas: readonly (readonly [name: string, formula: string, words: string])[] = [
  ['(1)', 'Acc = mean( accept · l + offload · s )', 'l, s: whether the local and the remote model are right. The accuracy of this report.'],
  ['(2)', 'Acc = (acc_local − η_FN) + acc_server · η_off', 'As printed: η_FN the share of samples offloaded needlessly. Exact with the server’s accuracy on offloaded samples instead.'],
  ['(3)', 'LPI = t_dev + t_LR + η_off · t_off', 'With exits, T_k for a sample that leaves at exit k.'],
  ['(4)', 'EPI = e_dev + e_LR + η_off · e_off', 'Energy of the board alone.'],
];

const glossary: readonly (readonly [word: string, meaning: string])[] = [
  ['LPI, EPI', 'latency per inference (ms); energy per inference (mJ, board only)'],
  ['On-device, Remote', 'every sample answered by the local model; every sample offloaded'],
  ['HI', 'hierarchical inference: the local model answers, a decision module offloads what looks wrong'],
  ['EE', 'early exit: a sample leaves at the first exit that is confident enough'],
  ['EE-HI', 'early exit, and HI for samples that reach the end of the local model'],
  ['θ', 'threshold of an exit: a sample leaves when its confidence is at least θ'],
  ['Offload, η_off', 'send a sample to the server and wait for its answer; the share of samples sent'],
  ['Coverage, risk', 'share answered on the device; error among those'],
  ['AURC', 'area under the risk–coverage curve; lower is better'],
  ['Virtual board', 'a board whose latency and energy come from tables, not from measurement here'],
];

/** "memoryGb" reads "memory gb" in no language: words are split, known units kept. */
function label(key: string): string {
  const words = key.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').replaceAll(/[_.-]/g, ' ').toLowerCase();
  return words.replace(/ gb$/, ' (GB)').replace(/ mb$/, ' (MB)').replace(/ ms$/, ' (ms)').replace(/ mhz$/, ' (MHz)').replace(/^(cpu|rapl|gpu|os)\b/, (word) => word.toUpperCase());
}

function value(raw: string | number | boolean | null): string {
  if (typeof raw === 'string' && /^[0-9a-f]{40,64}$/.test(raw)) return raw.slice(0, 12);
  return raw === null ? 'unknown' : typeof raw === 'boolean' ? (raw ? 'yes' : 'no') : String(raw);
}

/** Read down the left, then down the right. */
function inTwoColumns(facts: readonly (readonly [string, string])[]): Content {
  const half = Math.ceil(facts.length / 2);
  return table(['What', 'Value', 'What', 'Value'], facts.slice(0, half).map((fact, i) => [...fact, ...(facts[half + i] ?? ['', ''])]), [74, '*', 74, '*']);
}

/** Hashes may break anywhere; zero-width spaces let them. */
function breakable(hash: string): string {
  return hash.replaceAll(/(.{16})(?=.)/g, '$1\u200b');
}

/** “t_off” with its index set low. */
function withSubscripts(text: string): Content[] {
  return text.split(/(_[A-Za-z]+)/).map((part) => (part.startsWith('_') ? { text: part.slice(1), sub: true } : part) as Content);
}

export function appendix(results: Results): Content[] {
  const { run } = results;
  return [
    section('Appendix'),
    topic('Run and environment'),
    inTwoColumns([
      ['run', run.id], ['started', dateText(run.startedAt)], ['finished', `${dateText(run.finishedAt)} (${durationText(run.seconds)})`], ['seed', String(run.seed)],
      ...Object.entries(results.environment).map(([key, raw]): [string, string] => [label(key), value(raw)]),
    ]),
    topic('Hashes'),
    table(['What', 'SHA-256'], [...results.hashes, ...(results.hashes.some((hash) => hash.what === 'plan') ? [] : [{ what: 'plan', sha256: run.planHash }])].map(({ what, sha256 }) => [what, { text: breakable(sha256), style: 'fine' }]), [150, '*']),
    { stack: [topic('Formulas (HI paper)', false), table(['', 'Formula', 'In words'], formulas.map(([name, formula, words]) => [name, { text: withSubscripts(formula), style: 'cell' }, { text: withSubscripts(words), style: 'cell' }]), [20, 190, '*'])], unbreakable: true },
    { stack: [topic('Glossary', false), table(['Word', 'Meaning'], glossary.map(([word, meaning]) => [{ text: withSubscripts(word), style: 'cell', bold: true }, meaning]), [110, '*'])], unbreakable: true },
  ];
}

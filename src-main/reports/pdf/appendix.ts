/** Environment, hashes, formulas and glossary. */
import type { Content } from 'pdfmake/interfaces';
import type { Results } from '../../contract/results';
import type { ReportLanguage } from '../language';
import { durationText, dateText } from './title';
import { section, table, topic } from './blocks';

function value(raw: string | number | boolean | null, { words: { pages: words }, text }: ReportLanguage): string {
  if (typeof raw === 'string') return /^[0-9a-f]{40,64}$/.test(raw) ? raw.slice(0, 12) : text(raw);
  return raw === null ? words.unknown : typeof raw === 'boolean' ? (raw ? words.yes : words.no) : String(raw);
}

/** Read down the left, then down the right. */
function inTwoColumns(facts: readonly (readonly [string, string])[], { words: { appendix: words } }: ReportLanguage): Content {
  const half = Math.ceil(facts.length / 2);
  return table([words.what, words.value, words.what, words.value], facts.slice(0, half).map((fact, i) => [...fact, ...(facts[half + i] ?? ['', ''])]), [74, '*', 74, '*']);
}

/** Hashes may break anywhere; zero-width spaces let them. */
function breakable(hash: string): string {
  return hash.replaceAll(/(.{16})(?=.)/g, '$1\u200b');
}

/** “t_off” with its index set low. */
function withSubscripts(text: string): Content[] {
  return text.split(/(_[A-Za-z]+)/).map((part) => (part.startsWith('_') ? { text: part.slice(1), sub: true } : part) as Content);
}

export function appendix(results: Results, language: ReportLanguage): Content[] {
  const { run } = results;
  const { appendix: words } = language.words;
  return [
    section(words.title),
    topic(words.environment),
    inTwoColumns([
      [words.run, run.id], [words.started, dateText(run.startedAt, language)], [words.finished, `${dateText(run.finishedAt, language)} (${durationText(run.seconds)})`], [words.seed, String(run.seed)],
      ...Object.entries(results.environment).map(([key, raw]): [string, string] => [words.label(key), value(raw, language)]),
    ], language),
    topic(words.hashes),
    table([words.what, 'SHA-256'], [...results.hashes, ...(results.hashes.some((hash) => hash.what === 'plan') ? [] : [{ what: words.plan, sha256: run.planHash }])].map(({ what, sha256 }) => [words.hashed(what), { text: breakable(sha256), style: 'fine' }]), [150, '*']),
    { stack: [topic(words.formulas, false), table(['', words.formula, words.inWords], words.formulaList.map(([name, formula, meaning]) => [name, { text: withSubscripts(formula), style: 'cell' }, { text: withSubscripts(meaning), style: 'cell' }]), [20, 190, '*'])], unbreakable: true },
    { stack: [topic(words.glossary, false), table([words.word, words.meaning], words.words.map(([word, meaning]) => [{ text: withSubscripts(word), style: 'cell', bold: true }, meaning]), [110, '*'])], unbreakable: true },
  ];
}

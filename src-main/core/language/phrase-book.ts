/** Texts that come without facts, by their English form: “{n} samples came” says what may stand for n, “{n#}” that it has no letter, as numbers do, “{port!}” that it has no space. */

/** English and its translation, with the same blanks in braces. */
export type Phrase = readonly [english: string, translated: string];

interface Entry { readonly form: RegExp; readonly blanks: readonly string[]; readonly translated: string }

const escaped = (text: string): string => text.replace(/[.*+?^$()|[\]\\{}]/g, '\\$&');

function entryOf([english, translated]: Phrase): Entry {
  const parts = english.split(/\{(\w+[#!]?)\}/);
  const blank = (name: string): string => (name.endsWith('#') ? '([^a-zA-Z]+?)' : name.endsWith('!') ? '(\\S+?)' : '([^]+?)');
  return { form: new RegExp(`^${parts.map((part, i) => (i % 2 === 0 ? escaped(part) : blank(part))).join('')}$`), blanks: parts.filter((_, i) => i % 2 === 1).map((name) => name.replace(/[#!]$/, '')), translated };
}

/** Translates whole texts; a text that no phrase fits comes back as it was. What fills a blank is translated too where it is a phrase. */
export function createPhraseBook(phrases: readonly Phrase[]): (english: string) => string {
  const exact = new Map(phrases.filter(([english]) => !english.includes('{')));
  const entries = phrases.filter(([english]) => english.includes('{')).map(entryOf);
  const known = new Map<string, string>();
  const say = (english: string, depth: number): string => {
    const whole = exact.get(english) ?? known.get(english);
    if (whole !== undefined || depth === 0) return whole ?? english;
    for (const { form, blanks, translated } of entries) {
      const match = form.exec(english);
      if (match === null) continue;
      const filled = new Map(blanks.map((blank, i) => [blank, say(match[i + 1], depth - 1)]));
      return translated.replace(/\{(\w+)\}/g, (_, blank: string) => filled.get(blank) ?? '');
    }
    return english;
  };
  const mostKept = 500;
  return (english) => {
    const said = say(english, 4);
    if (known.size < mostKept) known.set(english, said);
    return said;
  };
}

type Catalogue = Readonly<Record<string, (facts: never) => string>>;
/** Facts that are their own names in braces, which turns a sentence into its form. */
const namedFacts = new Proxy({}, { get: (_, name) => `{${String(name)}}` });
function formOf(say: ((facts: never) => string) | undefined): string {
  try {
    return say?.(namedFacts as never) ?? '';
  } catch {
    // A sentence that needs a number or a list has no form; with its facts it is said all the same.
    return '';
  }
}
const blanksOf = (form: string): string => [...form.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort().filter((name, i, all) => name !== all[i - 1]).join();

/** The sentences of two catalogues as phrases, for where an error was written down as text alone: those whose facts are all words. */
export function phrasesOfCatalogues(english: Catalogue, translated: Catalogue): Phrase[] {
  return Object.entries(english).flatMap(([code, say]): Phrase[] => {
    const [form, other] = [formOf(say), formOf(translated[code])];
    const words = form.replace(/\{\w+\}/g, '');
    return words.length < 20 || /NaN|undefined/.test(form + other) || other === '' || !blanksOf(form).includes(blanksOf(other)) ? [] : [[form, other]];
  });
}

/** The studio's own sentences said in Spanish. Loaded when it is first spoken: it is long. */
import type { StudioWords, Told } from '../studio-words';
import { catalogue } from './errors';
import { figures } from './figures';
import { reasons } from './reasons';
import { paper, say as book } from './say';

/** Facts that are words of the studio; all others are names, which stay as they are. */
const prose: ReadonlySet<string> = new Set(['analyzer', 'by', 'cause', 'content', 'during', 'expected', 'found', 'got', 'held', 'hint', 'how', 'looked', 'known', 'missing', 'port', 'problem', 'reason', 'said', 'setting', 'takes', 'target', 'tried', 'unit', 'wanted', 'what', 'whose', 'why', 'work', 'name', 'names', 'first', 'warning']);
const wordsOf = <Fact>(name: string, fact: Fact, say: (text: string) => string): Fact | string | string[] => {
  if (!prose.has(name)) return fact;
  return typeof fact === 'string' ? say(fact) : Array.isArray(fact) ? fact.map((one) => (typeof one === 'string' ? say(one) : String(one))) : fact;
};
const sentences: Readonly<Record<string, (facts: never) => string>> = {
  ...catalogue,
  fault: ({ id, what }: { id: string; what: string }) => `Un fallo del estudio terminó la ejecución ${id} (${what}); lo medido se conserva: continúe la ejecución, e informe del problema si se repite.`,
  'fault.work': ({ what }: { what: string }) => `Un fallo del estudio terminó esto (${what}); vuelva a intentarlo, e informe del problema si se repite.`,
};
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const bare = (sentence: string): string => sentence.replace(/; se conservan? \d+ respuestas? suyas?/, '').replace(/\.$/, '');

function error({ code, sentence, facts, cause }: Told): string {
  const say = sentences[code];
  if (say === undefined || facts === undefined) return book(sentence);
  // A sentence quotes the error that led to it without its full stop, sometimes without its second half.
  const quotes = (text: string): boolean => cause !== undefined && text !== '' && cause.sentence.startsWith(text.slice(0, 24));
  const told = Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, wordsOf(name, fact, (text) => (cause !== undefined && quotes(text) ? bare(error(cause)) : book(text)))]));
  return capital((say as (facts: object) => string)(told));
}

export const spanish: StudioWords = {
  error,
  reason({ code, text, advice, facts }) {
    const say = (reasons as Readonly<Record<string, ((facts: never) => readonly [string, string]) | undefined>>)[code];
    if (say === undefined || facts === undefined) return { text: book(text), advice: book(advice) };
    const told = Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, wordsOf(name, fact, book)]));
    const [spanish, whatToDo] = (say as (facts: object) => readonly [string, string])(told);
    return { text: spanish, advice: whatToDo };
  },
  text: book,
  paper,
  figures,
};

/** What the studio says in English is said in the Spanish window with the same names and numbers, and with no English left in it. */
import { describe, expect, it } from 'vitest';
import { problem } from '../../src-main/contract/procedures/base';
import { catalogue as english, StudioError } from '../../src-main/core/errors';
import { findWarnings } from '../../src-main/core/energy/warnings';
import { figuresOf, type Figure } from '../../src-main/core/figures';
import { headlineOf } from '../../src-main/core/figures/headline';
import { chooseStrategy } from '../../src-main/core/qos';
import { reasonWords } from '../../src-main/core/verdict';
import { endingProblem } from '../../src-main/studio/window/problems';
import { catalogue as spanish } from '../../src-main/core/language/spanish/errors';
import { figures as spanishFigures } from '../../src-main/core/language/spanish/figures';
import { reasons } from '../../src-main/core/language/spanish/reasons';
import { say } from '../../src-main/core/language/spanish/say';
import { spanish as studioWords } from '../../src-main/core/language/spanish';
import { createPhraseBook } from '../../src-main/core/language/phrase-book';
import { exampleEnergy } from '../support/example-energy';
import { englishIn } from '../support/english-words';
import { exampleResults } from '../support/example-results';
import { projectFiles, textOf } from '../support/source-files';

type Say = (facts: object) => string;
type Facts = Record<string, unknown>;

/** Facts for every sentence by their types in the source: texts that say whose they are, and numbers that occur nowhere else. */
function sampleFacts(files: readonly string[], nothing: boolean): Map<string, Facts> {
  let number = 1201;
  const valueOf = (name: string, type: string): unknown => {
    if (nothing && type.includes('null')) return null;
    if (type.includes('[]')) return nothing ? [`${name}-1`] : [`${name}-1`, `${name}-2`];
    if (type === 'boolean') return !nothing;
    if (type.startsWith('number')) return (number += 7);
    return type.startsWith("'") ? (/'(\w+)'/.exec(type) as RegExpExecArray)[1] : nothing && (name === 'got' || name === 'said') ? '' : `<${name}>`;
  };
  return new Map(files.flatMap((file) => [...textOf(file).matchAll(/^ {2}'?([\w.-]+)'?: \(_?f?: (ProfilePlace & )?(?:\{([^}]*)\}|ProfilePlace|object)/gm)].map(([, code, place, fields = '']): [string, Facts] => [code, Object.fromEntries([
    ...(place === undefined ? [] : ['file: string', 'line: number', 'column: number', 'field: string']), ...fields.split(';').map((one) => one.trim()).filter((one) => one !== ''),
  ].map((one) => {
    const [name, type] = one.replaceAll('readonly ', '').split(/: (.*)/s);
    return [name, valueOf(name, type)];
  }))])));
}
const errorFiles = projectFiles().filter((file) => file.startsWith('src-main/core/errors/'));
/** The explanation of a key is English in the schema, and kinds of profiles have Spanish names. */
const translated = new Set(['help', 'kind', 'expected', 'status', 'role', 'wanted']);
/** Whole words that no Spanish sentence has. */
const englishWords = /\b(?:the|and|is|are|was|of|with|for|from|this|that|which|its|has|samples|measured|accuracy|than)\b/;
const namesOf = (text: string): string[] => [...text.matchAll(/<\w+>|\b[a-z]\w*-[12]\b|\b1[2-9]\d\d\b/g)].map(([found]) => found);

describe('errors in Spanish', () => {
  const codes = Object.keys(english).filter((code) => code !== 'profile.invalid' && code !== 'terminal.usage');

  it('have every code of the catalogue, and no other', () => {
    expect(Object.keys(spanish).sort()).toEqual(Object.keys(english).sort());
  });

  it.each([false, true])('name in every sentence what the English one names (facts that may be absent are: %s)', (nothing) => {
    const facts = sampleFacts(errorFiles, nothing);
    expect(codes.filter((code) => !facts.has(code))).toEqual([]);
    for (const code of codes) {
      const given = facts.get(code) as Facts;
      const [from, to] = [(english as Record<string, Say>)[code](given), (spanish as Record<string, Say>)[code](given)];
      expect(to, code).not.toMatch(from.includes('NaN') ? /undefined|null|\[object/ : /undefined|null|NaN|\[object/);
      expect(to, code).not.toBe(from);
      const wanted = namesOf(from).filter((name) => ![...translated].some((one) => name === `<${one}>`));
      expect(namesOf(to), `${code}: ${to}`).toEqual(expect.arrayContaining(wanted));
      expect(to.replace(/<\w+>|«[^»]*»|on-the-network|--[\w-]+/g, ''), code).not.toMatch(englishWords);
    }
  });

  it('say the error that they quote in Spanish too', () => {
    const cause = new StudioError('remote.refused', { host: 'edge', port: 12345 });
    const failed = new StudioError('run.interrupted-by-remote', { id: 'r1', cause: cause.message.replace(/\.$/, ''), done: 3, total: 9 }, { cause });
    // As it reaches a window that watches the run: through the schema, as JSON.
    const text = studioWords.error(problem.parse(JSON.parse(JSON.stringify(endingProblem(failed, 'r1')))));
    expect(text).toContain('se detuvo tras 3 de 9 respuestas');
    expect(text).toContain('(Nada escucha en edge:12345; inicie allí el servidor («hi-studio serve-edge») o corrija host y port en el perfil del servidor)');
  });

  it('are said from the sentence alone where it came without facts, as in a log', () => {
    expect(say(`${english['port.gone']({ port: '/dev/ttyACM0' })} Trying again (1 of 2).`)).toBe(`${spanish['port.gone']({ port: '/dev/ttyACM0' })} Nuevo intento (1 de 2).`);
    expect(studioWords.error({ code: 'port.gone', sentence: english['port.gone']({ port: 'COM3' }) })).toBe(spanish['port.gone']({ port: 'COM3' }));
  });

  it('say a fault of the studio, which no catalogue knows', () => {
    const text = studioWords.error(endingProblem(new Error('out of memory'), 'r1'));
    expect(text).toContain('r1 (out of memory); lo medido se conserva');
  });

  it('say what a profile expects, without the English explanation of the key', () => {
    const facts = { file: '', line: 3, column: 1, field: 'dataset.fit', expected: 'a whole number from 1 to 9', help: 'Samples of the fit set' };
    expect(studioWords.error({ code: 'profile.missing-key', sentence: '', facts })).toBe('Falta «dataset.fit»; añádalo como un número entero de 1 a 9.');
  });

  it('say the words that are put into them', () => {
    const facts = sampleFacts(errorFiles, false);
    const written = projectFiles().filter((file) => file.startsWith('src-main/')).flatMap((file) => [...textOf(file).matchAll(/new StudioError\('((?!terminal\.)[\w.-]+)', \{(.*?)\}(?:, \{ cause[^}]*\})?\)/g)].flatMap(([, code, inside]) =>
      [...inside.matchAll(/(\w+): (?:'([^']* [^']*)'|`([^`$]* [^`]*)`)/g)].map(([, name, plain, form]) => ({ code, name, value: plain ?? form.replace(/\$\{[^}]*\}/g, '7') }))));
    expect(written.length).toBeGreaterThan(30);
    const left = written.flatMap(({ code, name, value }) => {
      const given = { ...facts.get(code), [name]: value } as Facts;
      const text = studioWords.error({ code, sentence: '', facts: given as never });
      const found = englishIn(text.replace(/<\w+>/g, '').replace(/on-the-network/, ''));
      return found.length > 0 ? [`${code}, ${name}: ${text} (${found.join(', ')})`] : [];
    });
    expect(left).toEqual([]);
  });

  it('come in English where their code or their words are unknown', () => {
    expect(studioWords.error({ code: 'no.such-code', sentence: 'Something else happened.', facts: {} })).toBe('Something else happened.');
  });
});

describe('the verdict in Spanish', () => {
  const facts = sampleFacts(['src-main/core/verdict/reason-words.ts'], false);

  it.each(Object.keys(reasonWords))('gives the reason %s with its figures', (code) => {
    const given = facts.get(code) as Facts;
    const [from, to] = [reasonWords, reasons].map((table) => (table as unknown as Record<string, (facts: object) => readonly [string, string]>)[code](given));
    const numbers = (text: string): string[] => (text.match(/\d+(?:\.\d+)?/g) ?? []).sort();
    expect(numbers(to[0])).toEqual(numbers(from[0]));
    expect(namesOf(to[0]).sort()).toEqual(namesOf(from[0]).sort());
    expect(`${to[0]} ${to[1]}`.replace(/<\w+>|«[^»]*»/g, '')).not.toMatch(/undefined|null|NaN|\[object/);
    expect(to[0].replace(/<\w+>|«[^»]*»/g, '')).not.toMatch(englishWords);
  });
});

describe('figures in Spanish', () => {
  const results = { ...exampleResults(), energy: [exampleEnergy()] };
  const axisTitles = ({ panels }: Figure): string[] => panels.flatMap(({ chart }) => Object.values(chart.options.scales as Record<string, { title?: { text?: string } }>).map(({ title }) => title?.text ?? ''));
  const textsOf = (figure: Figure): string[] => [figure.title, figure.caption, ...figure.legend.map(({ label }) => label), ...axisTitles(figure), ...figure.table.columns];
  /** Names and units that are the same in both languages. */
  const same = /^(?:|n|HI|EE|EE-HI|[LE]PI \((?:ms|mJ)\)|p\d+ \((?:mJ|0\.\.1)\))$/;

  it('have every text in Spanish, with the numbers of the English one', () => {
    const [from, to] = [figuresOf(results), figuresOf(results, [], spanishFigures)];
    expect(to.map(({ name }) => name)).toEqual(from.map(({ name }) => name));
    expect(from.length).toBeGreaterThan(10);
    to.forEach((figure, i) => {
      const pairs = textsOf(figure).map((text, k) => [text, textsOf(from[i])[k]] as const);
      expect(pairs.filter(([text, other]) => text === other && !same.test(text)), figure.name).toEqual([]);
      for (const [text] of pairs) expect([...results.boards, ...results.models].reduce((rest, one) => rest.replaceAll(one.name, '·'), text), figure.name).not.toMatch(/undefined|null|NaN|\b(?:the|and|is|are|with|from|which|samples|measured|than)\b/);
      expect(figure.table.rows.length).toBe(from[i].table.rows.length);
      expect(figure.panels.map(({ chart }) => chart.data.datasets.map(({ data }) => data))).toEqual(from[i].panels.map(({ chart }) => chart.data.datasets.map(({ data }) => data)));
    });
  });

  it('say the headline as the list of runs does from its English text', () => {
    const shown = headlineOf(results, spanishFigures).text;
    expect(shown).not.toMatch(englishWords);
    expect(say(headlineOf(results).text)).toBe(shown);
  });
});

describe('texts without facts in Spanish', () => {
  it('know every finding of the wiring doctor', () => {
    const source = textOf('src-main/engine/wiring-doctor.ts');
    const texts = [...source.matchAll(/(?:passed|failed|skipped)\((?:'([^']+)'|`((?:[^`$]|\$\{[^{}`]*\})+)`)(?:, '([^']+)')?/g)].flatMap(([, plain, form, remedy]) => [plain ?? form.replace(/\$\{[^}]*\}/g, '7'), remedy]).filter((text) => text !== undefined);
    const wanted = [...source.matchAll(/const (?:wanted|said|remedy) = (?:[^;`']*\? )?(?:'([^']+)'|`((?:[^`$]|\$\{[^{}`]*\})+)`)/g)].map(([, plain, form]) => plain ?? form.replace(/\$\{[^}]*\}/g, '7'));
    expect(texts.length + wanted.length).toBeGreaterThan(25);
    // “7.” is a device's own name; how often a line changed is a word, here a number.
    expect([...texts, ...wanted].filter((text) => say(text) === text && text !== '7.' && !text.startsWith('7 changed 7'))).toEqual([]);
    expect(say('line 3 changed not at all in 2 s.')).toBe('línea 3 no cambió en 2 s.');
  });

  it('know every warning about an energy', () => {
    const idle = { powerW: { value: 1, ci95: [0.8, 1.2] } } as unknown as Parameters<typeof findWarnings>[0]['idle'];
    const bad = { coverage: 0.5, minimumCoverage: 0.95, leftOut: 3, windows: 9, rateHz: 100, shortestWindowS: 0.01, timeConstantS: 0.01, differenceShare: 0.1, idleWanted: true, idle: null };
    const texts = [...findWarnings(bad), ...findWarnings({ ...bad, differenceShare: -0.1, idle })].map(({ text }) => text);
    expect(new Set(texts.map((text) => text.slice(0, 20))).size).toBeGreaterThanOrEqual(5);
    expect(texts.filter((text) => say(text) === text || englishWords.test(say(text)))).toEqual([]);
  });

  it('know targets and what keeps them from being met', () => {
    const candidate = { model: 'm', strategy: 'hi' as const, accuracy: 0.8, lpiMs: 10, epiMj: 5 };
    const choices = [chooseStrategy([candidate], { quantity: 'accuracy', atLeast: 0.9 }), chooseStrategy([candidate], { quantity: 'latency', atMostMs: 2 }), chooseStrategy([{ ...candidate, epiMj: null }], { quantity: 'energy', atMostMj: 2 })];
    for (const { binds } of choices) expect(say(binds ?? ''), binds ?? '').not.toMatch(englishWords);
    expect(say(choices[0].text)).toBe('exactitud ≥ 90 %');
  });

  it('leave other texts alone, and put what fills a blank in its new place', () => {
    const book = createPhraseBook([['{n} of {of} came', 'de {of} llegaron {n}'], ['all', 'todos']]);
    expect(book('3 of all came')).toBe('de todos llegaron 3');
    expect(book('3 of 4 went')).toBe('3 of 4 went');
    const narrow = createPhraseBook([['{n#} of them', '{n} de ellas'], ['on {port!}', 'en {port}']]);
    expect(['1.5 [1, 2] of them', 'all of them', 'on COM3', 'on this computer'].map(narrow)).toEqual(['1.5 [1, 2] de ellas', 'all of them', 'en COM3', 'on this computer']);
  });
});

/** Everything that the published papers, the bundled profiles and model cards, and the costs of runs say in English has its Spanish. */
import { readdirSync } from 'node:fs';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createComputerDriver } from '../../src-main/boards/computer';
import { matchReference, shareCost, wholeCost } from '../../src-main/boards/reference-cost';
import { offloadPower, powerTimes } from '../../src-main/boards/mean-power';
import { createVirtualDriver } from '../../src-main/boards/virtual';
import * as schemas from '../../src-main/contract/profiles';
import type { BoardProfile, LinkProfile } from '../../src-main/contract/profiles';
import { saidFigure } from '../../src-main/core/figures/said-figure';
import { offloadEstimate } from '../../src-main/core/links';
import { reproduce, reproduciblePapers } from '../../src-main/core/published';
import { modelled } from '../../src-main/core/stats';
import type { Board } from '../../src-main/engine/ports';
import { projectRoot } from '../../src-main/paths';
import { conditionTexts } from '../../src-renderer/features/published/condition-text';
import { paper, say } from '../../src-main/core/language/spanish/say';
import { allBoards, readBoard } from '../boards/board-profiles';
import { batchOf, fakeClock, fakeModel, type FakeOptions } from '../boards/fake-model';
import { libraryWith } from '../support/published-papers';
import { englishIn } from '../support/english-words';
import { projectFiles, textOf } from '../support/source-files';

type Say = (english: string) => string;
const library = libraryWith();

/** Every text inside a value, keys left out. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(texts);
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(texts) : [];
}
/** What is still English after it was said: words that no Spanish text has. */
const leftOver = (found: Iterable<string>, tell: Say): string[] => [...new Set(found)].flatMap((english) => {
  const words = englishIn(tell(english));
  return words.length > 0 ? [`${english} → ${tell(english)} (${words.join(', ')})`] : [];
});
const numbers = (text: string): string[] => (text.match(/\d+(?:\.\d+)?/g) ?? []).sort();

describe('published papers in Spanish', () => {
  const reproductions = reproduciblePapers.map((id) => reproduce(id, library));
  const claimTexts = reproductions.flatMap(({ claims, where }) => [where, ...claims.flatMap(({ topic, claim, printed, reason, readings }) => [topic, claim, printed, reason, ...readings.flatMap(({ assumes, formula, text, missing }) => [assumes, formula, text, missing ?? ''])])]);

  it('say claims, verdicts’ reasons, readings and formulas', () => {
    expect(claimTexts.length).toBeGreaterThan(1000);
    expect(leftOver(claimTexts, paper)).toEqual([]);
  });

  it('say rebuilt tables and figures', () => {
    const tables = reproductions.flatMap(({ tables: all }) => all.flatMap(({ title, note, columns, rows }) => [title, note, ...columns, ...texts(rows)]));
    const figures = reproductions.flatMap(({ figures: all }) => all.map((figure) => saidFigure(figure, paper))).flatMap(({ title, caption, legend, panels, table }) => [
      title, caption, ...legend.map(({ label }) => label), ...texts(table), ...panels.flatMap(({ title: head, chart }) => [head ?? '', ...chart.data.datasets.map(({ label }) => label), ...texts((chart.options.scales as Record<string, { title?: { text?: string } }>))]),
    ]);
    expect(leftOver(tables, paper)).toEqual([]);
    expect(leftOver(figures, (text) => text)).toEqual([]);
  });

  it('say notes, places and conditions of every value', () => {
    const records = library.papers.flatMap((one) => one.records);
    expect(leftOver(records.flatMap(({ note = '', source, value, value_type: type }) => [note, source.ref, type === 'text' ? String(value) : '']), paper)).toEqual([]);
    expect(leftOver(records.flatMap((record) => conditionTexts(record, paper)), (text) => text)).toEqual([]);
  });

  it('keep every number', () => {
    const longer = [...new Set(claimTexts)].filter((text) => text.length > 12 && paper(text) !== text);
    expect(longer.length).toBeGreaterThan(250);
    expect(longer.filter((text) => numbers(paper(text)).join() !== numbers(text).join()).map((text) => `${text} → ${paper(text)}`)).toEqual([]);
  });

  it('say why a run differs from a paper', () => {
    const source = textOf('src-main/core/published/beside.ts');
    const reasons = [...source.matchAll(/reasons\.push\((?:'([^']+)'|`([^`]+)`)\)/g)].map(([, plain, form]) => plain ?? form.replace(/\$\{(?:[^{}]|\{[^}]*\})*\}/g, '7'));
    expect(reasons.length).toBeGreaterThan(9);
    expect(reasons.filter((reason) => paper(reason) === reason)).toEqual([]);
    expect(leftOver(reasons, paper)).toEqual([]);
  });
});

describe('profiles in Spanish', () => {
  const files = [...projectFiles().filter((file) => /^profiles\/(?!published)\w+\/[\w.-]+\.yaml$/.test(file)), ...readdirSync(`${projectRoot()}/resources/models`).map((id) => `resources/models/${id}/card.yaml`)];
  /** Names stay as they are, those of classes too. */
  const proseOf = (file: string): string[] => {
    const { name: _, labels: __, ...rest } = parse(textOf(file)) as { name: string; labels?: readonly string[] };
    return texts(rest).filter((text) => text.includes(' ') && /[a-z]{3}/.test(text));
  };

  it('say summaries, sources, licences, rules and notes of every profile and model card that ships', () => {
    expect(files.length).toBeGreaterThan(35);
    for (const file of files) expect(leftOver(proseOf(file), say), file).toEqual([]);
  });

  it('say where a board’s costs come from, through every way of reckoning them', () => {
    const found = new Set<string>();
    const keep = (...estimates: readonly ({ readonly source: string } | null)[]): void => estimates.forEach((estimate) => { if (estimate !== null) found.add(estimate.source); });
    const all = <Profile>(kind: string): Profile[] => files.filter((file) => file.startsWith(`profiles/${kind}/`)).map((file) => parse(textOf(file)) as Profile);
    const server = { ...modelled(5, 'mean preprocessing plus inference of the edge server of this run'), provenance: 'measured' as const };
    for (const board of all<BoardProfile>('boards')) {
      if ((board.inference ?? []).length === 0) continue;
      for (const [architecture, macs] of [['resnet8', 12_501_632], ['resnet8', 3e6], ['alexnet', 7e8]] as const) {
        const whole = wholeCost(board, matchReference(board, { name: 'Mine', architecture, dataset: 'glyphs', macs }));
        const part = shareCost(whole, 0.3);
        keep(whole.latencyMs, whole.energyMj, part.latencyMs, part.energyMj, powerTimes(offloadPower(board, 3072), whole.latencyMs));
      }
    }
    for (const link of all<LinkProfile>('links')) keep(offloadEstimate(link, 3072, server), offloadEstimate({ ...link, rate_mbit_s: undefined }, 3072, server));
    expect(found.size).toBeGreaterThan(60);
    const names = all<LinkProfile>('links').map(({ name }) => name);
    expect(leftOver([...found].map((source) => names.reduce((rest, name) => rest.replaceAll(name, 'Nuestro'), source)), say)).toEqual([]);
  });

  it('say in reports how the costs of a board came about, sentence by sentence', async () => {
    const request = { stages: [0, 1, 'plain'] as const, warmUp: 1, loops: 3, minLoopMs: 1 };
    const rules: string[] = [];
    const keep = async (board: Promise<Board>, options: FakeOptions = {}): Promise<void> => void rules.push((await (await board).costs(fakeModel(options), batchOf(9), request, () => {}, new AbortController().signal)).rule);
    for (const profile of allBoards().filter(({ driver }) => driver === 'virtual')) {
      // The very model of a table, another one like it, and one that is scaled.
      for (const options of [{}, { card: { dataset: 'glyphs' } }, { macs: { exits: [1e6, 3e6], plain: 3e6 } }]) await keep(createVirtualDriver().open(profile), options);
    }
    const covers = projectFiles().filter((file) => file.startsWith('src-main/analyzers/')).flatMap((file) => [...textOf(file).matchAll(/covers(?: =|:)[^'\n]*'([^']+)'(?: : '([^']+)')?/g)].flatMap(([, ...found]) => found.filter((one) => one !== undefined)));
    expect(new Set(covers).size).toBeGreaterThan(2);
    for (const what of [null, ...covers]) {
      const clock = fakeClock(2);
      const meter = what === null ? null : { name: 'Linux RAPL, package-0, idle power included', covers: what, windowMs: 200, provenance: 'measured' as const, readMj: () => 9 * clock.ms() };
      await keep(createComputerDriver({ clock, meter, meterReason: 'There is no readable RAPL counter in /sys/class/powercap (ENOENT).' }).open(readBoard('this-computer')), { clock });
    }
    const written = ['agent/own-offloads', 'mlperf-tiny/dut-board'].flatMap((file) => [...textOf(`src-main/boards/${file}.ts`).matchAll(/`(?:\$\{timed\} )?([A-Z][^`]{20,}\.)`|'([A-Z][^']{20,}\.)'/g)].map(([, form, plain]) => plain ?? form.replaceAll(/\$\{[^}]*\}/g, '7')));
    expect(written.length).toBeGreaterThan(6);
    const sentences = new Set([...rules, ...written].flatMap((rule) => rule.split(/(?<=\.) (?=[A-Z])/)));
    expect(sentences.size).toBeGreaterThan(40);
    expect([...sentences].filter((sentence) => say(sentence) === sentence)).toEqual([]);
    expect(leftOver(sentences, say)).toEqual([]);
  });

  it('say what is said of lost samples and of overloads', () => {
    const events = projectFiles().filter((file) => /^src-main\/(analyzers\/(?!rapl)|core\/protocol\/|studio\/capture\/)/.test(file)).flatMap((file) => [...textOf(file).matchAll(/(?:why: |why = |#suspect\([^'`]*|lose\([^'`]*, |loss\([^'`]*, |overload\()(?:'(?!loss')([^']+)'|`([^`]+)`)/g)].map(([, plain, form]) => plain ?? form));
    const told = events.flatMap((form) => {
      // A form chooses between words, or holds a number; a list of such reasons is tried below.
      const choice = /\$\{[^}]*\? '([^']+)' : '([^']+)'\}/.exec(form);
      return choice === null ? [form.replace(/\$\{why[^}]*\}\$\{.*\}/, 'the counter jumped').replace(/\$\{field\}/, 'current').replace(/\$\{[^}]*\}/g, '7')] : [choice[1], choice[2]].map((word) => form.replace(choice[0], word));
    });
    expect(told.length).toBeGreaterThan(10);
    expect(leftOver([...told, 'nothing came for 9 ms; the counter jumped; 64 or a multiple of it may be missing besides'], say)).toEqual([]);
  });

  it('say the help of every key', () => {
    const helps = new Set<string>();
    const collect = (node: unknown): void => {
      if (node === null || typeof node !== 'object') return;
      for (const [key, value] of Object.entries(node)) if (key === 'description' && typeof value === 'string') helps.add(value);
        else collect(value);
    };
    for (const schema of Object.values(schemas.profileSchemas)) collect(z.toJSONSchema(schema, { io: 'input' }));
    expect(helps.size).toBeGreaterThan(100);
    expect([...helps].filter((help) => say(help) === help)).toEqual([]);
    expect(leftOver(helps, say)).toEqual([]);
  });
});

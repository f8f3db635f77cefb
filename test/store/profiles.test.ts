/** The profile loader: what a lab user is told about a file that does not fit. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StudioError } from '../../src-main/core/errors';
import { loadProfile, openProfileLibrary, problemsOf, profileJsonSchema } from '../../src-main/store/profiles';
import type { ProfileKind } from '../../src-main/contract/profiles';

let folder: string;
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'hi-profiles-')); });
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

const experiment = `kind: experiment
id: try-glyphs
name: Try glyphs
dataset:
  use: glyphs
  fit: 200
  report: 500
models: [glyphs-small]
remote: glyphs-large
boards: [this-computer]
targets:
  - kind: latency
    at_most_ms: 5
`;
const board = `kind: board
id: esp32
name: ESP32
driver: virtual
inference:
  - architecture: resnet8
    dataset: cifar10
    latency_ms: { value: 600, provenance: published, source: Table 4 }
link: wifi
`;

function write(name: string, text: string | Uint8Array): string {
  const file = join(folder, name);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
  return file;
}
function complaint(kind: ProfileKind, text: string | Uint8Array): { code: string; sentence: string; all: string[]; codes: string[] } {
  const file = write('p.yaml', text);
  try {
    loadProfile(kind, file);
  } catch (error) {
    if (!(error instanceof StudioError)) throw error;
    const clean = (sentence: string): string => sentence.replaceAll(file, 'p.yaml');
    const problems = problemsOf(error);
    return { code: error.code, sentence: clean(error.message), all: problems.map((one) => clean(one.sentence)), codes: problems.map((one) => one.code) };
  }
  throw new Error('the profile was accepted');
}
const changed = (from: string, to: string): string => { expect(experiment).toContain(from); return experiment.replace(from, to); };

describe('a profile that fits', () => {
  it('loads an experiment with its defaults filled in', () => {
    const loaded = loadProfile('experiment', write('good.yaml', experiment));
    expect(loaded).toMatchObject({ id: 'try-glyphs', seed: 1, bootstrap: 2000, server: 'this-computer', targets: [{ kind: 'latency', at_most_ms: 5 }] });
  });
  it('writes a JSON schema that an editor can use for every kind', () => {
    for (const kind of ['board', 'link', 'server', 'dataset', 'model', 'experiment'] as const) {
      const schema = profileJsonSchema(kind);
      expect(schema.properties?.kind.const).toBe(kind);
      expect(schema.required).toContain('id');
    }
    expect(profileJsonSchema('experiment').required).not.toContain('seed');
  });
});

describe('a misspelt or missing key', () => {
  it('names the nearest known key', () => {
    expect(complaint('experiment', changed('report: 500', 'reprot: 500')).all).toEqual([
      'p.yaml:7: “dataset.reprot” is not a known key (did you mean “report”?); known here: use, fit, report.',
    ]);
  });
  it('names the key with the right unit', () => {
    expect(complaint('experiment', changed('at_most_ms: 5', 'at_most_s: 5')).all).toEqual([
      'p.yaml:13: “targets[0].at_most_s” is not a known key (did you mean “at_most_ms”?); known here: kind, at_most_ms.',
    ]);
  });
  it('says what a missing key holds and what it is for', () => {
    expect(complaint('experiment', changed('  fit: 200\n', '')).sentence)
      .toBe('p.yaml:5: “dataset.fit” is missing; add it as a whole number from 50 (Samples for fitting decisions and thresholds).');
  });
  it('tells every problem of a file, the first one in the sentence', () => {
    const found = complaint('experiment', changed('  fit: 200', '  fitt: 200').replace('models: [glyphs-small]', 'models: []').replace('at_most_ms: 5', 'at_most_ms: "5 ms"'));
    expect(found.codes).toEqual(['profile.unknown-key', 'profile.out-of-range', 'profile.unit-in-value']);
    expect(found.sentence).toBe('p.yaml:6: “dataset.fitt” is not a known key (did you mean “fit”?); known here: use, fit, report. (and 2 more problems in this file)');
    expect(found.all[1]).toBe('p.yaml:8: “models” is a list of 0 where a list of at least 1 entry is expected; write a value within that range (Local model ids, smallest first).');
  });
});

describe('a value that does not fit', () => {
  it.each([
    ['5 ms', 'p.yaml:13: “targets[0].at_most_ms” holds the text “5 ms” where a number in ms is expected; write the number alone, 5: the unit is in the key, at_most_ms.'],
    ['0.25 s', 'p.yaml:13: “targets[0].at_most_ms” holds the text “0.25 s” where a number in ms is expected; write the number alone, 250: the unit is in the key, at_most_ms.'],
    ['5 parsec', 'p.yaml:13: “targets[0].at_most_ms” holds the text “5 parsec” where a number in ms is expected; write the number alone: the unit is in the key, at_most_ms.'],
    ['fast', 'p.yaml:13: “targets[0].at_most_ms” holds the text “fast”; write a number greater than 0 instead.'],
    ['-3', 'p.yaml:13: “targets[0].at_most_ms” is -3 where a number greater than 0 is expected; write a value within that range.'],
    ['[5]', 'p.yaml:13: “targets[0].at_most_ms” holds a list; write a number greater than 0 instead.'],
  ])('explains the latency target %s', (value, sentence) => {
    expect(complaint('experiment', changed('at_most_ms: 5', `at_most_ms: ${value}`)).sentence).toBe(sentence);
  });
  it('offers the fraction for a percentage', () => {
    const target = (value: string): string => complaint('experiment', changed('  - kind: latency\n    at_most_ms: 5', `  - { kind: accuracy, at_least: ${value} }`)).sentence;
    expect(target('90')).toBe('p.yaml:12: “targets[0].at_least” is 90 where a fraction between 0 and 1 is expected; write 0.9 for 90 %.');
    expect(target('90 %')).toBe('p.yaml:12: “targets[0].at_least” holds the text “90 %” where a number from 0 to 1 is expected; write 0.9, without quotes or sign behind it.');
    expect(target('-0.1')).toContain('“targets[0].at_least” is -0.1 where a number from 0 to 1 is expected');
  });
  it('takes the unit from the key around a sourced value', () => {
    expect(complaint('board', board.replace('value: 600', 'value: 0.6 s')).sentence)
      .toBe('p.yaml:8: “inference[0].latency_ms.value” holds the text “0.6 s” where a number in ms is expected; write the number alone, 600: the unit is in the key, latency_ms.');
  });
  it('asks for the source of a bare figure', () => {
    expect(complaint('board', board.replace(/latency_ms: .*/, 'latency_ms: 600')).sentence)
      .toBe('p.yaml:8: “inference[0].latency_ms” holds 600; write a map with value, provenance, source instead.');
  });
  it('lists the choices with the nearest first', () => {
    expect(complaint('board', board.replace('driver: virtual', 'driver: virtaul')).sentence)
      .toContain('p.yaml:4: “driver” is “virtaul”, which is not one of the choices (did you mean “virtual”?); write one of: computer, virtual');
    expect(complaint('experiment', changed('kind: latency', 'kind: latencey')).sentence)
      .toBe('p.yaml:12: “targets[0].kind” is “latencey”, which is not one of the choices (did you mean “latency”?); write one of: accuracy, latency, energy, paper.');
    expect(complaint('server', 'kind: server\nid: s\nname: S\nhost: a\nreply_bytes: 3\n').sentence)
      .toBe('p.yaml:5: “reply_bytes” is “3”, which is not one of the choices; write one of: 1, 2.');
  });
  it('says how an id looks', () => {
    expect(complaint('board', board.replace('id: esp32', 'id: ESP 32')).sentence)
      .toBe('p.yaml:2: “id” is “ESP 32”, which does not have the form “lower-case letters, digits, dots and hyphens”; write it in that form (Unique name within its kind, used in experiments and on the command line).');
  });
  it('asks for a whole number', () => {
    expect(complaint('experiment', changed('fit: 200', 'fit: 200.5')).sentence).toContain('“dataset.fit” holds 200.5; write a whole number from 50 instead');
  });
});

describe('a file that is no such profile', () => {
  it.each<[string, ProfileKind, string | Uint8Array, string]>([
    ['empty', 'board', '# only a comment\n', 'p.yaml is empty; a board profile starts with the line “kind: board” (copy one from profiles/boards/ to begin).'],
    ['of another kind', 'experiment', board, 'p.yaml:1: “kind” is “board” and an experiment profile was expected here; give a file whose kind is experiment.'],
    ['of a misspelt kind', 'board', board.replace('kind: board', 'kind: bord'), 'p.yaml:1: “kind” is “bord” and a board profile was expected here; write “kind: board”.'],
    ['a list', 'board', '- a\n- b\n', 'p.yaml:1: the file holds a list, and a board profile holds “key: value” lines that start with “kind: board”.'],
    ['wrongly quoted', 'board', 'kind: board\nname: "ESP\n', 'p.yaml:3: this is not valid YAML at column 1 (Missing closing "quote); mend that line, its indentation and its quotes.'],
    ['with a key twice', 'board', 'kind: board\nid: a\nid: b\n', 'p.yaml:3: this is not valid YAML at column 1 (Map keys must be unique); mend that line, its indentation and its quotes.'],
    ['binary', 'board', new Uint8Array([107, 10, 0, 1, 255]), 'p.yaml:2: this is not a text file in UTF-8; a profile is YAML text, so save it as UTF-8 or choose another file.'],
    ['huge', 'board', 'a'.repeat(1024 * 1024 + 1), 'p.yaml has 1048577 bytes and a profile has at most 1048576; is this the file you meant?'],
    ['nested without end', 'board', '['.repeat(100_000), 'p.yaml is nested too deeply for a profile; remove brackets or indentation that do not belong there.'],
    ['an alias bomb', 'board', `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefgh'.split('').map((c, i) => `${c}: &${c} [${Array(9).fill(`*${'abcdefg'[i]}`).join(',')}]`).join('\n')}\n`, 'p.yaml repeats its anchors more than 100 times through aliases (*name); write the values out.'],
  ])('is told: %s', (_, kind, text, sentence) => {
    expect(complaint(kind, text).sentence).toBe(sentence);
  });
  it('is told when there is no such file, or a folder', () => {
    expect(() => loadProfile('board', join(folder, 'none.yaml'))).toThrow(/none\.yaml does not exist; check the path, or give the id of a known board \("hi-studio list boards"\)/);
    expect(() => loadProfile('board', folder)).toThrow(/cannot be read \(it is a folder\)/);
  });
});

describe('a library of profiles', () => {
  const library = () => openProfileLibrary({ profiles: join(folder, 'lib'), models: join(folder, 'models'), user: [join(folder, 'mine')] });
  const card = (id: string) => `kind: model\nid: ${id}\nname: ${id}\nrole: local\narchitecture: resnet8\nfile: model.onnx\ndataset: glyphs\ninput: { layout: NCHW, height: 32, width: 32, channels: 3, type: float32 }\npreprocessing: { scale: 255, mean: [0], std: [1] }\noutput: logits\nlabels: [a, b]\nexits: [{ name: final, output: out }]\nlicence: MIT\n`;
  beforeAll(() => {
    write('lib/boards/esp32.yaml', board);
    write('lib/boards/broken.yaml', 'kind: board\nid: broken\nnmae: Broken\ndriver: virtual\n');
    write('lib/boards/this-computer.yaml', 'kind: board\nid: this-computer\nname: This computer\ndriver: computer\n');
    write('lib/datasets/glyphs.yaml', 'kind: dataset\nid: glyphs\nname: Glyphs\nreader: glyphs\n');
    write('lib/experiments/try-glyphs.yaml', experiment);
    write('models/glyphs-small/card.yaml', card('glyphs-small'));
    write('models/glyphs-large/card.yaml', card('glyphs-large'));
    write('mine/my-board.yaml', board.replace('id: esp32', 'id: mine'));
    write('mine/boards/esp32.yaml', board.replace('name: ESP32', 'name: My ESP32'));
    write('mine/notes.yaml', 'shopping: [milk]\n');
  });
  it('lists every folder, the user’s own first, and keeps a broken file in the list with its problem', () => {
    expect(library().list('board').map(({ id, name, builtIn, problem }) => [id, name, builtIn, problem?.code ?? null])).toEqual([
      ['broken', 'broken', true, 'profile.invalid'], ['esp32', 'My ESP32', false, null], ['mine', 'ESP32', false, null], ['this-computer', 'This computer', true, null],
    ]);
    expect(library().list('model').map((entry) => entry.id)).toEqual(['glyphs-large', 'glyphs-small']);
  });
  it('finds a profile by id and tells a model card its folder', () => {
    expect(library().get('board', 'esp32').name).toBe('My ESP32');
    expect(library().get('model', 'glyphs-small').directory).toBe(join(folder, 'models', 'glyphs-small'));
    expect(library().load('model', join(folder, 'models', 'glyphs-small')).id).toBe('glyphs-small');
  });
  it('loads an experiment by id or by file', () => {
    expect(library().load('experiment', 'try-glyphs').id).toBe('try-glyphs');
    expect(library().load('experiment', join(folder, 'lib/experiments/try-glyphs.yaml')).id).toBe('try-glyphs');
  });
  it('names the nearest id for one that does not exist', () => {
    expect(() => library().load('board', 'esp23')).toThrow('There is no board “esp23” (did you mean “esp32”?); known: broken, esp32, mine, this-computer; a file of your own is given by its path ending in .yaml.');
  });
  it('finds the unknown profiles that an experiment names, at their lines', () => {
    const file = write('refs.yaml', experiment.replace('use: glyphs', 'use: glyhps').replace('[this-computer]', '[this-computer, pi4]'));
    try {
      library().load('experiment', file);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(StudioError);
      expect(problemsOf(error as StudioError).map((one) => one.sentence.replaceAll(file, 'refs.yaml'))).toEqual([
        'refs.yaml:5: “dataset.use” names the dataset “glyhps”, which does not exist (did you mean “glyphs”?); known: glyphs.',
        'refs.yaml:10: “boards[1]” names the board “pi4”, which does not exist; known: broken, esp32, mine, this-computer.',
      ]);
    }
  });
  it('refuses two profiles of one id in the same place', () => {
    write('lib/boards/twin-a.yaml', board.replace('id: esp32', 'id: twin'));
    write('lib/boards/twin-b.yaml', board.replace('id: esp32', 'id: twin'));
    expect(() => library().get('board', 'twin')).toThrow(/both describe the board “twin”; give one of them another id/);
  });
});

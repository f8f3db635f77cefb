/** The command line itself: help, lists, checks, previews, and what it says of commands that it does not know. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { laboratoryOfFile } from '../support/file-laboratory';
import { openLaboratory, type Laboratory } from '../support/laboratory';
import { answerOf, hiStudio, type Ended } from '../support/terminal';

const lab = laboratoryOfFile();
lab.quickRemote();

const studio = (...args: string[]): Promise<Ended> => hiStudio(args, lab);

describe('help', () => {
  it('shows every command with its options and an example, and the exit codes', async () => {
    const all = await studio('--help');
    expect([all.code, all.err]).toEqual([0, '']);
    const commands = [...(all.out.split('Commands:')[1] ?? '').matchAll(/^ {2}([a-z-]+)/gm)].map(([, name]) => name).filter((name) => name !== 'help' && name !== 'hi-studio');
    expect(commands).toEqual(expect.arrayContaining(['run', 'list', 'check', 'export', 'serve-edge', 'agent', 'dataset', 'remove', 'schema']));
    for (const code of ['0', '2', '3', '4', '5', '6', '7', '130']) expect(all.out).toMatch(new RegExp(`^ +${code} {2}\\S`, 'm'));
    const groups = { dataset: ['preview', 'download', 'export'], mlperf: ['performance', 'accuracy', 'energy'] };
    for (const words of [...commands.filter((name) => !(name in groups)).map((name) => [name]), ...Object.entries(groups).flatMap(([group, names]) => names.map((name) => [group, name]))]) {
      const { code, out, err } = await studio(...words, '--help');
      expect([code, err], words.join(' ')).toEqual([0, '']);
      expect(out, words.join(' ')).toMatch(new RegExp(`Examples:\\n {2}hi-studio ${words.join(' ')} ?\\S*`));
    }
  });
});

describe('a command that the studio does not know', () => {
  it('ends with exit code 2 and a sentence', async () => {
    for (const [args, sentence] of [
      [['rum', 'demo'], /unknown command 'rum'/], [['run', 'demo', '--sed', '1'], /unknown option '--sed'/], [['list', 'bords'], /'bords' is invalid.*boards, analyzers, datasets, models/], [['export'], /missing required argument 'run'/],
    ] as const) {
      const { code, out, err } = await studio(...args);
      expect([code, out], args.join(' ')).toEqual([2, '']);
      expect(err).toMatch(sentence);
      expect(err).not.toContain('    at ');
    }
    expect(await studio('run')).toMatchObject({ code: 2, err: 'Name one experiment to run, or a run to go on with by --resume RUN; "hi-studio list experiments" shows what there is.\n' });
    expect(await studio('run', 'demo', '--seed', 'x')).toMatchObject({ code: 2, err: '--seed “x” is not a whole number from 0 to 2147483647; for example --seed 7.\n' });
    expect(await studio('run', '--resume', 'yesterday')).toMatchObject({ code: 2, err: 'There is no run “yesterday”; "hi-studio list runs" shows the ones that exist.\n' });
  });
});

describe('list', () => {
  it('shows boards, datasets, models, experiments and runs, for people and for scripts', async () => {
    for (const [kind, id] of [['boards', 'raspberry-pi-4b'], ['datasets', 'glyphs'], ['models', 'quick-remote'], ['experiments', 'demo']] as const) {
      const [people, script] = await Promise.all([studio('list', kind), studio('list', kind, '--json')]);
      expect([people.code, people.err]).toEqual([0, '']);
      expect(people.out).toMatch(new RegExp(`^${id} `, 'm'));
      const entry = answerOf<{ id: string; problem: string | null; builtIn: boolean }[]>(script).find((one) => one.id === id);
      expect(entry).toMatchObject({ problem: null, builtIn: id !== 'quick-remote' });
    }
    expect((await studio('list', 'runs')).out).toBe('No runs yet; "hi-studio run demo" makes the first.\n');
  });

  it('shows a profile that cannot be used with what is wrong with it', async () => {
    const other = openLaboratory();
    try {
      other.profile('mine/boards/my-board.yaml', { kind: 'board', id: 'my-board', name: 'Mine', driver: 'virtuel' });
      const { code, out } = await hiStudio(['list', 'boards'], other);
      expect(code).toBe(0);
      expect(out).toMatch(/^my-board +Mine +✗ .*“driver” is “virtuel”, which is not one of the choices \(did you mean “virtual”\?\)/m);
    } finally {
      other.remove();
    }
  });
});

describe('check', () => {
  it('tells what an experiment would do, and of a model what is in it', async () => {
    lab.experiment('sound');
    const experiment = await studio('check', 'sound.yaml');
    expect([experiment.code, experiment.err]).toEqual([0, '']);
    expect(experiment.out).toMatch(/^Small glyphs: fit on 200, report on 300 of 20000 samples of Glyphs\n/);
    expect(experiment.out).toContain('Offloading to the edge server: 500');
    expect(experiment.out.trimEnd().split('\n').at(-1)).toBe('✓ sound.yaml is in order.');
    const model = await studio('check', lab.path('mine', 'models', 'quick-remote', 'card.yaml'), '--json');
    const { ok, facts } = answerOf<{ ok: boolean; facts: string[] }>(model);
    expect([model.code, ok]).toEqual([0, true]);
    expect(facts.join('\n')).toMatch(/input NCHW 3 × 32 × 32, 10 classes[^]*exit end: \d+\.\d+ M multiply-accumulates/);
  });

  it('finds every problem of an experiment at once, each in its sentence', async () => {
    lab.put('wrong.yaml', 'kind: experiment\nid: wrong\nname: Wrong\ndataset: { use: glyph, fit: 200, reprot: 300 }\nmodels: [glyphs-resnet8]\nremote: glyphs-remote\nboards: [this-computer]\ntargets: [{ kind: latency, at_most_ms: 5 ms }]\n');
    const { code, out, err } = await studio('check', 'wrong.yaml');
    expect([code, err]).toEqual([2, '']);
    const lines = out.trimEnd().split('\n');
    expect(lines).toEqual(expect.arrayContaining([
      expect.stringContaining('✗ wrong.yaml:4: “dataset.reprot” is not a known key (did you mean “report”?)') as string,
      expect.stringContaining('✗ wrong.yaml:8: “targets[0].at_most_ms” holds the text “5 ms” where a number in ms is expected; write the number alone, 5') as string,
    ]));
    expect(lines.at(-1)).toBe(`${lines.length - 1} problems in wrong.yaml.`);
  });

  it('finds what makes a sound file impossible to run', async () => {
    const findings = async (name: string, change: Parameters<Laboratory['experiment']>[1]): Promise<string[]> => {
      lab.experiment(name, change);
      const checked = await studio('check', `${name}.yaml`, '--json');
      expect(checked.code).toBe(2);
      return answerOf<{ findings: { message: string }[] }>(checked).findings.map(({ message }) => message);
    };
    expect(await findings('too-much', { dataset: { use: 'glyphs', fit: 10_000, report: 10_001 }, boards: ['this-computer', 'this-computer'] })).toEqual([
      'Dataset “Glyphs” has 20000 samples, but dataset.fit 10000 and dataset.report 10001 need 20001 different ones; lower one of the two.',
      '“this-computer” stands twice in boards; name it once.',
    ]);
    expect(await findings('swapped', { models: ['glyphs-remote'], remote: 'glyphs-resnet8', strategies: ['hi'] })).toEqual([
      'Model “glyphs-remote” in models is a remote model by its card; expected a local one: name another model or correct “role” in its card.',
      'Model “glyphs-resnet8” in remote is a local model by its card; expected a remote one: name another model or correct “role” in its card.',
    ]);
    expect(await findings('dreaming', { targets: [{ kind: 'accuracy', at_least: 1 - 1e-4 }] })).toEqual([expect.stringMatching(/^The target accuracy at_least 0\.9999 cannot be met by any strategy: with the safety margin choose\.margin_z = 1\.645 on 200 fit samples it asks for 100\.1\d %; choose a lower one\.$/)]);
  });
});

describe('dataset preview', () => {
  it('writes a contact sheet as PNG', async () => {
    const preview = await studio('dataset', 'preview', 'glyphs', '--count', '9', '--out', 'sheets/nine.png', '--json');
    expect(preview.code, preview.err).toBe(0);
    expect(answerOf(preview)).toMatchObject({ file: lab.path('sheets', 'nine.png'), name: 'Glyphs', size: 20000, count: 9 });
    const png = readFileSync(lab.path('sheets', 'nine.png'));
    expect([...png.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    // IHDR: three by three images at least as wide as they are.
    expect([png.readUInt32BE(16) >= 3 * 32, png.readUInt32BE(20) >= 3 * 32]).toEqual([true, true]);
    expect((await studio('dataset', 'preview', 'glyphs', '--count', 'many')).err).toBe('--count “many” is not a whole number of at least 1; for example --count 100.\n');
  });
});

describe('schema', () => {
  it('prints the JSON Schema that editors check experiments with', async () => {
    const { code, out } = await studio('schema', 'experiment');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ type: 'object', properties: { dataset: { required: expect.arrayContaining(['use', 'fit', 'report']) as string[] } } });
  });
});

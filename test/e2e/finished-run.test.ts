/** A finished run as its user finds it: the files, and that they say the same as each other. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { resultsDocument, type Results } from '../../src-main/contract/results';
import { csvTable, type CsvRow } from '../support/csv-table';
import { laboratoryOfFile } from '../support/file-laboratory';
import { schemaFaults } from '../support/json-schema';
import { openLaboratory } from '../support/laboratory';
import { answerOf, eventsIn, hiStudio, type Ended } from '../support/terminal';

const pdftotext = spawnSync('pdftotext', ['-v']).error === undefined;
const lab = laboratoryOfFile();
let run: Ended;
let results: Results;
let samples: CsvRow[];
beforeAll(async () => {
  lab.experiment('small');
  run = await hiStudio(['run', 'small.yaml', '--out', 'report', '--json'], lab);
  expect(run.code, run.err).toBe(0);
  results = lab.json('report', 'results.json');
  samples = csvTable(lab.read('report', 'samples.csv'));
});

interface RunAnswer { run: string; folder: string; files: string[]; verdict: Results['verdict']; strategies: Results['strategies'] }

describe('a run', () => {
  it('writes the report, the tables, the results with their schema and every figure as SVG, PNG and CSV', () => {
    const answer = answerOf<RunAnswer>(run);
    const onDisk = readdirSync(lab.path('report'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;
    expect(answer.files.length).toBe(onDisk);
    expect(answer.files).toEqual(expect.arrayContaining(['report.pdf', 'results.csv', 'differences.csv', 'samples.csv', 'results.json', 'results.schema.json', 'columns.csv']));
    for (const file of answer.files) expect(statSync(lab.path('report', file)).size, file).toBeGreaterThan(0);
    const figures = answer.files.filter((file) => file.endsWith('.svg')).map((file) => file.slice(0, -4));
    expect(figures.length).toBeGreaterThanOrEqual(6);
    for (const figure of figures) expect(answer.files).toEqual(expect.arrayContaining([`${figure}.png`, `${figure}.csv`]));
    // The first bytes that the formats prescribe.
    expect(readFileSync(lab.path('report', 'report.pdf')).toString('latin1', 0, 5)).toBe('%PDF-');
    expect([...readFileSync(lab.path('report', `${figures[0]}.png`)).subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
    expect(lab.read('report', `${figures[0]}.svg`)).toMatch(/<svg[\s>]/);
  });

  it('tells a script its answer in one line, and its progress as JSON lines beside it', () => {
    const answer = answerOf<RunAnswer>(run);
    expect(answer.run).toBe(results.run.id);
    expect(answer.strategies).toEqual(results.strategies);
    const events = eventsIn(run.err);
    expect(events[0]).toMatchObject({ kind: 'run.started', run: answer.run, resumed: false });
    expect(events.at(-1)).toMatchObject({ kind: 'run.finished', verdict: results.verdict.status });
    const started = events.flatMap((event) => (event.kind === 'stage.started' ? [event.stage] : []));
    expect(started).toEqual(['outputs', 'remote', 'timing', 'policies', 'in-the-loop', 'compose']);
    expect(events.flatMap((event) => (event.kind === 'stage.finished' ? [event.stage] : []))).toEqual(started);
    for (const event of events) if (event.kind === 'stage.progressed') expect(event.done).toBeLessThanOrEqual(event.total);
  });

  it('writes results.json as its schema says, by zod and by the JSON Schema beside it', () => {
    expect(resultsDocument.parse(results)).toEqual(results);
    const schema = lab.json<Record<string, unknown>>('report', 'results.schema.json');
    expect(schemaFaults(schema, results)).toEqual([]);
    // The check is no empty one.
    expect(schemaFaults(schema, { ...results, strategies: [{ ...results.strategies[0], accuracy: null }] })).toEqual(['$.strategies[0].accuracy is null, not object']);
  });

  it('keeps its sets apart and its numbers together with their origin', () => {
    const indices = (set: string): string[] => samples.filter((row) => row.set === set).map((row) => row.index);
    const [fit, report] = [new Set(indices('fit')), new Set(indices('report'))];
    expect([fit.size, report.size, samples.length]).toEqual([200, 300, 500]);
    expect([...fit].filter((index) => report.has(index))).toEqual([]);
    expect([results.dataset.fit, results.dataset.report]).toEqual([200, 300]);
    // A virtual board's cost is never shown as measured; this computer's latency always is.
    for (const row of results.strategies) {
      if (row.board === 'raspberry-pi-4b') expect([row.lpiMs.provenance, row.epiMj?.provenance]).not.toContain('measured');
      else expect(row.lpiMs.provenance).toBe('measured');
      expect(row.accuracy).toMatchObject({ n: 300, provenance: 'measured' });
    }
    expect(results.strategies.map(({ board, strategy }) => `${board} ${strategy}`)).toEqual(
      ['this-computer', 'raspberry-pi-4b'].flatMap((board) => ['on-device', 'remote', 'hi', 'ee', 'ee-hi'].map((strategy) => `${board} ${strategy}`)));
  });

  it('says the same in results.csv as in results.json', () => {
    const rows = csvTable(lab.read('report', 'results.csv'));
    expect(rows.length).toBe(results.strategies.length);
    for (const entry of results.strategies) {
      const row = rows.find(({ board, model, strategy }) => board === entry.board && model === entry.model && strategy === entry.strategy) as CsvRow;
      expect(row.run).toBe(results.run.id);
      for (const [column, interval, scale] of [['accuracy', entry.accuracy, 100], ['lpi', entry.lpiMs, 1], ['epi', entry.epiMj, 1], ['offloaded', entry.offloadShare, 100]] as const) {
        const unit = { accuracy: 'percent', lpi: 'ms', epi: 'mj', offloaded: 'percent' }[column];
        if (interval === null) {
          expect([row[`${column}_${unit}`], row[`${column}_provenance`]]).toEqual(['', '']);
          continue;
        }
        for (const [side, name] of [['value', ''], ['low', '_low'], ['high', '_high']] as const) expect(Number(row[`${column}${name}_${unit}`]), `${column}${name}`).toBeCloseTo((interval[side] as number) * scale, 9);
        expect(row[`${column}_provenance`]).toBe(interval.provenance);
      }
      expect(row.thresholds.split(' ').filter((text) => text !== '').map(Number)).toEqual(entry.policy.thresholds);
    }
  });

  it('gives in samples.csv what every accuracy and share of the report is made of', () => {
    const report = samples.filter((row) => row.set === 'report');
    const share = (of: (row: CsvRow) => boolean): number => report.filter(of).length / report.length;
    const entry = (strategy: string): Results['strategies'][number] => results.strategies.find((row) => row.board === 'this-computer' && row.strategy === strategy) as Results['strategies'][number];
    const answer = (row: CsvRow, path: string): string => (path === 'offload' ? row.remote_prediction : path === 'device' ? row.final_prediction : row[`${path.replace('-', '')}_prediction`]);
    expect(share((row) => row.final_prediction === row.truth)).toBe(entry('on-device').accuracy.value);
    expect(share((row) => row.remote_prediction === row.truth)).toBe(entry('remote').accuracy.value);
    for (const [strategy, column] of [['hi', 'path_hi'], ['ee', 'path_ee'], ['ee-hi', 'path_ee_hi']] as const) {
      const { accuracy, offloadShare, exitShares, policy } = entry(strategy);
      expect(share((row) => answer(row, row[column]) === row.truth), strategy).toBe(accuracy.value);
      expect(share((row) => row[column] === 'offload'), strategy).toBe(offloadShare.value);
      expect(share((row) => row[column] === 'exit-1'), strategy).toBe(exitShares[0]);
      // The path follows from the threshold and the module's answer alone.
      for (const row of report) {
        const early = strategy !== 'hi' && Number(row.exit1_confidence) >= policy.thresholds[0];
        expect(row[column]).toBe(early ? 'exit-1' : strategy === 'ee' || row.accepted === 'true' ? 'device' : 'offload');
      }
    }
    for (const row of samples) expect(Number(row.offload_ms)).toBeGreaterThan(0);
  });

  it('composes the latency of remote from exactly the offloads it timed', () => {
    const times = samples.filter((row) => row.set === 'report').map((row) => Number(row.offload_ms));
    const remote = results.strategies.find((row) => row.board === 'this-computer' && row.strategy === 'remote');
    expect(remote?.lpiMs.value).toBeCloseTo(times.reduce((sum, ms) => sum + ms, 0) / times.length, 6);
  });

  it('executes its policies in the loop with the decisions it composed', () => {
    expect(results.loops.map(({ board, strategy, n, decisionsAgree }) => ({ board, strategy, n, decisionsAgree }))).toEqual(
      ['hi', 'ee-hi'].map((strategy) => ({ board: 'this-computer', strategy, n: 30, decisionsAgree: 30 })));
    for (const { rows } of results.loops) {
      for (const row of rows.filter(({ quantity }) => quantity !== 'lpiMs')) expect(row.inLoop.value, row.quantity).toBe(row.composed.value);
    }
  });
});

describe('a finished run', () => {
  it('is listed, and cannot be gone on with', async () => {
    const [listed] = answerOf<{ id: string; status: string; headline: string }[]>(await hiStudio(['list', 'runs', '--json'], lab));
    expect(listed).toMatchObject({ id: results.run.id, status: 'finished' });
    expect(listed.headline).toMatch(/^This\scomputer:.*\s\d+\.\d\s%.*\sms/);
    const again = await hiStudio(['run', '--resume', results.run.id], lab);
    expect(again).toMatchObject({ code: 2, out: '', err: `Run ${results.run.id} is finished and has nothing left to measure; "hi-studio export ${results.run.id}" writes its report.\n` });
  });

  it('is exported again in the formats asked for, with the same numbers', async () => {
    const exported = await hiStudio(['export', results.run.id, '--out', 'again', '--formats', 'json,parquet', '--json'], lab);
    expect(exported.code, exported.err).toBe(0);
    const { files } = answerOf<{ files: string[] }>(exported);
    expect(files.filter((file) => !file.startsWith('parquet/'))).toEqual(['results.json', 'results.schema.json']);
    expect(files.filter((file) => file.endsWith('.parquet')).length).toBeGreaterThan(0);
    expect(lab.read('again', 'results.json')).toBe(lab.read('report', 'results.json'));
    for (const file of files.filter((one) => one.endsWith('.parquet'))) {
      const bytes = readFileSync(lab.path('again', file));
      expect([bytes.toString('latin1', 0, 4), bytes.toString('latin1', bytes.length - 4)]).toEqual(['PAR1', 'PAR1']);
    }
  });

  it('is written in Spanish where that is asked for: the PDF and the figures, not the tables', async () => {
    const exported = await hiStudio(['export', results.run.id, '--out', 'informe', '--formats', 'pdf,csv,json,figures', '--language', 'es'], lab);
    expect(exported.code, exported.err).toBe(0);
    expect(lab.read('informe', 'figures', 'accuracy.svg')).toContain('Exactitud por estrategia');
    expect(lab.read('report', 'figures', 'accuracy.svg')).toContain('Accuracy by strategy');
    for (const file of ['results.csv', 'differences.csv', 'columns.csv', 'results.json', 'figures/accuracy.csv']) expect(lab.read('informe', file), file).toBe(lab.read('report', file));
    if (pdftotext) {
      const words = (folder: string): string => execFileSync('pdftotext', [lab.path(folder, 'report.pdf'), '-'], { encoding: 'utf8' });
      expect(words('report')).toContain('Best strategy per target');
      expect(words('informe')).toContain('Mejor estrategia por objetivo');
    }
    const unknown = await hiStudio(['export', results.run.id, '--language', 'fr'], lab);
    expect(unknown).toMatchObject({ code: 2, err: expect.stringMatching(/'fr' is invalid.*en, es/) as unknown });
  });

  it('gives its policies to devices, as C and as JSON that say the same', async () => {
    const exported = await hiStudio(['export', results.run.id, '--out', 'device', '--formats', 'policy-c,policy-json', '--json'], lab);
    expect(exported.code, exported.err).toBe(0);
    const { files } = answerOf<{ files: string[] }>(exported);
    for (const entry of results.strategies.filter(({ strategy }) => strategy !== 'on-device' && strategy !== 'remote')) {
      const name = `policy/${entry.board}/${entry.model}-${entry.strategy}`;
      expect(files).toEqual(expect.arrayContaining([`${name}.h`, `${name}.json`]));
      const { policy } = lab.json<{ policy: { thresholds: number[] } }>('device', `${name}.json`);
      expect(policy.thresholds).toEqual(entry.policy.thresholds);
      for (const theta of policy.thresholds) expect(lab.read('device', `${name}.h`)).toContain(String(theta));
    }
  });

  it('is not written over files that are no report, unless that is asked for', async () => {
    lab.put('thesis/chapter-1.tex', 'precious');
    const refused = await hiStudio(['export', results.run.id, '--out', 'thesis', '--formats', 'csv'], lab);
    expect(refused).toMatchObject({ code: 2, err: `The folder ${lab.path('thesis')} holds files that are not a report of this studio; choose another with --out, or add --force to write into it.\n` });
    expect(readdirSync(lab.path('thesis'))).toEqual(['chapter-1.tex']);
    const forced = await hiStudio(['export', results.run.id, '--out', 'thesis', '--formats', 'csv', '--force'], lab);
    expect(forced.code, forced.err).toBe(0);
    expect(readdirSync(lab.path('thesis')).sort()).toEqual(['chapter-1.tex', 'columns.csv', 'differences.csv', 'results.csv']);
    const unknown = await hiStudio(['export', results.run.id, '--formats', 'docx'], lab);
    expect(unknown).toMatchObject({ code: 2, err: '--formats “docx” is not known; choose of pdf, csv, json, figures, samples, policy-json, policy-c, parquet, separated by commas.\n' });
  });

  it('can be removed, and is then unknown', async () => {
    const copy = openLaboratory();
    try {
      cpSync(lab.home, copy.home, { recursive: true });
      expect((await hiStudio(['remove', results.run.id], copy)).code).toBe(0);
      expect(existsSync(copy.path('home', 'runs', results.run.id))).toBe(false);
      expect(await hiStudio(['export', results.run.id], copy)).toMatchObject({ code: 2, err: `There is no run “${results.run.id}”; "hi-studio list runs" shows the ones that exist.\n` });
    } finally {
      copy.remove();
    }
  });
});

/** `hi-studio mlperf` on the board that the studio plays: the benchmark's files, our statistics, and nothing that passes for a measurement. */
import { describe, expect, it } from 'vitest';
import { laboratoryOfFile } from '../support/file-laboratory';
import { hiStudio } from '../support/terminal';

const lab = laboratoryOfFile();

const onSimulated = (mode: string, ...more: string[]): ReturnType<typeof hiStudio> => hiStudio(['mlperf', mode, '--board', 'mlperf-tiny-simulated', '--dataset', 'glyphs', '--out', 'session', ...more], lab);

describe('the benchmark’s modes in the terminal', () => {
  it('measure five windows, and call a simulated board simulated', async () => {
    const { code, out, err } = await onSimulated('performance');
    expect(code, err).toBe(0);
    expect(out).toMatch(/^HI Studio simulated board, ic01, on simulator \(simulated: not a measurement\)\nMedian throughput: 33\.\d{3} inferences\/s\nLatency: mean 29\.\d+ ms, 95 % \[.*\nVALID by the rules of the benchmark\.\n$/);
    expect(lab.read('session', 'performance', 'results.txt')).toMatch(/^# HI Studio simulated board: simulated, not a result of the benchmark\n(.*\n)* *\d{4}\.\d{6} ulp-mlperf: Median throughput is +33\.\d{3} inf\.\/sec\.\n/);
    expect(lab.json<{ mode: string }[]>('session', 'performance', 'results.json').map(({ mode }) => mode)).toEqual(['p', 'p', 'p', 'p', 'p']);
    expect(lab.json<{ score: { latencyMs: { provenance: string } } }>('session', 'performance', 'statistics.json').score.latencyMs.provenance).toBe('modelled');
  });

  it('end with 7 and without a score where the rules were not kept', async () => {
    const { code, out } = await onSimulated('performance', '--iterations', '20');
    expect(code).toBe(7);
    expect(out).toMatch(/INVALID by the rules of the benchmark:\nWindow 1 lasted 0\.\d{3} s where the rules ask for 10 s; repeat with more --iterations\.\n/);
    expect(lab.read('session', 'performance', 'results.txt')).not.toContain('Median');
  });

  it('count the answers of a real model', async () => {
    const { code, out, err } = await onSimulated('accuracy', '--count', '40', '--json');
    expect(code, err).toBe(0);
    const { topOne, auc, inputs, simulated } = JSON.parse(out) as { topOne: number; auc: number; inputs: number; simulated: boolean };
    expect([inputs, simulated]).toEqual([40, true]);
    expect(topOne).toBeGreaterThan(0.8);
    expect(auc).toBeGreaterThan(0.9);
    expect(lab.read('session', 'accuracy', 'results.txt')).toContain(`ulp-mlperf: Top 1% = ${(100 * topOne).toFixed(1)}\n`);
  });

  it.each([
    [['performance', '--dataset', 'glyphs'], 2, 'Name the board by --board ID, or its port by --port PORT'],
    [['performance', '--board', 'raspberry-pi-4b', '--dataset', 'glyphs'], 5, 'Board “raspberry-pi-4b” has the driver virtual; the benchmark\'s modes need one with mlperf-tiny'],
    [['accuracy', '--board', 'mlperf-tiny-simulated', '--dataset', './nowhere'], 5, 'there is no such file; expected the benchmark\'s folder of inputs for ic01.'],
    [['performance', '--port', '/dev/no-such-port', '--dataset', 'glyphs'], 5, 'There is no port /dev/no-such-port; plug the device in'],
  ])('refuse in one sentence: %j', async (args, exit, sentence) => {
    const { code, err } = await hiStudio(['mlperf', ...args], lab);
    expect(code).toBe(exit);
    expect(err).toContain(sentence);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });
});

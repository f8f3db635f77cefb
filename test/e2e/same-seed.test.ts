/** Repeating a run: the seed alone decides the sets, the policies and every decision; only times differ. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Results } from '../../src-main/contract/results';
import { decisionsOf } from '../support/decisions';
import { laboratoryOfFile } from '../support/file-laboratory';
import { hiStudio } from '../support/terminal';

const lab = laboratoryOfFile();
lab.quickRemote();
beforeAll(async () => {
  lab.experiment('twice', { remote: 'quick-remote' });
  for (const [folder, ...more] of [['first'], ['second'], ['other', '--seed', '2']]) {
    const run = await hiStudio(['run', 'twice.yaml', '--out', folder, '--formats', 'json,samples', ...more], lab);
    expect(run.code, run.err).toBe(0);
  }
});

describe('two runs with one seed', () => {
  it('draw the same sets, choose the same policies and decide every sample alike', () => {
    expect(decisionsOf(lab, 'second')).toEqual(decisionsOf(lab, 'first'));
  });

  it('time everything anew', () => {
    const [first, second] = ['first', 'second'].map((folder) => lab.json<Results>(folder, 'results.json'));
    expect(second.run.id).not.toBe(first.run.id);
    expect(second.strategies[1].lpiMs.value).not.toBe(first.strategies[1].lpiMs.value);
  });
});

describe('another seed', () => {
  it('draws other sets, and is kept with the run', () => {
    const [first, other] = ['first', 'other'].map((folder) => lab.json<Results>(folder, 'results.json'));
    const indices = (folder: string): Set<string> => new Set(lab.read(folder, 'samples.csv').split('\r\n').slice(1).map((line) => line.split(',')[1]));
    const common = [...indices('first')].filter((index) => indices('other').has(index)).length;
    // 500 of 20 000 drawn twice have 12.5 in common on average.
    expect(common).toBeLessThan(60);
    expect([first.run.seed, other.run.seed, other.experiment.seed]).toEqual([1, 2, 2]);
    expect(other.run.planHash).not.toBe(first.run.planHash);
  });
});

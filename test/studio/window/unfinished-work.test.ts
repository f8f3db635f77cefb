/** What goes on or was left half done, as the first screen and the desktop's question hear of it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openStudio } from '../../../src-main/studio';

const home = mkdtempSync(join(tmpdir(), 'hi-studio-unfinished-'));
const studio = await openStudio({ home, profileFolders: [] });
const windows = studio.openWindows();
afterAll(async () => {
  await windows.close();
  rmSync(home, { recursive: true });
});
const nothing = { runs: 0, captures: 0, trainings: 0, downloads: 0 };

describe('work beside runs', () => {
  it('is told of a training of exits from its beginning to its end, and can be stopped from elsewhere', async () => {
    const seen: string[][] = [];
    const watching = (async () => {
      for await (const { trainings } of windows.work.changes(undefined)) {
        seen.push(trainings.map(({ name }) => name));
        if (seen.length > 1 && trainings.length === 0) return;
      }
    })();
    for await (const { kind } of windows.models.attach({ model: 'glyphs-resnet8', dataset: 'glyphs', dataFolder: null, places: { at: ['3'] }, id: 'stopped', images: 2000, fromPool: false }, undefined)) {
      expect(kind).toBe('progressed');
      expect(windows.ongoing()).toEqual({ ...nothing, trainings: 1 });
      windows.models.stop('glyphs-resnet8');
    }
    expect(windows.ongoing()).toEqual(nothing);
    await watching;
    expect(seen.at(-1)).toEqual([]);
    expect(studio.profiles.list('model').map(({ id }) => id)).not.toContain('stopped');
  });

  it('includes a download that an earlier studio did not bring to its end', async () => {
    expect(windows.downloads.unfinished()).toEqual([]);
    mkdirSync(join(home, 'datasets', 'cifar10'), { recursive: true });
    writeFileSync(join(home, 'datasets', 'cifar10', 'cifar-10-binary.tar.gz.part'), 'what came');
    expect(windows.downloads.unfinished()).toMatchObject([{ dataset: 'cifar10', name: 'CIFAR-10', step: 'interrupted', bytes: null, problem: null }]);
    // It waits for a person, and ends with nothing.
    expect(windows.ongoing()).toEqual(nothing);
  });
});

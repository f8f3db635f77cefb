/** What goes on or was left half done, as the first screen and the desktop's question hear of it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openStudio } from '../../../src-main/studio';
import type { ModelDesk } from '../../../src-main/studio/model-desk';
import { createTrainingDesk } from '../../../src-main/studio/window/training-desk';

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
    windows.trainings.start({ model: 'glyphs-resnet8', dataset: 'glyphs', dataFolder: null, chosen: { newId: 'stopped', tensors: ['3'], images: 2000, fromPool: false } });
    expect(windows.ongoing()).toEqual({ ...nothing, trainings: 1 });
    const watching = (async () => {
      for await (const { trainings } of windows.work.changes(undefined)) {
        seen.push(trainings.map(({ name }) => name));
        if (seen.length > 1 && trainings.length === 0) return;
      }
    })();
    windows.trainings.stop('glyphs-resnet8');
    for await (const { step } of windows.trainings.follow('glyphs-resnet8', undefined)) expect(step).not.toBe('finished');
    expect(windows.ongoing()).toEqual(nothing);
    await watching;
    expect(seen[0]).toEqual(['ResNet-8, one exit (glyphs)']);
    expect(seen.at(-1)).toEqual([]);
    expect(studio.profiles.list('model').map(({ id }) => id)).not.toContain('stopped');
  });

  it('ends with a sentence, and the studio goes on, where a training meets a fault of ours', async () => {
    const faulty = { attachExits: () => Promise.reject(new TypeError('x is not a function')) } as unknown as ModelDesk;
    const desk = createTrainingDesk(faulty, () => 'ResNet-8', () => undefined);
    desk.start({ model: 'glyphs-resnet8', dataset: 'glyphs', dataFolder: null, chosen: { newId: 'never', tensors: ['3'], images: 2000, fromPool: false } });
    const steps: string[] = [];
    for await (const { step } of desk.follow('glyphs-resnet8', undefined)) steps.push(step);
    expect(steps.at(-1)).toBe('failed');
    expect(desk.unseen()).toMatchObject([{ step: 'failed', problem: { code: 'fault.work', sentence: expect.stringMatching(/^A fault in the studio ended this \(x is not a function\); try again/) } }]);
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

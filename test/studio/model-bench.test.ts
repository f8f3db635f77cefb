/** Exits as a window asks for them: a training that goes on while windows come and go, and whose end is kept until somebody has seen it. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Training } from '../../src-main/contract/procedures';
import { openStudio } from '../../src-main/studio';
import type { TrainingRequest } from '../../src-main/studio/window/training-desk';

const home = mkdtempSync(join(tmpdir(), 'hi-studio-bench-window-'));
const studio = await openStudio({ home, profileFolders: [] });
const windows = studio.openWindows();
afterAll(async () => {
  await windows.close();
  rmSync(home, { recursive: true });
});
const request = (change: Partial<TrainingRequest['chosen']>): TrainingRequest => ({ model: 'glyphs-resnet8', dataset: 'glyphs', dataFolder: null, chosen: { newId: 'mine', tensors: ['3'], images: 100, fromPool: false, ...change } });
async function follow(): Promise<Training[]> {
  const states: Training[] = [];
  for await (const state of windows.trainings.follow('glyphs-resnet8', undefined)) states.push(state);
  return states;
}
async function trained(change: Partial<TrainingRequest['chosen']>): Promise<Training> {
  windows.trainings.start(request(change));
  return (await follow()).at(-1)!;
}

describe('exits from a window', () => {
  it('come with progress and end among the person’s own models', async () => {
    expect(windows.trainings.start(request({ images: 300 }))).toMatchObject({ step: 'running', name: 'ResNet-8, one exit (glyphs)', progress: null });
    const states = await follow();
    expect(states.at(-1)).toMatchObject({ step: 'finished', chosen: { newId: 'mine', images: 300 }, made: { id: 'mine', images: 300, unchanged: true, exits: [{ name: 'branch1' }, { name: 'exit1', trained: null }, { name: 'final', trained: null }] } });
    expect(states.slice(0, -1).every(({ step }) => step === 'running')).toBe(true);
    expect(states.some(({ progress }) => progress !== null)).toBe(true);
    expect(studio.profiles.load('model', 'mine').exits.map(({ name }) => name)).toEqual(['branch1', 'exit1', 'final']);
    const { drawing, boards } = await windows.models.describe('mine', ['esp32-devkitc']);
    expect(drawing!.stages.map(({ exit }) => exit)).toEqual(['branch1', 'exit1', 'final']);
    expect(boards).toMatchObject([{ board: 'esp32-devkitc', fits: true }]);
  });

  it('are refused before any work where the new id is none, or is taken by a model of any kind', async () => {
    for (const id of ['Not an id', '../outside', '']) expect(await trained({ newId: id })).toMatchObject({ step: 'failed', made: null, problem: { code: 'profile.id-form', sentence: expect.stringMatching(/cannot be an id; write lower-case letters/) } });
    expect(await trained({ newId: 'glyphs-remote' })).toMatchObject({ step: 'failed', problem: { code: 'profile.id-taken', sentence: expect.stringMatching(/^“glyphs-remote” cannot be written, for .*card\.yaml exists already; choose another id or folder\.$/) } });
  });

  it('are timed by segment and by kind of operator', async () => {
    const { times, problem } = await windows.models.times('glyphs-resnet8', undefined);
    expect(problem).toBeNull();
    expect(times!.segments.map(({ exit }) => exit)).toEqual(['exit1', 'final']);
    // Nine convolutions by hand: the first, three blocks of two, two shortcuts.
    expect(times!.operators.find(({ operator }) => operator === 'Conv')?.count).toBe(9);
    expect((await windows.models.times('nobody', undefined)).problem?.code).toBe('profile.unknown-id');
  });

  it('go on when nobody listens any more, and are found again with all that was chosen', async () => {
    windows.trainings.start(request({ newId: 'found' }));
    for await (const { step } of windows.trainings.follow('glyphs-resnet8', undefined)) {
      expect(step).toBe('running');
      break;
    }
    // A second window that asks for the same hears of the one that goes on.
    expect(windows.trainings.start(request({ newId: 'second' })).chosen.newId).toBe('found');
    expect((await follow()).at(-1)).toMatchObject({ step: 'finished', chosen: { tensors: ['3'], images: 100 }, made: { id: 'found' } });
    expect(studio.profiles.list('model').map(({ id }) => id)).not.toContain('second');
    // Kept until somebody has seen it.
    expect(windows.trainings.unseen()).toMatchObject([{ step: 'finished', made: { id: 'found' } }]);
    windows.trainings.seen('glyphs-resnet8');
    expect(windows.trainings.unseen()).toEqual([]);
    expect(await follow()).toEqual([]);
  });

  it('leave nothing behind when stopped, and tell a problem in a sentence', async () => {
    windows.trainings.start(request({ newId: 'left' }));
    windows.trainings.seen('glyphs-resnet8');
    windows.trainings.stop('glyphs-resnet8');
    expect((await follow()).at(-1)).toMatchObject({ step: 'stopped', made: null, problem: null });
    expect(windows.trainings.unseen()).toEqual([]);
    expect(existsSync(join(home, 'profiles', 'models', 'left'))).toBe(false);
    expect(await trained({ newId: 'none', tensors: ['nowhere'] })).toMatchObject({ step: 'failed', problem: { code: 'model.not-a-cut', sentence: expect.stringMatching(/^“nowhere” is no place for an exit in model\.onnx; places are /) } });
    expect((await windows.models.describe('nobody', [])).problem?.code).toBe('profile.unknown-id');
  });
});

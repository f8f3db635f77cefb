/** Exits as a window asks for them: a stream of progress that ends with the model, and that stops the work when it is left. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { AttachEvent } from '../../src-main/contract/procedures';
import { openStudio } from '../../src-main/studio';
import type { WindowAttachRequest } from '../../src-main/studio/window/model-bench';

const home = mkdtempSync(join(tmpdir(), 'hi-studio-bench-window-'));
const studio = await openStudio({ home, profileFolders: [] });
const windows = studio.openWindows();
afterAll(async () => {
  await windows.close();
  rmSync(home, { recursive: true });
});
const request: WindowAttachRequest = { model: 'glyphs-resnet8', dataset: 'glyphs', dataFolder: null, places: { at: ['3'] }, id: 'mine', images: 100, fromPool: false };

describe('exits from a window', () => {
  it('come with progress and end among the person’s own models', async () => {
    const events: AttachEvent[] = [];
    for await (const event of windows.models.attach({ ...request, images: 300 }, undefined)) events.push(event);
    expect(events.at(-1)).toMatchObject({ kind: 'finished', model: { id: 'mine', images: 300, unchanged: true, exits: [{ name: 'branch1' }, { name: 'exit1', trained: null }, { name: 'final', trained: null }] } });
    expect(events.slice(0, -1).every(({ kind }) => kind === 'progressed')).toBe(true);
    expect(studio.profiles.load('model', 'mine').exits.map(({ name }) => name)).toEqual(['branch1', 'exit1', 'final']);
    const { drawing, boards } = await windows.models.describe('mine', ['esp32-devkitc']);
    expect(drawing!.stages.map(({ exit }) => exit)).toEqual(['branch1', 'exit1', 'final']);
    expect(boards).toMatchObject([{ board: 'esp32-devkitc', fits: true }]);
  });

  it('are refused before any work where the new id is none, or is taken by a model of any kind', async () => {
    const refusal = async (id: string): Promise<AttachEvent[]> => {
      const events: AttachEvent[] = [];
      for await (const event of windows.models.attach({ ...request, id }, undefined)) events.push(event);
      return events;
    };
    for (const id of ['Not an id', '../outside', '']) expect(await refusal(id)).toMatchObject([{ kind: 'failed', problem: { code: 'profile.id-form', sentence: expect.stringMatching(/cannot be an id; write lower-case letters/) } }]);
    expect(await refusal('glyphs-remote')).toMatchObject([{ kind: 'failed', problem: { code: 'profile.id-taken', sentence: expect.stringMatching(/^“glyphs-remote” cannot be written, for .*card\.yaml exists already; choose another id or folder\.$/) } }]);
  });

  it('are timed by segment and by kind of operator', async () => {
    const { times, problem } = await windows.models.times('glyphs-resnet8', undefined);
    expect(problem).toBeNull();
    expect(times!.segments.map(({ exit }) => exit)).toEqual(['exit1', 'final']);
    // Nine convolutions by hand: the first, three blocks of two, two shortcuts.
    expect(times!.operators.find(({ operator }) => operator === 'Conv')?.count).toBe(9);
    expect((await windows.models.times('nobody', undefined)).problem?.code).toBe('profile.unknown-id');
  });

  it('stop when nobody listens any more, and tell a problem in a sentence', async () => {
    for await (const event of windows.models.attach({ ...request, id: 'left' }, undefined)) {
      expect(event.kind).toBe('progressed');
      break;
    }
    expect(existsSync(join(home, 'profiles', 'models', 'left'))).toBe(false);
    const events: AttachEvent[] = [];
    for await (const event of windows.models.attach({ ...request, id: 'none', places: { at: ['nowhere'] } }, undefined)) events.push(event);
    expect(events).toMatchObject([{ kind: 'failed', problem: { code: 'model.not-a-cut', sentence: expect.stringMatching(/^“nowhere” is no place for an exit in model\.onnx; places are /) } }]);
    expect((await windows.models.describe('nobody', [])).problem?.code).toBe('profile.unknown-id');
  });
});

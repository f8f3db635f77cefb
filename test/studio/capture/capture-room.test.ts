/** Captures as a window starts them: one that cannot begin leaves nothing behind. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { captureSettings } from '../../../src-main/contract/procedures/captures';
import { openStudio } from '../../../src-main/studio';

const home = mkdtempSync(join(tmpdir(), 'hi-studio-captures-'));
mkdirSync(join(home, 'profiles', 'analyzers'), { recursive: true });
writeFileSync(join(home, 'profiles', 'analyzers', 'lost.yaml'), `kind: analyzer\nid: lost\nname: Lost recording\ndriver: recording\nfile: ${join(home, 'lost.hitrace')}\n`);
const studio = await openStudio({ home, profileFolders: [] });
const windows = studio.openWindows();
afterAll(async () => {
  await windows.close();
  rmSync(home, { recursive: true });
});

it('a recording that is not there is refused in a sentence, again and again, and no empty recording is listed', async () => {
  for (let attempt = 0; attempt < 2; attempt++) {
    await expect(windows.captures.start({ analyzer: 'lost', port: null, settings: captureSettings.parse({}), name: '' })).rejects.toThrow(/lost\.hitrace/);
  }
  expect(await windows.captures.recordings()).toEqual([]);
  expect(readdirSync(home).includes('recordings') ? readdirSync(join(home, 'recordings')) : []).toEqual([]);
});

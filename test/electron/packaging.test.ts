/** What the packaged desktop app is made of, by the packager's configuration. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { bundledPreload, projectRoot, rendererFolder } from '../../src-main/paths';

const root = projectRoot();
const config = parse(readFileSync(join(root, 'resources', 'desktop', 'electron-builder.yml'), 'utf8')) as { files: string[]; asar: boolean; electronFuses: Record<string, boolean>; linux: { target: string[] }; mac: { target: string[] }; win: { target: string[] } };

describe('the packaged app', () => {
  it('comes as AppImage and deb, dmg and nsis', () => {
    expect([config.linux.target, config.mac.target, config.win.target]).toEqual([['AppImage', 'deb'], ['dmg'], ['nsis']]);
  });

  it('carries everything that the studio reads beside its own code', () => {
    const inside = config.files.filter((pattern) => !pattern.startsWith('!'));
    const folders = inside.map((pattern) => pattern.replace(/\/\*\*$/, '')).flatMap((pattern) => {
      const [, before, names] = /^(.*)\{(.*)\}$/.exec(pattern) ?? [null, pattern, ''];
      return names.split(',').map((name) => `${before}${name}`);
    });
    for (const folder of folders.filter((one) => !one.startsWith('dist'))) expect(existsSync(join(root, folder)), folder).toBe(true);
    const { main } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { main: string };
    for (const file of [join(root, main), bundledPreload(), rendererFolder()]) expect(folders.some((folder) => file.startsWith(join(root, folder))), file).toBe(true);
  });

  it('does not let its binary be used as Node, by a variable or by a debugger', () => {
    expect(config.electronFuses).toMatchObject({ runAsNode: false, enableNodeOptionsEnvironmentVariable: false, enableNodeCliInspectArguments: false, grantFileProtocolExtraPrivileges: false, enableCookieEncryption: true });
    // The fuse that allows archives only goes with the archive, or the app would not start.
    expect(config.electronFuses.onlyLoadAppFromAsar).toBe(config.asar);
  });
});

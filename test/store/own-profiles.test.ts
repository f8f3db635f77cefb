/** A person's own things: profiles that are changed and taken back, notes, settings, and the bin behind "undo". */
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectRoot } from '../../src-main/paths';
import { openBin, type Bin } from '../../src-main/store/bin';
import { createFileMemory } from '../../src-main/store/file-memory';
import { openProfileShelf, type ProfileShelf } from '../../src-main/store/profile-shelf';
import { openProfileLibrary, type ProfileLibrary } from '../../src-main/store/profiles';
import { openSettings } from '../../src-main/store/settings-file';

let home: string;
let bin: Bin;
let library: ProfileLibrary;
let shelf: ProfileShelf;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'hi-own-'));
  bin = openBin(home);
  const own = join(home, 'profiles');
  library = openProfileLibrary({ profiles: join(projectRoot(), 'profiles'), models: join(projectRoot(), 'resources', 'models'), user: [own] });
  shelf = openProfileShelf(own, library, bin);
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const code = (wanted: string): unknown => expect.objectContaining({ code: wanted });

describe('a profile of one’s own', () => {
  it('overlays the built-in one of the same id until it is removed, and again when that is undone', () => {
    const built = library.get('link', 'wifi-esp32');
    expect(shelf.save('link', { ...built, name: 'Wi-Fi in my kitchen' })).toMatchObject({ builtIn: false });
    expect(library.get('link', 'wifi-esp32').name).toBe('Wi-Fi in my kitchen');
    const undo = shelf.remove('link', 'wifi-esp32');
    expect(library.get('link', 'wifi-esp32').name).toBe(built.name);
    expect(shelf.restore(undo).name).toBe('Wi-Fi in my kitchen');
    expect(library.get('link', 'wifi-esp32').name).toBe('Wi-Fi in my kitchen');
  });

  it('is refused with every problem, and nothing is written', () => {
    expect(() => shelf.save('experiment', { kind: 'experiment', id: 'mine', name: 'Mine', dataset: { use: 'nowhere', fit: 100, report: 100 }, models: ['glyphs-resnet8'], remote: 'glyphs-remote', boards: ['this-computer'] })).toThrow(code('profile.invalid'));
    expect(existsSync(join(home, 'profiles'))).toBe(false);
    expect(() => shelf.save('model', { ...library.get('model', 'glyphs-resnet8'), id: 'mine' })).toThrow(code('profile.model-without-file'));
    expect(() => shelf.remove('board', 'this-computer')).toThrow(code('profile.built-in'));
  });

  it('cannot get out of its folder by its name', () => {
    for (const id of ['../escape', '..', 'a/b', '/abs', 'A']) expect(() => shelf.save('link', { ...library.get('link', 'wifi-esp32'), id })).toThrow(code('profile.invalid'));
    for (const undo of ['../runs', '..', '/etc', '']) expect(() => shelf.restore(undo)).toThrow(code('window.nothing-to-restore'));
  });

  it('is copied with a name that is free; a model with its file', () => {
    expect(shelf.duplicate('board', 'this-computer', null).id).toBe('this-computer-copy');
    expect(shelf.duplicate('board', 'this-computer', null).id).toBe('this-computer-copy-2');
    expect(() => shelf.duplicate('board', 'this-computer', 'raspberry-pi-4b')).toThrow(code('window.place-taken'));
    shelf.duplicate('model', 'glyphs-resnet8', 'my-net');
    expect(existsSync(join(home, 'profiles', 'models', 'my-net', library.get('model', 'my-net').file))).toBe(true);
  });
});

describe('the bin', () => {
  it('does not put something back over what took its place, and is emptied after a week', () => {
    const file = join(home, 'note.txt');
    writeFileSync(file, 'first');
    const undo = bin.put(file);
    writeFileSync(file, 'second');
    expect(() => bin.restore(undo)).toThrow(code('window.place-taken'));
    const day = 24 * 3600 * 1000;
    bin.empty(Date.now() + 6 * day);
    expect(readdirSync(join(home, 'bin'))).toHaveLength(2);
    bin.empty(Date.now() + 8 * day);
    expect(readdirSync(join(home, 'bin'))).toEqual([]);
  });
});

describe('settings', () => {
  it('take their defaults where a file is cut short or a value is unknown, and keep the rest', () => {
    const file = openSettings(home);
    expect(file.save({ locale: 'es' }).locale).toBe('es');
    writeFileSync(join(home, 'settings.json'), '{"locale":"es","appearance":"purple","contrast":"more","textSize":115}');
    expect(file.read()).toMatchObject({ locale: 'es', appearance: 'system', contrast: 'more', textSize: 115 });
    writeFileSync(join(home, 'settings.json'), '{"loc');
    expect(file.read()).toEqual({ locale: 'system', appearance: 'system', contrast: 'system', motion: 'system', textSize: 100, dataFolders: {} });
  });
});

describe('what is remembered of a file', () => {
  it('is read again when the file changes, and never kept of one that is not there', () => {
    const memory = createFileMemory<string>(2);
    const file = join(home, 'a.txt');
    let reads = 0;
    const read = (): string => `read ${++reads}`;
    expect([memory.get(file, '', read), memory.get(file, '', read)]).toEqual(['read 1', 'read 2']);
    writeFileSync(file, 'x');
    expect([memory.get(file, '', read), memory.get(file, '', read)]).toEqual(['read 3', 'read 3']);
    writeFileSync(file, 'longer');
    expect(memory.get(file, '', read)).toBe('read 4');
  });
});

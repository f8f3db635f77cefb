/** What this studio is made of: its version, and the packages it brings with their licences. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../paths';

interface Manifest { readonly version?: string; readonly license?: unknown; readonly dependencies?: Record<string, string> }
export interface Package { readonly name: string; readonly version: string; readonly licence: string }

export function studioVersion(): string {
  return read(join(projectRoot(), 'package.json')).version ?? '';
}

/** Sorted by name; a package that is not installed is left out. */
export function bundledPackages(): Package[] {
  const modules = join(projectRoot(), 'node_modules');
  return Object.keys(read(join(projectRoot(), 'package.json')).dependencies ?? {}).sort().flatMap((name) => {
    const file = join(modules, name, 'package.json');
    if (!existsSync(file)) return [];
    const { version, license } = read(file);
    return [{ name, version: version ?? '', licence: typeof license === 'string' ? license : '' }];
  });
}

const read = (file: string): Manifest => JSON.parse(readFileSync(file, 'utf8')) as Manifest;

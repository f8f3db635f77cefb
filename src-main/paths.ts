/** Where the studio's own files lie, from source, from the build and from an installed package alike. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

let root: string | null = null;

/** The folder that holds this project's package.json, profiles/ and resources/. */
export function projectRoot(): string {
  if (root !== null) return root;
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest) && (JSON.parse(readFileSync(manifest, 'utf8')) as { name?: string }).name === 'hi-studio') return (root = folder);
    if (dirname(folder) === folder) throw new Error('package.json of hi-studio not found above the running file');
  }
}

/** A built entry such as `inference-worker`: workers and child processes always run from the build. */
export function bundledFile(name: string): string {
  return join(projectRoot(), 'dist', 'main', `${name}.js`);
}

/** The built window. */
export function rendererFolder(): string {
  return join(projectRoot(), 'dist', 'renderer');
}

/** The built script that a desktop window runs before its page. */
export function bundledPreload(): string {
  return join(projectRoot(), 'dist', 'preload', 'preload.cjs');
}

/** The project's own files as the house rules see them: paths, text, and who imports whom. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { projectRoot } from '../../src-main/paths';


/** `to`: a path in the project without extension, or the name of a package or Node module. */
export interface Import { readonly from: string; readonly to: string; readonly kind: 'file' | 'node' | 'package'; readonly typeOnly: boolean }

/** Files of the project that are not ignored, relative to its root; works without git, as in an unpacked archive. */
export function projectFiles(): string[] {
  const ignored = readFileSync(join(projectRoot(), '.gitignore'), 'utf8').split('\n').filter((line) => line !== '').map((line) => line.replaceAll('/', ''));
  const skipped = (name: string): boolean => name === '.git' || ignored.some((one) => (one.startsWith('*') ? name.endsWith(one.slice(1)) : name === one));
  const below = (folder: string): string[] =>
    readdirSync(join(projectRoot(), folder), { withFileTypes: true }).filter(({ name }) => !skipped(name)).flatMap((entry) => {
      const path = posix.join(folder, entry.name);
      return entry.isDirectory() ? below(path) : [path];
    });
  return below('').sort();
}

export const isCode = (file: string): boolean => /\.(ts|mts|mjs|vue)$/.test(file);
export const textOf = (file: string): string => readFileSync(join(projectRoot(), file), 'utf8');

/** `import x from 'y'`, `export … from 'y'`, `import 'y'` and `import('y')`; comments stand on lines of their own here. */
export function importsOf(file: string, text = textOf(file)): Import[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const statements = code.matchAll(/^\s*(?:import|export)\s+(?:(type\s+)?([^'";]*?)\s*from\s*)?'([^']+)'|import\(\s*'([^']+)'\s*\)/gm);
  return [...statements].map(([, type, names, source, dynamic]) => {
    const target = source ?? dynamic;
    const onlyTypes = type !== undefined || (names !== undefined && /^\{.*\}$/s.test(names.trim()) && names.replace(/[{}]/g, '').split(',').filter((name) => name.trim() !== '').every((name) => /^\s*type\s/.test(name)));
    if (target.startsWith('.')) return { from: file, to: posix.join(posix.dirname(file), target), kind: 'file', typeOnly: onlyTypes };
    return target.startsWith('node:') ? { from: file, to: target, kind: 'node', typeOnly: onlyTypes } : { from: file, to: packageOf(target), kind: 'package', typeOnly: onlyTypes };
  });
}

const packageOf = (name: string): string => name.split('/').slice(0, name.startsWith('@') ? 2 : 1).join('/');

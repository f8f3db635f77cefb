/** The house rules that a machine can check: what lies where, how long files are, how they begin and what they are called. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../src-main/paths';
import { isCode, projectFiles, textOf } from './support/source-files';

const files = projectFiles();
const code = files.filter((file) => /^(src-main|src-renderer|test|resources\/scripts)\//.test(file) && isCode(file));
const lines = (file: string): number => textOf(file).trimEnd().split('\n').length;

const topLevel = ['package.json', 'electron.vite.config.ts', 'src-main', 'src-renderer', 'resources', 'profiles', 'test', 'README.md', 'LICENSE', 'package-lock.json', 'vitest.config.ts'];
const toolConfig = /^tsconfig(\.[a-z]+)?\.json$/;

describe('the house', () => {
  it('has at its top level what the design lists and nothing else', () => {
    const entries = [...new Set(files.map((file) => file.split('/')[0]))].filter((entry) => !entry.startsWith('.'));
    expect(entries.filter((entry) => !topLevel.includes(entry) && !toolConfig.test(entry))).toEqual([]);
  });

  it('is entered through at most ten npm scripts', () => {
    const { scripts } = JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')) as { scripts: Record<string, string> };
    expect(Object.keys(scripts).length).toBeLessThanOrEqual(10);
    for (const name of ['demo', 'test', 'studio', 'bench']) expect(scripts).toHaveProperty(name);
  });

  it('has no file above 400 lines, and at least half of the source in files of at most 110', () => {
    expect(code.filter((file) => lines(file) > 400).map((file) => `${file}: ${lines(file)} lines`)).toEqual([]);
    const source = code.filter((file) => file.startsWith('src-'));
    expect(source.filter((file) => lines(file) <= 110).length).toBeGreaterThanOrEqual(source.length / 2);
  });

  it('opens every file with a sentence that says what it is for', () => {
    const opens = /^(?:#![^\n]*\n)?\/\*\*\s[^]*?[.:|┘][^]*?\*\//;
    expect(code.filter((file) => /\.(ts|mts|mjs)$/.test(file) && !opens.test(textOf(file)))).toEqual([]);
  });

  it('names files in kebab-case after what they are, never utils or helpers', () => {
    const names = code.map((file) => ({ file, name: (file.split('/').pop() as string).replace(/\.(d\.mts|test\.ts|bench\.ts|[^.]+)$/, '') }));
    expect(names.filter(({ file, name }) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) && !file.endsWith('.vue')).map(({ file }) => file)).toEqual([]);
    expect(names.filter(({ file }) => /(^|\/|-)(utils?|helpers?|common|misc|manager)(\/|-|\.|$)/.test(file)).map(({ file }) => file)).toEqual([]);
  });

  it('exports by name: no default export, no enum, no any', () => {
    const strip = (file: string): string => textOf(file).replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '');
    expect(code.filter((file) => /\.(ts|mts|mjs)$/.test(file) && /^export default\b/m.test(textOf(file)))).toEqual([]);
    expect(code.filter((file) => file.endsWith('.ts') && /^(export )?(const )?enum \w/m.test(textOf(file)))).toEqual([]);
    expect(code.filter((file) => file.endsWith('.ts') && /(:|<|\bas) any\b(?! [A-Za-z])/.test(strip(file)))).toEqual([]);
  });

  it('knows neither the machine it was made on nor a registry', () => {
    // Written so that this file does not hold what it looks for.
    const places = [/(?<![\w.])\/(?:work|root|home|Users)\/[a-z]/, /[A-Z]:\\[A-Z]/, /\bregistry\.(?!ts\b)[a-z0-9-]+\.[a-z]/, /\.librar[y]\//];
    const texts = files.filter((file) => /\.(ts|mts|mjs|vue|json|ya?ml|md|py|txt|html|css|npmrc)$|^\.[a-z]+\/run$|^\.[a-z]+$/.test(file));
    const found = texts.flatMap((file) => {
      // npm's lock file may name the public registry: npm puts the configured one in its place.
      const text = file === 'package-lock.json' ? textOf(file).replace(/"resolved": "[^"]*"/g, '') : textOf(file);
      return places.filter((place) => place.test(text)).map((place) => `${file}: ${place.exec(text)?.[0]}`);
    });
    expect(found).toEqual([]);
  });
});

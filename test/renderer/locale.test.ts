/** Both languages say everything: the same keys with the same blanks, and every key that the window asks for. */
import { describe, expect, it } from 'vitest';
import { variantOf } from '../../src-renderer/locale/dates';
import { en } from '../../src-renderer/locale/en';
import { es } from '../../src-renderer/locale/es';
import { projectFiles, textOf } from '../support/source-files';

type Tree = { readonly [key: string]: string | Tree };

function sentences(tree: Tree, at = ''): Map<string, string> {
  return new Map(Object.entries(tree).flatMap(([key, value]) => (typeof value === 'string' ? [[at + key, value] as const] : [...sentences(value, `${at}${key}.`)])));
}
const english = sentences(en);
const spanish = sentences(es);
const blanks = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
/** Names and units that read the same in both languages. */
const sameInBoth = /^(?:[\W\d]*|HI Studio|YAML.*|Node|CPU|LPI|EPI|MACs?|n = \{n\}|\{n\} (?:s|min|ms)|.*\{\w+\}[^a-z]*|Error|Local|Total|Remote|no|Id)$/;

describe('the languages of the window', () => {
  it('are complete: Spanish has every key that English has, and no other', () => {
    expect([...spanish.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('fill the same blanks in both languages', () => {
    const differ = [...english].filter(([key, text]) => spanish.has(key) && blanks(text).join() !== blanks(spanish.get(key) as string).join());
    expect(differ.map(([key]) => key)).toEqual([]);
  });

  it('have as many plural forms in both languages', () => {
    expect([...english].filter(([key, text]) => text.split(' | ').length !== spanish.get(key)?.split(' | ').length).map(([key]) => key)).toEqual([]);
  });

  it('leave no whole sentence untranslated', () => {
    expect([...english].filter(([key, text]) => text.split(' ').length > 3 && text === spanish.get(key) && !sameInBoth.test(text)).map(([key]) => key)).toEqual([]);
  });

  it('hold every key that a view names', () => {
    const files = projectFiles().filter((file) => /^src-renderer\/.*\.(vue|ts)$/.test(file) && !file.includes('/locale/'));
    const asked = files.flatMap((file) => [...textOf(file).matchAll(/\bt\('([\w.-]+)'/g), ...textOf(file).matchAll(/title: '((?:nav|shell|run|results)\.[\w.]+)'/g)].map(([, key]) => ({ file, key })));
    expect(asked.length).toBeGreaterThan(100);
    expect(asked.filter(({ key }) => !english.has(key)).map(({ file, key }) => `${file}: ${key}`)).toEqual([]);
    const families = files.flatMap((file) => [...textOf(file).matchAll(/\bt\(`([\w.-]+\.)\$\{/g)].map(([, family]) => ({ file, family })));
    expect(families.filter(({ family }) => ![...english.keys()].some((key) => key.startsWith(family))).map(({ file, family }) => `${file}: ${family}…`)).toEqual([]);
  });
});

describe('dates', () => {
  it('follow the variant of the window’s language that the system prefers', () => {
    expect(variantOf('en', ['de-DE', 'en-GB', 'en-US'])).toBe('en-GB');
    expect(variantOf('es', ['en-GB', 'es-MX'])).toBe('es-MX');
  });

  it('fall back to the language alone where the system speaks another', () => {
    expect(variantOf('es', ['en-GB'])).toBe('es');
  });
});

/** Whatever a file holds, the loader answers with a profile or with one sentence. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { ProfileKind } from '../../src-main/contract/profiles';
import { StudioError } from '../../src-main/core/errors';
import { checked, profileKinds } from '../../src-main/store/profiles';
import { problemsOf } from '../../src-main/store/profile-problems';
import { parseProfileText } from '../../src-main/store/profile-source';

const sourced = { value: 3, provenance: 'published', source: 'Table 4' };
const valid: Record<ProfileKind, object> = {
  experiment: { kind: 'experiment', id: 'e', name: 'E', dataset: { use: 'glyphs', fit: 100, report: 200 }, models: ['a'], remote: 'b', boards: ['c'], targets: [{ kind: 'latency', at_most_ms: 5 }, { kind: 'accuracy', at_least: 0.9 }], decision: { kind: 'threshold', threshold: 0.5 }, in_the_loop: { samples: 10 } },
  board: { kind: 'board', id: 'b', name: 'B', driver: 'virtual', power: { inference_w: sourced }, inference: [{ architecture: 'a', dataset: 'd', macs: 12, latency_ms: sourced }], link: 'l' },
  analyzer: { kind: 'analyzer', id: 'a', name: 'A', driver: 'scpi', tcp: { host: 'h', port: 5025 }, limits: { max_voltage_v: 5 }, rates_hz: [10], scpi: { identify: 'x', measure: [{ query: 'MEAS:POW?', field: 'power' }] } },
  link: { kind: 'link', id: 'l', name: 'L', fixed_ms: sourced, rate_mbit_s: sourced, server_ms: [{ dataset: 'd', time: sourced }] },
  server: { kind: 'server', id: 's', name: 'S', host: 'h', port: 80, reply_bytes: 1 },
  dataset: { kind: 'dataset', id: 'd', name: 'D', reader: 'glyphs', labels: ['x', 'y'], sota_accuracy: 0.9 },
  model: {
    kind: 'model', id: 'm', name: 'M', role: 'local', architecture: 'resnet8', file: 'm.onnx', dataset: 'd', input: { layout: 'NCHW', height: 3, width: 3, channels: 1, type: 'float32' }, preprocessing: { scale: 255, mean: [0], std: [1] },
    output: 'logits', labels: ['x', 'y'], exits: [{ name: 'e', output: 'o' }], accuracy: { set: 's', samples: 5, exits: [0.5], standard_error: [0.1] }, training: { epochs: 3, sizes: [1, 'a'] }, licence: 'MIT',
  },
};

/** Loads; anything but a profile or a proper sentence fails the test. Returns the problems. */
function tryLoad(kind: ProfileKind, text: string): readonly { sentence: string; line: number }[] {
  try {
    checked(kind, parseProfileText(kind, 'p.yaml', text), 'p.yaml');
    return [];
  } catch (error) {
    if (!(error instanceof StudioError)) throw error;
    const lines = text.split('\n').length + 1;
    for (const { sentence, line, code } of problemsOf(error)) {
      expect(code).toMatch(/^profile\./);
      expect(sentence).toMatch(/^p\.yaml\b.*\S[.?]$/u);
      expect(sentence).not.toMatch(/undefined|\[object|NaN is|\n/);
      expect(line).toBeGreaterThanOrEqual(1);
      expect(line).toBeLessThanOrEqual(lines);
    }
    return problemsOf(error);
  }
}
const kinds = fc.constantFrom(...profileKinds);

/** Every path to a value inside a profile. */
function paths(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  const inner = value !== null && typeof value === 'object' ? Object.entries(value).flatMap(([key, child]) => paths(child, [...path, Array.isArray(value) ? Number(key) : key])) : [];
  return path.length === 0 ? inner : [path, ...inner];
}
function mutate(profile: object, path: readonly (string | number)[], change: (parent: Record<string | number, unknown>, key: string | number) => void): object {
  // Through JSON: a shared object would be written once, with aliases, and be changed everywhere.
  const copy = JSON.parse(JSON.stringify(profile)) as object;
  const parent = path.slice(0, -1).reduce<unknown>((node, step) => (node as Record<string | number, unknown>)[step], copy);
  change(parent as Record<string | number, unknown>, path.at(-1)!);
  return copy;
}

describe('any file at all', () => {
  it('gives a profile or one sentence: random text', () => {
    fc.assert(fc.property(kinds, fc.string({ unit: 'binary', maxLength: 300 }), (kind, text) => { tryLoad(kind, text); }), { numRuns: 1500 });
  });
  it('gives a profile or one sentence: text made of YAML’s own signs', () => {
    const piece = fc.constantFrom('kind: board\n', 'kind: experiment\n', '- ', ': ', '\n', '  ', '&a ', '*a', '<<: ', '!!binary ', '? ', '[', ']', '{', '}', '"', "'", '|', '>', '#', '---\n', '...\n', '%YAML 1.1\n', 'a', '1', '~', '__proto__: ', 'constructor: ', '\t', ',', '.inf', '.nan', '0x1f');
    fc.assert(fc.property(kinds, fc.array(piece, { maxLength: 40 }), (kind, pieces) => { tryLoad(kind, pieces.join('')); }), { numRuns: 3000 });
  });
  it('gives a profile or one sentence: any JSON value', () => {
    fc.assert(fc.property(kinds, fc.jsonValue({ maxDepth: 4 }), (kind, value) => { tryLoad(kind, stringify(value)); tryLoad(kind, stringify({ ...valid[kind], ...(value as object | null) })); }), { numRuns: 500 });
  });
  it('gives one sentence for nesting that would overflow a parser', () => {
    for (const text of ['[', '{a: ', '- ', '? ', '- [', 'a:\n'].flatMap((unit) => [unit.repeat(20_000)])) expect(tryLoad('board', text).length).toBeGreaterThan(0);
    expect(tryLoad('board', Array.from({ length: 1400 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')).length).toBeGreaterThan(0);
    expect(tryLoad('board', 'kind: board\nid: &a {b: *a}\n').length).toBeGreaterThan(0);
  });
});

describe('a valid profile with one thing changed', () => {
  it('loads before it is changed', () => {
    for (const kind of profileKinds) expect(tryLoad(kind, stringify(valid[kind]))).toEqual([]);
  });
  it('names the field and the intended key when a key is misspelt', () => {
    const cases = profileKinds.flatMap((kind) => paths(valid[kind]).filter((path) => typeof path.at(-1) === 'string' && path.at(-1)!.toString().length > 3 && path[0] !== 'training').map((path) => ({ kind, path })));
    fc.assert(fc.property(fc.constantFrom(...cases), fc.nat(), ({ kind, path }, at) => {
      const key = path.at(-1) as string;
      const where = at % (key.length - 1);
      const misspelt = `${key.slice(0, where)}${key[where + 1]}${key[where]}${key.slice(where + 2)}`;
      fc.pre(misspelt !== key && key !== 'kind');
      const problems = tryLoad(kind, stringify(mutate(valid[kind], path, (parent) => { parent[misspelt] = parent[key]; delete parent[key]; })));
      expect(problems.length).toBe(1);
      expect(problems[0].sentence).toContain(`is not a known key (did you mean “${key}”?)`);
    }));
  });
  it('gives a profile or a sentence when a value is anything else', () => {
    const cases = profileKinds.flatMap((kind) => paths(valid[kind]).map((path) => ({ kind, path })));
    const value = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom('5 ms', '90 %', '1,5', -1, 0, 1e308, 2 ** 53, '', ' ', '\u0007bell', 'a'.repeat(5000)), fc.double());
    fc.assert(fc.property(fc.constantFrom(...cases), value, ({ kind, path }, other) => { tryLoad(kind, stringify(mutate(valid[kind], path, (parent, key) => { parent[key] = other; }))); }), { numRuns: 2000 });
  });
  it('gives a profile or a sentence when a character is lost or doubled', () => {
    fc.assert(fc.property(kinds, fc.nat(), fc.nat({ max: 3 }), (kind, at, times) => {
      const text = stringify(valid[kind]);
      const where = at % text.length;
      tryLoad(kind, text.slice(0, where) + text[where].repeat(times) + text.slice(where + 1));
    }), { numRuns: 1500 });
  });
});

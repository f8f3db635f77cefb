/** Who may import whom: the table of the design, held against every import of the source. */
import { describe, expect, it } from 'vitest';
import { importsOf, isCode, projectFiles, type Import } from './support/source-files';

interface Layer {
  /** Layers and single files of src-main that it may import; its own files always. */
  readonly may: readonly string[];
  /** Of these, types only. */
  readonly typesOf?: readonly string[];
  readonly packages?: readonly string[];
  /** Node modules: all, none, or these. */
  readonly node?: 'all' | readonly string[];
}

const driver = { may: ['core', 'contract', 'engine/ports', 'paths'], node: 'all' } as const;

/** A file belongs to the layer with the longest name that begins its path. */
const table: Readonly<Record<string, Layer>> = {
  core: { may: [] },
  contract: { may: [], typesOf: ['core'], packages: ['zod', '@orpc/contract'] },
  paths: { may: [], node: 'all' },
  // Worker threads are how the bootstrap leaves the main thread; everything else outside comes through ports.
  engine: { may: ['core', 'contract', 'paths'], node: ['node:worker_threads'] },
  models: { ...driver, packages: ['onnxruntime-node', 'protobufjs'] },
  datasets: { ...driver, packages: ['@napi-rs/canvas', 'tar-stream'] },
  boards: { ...driver, may: [...driver.may, 'transport'] }, remote: driver,
  // Bytes in and out: serial ports, sockets, pseudo-terminals; an instrument's protocol knows none of them.
  transport: { may: ['core'], packages: ['serialport'], node: 'all' },
  analyzers: { ...driver, may: [...driver.may, 'engine/analyzer-ports', 'transport'] },
  simulators: { may: ['core', 'contract', 'engine/ports', 'engine/analyzer-ports', 'transport', 'paths'], node: 'all' },
  store: { ...driver, may: [...driver.may, 'engine/store-ports'], packages: ['@duckdb/node-api', 'yaml', 'zod'] },
  reports: { ...driver, packages: ['chart.js', 'chartjs-plugin-annotation', '@napi-rs/canvas', 'pdfmake', 'zod'] },
  // The composition roots: the studio, and the edge server's own process.
  studio: { may: ['core', 'contract', 'engine', 'models', 'datasets', 'boards', 'analyzers', 'simulators', 'transport', 'remote', 'store', 'reports', 'paths'], node: 'all' },
  'remote/edge-server-process': { may: ['core', 'models', 'remote'], node: 'all' },
  hosts: { may: ['studio.ts', 'contract', 'core/errors', 'paths'], packages: ['commander', '@orpc/server', 'ws'], node: 'all' },
  'hosts/electron': { may: ['hosts', 'studio.ts', 'contract', 'core/errors', 'paths'], packages: ['@orpc/server', 'electron', 'zod'], node: 'all' },
  cli: { may: ['hosts', 'studio.ts', 'paths'], node: 'all' },
  main: { may: ['hosts', 'studio.ts', 'paths'], packages: ['electron'], node: 'all' },
  preload: { may: [], typesOf: ['contract'], packages: ['electron'] },
};

const printed = Object.entries(table).map(([name, { may, typesOf = [], packages = [], node = [] }]) =>
  `  ${name.padEnd(27)} ${[...may, ...typesOf.map((one) => `types of ${one}`), ...packages, ...(node === 'all' ? ['Node'] : node)].join(', ') || 'nothing'}`).join('\n');

const begins = (path: string, name: string): boolean => path === name || path.startsWith(`${name}/`);
const inMain = (path: string): string => path.replace(/^src-main\//, '').replace(/\.ts$/, '');
function layerOf(file: string): string | null {
  const names = Object.keys(table).filter((name) => begins(inMain(file), name)).sort((a, b) => b.length - a.length);
  return names[0] ?? null;
}

/** Null where the table allows it, otherwise what is wrong. */
function fault({ from, to, kind, typeOnly }: Import): string | null {
  const name = layerOf(from);
  if (name === null) return `${from} belongs to no layer`;
  const { may, typesOf = [], packages = [], node = [] } = table[name];
  if (kind === 'node') return node === 'all' || node.includes(to) ? null : `${from} → ${to}: ${name} may not use this Node module`;
  if (kind === 'package') return packages.includes(to) ? null : `${from} → ${to}: not a library of ${name}`;
  if (!to.startsWith('src-main/')) return `${from} → ${to}: outside of src-main`;
  const target = inMain(to);
  if (layerOf(to) === name) return null;
  // `studio.ts` is the one file that hosts see; the folder beside it is its inside.
  if (may.some((one) => (one.endsWith('.ts') ? `${target}.ts` === one : begins(target, one) && layerOf(to) !== 'remote/edge-server-process'))) return null;
  if (typesOf.some((one) => begins(target, one))) return typeOnly ? null : `${from} → ${to}: ${name} may import types only`;
  return `${from} → ${to}: ${name} may not import ${layerOf(to) ?? target}`;
}

const imports = projectFiles().filter((file) => file.startsWith('src-main/') && isCode(file)).flatMap((file) => importsOf(file));

describe('the layers of the studio', () => {
  it('keep to the table of who may import whom', () => {
    const faults = imports.map(fault).filter((one) => one !== null);
    expect(faults, `${faults.join('\n')}\n\nWho may import what, besides its own files:\n${printed}\n`).toEqual([]);
    // The reader of imports sees them at all: the files of the studio have many.
    expect(imports.length).toBeGreaterThan(500);
  });

  it('have no cycle between their folders', () => {
    const edges = new Map<string, Set<string>>();
    for (const one of imports) {
      const [from, to] = [layerOf(one.from), one.kind === 'file' ? layerOf(one.to) : null];
      if (from !== null && to !== null && from !== to) edges.set(from, (edges.get(from) ?? new Set()).add(to));
    }
    const cycles: string[] = [];
    const visit = (path: readonly string[]): void => {
      for (const next of edges.get(path[path.length - 1]) ?? []) {
        if (path.includes(next)) cycles.push([...path.slice(path.indexOf(next)), next].join(' → '));
        else visit([...path, next]);
      }
    };
    for (const layer of edges.keys()) visit([layer]);
    expect([...new Set(cycles)]).toEqual([]);
  });

  it('are told apart by this test: forbidden edges of every kind are seen', () => {
    const faultOf = (from: string, line: string): string | null => fault(importsOf(from, line)[0]);
    expect(faultOf('src-main/core/stats/mean.ts', "import { readFileSync } from 'node:fs';")).toContain('core may not use this Node module');
    expect(faultOf('src-main/engine/run.ts', "import { openRunStore } from '../store/run-store';")).toContain('engine may not import store');
    expect(faultOf('src-main/boards/computer.ts', "export { findRapl } from '../analyzers/rapl';")).toContain('boards may not import analyzers');
    expect(faultOf('src-main/contract/results.ts', "import { strategies } from '../core/measurements';")).toContain('types only');
    expect(faultOf('src-main/contract/results.ts', "import { type Strategy, type Costs } from '../core/measurements';")).toBeNull();
    expect(faultOf('src-main/hosts/terminal/x.ts', "import { check } from '../../studio/check';")).toContain('hosts may not import studio');
    expect(faultOf('src-main/datasets/x.ts', "const { parse } = await import('yaml');")).toContain('not a library of datasets');
    expect(faultOf('src-main/elsewhere/x.ts', "import './y';")).toContain('belongs to no layer');
  });
});

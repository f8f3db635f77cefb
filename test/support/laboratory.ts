/** A temporary folder with profiles, a home for runs, and an experiment small enough to run in seconds. */
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse, stringify } from 'yaml';
import type { z } from 'zod';
import type { experimentProfile, ModelCard } from '../../src-main/contract/profiles';
import { projectRoot } from '../../src-main/paths';
import type { Shell } from './terminal';

/** Changes to the small experiment. */
export type Experiment = Partial<z.input<typeof experimentProfile>>;

/** Two hundred samples to fit on, three hundred to report on; few loops and few resamples. */
const small = {
  kind: 'experiment', id: 'small', name: 'Small glyphs', seed: 1,
  dataset: { use: 'glyphs', fit: 200, report: 300 },
  models: ['glyphs-resnet8'], remote: 'glyphs-remote', boards: ['this-computer', 'raspberry-pi-4b'],
  targets: [{ kind: 'accuracy', at_least: 0.8 }, { kind: 'paper', quantity: 'latency' }],
  timing: { warm_up: 2, loops: 10, min_loop_ms: 1 },
  in_the_loop: { samples: 30, strategies: ['hi', 'ee-hi'] },
  bootstrap: 200,
} as const;

export interface Laboratory extends Shell {
  readonly profiles: string;
  path(...names: string[]): string;
  read(...names: string[]): string;
  json<T>(...names: string[]): T;
  /** Writes a file with the folders above it; its path. */
  put(name: string, content: string | Uint8Array): string;
  profile(name: string, content: unknown): string;
  /** `NAME.yaml` in the folder, the small experiment with these changes; its path. */
  experiment(name: string, change?: Experiment): string;
  /** Copies a model that ships into the laboratory's own, with these changes to its card. */
  model(id: string, from: string, change: Partial<ModelCard>): string;
  /** `quick-remote`: the local model's early exit as if it were a remote model; answers in a fifth of a millisecond, and not what the local model's last exit does. */
  quickRemote(): string;
  remove(): void;
}

export function openLaboratory(): Laboratory {
  const root = mkdtempSync(join(tmpdir(), 'hi-e2e-'));
  const path = (...names: string[]): string => join(root, ...names);
  const put = (name: string, content: string | Uint8Array): string => {
    mkdirSync(dirname(path(name)), { recursive: true });
    writeFileSync(path(name), content);
    return path(name);
  };
  const profile = (name: string, content: unknown): string => put(name, stringify(content, { aliasDuplicateObjects: false }));
  const read = (...names: string[]): string => readFileSync(path(...names), 'utf8');
  const model: Laboratory['model'] = (id, from, change) => {
    const bundled = join(projectRoot(), 'resources', 'models', from);
    const { accuracy: _accuracy, ...card } = parse(readFileSync(join(bundled, 'card.yaml'), 'utf8')) as ModelCard;
    profile(join('mine', 'models', id, 'card.yaml'), { ...card, id, ...change });
    copyFileSync(join(bundled, 'model.onnx'), path('mine', 'models', id, 'model.onnx'));
    return id;
  };
  mkdirSync(path('mine'));
  return {
    home: path('home'), cwd: root, profiles: path('mine'), path, put, profile, read, model,
    quickRemote: () => model('quick-remote', 'glyphs-resnet8', { name: 'Quick remote', role: 'remote', architecture: 'quick', exits: [{ name: 'end', output: 'exit1' }] }),
    json: <T>(...names: string[]) => JSON.parse(read(...names)) as T,
    experiment: (name, change = {}) => profile(`${name}.yaml`, { ...small, id: name, ...change }),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** An experiment's ids become profiles, files and facts; the plan is made and every problem told before anything runs. */
import { createHash } from 'node:crypto';
import type { ExperimentProfile, ServerProfile } from '../contract/profiles';
import { boardAnalyzers } from '../engine/energy/board-analyzer';
import type { Resolved } from '../engine/plan';
import type { ModelRuntime } from '../engine/ports';
import { openDataset } from '../datasets/registry';
import type { ProfileLibrary } from '../store/profiles';

/** Left out of an experiment, the server is one that the studio starts here. */
const ownServer: ServerProfile = { kind: 'server', id: 'this-computer', name: 'Edge server on this computer', host: '127.0.0.1', reply_bytes: 2 };

/** The dataset is open afterwards; whoever resolves closes it. Errors: profile.*, dataset.*, model.* */
export async function resolveExperiment(experiment: ExperimentProfile, profiles: ProfileLibrary, runtime: ModelRuntime, dataFolder: string | null): Promise<Resolved> {
  const boards = experiment.boards.map((id) => profiles.load('board', id));
  const cards = experiment.models.map((id) => profiles.load('model', id));
  const remoteCard = profiles.load('model', experiment.remote);
  const server = experiment.server === ownServer.id ? ownServer : profiles.load('server', experiment.server);
  const links = boards.map((board) => {
    const link = experiment.link ?? board.link;
    return link === undefined || link === 'loopback' ? null : profiles.load('link', link);
  });
  const datasetProfile = profiles.load('dataset', experiment.dataset.use);
  const locals = [];
  for (const card of cards) locals.push({ card, facts: await runtime.inspect(card) });
  const remote = { card: remoteCard, facts: await runtime.inspect(remoteCard) };
  return { experiment, datasetProfile, dataset: await openDataset(datasetProfile, dataFolder), locals, remote, server, boards, links, analyzers: boardAnalyzers(experiment, (id) => profiles.load('analyzer', id)) };
}

/** What must not change between the parts of a resumed run, by name. */
export async function fingerprints({ experiment, dataset, locals, remote, boards, links, analyzers = [] }: Resolved): Promise<{ what: string; sha256: string }[]> {
  const ofJson = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');
  return [
    { what: `dataset ${dataset.id}`, sha256: await dataset.fingerprint() },
    ...locals.map(({ card, facts }) => ({ what: `model ${card.id}`, sha256: facts.sha256 })),
    { what: `model ${remote.card.id}`, sha256: remote.facts.sha256 },
    { what: 'board and link profiles', sha256: ofJson([boards, links]) },
    { what: 'experiment', sha256: ofJson(experiment) },
    ...(experiment.analyzer === undefined ? [] : [{ what: 'analyzer profiles', sha256: ofJson(analyzers) }]),
  ];
}

/** One hash over all fingerprints: two runs with the same plan hash measured the same thing. */
export function planHash(hashes: readonly { readonly sha256: string }[]): string {
  return createHash('sha256').update(hashes.map(({ sha256 }) => sha256).join('\n')).digest('hex');
}

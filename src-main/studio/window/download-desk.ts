/** Downloads of datasets: they go on while windows come and go, one at a time for each dataset. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DownloadState, KnownDownload } from '../../contract/procedures';
import { downloadDataset } from '../../datasets/download';
import { StudioError } from '../../core/errors';
import type { ProfileLibrary } from '../../store/profiles';
import type { SettingsFile } from '../../store/settings-file';
import { createBroadcast, pause } from '../live/broadcast';
import { failedWork } from './problems';

export interface DownloadDesk {
  /** Without effect where it runs already. Errors: profile.unknown-id, dataset.download-none */
  start(id: string): DownloadState;
  cancel(id: string): void;
  /** The state now and after each change, at most ten times a second; ends when the download does. */
  follow(id: string, signal: AbortSignal | undefined): AsyncGenerator<DownloadState>;
  /** Those that go on or did not come to their end, of this session and of earlier ones. */
  unfinished(): KnownDownload[];
  close(): Promise<void>;
}

interface Running { state: DownloadState; readonly stop: AbortController; done: Promise<void> }

/** `onChange`: one began, went on or ended. */
export function createDownloadDesk(home: string, profiles: ProfileLibrary, settings: SettingsFile, onChange: () => void): DownloadDesk {
  const changes = createBroadcast();
  const known = new Map<string, Running>();
  const start = (id: string): DownloadState => {
    const before = known.get(id);
    if (before?.state.step === 'running') return before.state;
    const profile = profiles.load('dataset', id);
    if (profile.download === undefined) throw new StudioError('dataset.download-none', { dataset: profile.name });
    const folder = join(home, 'datasets', id);
    const began = performance.now();
    let first: number | null = null;
    const running: Running = {
      state: { step: 'running', doing: 'download', file: '', bytes: 0, total: profile.download.reduce((sum, { bytes }) => sum + bytes, 0), bytesPerSecond: null, folder, problem: null },
      stop: new AbortController(), done: Promise.resolve(),
    };
    const become = (change: Partial<DownloadState>): void => {
      running.state = { ...running.state, ...change };
      changes.changed();
      onChange();
    };
    running.done = downloadDataset(profile, folder, {
      signal: running.stop.signal,
      onProgress({ step, file, bytes }) {
        // What had come before does not count as speed.
        first ??= bytes;
        const seconds = (performance.now() - began) / 1000;
        become({ doing: step, file, bytes, bytesPerSecond: seconds > 0.5 ? (bytes - first) / seconds : null });
      },
    }).then(() => {
      settings.save({ dataFolders: { ...settings.read().dataFolders, [id]: folder } });
      become({ step: 'finished' });
    }, (error: unknown) => become(running.stop.signal.aborted ? { step: 'cancelled' } : { step: 'failed', problem: failedWork(error) }));
    known.set(id, running);
    changes.changed();
    onChange();
    return running.state;
  };
  return {
    start,
    cancel: (id) => known.get(id)?.stop.abort(new Error('cancelled')),
    async *follow(id, signal) {
      for (let seen = -1; signal?.aborted !== true; ) {
        seen = changes.version;
        const state = known.get(id)?.state;
        if (state !== undefined) yield state;
        if (state === undefined || state.step !== 'running') return;
        await changes.after(seen, signal);
        await pause(100, signal);
      }
    },
    unfinished: () => profiles.list('dataset').filter(({ problem }) => problem === null).flatMap(({ id, name }): KnownDownload[] => {
      const total = (profiles.load('dataset', id).download ?? []).reduce((sum, { bytes }) => sum + bytes, 0);
      const state = known.get(id)?.state;
      if (state?.step === 'finished' || total === 0) return [];
      if (state !== undefined) return [{ dataset: id, name, step: state.step, bytes: state.bytes, total, problem: state.problem }];
      const folder = join(home, 'datasets', id);
      return existsSync(folder) && readdirSync(folder).some((file) => file.endsWith('.part')) ? [{ dataset: id, name, step: 'interrupted', bytes: null, total, problem: null }] : [];
    }),
    async close() {
      for (const { stop } of known.values()) stop.abort(new Error('the studio closes'));
      await Promise.all([...known.values()].map(({ done }) => done));
    },
  };
}

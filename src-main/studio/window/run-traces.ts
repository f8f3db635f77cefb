/** Recordings in the folder of a run, read for windows by a thread of their own, which begins with the first question. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { TraceWindow } from '../../contract/procedures';
import { StudioError } from '../../core/errors';
import type { Channel, SelectionStatistics } from '../../core/trace';
import { openKeeper } from '../capture/live-capture';
import type { KeeperOperations, KeptFacts } from '../capture/keeper';
import type { Caller } from '../capture/worker-call';

export interface RunTraceName { readonly run: string; readonly trace: string }
type Facts = Pick<KeptFacts, 'source' | 'simulated' | 'closed' | 'bytes' | 'end'> & { format: TraceWindow['format'] };

/** Errors of all: run.unknown, run.trace-missing, recording.* */
export interface RunTraces {
  open(name: RunTraceName): Promise<Facts>;
  window(request: RunTraceName & { readonly from: number; readonly to: number; readonly points: number; readonly channels: readonly Channel[] }): Promise<TraceWindow>;
  overview(name: RunTraceName, points: number): Promise<TraceWindow>;
  statistics(name: RunTraceName, from: number, to: number): Promise<SelectionStatistics>;
  /** Lets go of a run's files, so that its folder can be moved. */
  release(run: string): Promise<void>;
  close(): Promise<void>;
}

type TraceReader = Pick<Caller<KeeperOperations>, 'call' | 'end'>;

/** `folder`: of all runs. */
export function createRunTraces(folder: string, openReader: () => TraceReader = () => openKeeper('the recording of a run')): RunTraces {
  let reader: TraceReader | null = null;
  const seen = new Map<string, Set<string>>();
  const keeper = (): TraceReader => (reader ??= openReader());
  const fileOf = ({ run, trace }: RunTraceName): string => {
    if (!existsSync(join(folder, run))) throw new StudioError('run.unknown', { id: run });
    const file = join(folder, run, ...trace.split('/'));
    if (!existsSync(file)) throw new StudioError('run.trace-missing', { id: run, trace });
    seen.set(run, (seen.get(run) ?? new Set()).add(file));
    return file;
  };
  const shown = ({ trace }: RunTraceName, content: KeeperOperations['window']['answer']): TraceWindow => ({ id: trace, live: false, ...content, format: { ...content.format, lines: [...content.format.lines] } });
  return {
    async open(name) {
      const { source, simulated, closed, bytes, end, format } = await keeper().call('facts', { file: fileOf(name) });
      return { source, simulated, closed, bytes, end, format: { ...format, lines: [...format.lines] } };
    },
    window: async ({ run, trace, ...stretch }) => shown({ run, trace }, await keeper().call('window', { file: fileOf({ run, trace }), ...stretch })),
    overview: async (name, points) => shown(name, await keeper().call('overview', { file: fileOf(name), points })),
    statistics: async (name, from, to) => keeper().call('statistics', { file: fileOf(name), from, to }),
    async release(run) {
      for (const file of seen.get(run) ?? []) await reader?.call('release', { file });
      seen.delete(run);
    },
    async close() {
      await reader?.end();
      reader = null;
    },
  };
}

/** One capture as the studio's main thread sees it: two threads at work, their latest state, and what asks the one that keeps. */
import { rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { MessageChannel, Worker } from 'node:worker_threads';
import type { CaptureState } from '../../contract/procedures';
import type { AnalyzerProfile } from '../../contract/profiles';
import { StudioError } from '../../core/errors';
import type { AnalyzerSettings } from '../../engine/analyzer-ports';
import { bundledFile } from '../../paths';
import { createBroadcast } from '../live/broadcast';
import { windowProblems } from '../window/problems';
import type { LiveState } from './instrument';
import type { InstrumentOperations, StateMessage } from './instrument-worker';
import type { KeeperOperations } from './keeper';
import { servePorts } from './port-relay';
import { createCaller, fromFault, type Caller } from './worker-call';

export interface CaptureOrder {
  readonly id: string; readonly file: string; readonly name: string; readonly profile: AnalyzerProfile; readonly address: string; readonly settings: AnalyzerSettings;
  readonly simulated: boolean; readonly startedAt: Date;
}
export interface LiveCapture {
  readonly id: string; readonly name: string; readonly address: string; readonly file: string;
  readonly keeper: Caller<KeeperOperations>;
  state(): CaptureState;
  /** Every change, at most ten a second; ends with the state in which it stopped or failed. */
  states(signal: AbortSignal | undefined): AsyncGenerator<CaptureState>;
  stop(): Promise<void>;
  /** Resolves when everything is on disk; the thread that keeps it ends once nobody waits for its answer any more. */
  readonly over: Promise<void>;
}

export const openKeeper = (file: string): Caller<KeeperOperations> => createCaller<KeeperOperations>(new Worker(bundledFile('keeper-worker')), { gone: (reason) => new StudioError('recording.worker-gone', { file, reason }) });

/** Resolves once the instrument measures; where it cannot, nothing is left behind. Errors: analyzer.*, port.*, store.* */
export async function startLiveCapture({ id, file, name, profile, address, settings, simulated, startedAt }: CaptureOrder): Promise<LiveCapture> {
  const changes = createBroadcast();
  let latest: LiveState | null = null;
  let ended = false;
  let isOver = (): void => undefined;
  const keeper = openKeeper(file);
  const ports = new MessageChannel();
  servePorts(ports.port1);
  const finish = async (): Promise<void> => {
    if (ended) return;
    ended = true;
    await instrument.end();
    ports.port1.close();
    // Where the instrument's thread broke off, the recording is not closed yet. A keeper that is gone itself has nothing left to close.
    await keeper.call('seal', { file }).catch((error: unknown) => {
      if (!(error instanceof StudioError)) throw error;
    });
    changes.changed();
    isOver();
    // A window may be looking at this very moment: it still gets its answer, and others are asked from now on.
    keeper.retire();
  };
  const over = new Promise<void>((resolve) => (isOver = resolve));
  const instrument = createCaller<InstrumentOperations>(new Worker(bundledFile('instrument-worker')), {
    gone: (reason) => new StudioError('analyzer.worker-gone', { analyzer: profile.name, reason }),
    onTell(message) {
      const { state: { problem, ...state }, over: last } = message as StateMessage;
      latest = { ...state, problem: problem === null ? null : studioError(fromFault(problem)) };
      changes.changed();
      if (last) void finish();
    },
    onEnd(reason) {
      if (latest !== null && !ended) latest = { ...latest, phase: 'failed', problem: new StudioError('analyzer.worker-gone', { analyzer: profile.name, reason }) };
      void finish();
    },
  });
  const { port1, port2 } = new MessageChannel();
  try {
    await keeper.call('record', { port: port1, file, simulated, analyzer: profile.name }, [port1]);
    await instrument.call('start', { profile, address, settings, port: port2, ports: ports.port2, startedAt: startedAt.toISOString() }, [port2, ports.port2]);
  } catch (error) {
    await finish();
    rmSync(dirname(file), { recursive: true, force: true });
    throw error;
  }
  const state = (): CaptureState => {
    if (latest === null) throw new Error('a capture tells its state before it has begun');
    const { phase, info, format, measured, end, dropped, mean, peak, segments, notices, problem } = latest;
    return {
      kind: 'capture.state', id, sequence: changes.version, state: phase, name, analyzer: profile.id, address, instrument: { model: info.model, serial: info.serial, firmware: info.firmware }, simulated,
      startedAt: startedAt.toISOString(), format: { ...format, lines: [...format.lines] }, end, measured, lost: end - measured, dropped, bytes: statSync(file, { throwIfNoEntry: false })?.size ?? 0, mean, peak,
      segments: segments.map((one) => ({ ...one })), notices: [...notices], problem: problem === null ? null : windowProblems(problem)[0],
    };
  };
  return {
    id, name, address, file, keeper, state, over,
    async *states(signal) {
      for (let seen = -1; signal?.aborted !== true;) {
        const last = ended;
        seen = changes.version;
        yield state();
        if (last) return;
        await changes.after(seen, signal);
      }
    },
    async stop() {
      if (!ended) await instrument.call('stop', null).catch((error: unknown) => {
        // It may end by itself at this very moment.
        if (!(error instanceof StudioError) || error.code !== 'analyzer.worker-gone') throw error;
      });
      await over;
    },
  };
}

const studioError = (error: Error): StudioError => (error instanceof StudioError ? error : new StudioError('analyzer.worker-gone', { analyzer: 'the instrument', reason: error.message }));

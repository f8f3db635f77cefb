/** An instrument by its profile and address, captured into a pipe to the keeper, and found again where it went away. */
import type { MessagePort } from 'node:worker_threads';
import { openPlayback } from '../../analyzers/playback';
import { isNoSerialPort, openAnalyzer, openLine } from '../../analyzers/registry';
import type { AnalyzerProfile } from '../../contract/profiles';
import { StudioError } from '../../core/errors';
import type { Analyzer, AnalyzerSettings } from '../../engine/analyzer-ports';
import { realTime } from '../../transport/timekeeper';
import { createBlockPipe, type FromKeeper } from './block-pipe';
import { playable } from './playable';
import { relayedPorts } from './port-relay';
import { startSession, type SessionState } from './session';
import { findAgain, noteWhereabouts } from './whereabouts';

export interface InstrumentRequest {
  readonly profile: AnalyzerProfile;
  /** A serial port's path or host:port; not read where the profile plays a recording. */
  readonly address: string;
  readonly settings: AnalyzerSettings;
  /** To the keeper. */
  readonly port: MessagePort;
  /** To the main thread, which opens serial ports. */
  readonly ports: MessagePort;
  readonly startedAt: string;
}

export interface LiveState extends SessionState { readonly dropped: number }
export interface CapturedInstrument { state(): LiveState; stop(): Promise<void>; readonly done: Promise<void> }

/** Resolves once the instrument measures. Errors: analyzer.*, port.*, recording.* */
export async function captureInstrument({ profile, address, settings, port, ports: serial, startedAt }: InstrumentRequest, onChange: () => void): Promise<CapturedInstrument> {
  let failed: StudioError | null = null;
  let session: Awaited<ReturnType<typeof startSession>> | null = null;
  const fail = (error: StudioError): void => {
    failed ??= error;
    session?.fail(error);
  };
  const pipe = createBlockPipe({
    post: (message, move) => port.postMessage(message, move), startedAt,
    onFailed: (error) => fail(error instanceof StudioError ? error : new StudioError('recording.worker-gone', { file: 'the recording', reason: error.message })),
  });
  let ended = false;
  port.on('message', (message: FromKeeper) => pipe.receive(message));
  port.on('close', () => {
    pipe.broke();
    if (!ended) fail(new StudioError('recording.worker-gone', { file: 'the recording', reason: 'its thread closed the line' }));
  });
  const ports = relayedPorts(serial);
  const where = profile.driver === 'recording' ? null : await noteWhereabouts(address, ports.list);
  const open = async (): Promise<Analyzer> => {
    if (where === null) return openPlayback(playable(profile.file ?? ''), realTime);
    const now = await findAgain(where, ports.list);
    return openAnalyzer(profile, isNoSerialPort(now) ? await openLine(profile, now) : await ports.open(now, { baudRate: profile.serial?.baud, dtr: profile.serial?.dtr }), realTime);
  };
  const finish = async (): Promise<void> => {
    ended = true;
    await pipe.end();
    port.close();
    serial.close();
  };
  try {
    session = await startSession({ time: realTime, open, settings, sink: pipe, onChange });
  } catch (error) {
    await finish();
    throw error;
  }
  const running = session;
  if (failed !== null) running.fail(failed);
  const done = running.done.then(finish);
  return {
    done,
    state: () => ({ ...running.state(), dropped: pipe.dropped }),
    async stop() {
      await running.stop();
      await done;
    },
  };
}

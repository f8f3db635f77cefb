/** Entry of the thread in which one capture's instrument is read and decoded: bytes in, blocks out to the keeper, its state to the studio. */
import { parentPort, type MessagePort } from 'node:worker_threads';
import { captureInstrument, type InstrumentRequest, type LiveState } from './instrument';
import { answerCalls, toFault, type Fault } from './worker-call';

/** A type and not an interface: `Operations` asks for an index signature. */
export type InstrumentOperations = {
  /** Resolves once the instrument measures. */
  start: { ask: InstrumentRequest; answer: null };
  /** Resolves when everything is on disk. */
  stop: { ask: null; answer: null };
};
/** Told unasked, ten times a second at most; `over` with the last one. */
export interface StateMessage { readonly state: Omit<LiveState, 'problem'> & { readonly problem: Fault | null }; readonly over: boolean }

const everyMs = 100;
const port = parentPort as MessagePort;
let running: Awaited<ReturnType<typeof captureInstrument>> | null = null;

answerCalls<InstrumentOperations>(port, {
  async start(request) {
    let due = false;
    const tell = (over: boolean): void => {
      if (running === null) return;
      const { problem, ...state } = running.state();
      port.postMessage({ tell: { state: { ...state, problem: problem === null ? null : toFault(problem) }, over } satisfies StateMessage });
    };
    running = await captureInstrument(request, () => void (due = true));
    const timer = setInterval(() => {
      // Samples come all the time while it measures; while it waits only what changed is told.
      if (due || running?.state().phase === 'measuring') tell(false);
      due = false;
    }, everyMs);
    tell(false);
    void running.done.then(() => {
      clearInterval(timer);
      tell(true);
    });
    return null;
  },
  async stop() {
    await running?.stop();
    return null;
  },
});

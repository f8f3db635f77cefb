/** Simulated instruments that play while the studio runs, each behind a socket of this machine. */
import type { PlayingSimulator, SimulatorFaults } from '../../contract/procedures';
import type { Trouble } from '../../contract/procedures/devices';
import { StudioError } from '../../core/errors';
import { findSimulator } from '../../simulators/registry';
import { serveOnTcp, serveOnTerminal, type ServedInstrument, type ServeSettings } from '../../simulators/serve';
import { scheduleTroubles } from '../../simulators/troubles';
import { demoWaveform } from '../../simulators/waveform';
import { realTime } from '../../transport/timekeeper';

export interface PlayOptions {
  readonly seed: number;
  readonly faults: SimulatorFaults;
  /** Standard deviation of a reading as a part of it; null: each instrument's own. */
  readonly noise: number | null;
  readonly host: string;
  /** Null: the line that the real instrument has; 0: a free port. */
  readonly tcpPort: number | null;
  readonly onPort?: (port: string) => void;
}

/** Plays one instrument until `stop`; its troubles come by themselves. Errors: analyzer.unknown-simulator, analyzer.cannot-listen, port.no-pseudo-terminal */
export async function playInstrument(id: string, { seed, faults, noise, host, tcpPort, onPort }: PlayOptions): Promise<ServedInstrument> {
  const simulator = findSimulator(id);
  const { loseByte, corruptByte, driftPpm, slowMs, ...troubles } = faults;
  const settings: ServeSettings = { faults: { loseByte, corruptByte, driftPpm, seed }, onPort };
  const make = (send: (bytes: Uint8Array) => void): ReturnType<typeof simulator.make> => simulator.make(seed, send, { waveform: demoWaveform, slowMs, noise: noise ?? undefined });
  const served = tcpPort === null && simulator.line === 'terminal' ? await serveOnTerminal(make, settings) : await serveOnTcp(make, host, tcpPort ?? 0, settings);
  const cancel = scheduleTroubles(served.wire, troubles, realTime);
  return {
    get port() {
      return served.port;
    },
    wire: served.wire,
    async stop() {
      cancel();
      await served.stop();
    },
  };
}

export interface SimulatorHall {
  playing(): PlayingSimulator[];
  /** Errors: analyzer.unknown-simulator, analyzer.cannot-listen */
  play(instrument: string, seed: number, faults: SimulatorFaults): Promise<PlayingSimulator>;
  /** Errors: analyzer.not-playing */
  trouble(id: string, what: Trouble): PlayingSimulator;
  /** Errors: analyzer.not-playing */
  stop(id: string): Promise<void>;
  close(): Promise<void>;
}

interface Playing { readonly id: string; readonly instrument: string; readonly name: string; readonly seed: number; readonly served: ServedInstrument }

/** `onChange`: the list or a cable changed. */
export function openSimulatorHall(onChange: () => void): SimulatorHall {
  const all = new Map<string, Playing>();
  let count = 0;
  const told = ({ id, instrument, name, seed, served }: Playing): PlayingSimulator => ({ id, instrument, name, seed, address: served.port, plugged: served.wire.plugged });
  const find = (id: string): Playing => {
    const found = all.get(id);
    if (found === undefined) throw new StudioError('analyzer.not-playing', { id });
    return found;
  };
  const stop = async (id: string): Promise<void> => {
    const { served } = find(id);
    all.delete(id);
    await served.stop();
    onChange();
  };
  return {
    stop,
    playing: () => [...all.values()].map(told),
    async play(instrument, seed, faults) {
      const served = await playInstrument(instrument, { seed, faults, noise: null, host: '127.0.0.1', tcpPort: 0, onPort: onChange });
      const one: Playing = { id: `${instrument}-${++count}`, instrument, name: `Simulated ${findSimulator(instrument).name}`, seed, served };
      all.set(one.id, one);
      onChange();
      return told(one);
    },
    trouble(id, what) {
      const one = find(id);
      const { wire } = one.served;
      switch (what.kind) {
        case 'unplug': wire.unplug(); break;
        case 'plug': wire.plug(); break;
        case 'stall': wire.instrument.trouble.stall(what.on); break;
        case 'repeat-counter': wire.instrument.trouble.repeatCounter(); break;
        case 'overload': wire.instrument.trouble.overload(); break;
        case 'jump': wire.instrument.trouble.jump(what.ms); break;
        case 'lose-samples': wire.instrument.trouble.loseSamples(what.samples); break;
      }
      onChange();
      return told(one);
    },
    async close() {
      for (const id of all.keys()) await stop(id);
    },
  };
}

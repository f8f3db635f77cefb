/** Devices for a window: the list with what is behind each port, changes of it, simulated instruments, and the wiring doctor. */
import { candidatePorts, findPort, isNoSerialPort, isTcpAddress, openAnalyzer, openLine } from '../../analyzers/registry';
import type { Trouble } from '../../contract/procedures/devices';
import type { Device, DevicesChanged, DoctorEvent, PlayingSimulator, SimulatorFaults } from '../../contract/procedures';
import type { AnalyzerProfile, BoardProfile } from '../../contract/profiles';
import { StudioError } from '../../core/errors';
import { diagnoseBench } from '../../engine/wiring-doctor';
import { simulators } from '../../simulators/registry';
import type { ProfileLibrary } from '../../store/profiles';
import { watchPorts, type PortWatch } from '../../transport/port-watch';
import { portHolder } from '../../transport/serial-port';
import { listSerialPorts, type FoundPort } from '../../transport/serial-ports';
import { pause, realTime } from '../../transport/timekeeper';
import { createBroadcast } from '../live/broadcast';
import { windowProblems } from '../window/problems';
import { openSimulatorHall } from './simulator-hall';

export interface DoctorRequest { readonly analyzer: string; readonly address: string | null; readonly voltageV: number | null; readonly boardLimitV: number | null; readonly meter: boolean; readonly triggerLine: number | null }

export interface DeviceDesk {
  list(): Promise<Device[]>;
  watch(signal: AbortSignal | undefined): AsyncGenerator<DevicesChanged>;
  /** Errors: profile.unknown-id */
  identify(address: string, analyzer: string | null): Promise<Device>;
  /** Errors: profile.unknown-id, analyzer.no-port, analyzer.several-ports */
  diagnose(request: DoctorRequest, signal: AbortSignal | undefined): AsyncGenerator<DoctorEvent>;
  simulators(): { id: string; name: string; analyzer: string }[];
  /** Errors: analyzer.unknown-simulator, analyzer.cannot-listen */
  simulate(instrument: string, seed: number, faults: SimulatorFaults): Promise<PlayingSimulator>;
  playing(): PlayingSimulator[];
  /** Errors: analyzer.not-playing */
  trouble(id: string, what: Trouble): PlayingSimulator;
  /** Errors: analyzer.not-playing */
  stopSimulator(id: string): Promise<void>;
  /** Who holds which port has changed. */
  heldChanged(): void;
  close(): Promise<void>;
}

export interface DeviceDeskDeps {
  readonly profiles: ProfileLibrary;
  /** The capture of this studio that has an address open; null: none. */
  readonly captureAt: (address: string) => string | null;
  readonly listPorts?: () => Promise<FoundPort[]>;
}

type Asked = Pick<Device, 'answer' | 'problem'>;
const notAsked: Asked = { answer: null, problem: null };

/** Of what is not played here. */
const kindOf = (address: string): Device['kind'] => (isTcpAddress(address) ? 'network' : isNoSerialPort(address) ? 'usb' : 'serial');

export function openDeviceDesk({ profiles, captureAt, listPorts = listSerialPorts }: DeviceDeskDeps): DeviceDesk {
  const changes = createBroadcast();
  const hall = openSimulatorHall(() => changes.changed());
  /** What was answered, by address, for as long as the device stays. */
  const asked = new Map<string, Asked>();
  let [watching, looking]: [number, Promise<PortWatch> | null] = [0, null];

  const analyzers = (): AnalyzerProfile[] => profiles.list('analyzer').filter(({ problem }) => problem === null).map(({ id }) => profiles.load('analyzer', id));
  const boards = (): BoardProfile[] => profiles.list('board').filter(({ problem }) => problem === null).map(({ id }) => profiles.load('board', id));
  const profileAt = (port: FoundPort, all: readonly FoundPort[]): Device['profile'] => {
    const analyzer = analyzers().find((one) => candidatePorts(one, all).includes(port));
    if (analyzer !== undefined) return { kind: 'analyzer', id: analyzer.id, name: analyzer.name };
    const board = boards().find((one) => one.serial?.usb.some(({ vendor, product, serial }) => vendor === port.vendorId && product === port.productId && (serial === undefined || serial === port.serial)));
    return board === undefined ? null : { kind: 'board', id: board.id, name: board.name };
  };
  const ownHolder = (address: string): string | null => {
    const capture = captureAt(address);
    return capture === null ? null : `the capture “${capture}”`;
  };
  const serial = (port: FoundPort, all: readonly FoundPort[]): Device => {
    const profile = profileAt(port, all);
    return {
      address: port.path, kind: kindOf(port.path), name: profile?.name ?? port.product ?? port.path, profile, simulator: null,
      usb: port.vendorId === null ? null : { vendor: port.vendorId, product: port.productId ?? '', serial: port.serial, name: port.product },
      ...asked.get(port.path) ?? notAsked, heldBy: ownHolder(port.path) ?? portHolder(port.path),
    };
  };
  const list = async (ports?: readonly FoundPort[]): Promise<Device[]> => {
    const all = ports ?? await listPorts();
    const other = (address: string, kind: 'network' | 'simulated', name: string, profile: AnalyzerProfile | undefined, simulator: string | null): Device => ({
      address, kind, name, usb: null, profile: profile === undefined ? null : { kind: 'analyzer', id: profile.id, name: profile.name }, simulator, ...asked.get(address) ?? notAsked, heldBy: ownHolder(address),
    });
    const known = analyzers();
    return [
      ...all.map((port) => serial(port, all)),
      ...known.filter(({ tcp }) => tcp?.host !== undefined).map((profile) => other(`${profile.tcp?.host}:${profile.tcp?.port}`, 'network', profile.name, profile, null)),
      ...hall.playing().filter(({ plugged }) => plugged).map((one) => other(one.address, 'simulated', one.name, known.find(({ driver }) => driver === one.instrument), one.id)),
    ];
  };
  const analyzerAt = async (address: string, given: string | null): Promise<AnalyzerProfile | null> => {
    if (given !== null) return profiles.load('analyzer', given);
    const profile = (await list()).find((one) => one.address === address)?.profile;
    return profile?.kind === 'analyzer' ? profiles.load('analyzer', profile.id) : null;
  };

  return {
    list: () => list(),
    async *watch(signal) {
      watching++;
      looking ??= watchPorts(({ plugged, unplugged }) => {
        for (const path of [...plugged, ...unplugged]) asked.delete(path);
        changes.changed();
      }, { list: listPorts });
      try {
        let before: ReadonlyMap<string, string> | null = null;
        for (let seen = -1; signal?.aborted !== true; await changes.after(seen, signal)) {
          seen = changes.version;
          const devices = await list();
          // A device with another serial number is another device, whatever its port is called.
          const now: ReadonlyMap<string, string> = new Map(devices.map(({ address, usb, simulator }) => [address, `${usb?.vendor}:${usb?.product} ${usb?.serial} ${simulator}`]));
          const was = before ?? now;
          before = now;
          yield {
            kind: 'devices.changed', sequence: seen, devices,
            plugged: [...now.keys()].filter((address) => was.get(address) !== now.get(address)), unplugged: [...was.keys()].filter((address) => was.get(address) !== now.get(address)),
          };
        }
      } finally {
        if (--watching === 0) {
          const ports = looking;
          looking = null;
          (await ports)?.stop();
        }
      }
    },
    async identify(address, given) {
      const profile = await analyzerAt(address, given);
      let outcome: Asked = notAsked;
      try {
        if (profile === null) throw new StudioError('analyzer.no-port', { analyzer: `A known instrument behind ${address}` });
        const holder = ownHolder(address);
        if (holder !== null) throw new StudioError('port.held', { port: address, by: holder });
        const analyzer = openAnalyzer(profile, await openLine(profile, address), realTime);
        try {
          const { model, serial: number, firmware, ratesHz } = await analyzer.identify();
          outcome = { answer: { model, serial: number, firmware, ratesHz: [...ratesHz] }, problem: null };
        } finally {
          await analyzer.close();
        }
      } catch (error) {
        if (!(error instanceof StudioError)) throw error;
        outcome = { answer: null, problem: windowProblems(error)[0] };
      }
      asked.set(address, outcome);
      changes.changed();
      const found = (await list()).find((one) => one.address === address);
      return found ?? { address, kind: kindOf(address), name: address, usb: null, profile: profile === null ? null : { kind: 'analyzer', id: profile.id, name: profile.name }, ...outcome, heldBy: null, simulator: null };
    },
    async *diagnose(request, signal) {
      const profile = profiles.load('analyzer', request.analyzer);
      const events = diagnoseBench({
        async open() {
          const address = request.address ?? findPort(profile, await listPorts());
          const holder = ownHolder(address);
          if (holder !== null) throw new StudioError('port.held', { port: address, by: holder });
          return openAnalyzer(profile, await openLine(profile, address), realTime);
        },
        settings: { mode: request.meter ? 'meter' : undefined, voltageV: request.voltageV ?? profile.voltage_v, boardLimitV: request.boardLimitV ?? undefined },
        triggerLine: request.triggerLine, mostCurrentA: profile.limits.max_current_a ?? null, time: { ms: realTime.ms, wait: (ms) => pause(realTime, ms) },
      });
      for await (const event of events) {
        yield event;
        if (signal?.aborted === true) return;
      }
    },
    simulators: () => {
      const known = analyzers();
      return simulators.flatMap(({ id, name }) => {
        const profile = known.find(({ driver }) => driver === id);
        return profile === undefined ? [] : [{ id, name, analyzer: profile.id }];
      });
    },
    simulate: (instrument, seed, faults) => hall.play(instrument, seed, faults),
    playing: () => hall.playing(),
    trouble: (id, what) => hall.trouble(id, what),
    stopSimulator: (id) => hall.stop(id),
    heldChanged: () => changes.changed(),
    async close() {
      (await looking)?.stop();
      await hall.close();
    },
  };
}

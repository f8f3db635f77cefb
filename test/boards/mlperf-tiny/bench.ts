/** A bench in memory: simulated boards on wires that can be pulled, in virtual time, behind ports whose names can swap. */
import { boardProfile, type BoardProfile } from '../../../src-main/contract/profiles';
import { StudioError } from '../../../src-main/core/errors';
import type { SerialAccess } from '../../../src-main/boards/mlperf-tiny/serial-access';
import { createMlperfBoard, type MlperfBoard, type MlperfBoardOptions } from '../../../src-main/simulators/mlperf-board';
import { createGatedTime, createVirtualTime } from '../../../src-main/simulators/virtual-time';
import { createWire, type SimulatedWire, type WireFaults } from '../../../src-main/simulators/wire';
import type { FoundPort } from '../../../src-main/transport/serial-ports';

export interface BenchBoard { readonly board: MlperfBoard; readonly wire: SimulatedWire; readonly received: string[]; /** Where it is; null: its cable is out. */ path: string | null; readonly usb: string | null; readonly serial: string | null }
export interface Bench extends SerialAccess {
  add(path: string, options?: Partial<MlperfBoardOptions>, faults?: WireFaults, usb?: string | null, serial?: string | null): BenchBoard;
  /** Runs `act` when the board has been told this for the n-th time, before it hears it. */
  when(one: BenchBoard, command: RegExp, nth: number, act: () => void): void;
  pull(one: BenchBoard): void;
  put(one: BenchBoard, path: string): void;
  stop(): void;
}

/** `gated`: time stands still while nobody talks to a board, for tests in which much else takes its time. */
export function createBench(gated = false): Bench {
  const gate = gated ? createGatedTime() : undefined;
  const time = gate ?? createVirtualTime();
  const boards: BenchBoard[] = [];
  const watched: { one: BenchBoard; command: RegExp; left: number; act: () => void }[] = [];
  const portOf = ({ path, usb, serial }: BenchBoard): FoundPort => ({ path: path as string, vendorId: usb?.slice(0, 4) ?? null, productId: usb?.slice(5) ?? null, product: 'Board', serial, interfaceNumber: null });
  return {
    time, gate,
    list: async () => boards.filter(({ path }) => path !== null).map(portOf).sort((a, b) => (a.path < b.path ? -1 : 1)),
    async open(path) {
      const one = boards.find((board) => board.path === path);
      if (one === undefined) throw new StudioError('port.missing', { port: path });
      return { ...one.wire.open(), name: path };
    },
    add(path, options = {}, faults = {}, usb = '0483:374b', serial = `S${boards.length}`) {
      let board: MlperfBoard | null = null;
      const received: string[] = [];
      const wire = createWire(path, (send) => {
        board = createMlperfBoard({ seed: 1, noise: 0, ...options, send });
        const { receive } = board;
        return { ...board, receive(bytes) {
          const text = String.fromCharCode(...bytes);
          received.push(text);
          for (const watch of watched) if (watch.one.wire === wire && watch.command.test(text) && --watch.left === 0) watch.act();
          receive(bytes);
        } };
      }, time, faults);
      const one: BenchBoard = { board: board as unknown as MlperfBoard, wire, received, path, usb, serial };
      boards.push(one);
      return one;
    },
    when: (one, command, nth, act) => void watched.push({ one, command, left: nth, act }),
    pull(one) {
      one.path = null;
      one.wire.unplug();
    },
    put(one, path) {
      one.path = path;
      one.wire.plug();
    },
    stop: () => boards.forEach(({ wire }) => wire.stop()),
  };
}

export function profileOf(serial: Record<string, unknown>, more: Record<string, unknown> = {}): BoardProfile {
  return boardProfile.parse({ kind: 'board', id: 'bench-board', name: 'Board on the bench', driver: 'mlperf-tiny', serial, ...more });
}

/** A laboratory bench for tests: simulated boards on simulated instruments in virtual time, with their recordings in a folder that is removed. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { analyzerChoice } from '../../src-main/contract/profiles/analyzer-choice';
import { analyzerProfile, boardProfile, type AnalyzerProfile, type BoardProfile } from '../../src-main/contract/profiles';
import type { BoardEnergy, MeasuredWork } from '../../src-main/contract/energy-results';
import type { Costs } from '../../src-main/core/measurements';
import { modelled } from '../../src-main/core/stats';
import type { TraceEvent } from '../../src-main/core/trace/trace';
import { createRunControl, type RunControl } from '../../src-main/engine/control';
import { boardAnalyzers } from '../../src-main/engine/energy/board-analyzer';
import { openInstruments, type Instrument } from '../../src-main/engine/energy/instrument';
import { boardEnergy, measureEnergy } from '../../src-main/engine/energy/measure-energy';
import type { Job } from '../../src-main/engine/job';
import type { Board, BoardDriver } from '../../src-main/engine/ports';
import { createBench, type Bench } from '../../src-main/simulators/bench';
import { openRecording } from '../../src-main/store/recording';
import { createEnergyBench } from '../../src-main/studio/energy-bench';
import { createSimulatedBenches } from '../../src-main/studio/simulated-benches';
import { batchOf, fakeModel } from '../boards/fake-model';
import { exampleExperiment, examplePlan } from './example-plan';
import { memoryRecord, type MemoryRecord } from './memory-record';

export const volts = 3.3;
export const inferenceA = 0.0212;

const analyzers: Readonly<Record<string, AnalyzerProfile>> = {
  ppk2: analyzerProfile.parse({ kind: 'analyzer', id: 'ppk2', name: 'PPK2', driver: 'ppk2', supplies: true, voltage_v: volts, rates_hz: [100_000], limits: { max_voltage_v: 5 } }),
  lpm01a: analyzerProfile.parse({ kind: 'analyzer', id: 'lpm01a', name: 'LPM01A', driver: 'lpm01a', supplies: true, voltage_v: volts, rates_hz: [5000], limits: { max_voltage_v: 3.3 } }),
};

export function simulatedBoard(id = 'mcu'): BoardProfile {
  return boardProfile.parse({ kind: 'board', id, name: `Board ${id}`, driver: 'virtual', supply: { max_voltage_v: 3.6 }, bench: { idle_ma: 1.8, warm_up_ma: 19, inference_ma: 21.2, decision_ma: 12.7, radio_ma: 45 } });
}

const cost = (ms: number): Costs['plain'] => ({ latencyMs: modelled(ms, 'made up'), energyMj: null });
export const costs: Costs = { exits: [cost(8), cost(25)], plain: cost(24), decision: cost(0.004), offload: cost(12) };

export interface BoardSetup { readonly id?: string; readonly use?: string; readonly boardPpm?: number; readonly instrumentPpm?: number; readonly inferenceA?: number; readonly line?: string; readonly tauS?: number }
export interface LabSetup {
  readonly boards?: readonly BoardSetup[];
  readonly windows?: Record<string, unknown>; readonly idle?: Record<string, unknown>;
  /** Called instead of waiting before an instrument is tried again. */
  readonly onRetry?: (lab: EnergyLab) => void;
  /** Called before each part of board 0. */
  readonly onPart?: (name: string, lab: EnergyLab) => void;
}

export interface EnergyLab {
  readonly memory: MemoryRecord; readonly benches: ReadonlyMap<string, Bench>; readonly control: RunControl;
  /** The first board's. */
  readonly bench: Bench;
  open(): Promise<void>;
  measure(board?: number): Promise<BoardEnergy>;
  close(): Promise<void>;
  traces(): string[];
  /** mJ of one call, from the closed form of the simulated board and the stamps in the recording. */
  truthMj(work: MeasuredWork, board?: number): number;
  events(work: MeasuredWork): TraceEvent[];
  remove(): Promise<void>;
}

export function energyLab({ boards: setups = [{}], windows = {}, idle = { seconds: 0.3 }, onRetry, onPart }: LabSetup = {}): EnergyLab {
  const folder = mkdtempSync(join(tmpdir(), 'hi-energy-'));
  const memory = memoryRecord();
  const record = Object.assign(memory.record, { folder });
  const control = createRunControl('r1', () => undefined);
  const boards = setups.map(({ id = 'mcu' }) => simulatedBoard(id));
  const benches = new Map<string, Bench>();
  const simulated = createSimulatedBenches((profile) => {
    const setup = setups[boards.findIndex(({ id }) => id === profile.id)];
    const bench = createBench({
      amperes: { idle: 0.0018, 'warm-up': 0.019, inference: setup.inferenceA ?? inferenceA, decision: 0.0127, radio: 0.045 }, boardPpm: setup.boardPpm ?? 0, instrumentPpm: setup.instrumentPpm ?? 0, noise: 0.002, tauS: setup.tauS ?? 0, seed: 5,
    });
    const used = setup.line === undefined ? bench : { ...bench, openLine: () => bench.openLine(setup.line as string) };
    benches.set(profile.id, bench);
    return used;
  });
  const energyBench = { ...createEnergyBench(simulated), pause: async () => onRetry?.(lab) };
  const choice = analyzerChoice.parse({
    use: 'ppk2', port: 'simulator', voltage_v: volts, windows, idle, boards: Object.fromEntries(boards.map(({ id }, b) => [id, { use: setups[b].use ?? 'ppk2' }])),
  });
  const experiment = exampleExperiment({ boards: boards.map(({ id }) => id), analyzer: choice });
  const asked = boardAnalyzers(experiment, (id) => analyzers[id]);
  const plain: BoardDriver = {
    kind: 'virtual',
    open: async (profile) => ({ profile, costs: () => Promise.reject(new Error('not asked for')), offloadCost: () => costs.offload, close: () => Promise.resolve() }),
  };
  const model = fakeModel();
  let instruments: (Instrument | null)[] = [];
  let opened: Board[] = [];
  const job = (): Job => ({ resolved: { ...examplePlan(), experiment, boards, analyzers: asked }, record, control, tell: () => undefined, boards: opened, instruments, placed: [] }) as unknown as Job;

  const lab: EnergyLab = {
    memory, benches, control,
    get bench() {
      return benches.get(boards[0].id) as Bench;
    },
    async open() {
      instruments = await openInstruments(asked, boards, energyBench, record);
      opened = [];
      for (const profile of boards) opened.push(await simulated.boards(plain).open(profile));
    },
    async measure(board = 0) {
      await measureEnergy({ job: job(), instrument: instruments[board] as Instrument, boardIndex: board, model, batch: batchOf(4), costs, offload: () => Promise.resolve(), onPart: (_done, _total, name) => onPart?.(name, lab) });
      const found = await boardEnergy(job(), board, model);
      if (found === null) throw new Error('nothing was measured');
      return found;
    },
    async close() {
      for (const board of opened) await board.close();
      for (const instrument of instruments) await instrument?.close();
      [opened, instruments] = [[], []];
    },
    traces: () => readdirSync(join(folder, 'traces')).sort(),
    truthMj(work, board = 0) {
      const bench = benches.get(boards[board].id) as Bench;
      const stamps = lab.events(work).flatMap((event) => (event.kind === 'time-stamp' ? [bench.timeline.charge(bench.trueSeconds(event.boardMs * 1000))] : []));
      let joules = 0;
      for (let i = 0; i + 1 < stamps.length; i += 2) joules += (stamps[i + 1] - stamps[i]) * volts;
      return (1000 * joules) / (stamps.length / 2) / work.inferences;
    },
    events(work) {
      const recording = openRecording(join(folder, work.trace));
      try {
        return recording.events();
      } finally {
        recording.close();
      }
    },
    async remove() {
      await lab.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return lab;
}

export const workOf = (energy: BoardEnergy, id: string): MeasuredWork => {
  const found = energy.works.find(({ work }) => work === id);
  if (found === undefined) throw new Error(`no ${id} among ${energy.works.map(({ work }) => work).join(', ')}; gaps: ${energy.gaps.map(({ text }) => text).join(' ')}`);
  return found;
};

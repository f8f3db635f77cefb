/** Simulated boards and the simulated instruments on their leads: one bench a board, as long as either of the two is open. */
import type { AnalyzerProfile, BoardProfile } from '../contract/profiles';
import type { Analyzer } from '../engine/analyzer-ports';
import type { Board, BoardDriver } from '../engine/ports';
import { openAnalyzer } from '../analyzers/registry';
import { createBench, type Bench } from '../simulators/bench';

export interface SimulatedBenches {
  /** The driver of virtual boards; those with a bench in their profile can then be measured. */
  boards(plain: BoardDriver): BoardDriver;
  openAnalyzer(profile: AnalyzerProfile, board: BoardProfile): Analyzer;
}

/** Shunt x decoupling of a small board. */
const tauS = 20e-6;

export function createSimulatedBenches(create: (profile: BoardProfile) => Bench = benchOf): SimulatedBenches {
  const open = new Map<string, { readonly bench: Bench; users: number }>();
  const take = (profile: BoardProfile): { readonly bench: Bench; leave(): void } => {
    let entry = open.get(profile.id);
    if (entry === undefined) open.set(profile.id, (entry = { bench: create(profile), users: 0 }));
    const taken = entry;
    taken.users++;
    let left = false;
    return {
      bench: taken.bench,
      leave() {
        if (left) return;
        left = true;
        if (--taken.users > 0) return;
        taken.bench.stop();
        open.delete(profile.id);
      },
    };
  };
  return {
    boards: (plain) => ({
      kind: plain.kind,
      async open(profile) {
        const board = await plain.open(profile);
        if (profile.bench === undefined) return board;
        const { bench, leave } = take(profile);
        return onBench(board, bench, leave);
      },
    }),
    openAnalyzer(profile, board) {
      const { bench, leave } = take(board);
      try {
        return simulated(openAnalyzer(profile, bench.openLine(profile.driver), bench.time), bench, leave);
      } catch (error) {
        leave();
        throw error;
      }
    },
  };
}

function benchOf({ bench }: BoardProfile): Bench {
  if (bench === undefined) throw new Error('only boards with a bench are simulated');
  const { idle_ma: idle, warm_up_ma: warmUp, inference_ma: inference, decision_ma: decision, radio_ma: radio, clock_ppm: boardPpm, instrument_ppm: instrumentPpm, noise, seed } = bench;
  return createBench({ amperes: { idle: idle / 1000, 'warm-up': warmUp / 1000, inference: inference / 1000, decision: decision / 1000, radio: radio / 1000 }, boardPpm, instrumentPpm, noise, tauS, seed });
}

/** Costs and offloads are the virtual board's; its work is the bench's. */
function onBench(board: Board, bench: Bench, leave: () => void): Board {
  return {
    profile: board.profile,
    costs: (...asked) => board.costs(...asked),
    offloadCost: (context) => board.offloadCost(context),
    perform: (_model, _batch, request, onMark, signal) => bench.time.during(() => bench.perform(request, onMark, signal)),
    async close() {
      await board.close();
      leave();
    },
  };
}

/** The same bytes as a real one, in the bench's time; it says that it is simulated, so that nothing of it is called measured. */
function simulated(analyzer: Analyzer, { time }: Bench, leave: () => void): Analyzer {
  return {
    identify: async () => ({ ...(await time.during(() => analyzer.identify())), simulated: true }),
    configure: (settings) => time.during(() => analyzer.configure(settings)),
    start: (listener) => time.during(() => analyzer.start(listener)),
    stop: () => time.during(() => analyzer.stop()),
    async close() {
      await time.during(() => analyzer.close());
      leave();
    },
  };
}

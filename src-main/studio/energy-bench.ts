/** What a run needs to measure energy, from the studio's drivers: instruments on ports or simulated, recordings on disk. */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { findPort, openAnalyzer, openLine } from '../analyzers/registry';
import { StudioError } from '../core/errors';
import type { EnergyBench } from '../engine/analyzer-ports';
import { isSimulated } from '../simulators/announcement';
import { Recorder } from '../store/recording';
import { listSerialPorts } from '../transport/serial-ports';
import { realTime } from '../transport/timekeeper';
import type { SimulatedBenches } from './simulated-benches';

/** An instrument that any studio of this machine plays behind a port sees no board: it is refused, because what it says would count as measured. */
export function createEnergyBench(benches: SimulatedBenches): EnergyBench {
  return {
    async open(profile, port, board) {
      if (port === 'simulator') return benches.openAnalyzer(profile, board);
      const address = port ?? findPort(profile, await listSerialPorts());
      if (await isSimulated(address)) throw new StudioError('plan.analyzer-simulated', { board: board.id, analyzer: profile.id, simulatedBoard: false });
      return openAnalyzer(profile, await openLine(profile, address), realTime);
    },
    record(file, format, source, details) {
      mkdirSync(dirname(file), { recursive: true });
      return new Recorder(file, { format, startedAt: new Date().toISOString(), source, details });
    },
    freeName(folder, name) {
      for (let n = 1; ; n++) {
        const file = `${name}${n === 1 ? '' : `-${n}`}.hitrace`;
        if (!existsSync(join(folder, file))) return file;
      }
    },
    pause: async (ms, signal) => void (await wait(ms, undefined, { signal })),
  };
}

/** Runs measure with real instruments, or with the simulated board's own; never with one that a studio of this machine plays. */
import { describe, expect, it } from 'vitest';
import { analyzerProfile, boardProfile } from '../../src-main/contract/profiles';
import { createEnergyBench } from '../../src-main/studio/energy-bench';
import { createSimulatedBenches } from '../../src-main/studio/simulated-benches';
import { playInstrument } from '../../src-main/studio/devices/simulator-hall';

describe('the instrument of a run', () => {
  it('is no simulated one that a studio plays: what it says of a real board would count as measured', async () => {
    const bench = createEnergyBench(createSimulatedBenches());
    const playing = await playInstrument('ppk2', { seed: 1, faults: {}, noise: null, host: '127.0.0.1', tcpPort: 0 });
    const ppk2 = analyzerProfile.parse({ kind: 'analyzer', id: 'ppk2', name: 'PPK2', driver: 'ppk2', supplies: true });
    const board = boardProfile.parse({ kind: 'board', id: 'desk', name: 'Desk', driver: 'computer' });
    await expect(bench.open(ppk2, playing.port, board)).rejects.toThrow('Board “desk” is real and a simulated ppk2 cannot see it; set analyzer.port to the instrument’s port');
    await playing.stop();
  });
});

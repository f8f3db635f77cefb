/** Runs measure with real instruments, or with the simulated board's own; never with one that a window of this studio plays. */
import { describe, expect, it } from 'vitest';
import { analyzerProfile, boardProfile } from '../../src-main/contract/profiles';
import { createEnergyBench } from '../../src-main/studio/energy-bench';
import { createSimulatedBenches } from '../../src-main/studio/simulated-benches';

describe('the instrument of a run', () => {
  it('is no simulated one that this studio plays: what it says of a real board would count as measured', async () => {
    const bench = createEnergyBench(createSimulatedBenches(), (address) => address === '127.0.0.1:4001');
    const ppk2 = analyzerProfile.parse({ kind: 'analyzer', id: 'ppk2', name: 'PPK2', driver: 'ppk2', supplies: true });
    const board = boardProfile.parse({ kind: 'board', id: 'desk', name: 'Desk', driver: 'computer' });
    await expect(bench.open(ppk2, '127.0.0.1:4001', board)).rejects.toThrow('Board “desk” is real and a simulated ppk2 cannot see it; set analyzer.port to the instrument’s port');
  });
});

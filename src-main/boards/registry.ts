/** Every kind of board by the driver named in its profile; a new kind is one line here. */
import type { BoardDriver } from '../engine/ports';
import { createAgentDriver } from './agent/agent-board';
import { createComputerDriver, type ComputerDeps } from './computer';
import { createMlperfTinyDriver, type MlperfTinyDeps } from './mlperf-tiny/dut-board';
import { createVirtualDriver } from './virtual';

export type BoardDeps = ComputerDeps & MlperfTinyDeps;

export function createBoardDrivers(deps: BoardDeps): Record<string, BoardDriver> {
  return {
    computer: createComputerDriver(deps),
    virtual: createVirtualDriver(),
    agent: createAgentDriver(),
    'mlperf-tiny': createMlperfTinyDriver(deps),
  };
}

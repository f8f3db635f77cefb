/** `hi-studio agent` on this computer, and the board that it plays. */
import type { Laboratory } from './laboratory';
import { startHiStudio, type RunningCommand } from './terminal';

/** With the token “sesame”, on a free port unless one is named. */
export async function startAgent(lab: Laboratory, port = 0): Promise<{ agent: RunningCommand; port: number }> {
  const agent = startHiStudio(['agent', '--port', String(port), '--token', 'sesame'], lab);
  return { agent, port: Number(await agent.until((_, err) => /^Agent on 127\.0\.0\.1:(\d+), token sesame\./.exec(err)?.[1] ?? null)) };
}

/** `bench-board`: found at this port, if it listens there. */
export const boardAt = (lab: Laboratory, port: number, token = 'sesame'): string =>
  lab.profile('mine/boards/bench-board.yaml', { kind: 'board', id: 'bench-board', name: 'Board on the bench', driver: 'agent', address: { host: '127.0.0.1', port, token } });

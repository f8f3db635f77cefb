/** Which of the plugged-in ports have boards behind them: by USB first, then by the handshake. */
import type { BoardProfile } from '../../contract/profiles';
import { StudioError } from '../../core/errors';
import type { FoundPort } from '../../transport/serial-ports';
import { DutSession, type DutIdentity } from './dut-session';
import { boardCandidates } from './find-board';
import type { SerialAccess } from './serial-access';

export interface FoundBoard {
  readonly port: FoundPort;
  /** The profile that fits by USB, and by the handshake where several do. */
  readonly board: string;
  /** Who answered; null where nobody did, and `problem` says why. */
  readonly identity: DutIdentity | null;
  readonly problem: string | null;
}

/** Asks only where USB names a board of a profile: bytes for one device may be orders to another. */
export async function findBoards(profiles: readonly BoardProfile[], ports: readonly FoundPort[], access: SerialAccess): Promise<FoundBoard[]> {
  const boards = profiles.filter(({ driver }) => driver === 'mlperf-tiny');
  const found = await Promise.all(ports.map(async (port): Promise<FoundBoard | null> => {
    let first: FoundBoard | null = null;
    for (const profile of boards) {
      if (profile.serial === undefined || boardCandidates(profile.serial, [port]).length === 0) continue;
      const answer = await ask(profile, port, access);
      if (answer.identity !== null) return answer;
      first ??= answer;
    }
    return first;
  }));
  return found.filter((one) => one !== null);
}

async function ask(profile: BoardProfile, port: FoundPort, access: SerialAccess): Promise<FoundBoard> {
  try {
    const session = await DutSession.open({ ...profile, serial: { baud: 115_200, relay: false, reconnect_s: 0, ...profile.serial, port: port.path, usb: [] } }, access);
    await session.close();
    return { port, board: profile.id, identity: session.identity, problem: null };
  } catch (error) {
    if (!(error instanceof StudioError)) throw error;
    return { port, board: profile.id, identity: null, problem: error.message };
  }
}

/** What is plugged in: every port with the instrument that USB names and that answered when asked. */
import type { AnalyzerProfile } from '../contract/profiles';
import { StudioError } from '../core/errors';
import type { AnalyzerInfo } from '../engine/analyzer-ports';
import { listSerialPorts, type FoundPort } from '../transport/serial-ports';
import type { Timekeeper } from '../transport/timekeeper';
import { candidatePorts, openAnalyzer, openLine } from './registry';

export interface FoundDevice {
  readonly port: FoundPort;
  /** Profile that fits by USB; null: not known. */
  readonly analyzer: string | null;
  /** Who answered; null where nobody was asked or nobody answered, and `problem` says why. */
  readonly info: AnalyzerInfo | null;
  readonly problem: string | null;
}

/** Asks only where USB already names the instrument: bytes for one device may be orders to another. */
export async function findDevices(profiles: readonly AnalyzerProfile[], time: Timekeeper, ports?: readonly FoundPort[]): Promise<FoundDevice[]> {
  const all = ports ?? await listSerialPorts();
  return Promise.all(all.map(async (port): Promise<FoundDevice> => {
    const profile = profiles.find((one) => candidatePorts(one, all).includes(port));
    if (profile === undefined) return { port, analyzer: null, info: null, problem: null };
    try {
      const analyzer = openAnalyzer(profile, await openLine(profile, port.path), time);
      try {
        return { port, analyzer: profile.id, info: await analyzer.identify(), problem: null };
      } finally {
        await analyzer.close();
      }
    } catch (error) {
      if (!(error instanceof StudioError)) throw error;
      return { port, analyzer: profile.id, info: null, problem: error.message };
    }
  }));
}

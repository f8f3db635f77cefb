/** The one check before any instrument is told to power a board. */
import { StudioError } from '../core/errors';

export interface VoltageLimits { readonly minV: number; readonly maxV: number; readonly boardLimitV?: number }

/** Errors: analyzer.voltage-range, analyzer.above-limit */
export function refuseVoltage(analyzer: string, volts: number, { minV, maxV, boardLimitV }: VoltageLimits): void {
  if (boardLimitV !== undefined && volts > boardLimitV) throw new StudioError('analyzer.above-limit', { volts, limit: boardLimitV, whose: 'the board' });
  if (!(volts >= minV && volts <= maxV)) throw new StudioError('analyzer.voltage-range', { analyzer, volts, min: minV, max: maxV });
}

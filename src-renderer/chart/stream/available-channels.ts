/** Which quantities a trace can be shown as: what was measured, and power where the supply voltage is known. */
import { findChannel, type TraceFormat } from '../../../src-main/core/trace/trace';
import type { Channel } from './trace-source';

export const availableChannels = (format: TraceFormat): readonly Channel[] => (['current', 'voltage', 'power'] as const).filter((channel) => findChannel(format, channel) !== null);

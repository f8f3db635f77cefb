/** Traces as the rest of the studio uses them. */
export { BlockBuilder, blockSamplesAt } from './block-builder';
export { BlockTrace } from './block-trace';
export { envelope, type Envelope } from './envelope';
export { gapsIn, type Gap } from './gaps';
export { MemoryTrace } from './memory-trace';
export { selectionStatistics, type ChannelStatistics, type SelectionStatistics } from './statistics';
export type { Channel, TraceBlock, TraceEvent, TraceFormat } from './trace';

/**
 * A power trace on screen, for whoever has samples to show: `createTraceStage(source, …)` and `<PowerTrace :stage :label :bands>`.
 * `recordingSource` is the source of a capture or recording; a run shades its inference windows with `bands`. Stop the stage with the view.
 */
export { default as PowerTrace } from './PowerTrace.vue';
export { availableChannels } from './available-channels';
export { recordingSource, type CaptureQuestions, type TraceBand, type TraceSource, type WindowRequest } from './trace-source';
export { createTraceStage, type TraceStage } from './trace-stage';

/** A recording on disk as a source that can be captured again. */
import type { Played } from '../../analyzers/playback';
import { openRecording } from '../../store/recording';

/** Errors: recording.* */
export function playable(file: string): Played {
  const recording = openRecording(file);
  const { source, details } = recording.meta;
  return { file, source, simulated: details.simulated === true, trace: recording.trace, events: () => recording.events(), close: () => recording.close() };
}

/** Whether what the recording holds came from a simulator. Errors: recording.* */
export function isRecordedSimulation(file: string): boolean {
  const played = playable(file);
  played.close();
  return played.simulated;
}

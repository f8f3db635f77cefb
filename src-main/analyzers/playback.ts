/** A recording as an analyzer: what was measured once comes again, at its own pace or faster. */
import { StudioError } from '../core/errors';
import type { BlockTrace } from '../core/trace/block-trace';
import { storedChannels, type TraceEvent } from '../core/trace/trace';
import type { Analyzer, CaptureEnd } from '../engine/analyzer-ports';
import type { Timekeeper } from '../transport/timekeeper';

const portionMs = 20;

/** `simulated`: it was recorded from a simulator. */
export interface Played { readonly file: string; readonly source: string; readonly simulated: boolean; readonly trace: BlockTrace; events(): readonly TraceEvent[]; close(): void }
export interface PlaybackOptions {
  /** Times its own pace; Infinity: as fast as it is taken. */
  readonly speed?: number;
  /** Once, when the recording is over. */
  readonly onOver?: () => void;
}

/** Lost samples stay lost. Events come with the block before which they happened. */
export function openPlayback(recording: Played, time: Timekeeper, { speed = 1, onOver }: PlaybackOptions = {}): Analyzer {
  const { trace, file } = recording;
  const { format } = trace;
  const slots = storedChannels(format);
  const voltageSlot = slots.indexOf('voltage');
  let running: { stop(): CaptureEnd } | null = null;
  let closed = false;

  return {
    async identify() {
      return { kind: 'recording', model: recording.source, serial: null, firmware: null, address: file, ratesHz: [format.rateHz], simulated: recording.simulated };
    },
    async configure(settings) {
      const refuse = (setting: string, value: string, expected: string): never => { throw new StudioError('analyzer.setting', { analyzer: `The recording ${file}`, setting, value, expected }); };
      if (settings.rateHz !== undefined && settings.rateHz !== format.rateHz) refuse('rate of', `${settings.rateHz} Hz`, `${format.rateHz} Hz, as it was measured`);
      if (settings.voltageV !== undefined && format.voltageV !== null && settings.voltageV !== format.voltageV) refuse('supply of', `${settings.voltageV} V`, `${format.voltageV} V, as it was measured`);
      return { ...settings, rateHz: format.rateHz, voltageV: format.voltageV ?? undefined };
    },
    async start(listener) {
      running?.stop();
      const events = recording.events();
      const startMs = time.ms();
      let [next, nextEvent, lost, live] = [0, 0, 0, true];
      let cancel = (): void => undefined;
      const step = (): void => {
        if (!live) return;
        const due = Number.isFinite(speed) ? Math.floor(((time.ms() - startMs) * speed * format.rateHz) / 1000) : next + Math.ceil((format.rateHz * portionMs) / 1000);
        const to = Math.min(trace.end, due);
        for (; nextEvent < events.length && events[nextEvent].sample <= to; nextEvent++) listener.onEvent(events[nextEvent]);
        if (to > next) {
          const values = trace.samples(0, next, to);
          for (const value of values) if (Number.isNaN(value)) lost++;
          listener.onBlock({ firstSample: next, values, voltage: voltageSlot < 0 ? null : trace.samples(voltageSlot, next, to), digital: trace.digital(next, to), hostMs: time.ms() });
          next = to;
        }
        if (next >= trace.end) onOver?.();
        else cancel = time.after(Number.isFinite(speed) ? portionMs : 0, step);
      };
      running = {
        stop() {
          running = null;
          live = false;
          cancel();
          return { samples: next, lost };
        },
      };
      cancel = time.after(portionMs, step);
      return format;
    },
    stop: async () => running?.stop() ?? { samples: 0, lost: 0 },
    async close() {
      running?.stop();
      if (!closed) recording.close();
      closed = true;
    },
  };
}

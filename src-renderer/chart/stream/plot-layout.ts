/** How the height of a trace is shared out: flags of events on top, a pane a channel, a lane a digital line, time at the bottom. */
import type { Channel, TraceWindow } from './trace-source';

export interface Strip { readonly top: number; readonly height: number }
export interface PlotLayout {
  readonly left: number; readonly width: number;
  readonly flags: Strip;
  readonly panes: readonly (Strip & { readonly channel: Channel })[];
  /** `line`: bit number. */
  readonly lanes: readonly (Strip & { readonly line: number; readonly name: string })[];
  readonly time: Strip;
}

/** Room beside the panes for axes and last labels, px. */
export const PLOT_LEFT = 64;
export const PLOT_RIGHT = 14;
const FLAGS = 22;
const TIME = 26;
const LANE = 16;
const BETWEEN = 10;

/** `lines`: bits of the digital lines that are shown. */
export function plotLayout(width: number, height: number, channels: readonly Channel[], window: TraceWindow | null, lines: readonly number[]): PlotLayout {
  const names = window?.format.lines ?? [];
  const shown = lines.filter((line) => line < names.length);
  const lanesHeight = shown.length === 0 ? 0 : shown.length * LANE + BETWEEN;
  const forPanes = Math.max(40, height - FLAGS - TIME - lanesHeight);
  const count = Math.max(1, channels.length);
  const pane = (forPanes - BETWEEN * (count - 1)) / count;
  const lanesTop = FLAGS + forPanes + BETWEEN;
  return {
    left: PLOT_LEFT, width: Math.max(1, width - PLOT_LEFT - PLOT_RIGHT),
    flags: { top: 0, height: FLAGS },
    panes: channels.map((channel, i) => ({ channel, top: FLAGS + i * (pane + BETWEEN), height: pane })),
    lanes: shown.map((line, i) => ({ line, name: names[line], top: lanesTop + i * LANE, height: LANE - 3 })),
    time: { top: height - TIME, height: TIME },
  };
}

/** Lines that are not flat all over what was looked at so far: eight quiet lines would only take room. */
export function busyLines(window: TraceWindow, before: ReadonlySet<number>): ReadonlySet<number> {
  if (window.digital === null) return before;
  let [everHigh, everLow] = [0, 0];
  for (let i = 0; i < window.n; i++) {
    everHigh |= window.digital.high[i];
    everLow |= window.digital.low[i];
  }
  const moving = everHigh & everLow;
  const found = window.format.lines.map((_, line) => line).filter((line) => (moving >> line) & 1 && !before.has(line));
  return found.length === 0 ? before : new Set([...before, ...found]);
}

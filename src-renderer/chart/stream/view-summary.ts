/** What a view shows, as numbers: a sentence for those who listen, rows for those who read a table. */
import { pixelColumns } from './columns';
import type { Channel, TraceWindow } from './trace-source';
import { widthOf, type Span } from './viewport';

/** A, V or W; null where nothing was measured. `coverage` and `gaps` are of the view. */
export interface ViewSummary { readonly channel: Channel; readonly min: number | null; readonly mean: number | null; readonly max: number | null; readonly coverage: number; readonly gaps: number }
/** One stretch of the view; seconds. */
export interface ViewRow { readonly from: number; readonly to: number; readonly min: number | null; readonly mean: number | null; readonly max: number | null; readonly coverage: number }

const known = (value: number): number | null => (Number.isNaN(value) ? null : value);

/** At most `most` rows; a row beyond the newest sample is left out. `channel`: position in the window's channels. */
export function rowsOf(window: TraceWindow, channel: number, view: Span, most: number): ViewRow[] {
  const samples = widthOf(view) * window.format.rateHz;
  const count = Math.max(1, Math.min(most, Math.ceil(samples - 1e-6)));
  const { min, mean, max, coverage } = pixelColumns(window, channel, view, count);
  const rows: ViewRow[] = [];
  for (let i = 0; i < count; i++) {
    if (Number.isNaN(coverage[i])) continue;
    rows.push({ from: view.from + (i / count) * widthOf(view), to: view.from + ((i + 1) / count) * widthOf(view), min: known(min[i]), mean: known(mean[i]), max: known(max[i]), coverage: coverage[i] });
  }
  return rows;
}

export function summaryOf(window: TraceWindow, channel: number, view: Span): ViewSummary {
  const [row] = rowsOf(window, channel, view, 1);
  const { rateHz } = window.format;
  let gaps = 0;
  for (let i = 0; i < window.gapFrom.length; i++) if (window.gapTo[i] / rateHz > view.from && window.gapFrom[i] / rateHz < view.to) gaps++;
  const none = { min: null, mean: null, max: null, coverage: 0 };
  const { min, mean, max, coverage } = row ?? none;
  return { channel: window.channels[channel].channel, min, mean, max, coverage, gaps };
}

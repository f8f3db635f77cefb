/** The stretch of time that a trace shows, and how it is moved and zoomed; every rule is here, so that wheel, keys and buttons agree. */

/** Seconds since the first sample, `to` above `from`. */
export interface Span { readonly from: number; readonly to: number }

/** What can be looked at: up to `endS` seconds, a sample every 1 / `rateHz`. */
export interface Reach { readonly endS: number; readonly rateHz: number }

/** A view shows at least this many sample periods: closer there is nothing more to see. */
const FEWEST_SAMPLES = 8;
/** A capture that has just begun is seen on an axis of this length already. */
const SHORTEST_WHOLE_S = 1;

export const widthOf = ({ from, to }: Span): number => to - from;
export const wholeOf = ({ endS }: Reach): Span => ({ from: 0, to: Math.max(endS, SHORTEST_WHOLE_S) });

/** Nearest view that lies within reach; keeps the width where that is possible. */
export function heldWithin(view: Span, reach: Reach): Span {
  const whole = wholeOf(reach).to;
  const width = Math.min(whole, Math.max(FEWEST_SAMPLES / reach.rateHz, widthOf(view)));
  const from = Math.min(Math.max(0, view.from), whole - width);
  return { from, to: from + width };
}

/** `factor` below 1 comes closer; the moment `at` stays where it is on screen, as far as the ends allow. */
export function zoomed(view: Span, at: number, factor: number, reach: Reach): Span {
  const width = Math.min(wholeOf(reach).to, Math.max(FEWEST_SAMPLES / reach.rateHz, widthOf(view) * factor));
  const share = widthOf(view) > 0 ? (at - view.from) / widthOf(view) : 0.5;
  return heldWithin({ from: at - share * width, to: at + (1 - share) * width }, reach);
}

/** `by` seconds later, or earlier where negative; infinite: to an end. */
export function panned(view: Span, by: number, reach: Reach): Span {
  const from = Math.min(Math.max(0, view.from + by), Math.max(0, wholeOf(reach).to - widthOf(view)));
  return heldWithin({ from, to: from + widthOf(view) }, reach);
}

/** As wide as before, ending at `endS`: the newest samples at the right edge. A capture shorter than the view begins at the left. */
export function following(view: Span, endS: number): Span {
  const width = widthOf(view);
  const from = Math.max(0, endS - width);
  return { from, to: from + width };
}

/** A little air on both sides of what was chosen. */
export function aroundSelection(selection: Span, reach: Reach): Span {
  const air = widthOf(selection) * 0.04;
  return heldWithin({ from: selection.from - air, to: selection.to + air }, reach);
}

/** The view with the moment in it: unchanged where it shows already, else centred on it. */
export function showing(view: Span, at: number, reach: Reach): Span {
  if (at >= view.from && at <= view.to) return view;
  return heldWithin({ from: at - widthOf(view) / 2, to: at + widthOf(view) / 2 }, reach);
}

export const pixelOf = (view: Span, width: number, at: number): number => ((at - view.from) / widthOf(view)) * width;
export const timeOf = (view: Span, width: number, pixel: number): number => view.from + (pixel / width) * widthOf(view);

/** Both ends in order and within what was recorded. */
export function selectionBetween(a: number, b: number, { endS }: Reach): Span {
  const held = (t: number): number => Math.min(Math.max(0, t), endS);
  return { from: held(Math.min(a, b)), to: held(Math.max(a, b)) };
}

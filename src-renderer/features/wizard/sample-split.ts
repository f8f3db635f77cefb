/** How a dataset is divided that has fewer samples than are asked for. */

export interface SampleSplit { readonly fit: number; readonly report: number }

/** The wizard's fields take no less. */
const LEAST = 50;

/** A third chooses thresholds, the rest is reported. Null where the dataset is large enough for what is asked, or too small for any split. */
export function splitThatFits(size: number, { fit, report }: SampleSplit): SampleSplit | null {
  if (fit + report <= size || size < 2 * LEAST) return null;
  const third = Math.max(LEAST, Math.floor(size / 3));
  return { fit: third, report: size - third };
}

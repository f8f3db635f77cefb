/** Where samples begin to lie above what an instrument is made for. */

const run = 8;

/** The first of eight in a row; -1 where there are none. A single one may be a word that was hit on the line. */
export function firstAbove(values: Float32Array, limit: number): number {
  for (let i = 0, above = 0; i < values.length; i++) {
    above = values[i] > limit ? above + 1 : 0;
    if (above === run) return i + 1 - run;
  }
  return -1;
}

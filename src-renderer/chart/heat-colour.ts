/** A colour scale whose lightness rises evenly, readable with colour-vision deficiencies and in grey (cividis, Nuñez et al. 2018, seven stops). */

const stops: readonly (readonly [number, number, number])[] = [[0, 34, 78], [37, 61, 110], [87, 92, 109], [124, 123, 120], [165, 156, 116], [209, 191, 98], [254, 232, 56]];

/** `share` 0..1; values outside are cut. */
export function heatColour(share: number): [number, number, number] {
  const at = Math.min(1, Math.max(0, share)) * (stops.length - 1);
  const below = Math.min(stops.length - 2, Math.floor(at));
  return [0, 1, 2].map((i) => Math.round(stops[below][i] + (at - below) * (stops[below + 1][i] - stops[below][i]))) as [number, number, number];
}

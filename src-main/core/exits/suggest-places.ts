/** Where exits are worth trying: places spread over a model's compute (SDN; algorithms 4.3). */

/** 15, 30, 45, 60, 75 and 90 % of the multiply-accumulates. */
export const SUGGESTED_SHARES: readonly number[] = [0.15, 0.3, 0.45, 0.6, 0.75, 0.9];

/** A place further from a suggested share than this is not "about" there. */
const NEAR = 0.1;

/**
 * `shares`: compute before each place, rising, in 0..1. The place nearest to each suggested share and within 10 points of it, the earlier
 * one on ties, each place once, at most `count`: positions in `shares`, rising. Where none is that near, the one place nearest to any of them.
 */
export function suggestPlaces(shares: readonly number[], count = SUGGESTED_SHARES.length): number[] {
  const nearest = SUGGESTED_SHARES.flatMap((wanted) => {
    let best = -1;
    for (let i = 0; i < shares.length; i++) if (best < 0 || Math.abs(shares[i] - wanted) < Math.abs(shares[best] - wanted)) best = i;
    return best < 0 ? [] : [{ place: best, distance: Math.abs(shares[best] - wanted) }];
  });
  const near = nearest.filter(({ distance }) => distance <= NEAR);
  const chosen = near.length > 0 ? near : nearest.sort((a, b) => a.distance - b.distance).slice(0, 1);
  return [...new Set(chosen.map(({ place }) => place))].sort((a, b) => a - b).slice(0, count);
}

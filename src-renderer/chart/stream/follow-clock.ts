/** Where a followed trace ends on screen: samples come in batches, the eye wants them to flow. */

/** The shown end stays this far behind the newest sample, so that there is always something left to show. */
const LAG_S = 0.12;
/** A difference is made up within about this time. */
const SETTLE_S = 0.4;
/** Further off than this nothing flows: it jumps. */
const JUMP_S = 1.5;

export interface FollowClock {
  /** The end to show at host time `nowMs`, s; never above the newest sample, never going back but after a jump. */
  endAt(nowMs: number, newestS: number): number;
}

export function createFollowClock(): FollowClock {
  let shown: number | null = null;
  let lastMs = 0;
  return {
    endAt(nowMs, newestS) {
      const passed = Math.max(0, (nowMs - lastMs) / 1000);
      lastMs = nowMs;
      const wanted = Math.max(0, newestS - LAG_S);
      if (shown === null || Math.abs(wanted - shown) > JUMP_S) shown = wanted;
      else {
        const flowed = shown + passed;
        shown = Math.max(shown, flowed + (wanted - flowed) * Math.min(1, passed / SETTLE_S));
      }
      shown = Math.min(shown, newestS);
      return shown;
    },
  };
}

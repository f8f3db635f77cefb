/** Time for everything that waits on a wire: real here, virtual in simulations that run hours in milliseconds. */

export interface Timekeeper {
  /** Monotonic ms. */
  ms(): number;
  /** Calls `run` once, this many ms from now; the answer takes it back. */
  after(ms: number, run: () => void): () => void;
}

export const realTime: Timekeeper = {
  ms: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

export const pause = (time: Timekeeper, ms: number): Promise<void> => new Promise((resolve) => void time.after(ms, resolve));

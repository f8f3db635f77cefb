/** Seeded random numbers: the only source of chance in the studio, bit-identical on every machine. */

/** A stream of random numbers that depends on nothing but its seed. */
export interface Random {
  /** Uniform in [0, 1), a multiple of 2^-32. */
  next(): number;
  /** Uniform whole number in [0, n); 0 when n < 1. */
  integer(n: number): number;
  /** Uniform in [low, high). */
  between(low: number, high: number): number;
  /**
   * Roughly standard normal: mean 0, variance 1, range [-6, 6].
   * Sum of twelve uniforms minus six (Irwin-Hall): no log or cos, whose last bits differ between machines.
   */
  normal(): number;
  /** True with this probability. */
  chance(probability: number): boolean;
}

/** Spreads the bits of a 32-bit number (murmur3's finaliser); a bijection. */
export function mix32(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** One 32-bit seed from several whole numbers; their order matters. Makes item i of a stream reachable without its forerunners. */
export function hashSeed(...parts: readonly number[]): number {
  let h = 0x9e3779b9;
  for (const part of parts) h = mix32((Math.imul(h, 31) + mix32(part + 0x7f4a7c15)) | 0);
  return h;
}

/** mulberry32 (T. Ettinger, public domain): period 2^32, enough for one sample or one session, not for cryptography. */
export function createRandom(seed: number): Random {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    integer: (n) => Math.floor(next() * Math.max(0, n)),
    between: (low, high) => low + (high - low) * next(),
    normal: () => {
      let sum = -6;
      for (let i = 0; i < 12; i++) sum += next();
      return sum;
    },
    chance: (probability) => next() < probability,
  };
}

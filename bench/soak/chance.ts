/** Chance from a seed (mulberry32), so that a soak can be run again with the same dice. */
export interface Chance {
  /** An integer, 0 ≤ n < `limit`. */
  below(limit: number): number;
  /** True with this probability, 0…1. */
  of(probability: number): boolean;
  pick<T>(from: readonly [T, ...T[]]): T;
}

export function createChance(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    below: (limit) => Math.floor(next() * limit),
    of: (probability) => next() < probability,
    pick: (from) => from[Math.floor(next() * from.length)] ?? from[0],
  };
}

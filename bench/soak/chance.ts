import { randomOf } from '../random.ts';

/** Seeded chance, so that a soak can be repeated. */
export interface Chance {
  /** An integer, 0 ≤ n < `limit`. */
  below(limit: number): number;
  /** True with this probability, 0…1. */
  of(probability: number): boolean;
  pick<T>(from: readonly [T, ...T[]]): T;
}

export function createChance(seed: number): Chance {
  const next = randomOf(seed);
  return {
    below: (limit) => Math.floor(next() * limit),
    of: (probability) => next() < probability,
    pick: (from) => from[Math.floor(next() * from.length)] ?? from[0],
  };
}

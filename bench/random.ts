/** Seeded pseudo-random numbers (mulberry32). The same seed gives the same numbers. Not for secrets. */

/** A number 0 ≤ n < 1 at each call. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** An integer 0 ≤ n < `below` at each call. */
export function integersOf(seed: number): (below: number) => number {
  const next = randomOf(seed);
  return (below) => Math.floor(next() * below);
}

/** A position in `sums`, the running sums of weights. Each is as likely as its weight. */
export function weightedPlace(sums: Float64Array, random: (below: number) => number): number {
  const wanted = (random(1e9) / 1e9) * (sums.at(-1) ?? 0);
  let low = 0;
  for (let high = sums.length; low < high; ) {
    const middle = (low + high) >>> 1;
    if ((sums[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

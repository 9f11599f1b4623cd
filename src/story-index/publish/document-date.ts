/** A document is not dated before what it tells, or feeds would cut the dates in it down to its own, once. */

/** A publication takes its time, articles are filed meanwhile, and an outlet's object has a clock of its own. What is later is a wrong clock's. */
const AHEAD_MAX_MS = 10 * 60_000;

/** `now`, or the latest of `moments` that is a little later. All in ms since the epoch. */
export function documentDate(now: number, moments: readonly number[]): number {
  return moments.reduce((latest, at) => (at > latest && at <= now + AHEAD_MAX_MS ? at : latest), now);
}

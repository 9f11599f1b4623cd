/**
 * When an outlet is polled next: from `now` and the outlet's id to ms since the epoch. Pure and deterministic. Every wait is
 * between POLL_INTERVAL_MIN_MS and POLL_INTERVAL_MAX_MS.
 *
 * An outlet that answers is asked as often as it publishes (`paceWait`), and not before its feed's ttl and its server's
 * Cache-Control allow. One that fails waits longer each time. How a short budget slows polls down is in thrift.ts.
 */
import CachePolicy from 'http-cache-semantics';
import { POLL_INTERVAL_MAX_MS, POLL_INTERVAL_MIN_MS } from '../limits.ts';

const DAY_MS = 24 * 60 * 60_000;

/** First wait after a failure; doubles with each further one, up to the ceiling above. */
const BACKOFF_FIRST_MS = 15 * 60_000;
/** Share of a backoff added by outlet, so that outlets which failed together do not come back together. */
const BACKOFF_JITTER = 0.2;
/** Longest wait taken from Cache-Control or Expires: many servers state a year for every .xml, and asking again costs a 304. */
const CACHE_FRESHNESS_MAX_MS = 60 * 60_000;

/** Longest wait that we choose ourselves. The feed or its server may ask for a longer one. */
export const PACE_WAIT_MAX_MS = 60 * 60_000;
/** A poll comes twice in the mean time between two new items, so that an item waits for a quarter of that time on average. */
const POLLS_PER_ITEM = 2;
/** A feed is read twice while it turns over: no item is missed by an outlet that gets up to half as fast again as it was. */
const POLLS_PER_TURNOVER = 2;

/** How an outlet has published lately. */
export interface Pace {
  /** New items a day; undefined until a whole day of the outlet is known. */
  readonly itemsADay: number | undefined;
  /** The shortest time in which the whole feed was replaced by new items, ms; Infinity if nothing left it. */
  readonly turnoverMs: number;
}

/** The wait between two polls that the outlet's pace asks for: POLL_INTERVAL_MIN_MS to PACE_WAIT_MAX_MS. */
export function paceWait({ itemsADay, turnoverMs }: Pace): number {
  const betweenItems = itemsADay === undefined ? 0 : DAY_MS / itemsADay;
  const wait = Math.min(betweenItems / POLLS_PER_ITEM, PACE_WAIT_MAX_MS, turnoverMs / POLLS_PER_TURNOVER);
  return Math.round(Math.max(POLL_INTERVAL_MIN_MS, wait));
}

/**
 * The time in which a feed is replaced whole, ms, if `share` (0…1) of it was replaced in the `elapsedMs` since the last reading.
 * Infinity for 0. For 1 it is an upper bound: more may have come and gone. Two readings within the polite floor count as one
 * after it.
 */
export function turnover(share: number, elapsedMs: number): number {
  return share > 0 ? Math.max(elapsedMs, POLL_INTERVAL_MIN_MS) / Math.min(share, 1) : Number.POSITIVE_INFINITY;
}

/** Next due time after a successful reading. Waits are in ms; 0 or undefined if the feed or the server states none. */
export function dueAfterSuccess(now: number, pace: Pace, feedTtlMs: number | undefined, freshForMs: number): number {
  const asked = Math.max(feedTtlMs ?? 0, Math.min(freshForMs, CACHE_FRESHNESS_MAX_MS));
  return now + within(Math.max(asked, paceWait(pace)));
}

/** Next due time after the `failures`th failure in a row (from 1). The wait doubles, varies by outlet, and is at least Retry-After. */
export function dueAfterFailure(now: number, failures: number, outlet: string, retryAfterMs = 0): number {
  const doubled = BACKOFF_FIRST_MS * 2 ** Math.min(failures - 1, 30);
  const spread = doubled * (1 + BACKOFF_JITTER * fraction(outlet));
  return now + within(Math.max(spread, retryAfterMs));
}

/** Next due time after 410 Gone: a day later, in case the answer was a mistake. Only the operator removes an outlet. */
export function dueAfterGone(now: number): number {
  return now + POLL_INTERVAL_MAX_MS;
}

/** Also true for a wait longer than any we set: the clock was wrong then or is wrong now, and the outlet must not fall silent. */
export function isDue(nextDue: number, now: number): boolean {
  return now >= nextDue || nextDue - now > POLL_INTERVAL_MAX_MS;
}

/** Wait in ms from Retry-After (RFC 9110 §10.2.3: seconds or an HTTP date); undefined if absent, past or invalid. */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const value = header.trim();
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return ms > 0 ? ms : undefined;
}

/** How long the response is fresh in ms (Cache-Control max-age, else Expires, minus Age); 0 if it does not say. */
export function freshForMs(url: string, headers: Headers, now: number): number {
  const date = headers.get('date');
  const stated = {
    ...Object.fromEntries(headers),
    // Expires counts from the server's clock. A server without a valid Date is taken to agree with our clock.
    date: date !== null && !Number.isNaN(Date.parse(date)) ? date : new Date(now).toUTCString(),
  };
  // A private cache without heuristics: Last-Modified implies no wait, and s-maxage is for shared caches.
  const policy = new CachePolicy({ url, method: 'GET', headers: {} }, { status: 200, headers: stated }, NO_GUESSES);
  // `timeToLive()` would read the clock.
  return Math.max(0, policy.maxAge() - (Number(headers.get('age')) || 0)) * 1000;
}

const NO_GUESSES = { shared: false, cacheHeuristic: 0, immutableMinTimeToLive: 0 };

function within(ms: number): number {
  return Math.round(Math.min(POLL_INTERVAL_MAX_MS, Math.max(POLL_INTERVAL_MIN_MS, ms)));
}

/** 0 ≤ f < 1, fixed per outlet, so that failing outlets of one host do not all come back in one minute. */
function fraction(outlet: string): number {
  let hash = 0;
  for (let i = 0; i < outlet.length; i++) hash = (Math.imul(hash, 31) + outlet.charCodeAt(i)) >>> 0;
  return (hash % 1009) / 1009;
}

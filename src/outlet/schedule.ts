/**
 * When an outlet is asked next. Pure: `now` and the outlet's id come in, ms since the epoch goes out.
 * Promises the polite floor after every request, a ceiling on every wait, and the same answer for the same input.
 */
import CachePolicy from 'http-cache-semantics';
import {
  BACKOFF_FIRST_MS,
  BACKOFF_JITTER,
  CACHE_FRESHNESS_MAX_MS,
  POLL_INTERVAL_MAX_MS,
  POLL_INTERVAL_MIN_MS,
} from '../core/limits.ts';

/** After an answer we could use. Both waits in ms, 0 or undefined for none stated. */
export function dueAfterSuccess(now: number, feedTtlMs: number | undefined, freshForMs: number): number {
  const asked = Math.max(feedTtlMs ?? 0, Math.min(freshForMs, CACHE_FRESHNESS_MAX_MS));
  return now + within(asked);
}

/** After the `failures`th failure in a row (1 is the first): doubling, spread by outlet, never sooner than Retry-After. */
export function dueAfterFailure(now: number, failures: number, outlet: string, retryAfterMs = 0): number {
  const doubled = BACKOFF_FIRST_MS * 2 ** Math.min(failures - 1, 30);
  const spread = doubled * (1 + BACKOFF_JITTER * fraction(outlet));
  return now + within(Math.max(spread, retryAfterMs));
}

/** 410: its owner says it is gone for good. Asked once a day in case that was a mistake; it is the operator's to remove. */
export function dueAfterGone(now: number): number {
  return now + POLL_INTERVAL_MAX_MS;
}

/**
 * A wait longer than any we would set means the clock was wrong when it was set (or is now): due, rather than silent
 * until that clock's time comes round.
 */
export function isDue(nextDue: number, now: number): boolean {
  return now >= nextDue || nextDue - now > POLL_INTERVAL_MAX_MS;
}

/** Ms that Retry-After (RFC 9110 §10.2.3: seconds or an HTTP date) asks for; undefined when absent, past or neither. */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const value = header.trim();
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return ms > 0 ? ms : undefined;
}

/** Ms for which the response calls itself fresh (Cache-Control max-age, else Expires; less Age); 0 when it does not say. */
export function freshForMs(url: string, headers: Headers, now: number): number {
  const date = headers.get('date');
  const stated = {
    ...Object.fromEntries(headers),
    // Expires is counted from the server's own clock; one that sends none, or nonsense, is taken to agree with ours.
    date: date !== null && !Number.isNaN(Date.parse(date)) ? date : new Date(now).toUTCString(),
  };
  // A private cache without heuristics: no wait is invented from Last-Modified, s-maxage is for others.
  const policy = new CachePolicy({ url, method: 'GET', headers: {} }, { status: 200, headers: stated }, NO_GUESSES);
  // Not `timeToLive()`, which reads the clock.
  return Math.max(0, policy.maxAge() - (Number(headers.get('age')) || 0)) * 1000;
}

const NO_GUESSES = { shared: false, cacheHeuristic: 0, immutableMinTimeToLive: 0 };

function within(ms: number): number {
  return Math.round(Math.min(POLL_INTERVAL_MAX_MS, Math.max(POLL_INTERVAL_MIN_MS, ms)));
}

/** 0 ≤ f < 1, the same for the same outlet: failing outlets of one host do not all come back in one minute. */
function fraction(outlet: string): number {
  let hash = 0;
  for (let i = 0; i < outlet.length; i++) hash = (Math.imul(hash, 31) + outlet.charCodeAt(i)) >>> 0;
  return (hash % 1009) / 1009;
}

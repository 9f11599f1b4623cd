/** What the tables of all languages are made with. */

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A function of two times, ms since the epoch: how far the first is from the second, in words. `now` is said within a minute. */
export function createAgo(locale: string, now: string): (at: number, from: number) => string {
  let format: Intl.RelativeTimeFormat | undefined;
  return (at, from) => {
    format ??= new Intl.RelativeTimeFormat(locale);
    const distance = at - from;
    const size = Math.abs(distance);
    if (size < MINUTE_MS) return now;
    if (size < HOUR_MS) return format.format(Math.trunc(distance / MINUTE_MS), 'minute');
    if (size < DAY_MS) return format.format(Math.trunc(distance / HOUR_MS), 'hour');
    return format.format(Math.trunc(distance / DAY_MS), 'day');
  };
}

/** Left-to-right text that keeps its order and stays apart from what surrounds it (U+2066, U+2069). */
export function isolated(text: string): string {
  return `\u2066${text}\u2069`;
}

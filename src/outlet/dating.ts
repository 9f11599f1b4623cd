/**
 * Under which date each item of a reading is filed. Pure. Promises: never later than first sight, in the feed's order where
 * the feed gives no dates, and no item that was old before we met it dated as new.
 */
import { ARTICLE_RETENTION_MS } from '../core/limits.ts';
import type { FeedItem } from '../feeds/item.ts';

/** ms; undefined where the feed claims nothing believable. May lie in the future. */
export function claimedDate(item: FeedItem): number | undefined {
  return item.published ?? item.updated;
}

/**
 * Dates in ms, one per item, in the feed's order. What the feed claims, where that is not in the future; first sight
 * (`seen`) where it claims nothing or the future.
 *
 * On a feed's first reading (`first`) an item without date may be old: there it takes the date of the nearest item listed
 * before it, else after it, for feeds list newest first. A feed without any date has nothing to say how old its items are:
 * then they are dated by first sight like those that come later.
 */
export function datesOf(items: readonly FeedItem[], seen: number, first: boolean): readonly number[] {
  const claimed = items.map(claimedDate);
  const neighbours = first ? filled(claimed) : claimed;
  // A millisecond a place keeps the feed's order among items of one moment.
  return neighbours.map((date, place) => Math.min(date ?? seen, seen - place));
}

/**
 * What is dated before this is recorded as seen and never filed: an archive is not news, and a feed that brings up an old
 * item again must not show it as new.
 *
 * On the first reading, time is counted from the feed's own newest item instead of from now: an outlet that has been quiet
 * for months comes with its last days of news, under their own dates, as it would in any feed reader.
 */
export function oldBefore(dates: readonly number[], now: number, first: boolean): number {
  const newest = first && dates.length > 0 ? dates.reduce((a, b) => Math.max(a, b)) : now;
  return newest - ARTICLE_RETENTION_MS;
}

function filled(claimed: readonly (number | undefined)[]): readonly (number | undefined)[] {
  const forward = carried(claimed);
  const backward = carried(claimed.toReversed()).toReversed();
  return forward.map((date, i) => date ?? backward[i]);
}

function carried(dates: readonly (number | undefined)[]): (number | undefined)[] {
  let last: number | undefined;
  return dates.map((date) => {
    last = date ?? last;
    return last;
  });
}

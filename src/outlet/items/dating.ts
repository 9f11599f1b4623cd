/**
 * The date under which each item is filed. Pure. A date is never later than first sight, and items without dates keep the
 * feed's order. An item that was already old at first sight is not dated as new.
 */

import type { FeedItem } from '../../feeds/item.ts';
import { ARTICLE_RETENTION_MS } from '../../limits.ts';

/** ms; undefined where the feed gives no date. May be in the future. */
export function claimedDate(item: FeedItem): number | undefined {
  return item.published ?? item.updated;
}

/**
 * One date per item, ms, in the feed's order: the feed's date, or first sight (`seen`) where that is missing or in the future.
 *
 * On a feed's first reading (`first`) an item without a date may be old. It takes the date of the nearest dated item listed
 * before it, else after it, as feeds list newest first. In a feed without any dates all items take first sight.
 */
export function datesOf(items: readonly FeedItem[], seen: number, first: boolean): readonly number[] {
  const claimed = items.map(claimedDate);
  const neighbours = first ? filled(claimed) : claimed;
  // One millisecond per position keeps the feed's order among items of equal date.
  return neighbours.map((date, position) => Math.min(date ?? seen, seen - position));
}

/**
 * Items dated before this are recorded as seen and never filed: an archive is not news, and an old item that a feed lists
 * again must not appear as new.
 *
 * On the first reading the age counts from the feed's newest item instead of from now. An outlet that has been quiet for
 * months thus comes with its last days of news, under their own dates, as in any feed reader.
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

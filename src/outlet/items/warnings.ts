/** Warnings about a reading's items as a whole, for the outlet's status. Pure; `now` is ms since the epoch. */

import { countEach } from '../../feeds/identity.ts';
import type { FeedItem } from '../../feeds/item.ts';
import { claimedDate } from './dating.ts';
import { hasWords } from './matching.ts';

/** Servers' clocks may be this far ahead. Only a date further ahead is worth a warning. */
const CLOCK_SKEW_MS = 10 * 60_000;

export function readingWarnings(items: readonly FeedItem[], now: number): readonly string[] {
  const ahead = items.map((item) => (claimedDate(item) ?? now) - now).filter((ms) => ms > CLOCK_SKEW_MS);
  const wordless = items.filter((item) => !hasWords(item)).length;
  const warning = (n: number, what: string) => (n > 0 ? [`${n} of ${items.length} items ${what}`] : []);
  return [
    ...warning(wordless, 'have neither title nor text: passed over'),
    ...warning(
      ahead.length,
      `are dated in the future, up to ${span(ahead)}: filed under the time they were first seen`,
    ),
    ...warning(
      countShared(items.map((item) => item.guid)),
      'have a guid that others have too: told apart by their links',
    ),
  ];
}

function span(waits: readonly number[]): string {
  const hours = Math.ceil(waits.reduce((longest, ms) => Math.max(longest, ms), 0) / 3_600_000);
  return hours > 48 ? `${Math.round(hours / 24)} days` : `${hours} h`;
}

/** How many values occur more than once. */
function countShared(values: readonly (string | undefined)[]): number {
  return [...countEach(values).values()].reduce((sum, n) => (n > 1 ? sum + n : sum), 0);
}

/** A single new item in a feed of one is no sign: some feeds list only their newest. */
const MISSED_ITEMS_MIN = 2;

/** Says that new items have replaced all of a feed since its last reading. `replaced` is a share, 0…1. */
export function missedWarning(listed: number, replaced: number): readonly string[] {
  if (listed < MISSED_ITEMS_MIN || replaced < 1) return [];
  return [
    `all ${listed} items are new since the last reading: others may have come and gone, so it is read more often`,
  ];
}

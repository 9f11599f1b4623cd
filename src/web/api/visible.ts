/** When readers see what the operator changed, for the answers of the operator's routes. */
import type { z } from 'zod/mini';
import { FEED_FRESH_S, PAGE_FRESH_S } from '../../limits.ts';
import type { ChangedOutletSchema } from './public-schema.ts';

type Visible = z.output<typeof ChangedOutletSchema>['visible'];

/** The index publishes within this after a change; a place that has read a key of KV may keep it as long. */
const PUBLISHED_WITHIN_S = 60;
const KV_SEEN_WITHIN_S = 60;
/** The cron's step, in wrangler.toml. */
const ROUND_S = 600;

/** A story that was merged, split or led otherwise. `now` is ms since the epoch. */
export function storyVisible(now: number): Visible {
  const seconds = PUBLISHED_WITHIN_S + KV_SEEN_WITHIN_S + FEED_FRESH_S;
  return {
    by: after(now, seconds),
    detail: `Decided at once and published within ${PUBLISHED_WITHIN_S} seconds, unless the day's KV writes are spent; caches ask again within ${FEED_FRESH_S} seconds more.`,
  };
}

/** An article that was taken down or put back. */
export function takedownVisible(now: number): Visible {
  return {
    by: after(now, KV_SEEN_WITHIN_S + FEED_FRESH_S),
    detail: `Gone from the index and deleted from KV at once; caches ask again within ${FEED_FRESH_S} seconds, feed readers keep what they have.`,
  };
}

/** The list of outlets, or one outlet's settings. */
export function outletVisible(now: number): Visible {
  return {
    by: after(now, ROUND_S),
    detail: `The list shows it within ${PAGE_FRESH_S} seconds; the next round, within ${ROUND_S / 60} minutes, reads by it.`,
  };
}

function after(now: number, seconds: number): string {
  return new Date(now + 1000 * seconds).toISOString();
}

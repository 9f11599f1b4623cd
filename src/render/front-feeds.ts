/**
 * The feeds made from the front document alone, and the choice of stories for them and for pages: by how many publishers
 * carry them. The same document and origin always give the same bytes.
 */

import type { FrontDocument, FrontStory } from '../documents/document.ts';
import { FEED_PAGE_ITEMS_MAX, FRONT_STORIES_MAX } from '../limits.ts';
import { FORMATS, type RenderFormat } from './formats.ts';
import { AFTER_FRONT, frontAddress, updatesAddress } from './front-address.ts';
import { renderFront, renderUpdates } from './render.ts';

/** The front document answers for a minimum of up to this many publishers. For more, the index is asked. */
export const FRONT_OUTLETS_MAX = 3;

/** In a format: the newest page with at least 1…FRONT_OUTLETS_MAX publishers a story, or the updates. */
export type FrontFeed = `${RenderFormat} ${number | 'updates'}`;

export const FRONT_FEEDS: readonly FrontFeed[] = [
  ...FORMATS.flatMap((format) => Array.from({ length: FRONT_OUTLETS_MAX }, (_, i): FrontFeed => `${format} ${i + 1}`)),
  ...FORMATS.map((format): FrontFeed => `${format} updates`),
];

const DAY_MS = 24 * 60 * 60 * 1000;

/** `origin`: scheme and host of the address that was asked for. */
export function frontFeed(feed: FrontFeed, document: FrontDocument, origin: string): string {
  const [format, which] = feed.split(' ') as [RenderFormat, string];
  if (which === 'updates') return renderUpdates(format, document, updatesAddress(origin, format));
  const outlets = Number(which);
  const stories = withMinPublishers(outlets, document.stories);
  const next = nextCursor(document.stories.length, stories.length, FEED_PAGE_ITEMS_MAX);
  const address = frontAddress(origin, format, { outlets, cursor: undefined, next });
  const page = { changed: document.changed, stories: stories.slice(0, FEED_PAGE_ITEMS_MAX), outlets };
  return renderFront(format, page, address);
}

/** The cursor of the second page, where the first shows `limit` of `matching` stories in a front of `all`. undefined: there is none. */
export function nextCursor(all: number, matching: number, limit: number): string | undefined {
  // A front document this full was cut off, so the index has older stories.
  return matching > limit || all >= FRONT_STORIES_MAX ? AFTER_FRONT : undefined;
}

/** The time of the latest change, ms since the epoch; 0 for no stories. */
export function lastChanged(stories: readonly FrontStory[]): number {
  return stories.reduce((latest, s) => Math.max(latest, s.changed), 0);
}

/** What a story is chosen and ranked by. */
export type StoryRank = Pick<FrontStory, 'id' | 'outlets' | 'published' | 'updated'>;

/** Stories carried by at least `min` publishers. */
export function withMinPublishers<S extends StoryRank>(min: number, stories: readonly S[]): readonly S[] {
  return min > 1 ? stories.filter((s) => s.outlets >= min) : stories;
}

/** The most carried stories of the front's last day, by number of publishers, then by time. */
export function mostCarried<S extends StoryRank>(stories: readonly S[]): readonly S[] {
  const latest = stories.reduce((max, s) => Math.max(max, s.updated), 0);
  return stories
    .filter((s) => s.outlets > 1 && s.updated > latest - DAY_MS)
    .sort((a, b) => b.outlets - a.outlets || b.published - a.published);
}

/**
 * What most readers ask for of the front: its newest page, of all stories or of those that several carry, as feeds and as
 * stories, and the most carried of the day. Pure: the same document and origin always give the same.
 */
import { FEED_PAGE_ITEMS_MAX, FRONT_STORIES_MAX } from '../core/limits.ts';
import type { FrontDocument, FrontStory } from './document.ts';
import { FORMATS, type RenderFormat } from './render/formats.ts';
import { AFTER_FRONT, frontAddress, onePage } from './render/front-address.ts';
import { renderFront, renderUpdates } from './render/render.ts';

/** The front document holds a day's worth of stories by up to this many publishers; beyond, only the index knows. */
export const FRONT_OUTLETS_MAX = 3;

/** A feed made of the front document alone: the newest page by at least so many publishers, 1…FRONT_OUTLETS_MAX, or /updates.xml. */
export type FrontFeed = `${RenderFormat} ${number}` | 'updates';

export const FRONT_FEEDS: readonly FrontFeed[] = [
  ...FORMATS.flatMap((format) => Array.from({ length: FRONT_OUTLETS_MAX }, (_, i): FrontFeed => `${format} ${i + 1}`)),
  'updates',
];

const DAY_MS = 24 * 60 * 60 * 1000;

/** `origin`: scheme and host of the address that was asked for. */
export function frontFeed(feed: FrontFeed, document: FrontDocument, origin: string): string {
  if (feed === 'updates') return renderUpdates('rss', document, onePage(origin, '/updates.xml'));
  const [format, least] = feed.split(' ') as [RenderFormat, string];
  const outlets = Number(least);
  const stories = carriedBy(outlets, document.stories);
  const next = nextCursor(document.stories.length, stories.length, FEED_PAGE_ITEMS_MAX);
  const address = frontAddress(origin, format, { outlets, cursor: undefined, next });
  const page = { changed: document.changed, stories: stories.slice(0, FEED_PAGE_ITEMS_MAX), outlets };
  return renderFront(format, page, address);
}

/** Of the page behind the newest, which shows `limit` of the `matching` stories of a front of `all`; undefined: there is none. */
export function nextCursor(all: number, matching: number, limit: number): string | undefined {
  // A front document this full was cut: there are older stories behind it.
  return matching > limit || all >= FRONT_STORIES_MAX ? AFTER_FRONT : undefined;
}

/** When the last of them changed, ms since the epoch; 0 for none. */
export function lastChanged(stories: readonly FrontStory[]): number {
  return stories.reduce((latest, s) => Math.max(latest, s.changed), 0);
}

/** What one must know of a story to choose it for a page. */
export type Standing = Pick<FrontStory, 'id' | 'outlets' | 'published' | 'updated'>;

/** Those that at least so many publishers carry. */
export function carriedBy<S extends Standing>(outlets: number, stories: readonly S[]): readonly S[] {
  return outlets > 1 ? stories.filter((s) => s.outlets >= outlets) : stories;
}

/** The most carried of the last day the front knows, first by publishers, then by time. */
export function mostCarried<S extends Standing>(stories: readonly S[]): readonly S[] {
  const latest = stories.reduce((max, s) => Math.max(max, s.updated), 0);
  return stories
    .filter((s) => s.outlets > 1 && s.updated > latest - DAY_MS)
    .sort((a, b) => b.outlets - a.outlets || b.published - a.published);
}

/**
 * What most readers ask for of the front: its feeds, its newest stories and what the first page says of all the others.
 * Pure: the same document and origin always give the same.
 */
import { FEED_PAGE_ITEMS_MAX } from '../core/limits.ts';
import type { FrontDocument, FrontStory } from './document.ts';
import type { RenderFormat } from './render/channel.ts';
import { AFTER_FRONT, frontAddress, onePage } from './render/front-address.ts';
import { renderFront, renderUpdates } from './render/render.ts';

export const FRONT_FEEDS = ['rss', 'atom', 'json', 'updates'] as const;
/** The newest page of the front feed by its format, or /updates.xml. */
export type FrontFeed = (typeof FRONT_FEEDS)[number];

export interface FrontHead {
  /** Stories of the front in all. */
  readonly count: number;
  /** The most carried of the day, for the margin. */
  readonly carried: readonly CarriedStory[];
}

export type CarriedStory = Pick<FrontStory, 'id' | 'title' | 'outlets'>;

/** Stories in the margin of the first page. */
const CARRIED_SHOWN = 5;
const DAY_MS = 24 * 60 * 60 * 1000;

/** `origin`: scheme and host of the address that was asked for. */
export function frontFeed(feed: FrontFeed, document: FrontDocument, origin: string): string {
  return feed === 'updates'
    ? renderUpdates('rss', document, onePage(origin, '/updates.xml'))
    : newestFeed(feed, document, origin);
}

function newestFeed(format: RenderFormat, document: FrontDocument, origin: string): string {
  const stories = newestStories(document);
  const next = document.stories.length > stories.length ? AFTER_FRONT : undefined;
  const address = frontAddress(origin, format, { outlets: 1, cursor: undefined, next });
  return renderFront(format, { changed: document.changed, stories, outlets: 1 }, address);
}

/** As many as one page of a feed has. */
export function newestStories({ stories }: FrontDocument): readonly FrontStory[] {
  return stories.slice(0, FEED_PAGE_ITEMS_MAX);
}

export function frontHead({ stories }: FrontDocument): FrontHead {
  const carried = mostCarried(stories).slice(0, CARRIED_SHOWN);
  return { count: stories.length, carried: carried.map(({ id, title, outlets }) => ({ id, title, outlets })) };
}

/** The most carried of the last day the front document knows, first by publishers, then by time. */
export function mostCarried(stories: readonly FrontStory[]): readonly FrontStory[] {
  const latest = stories.reduce((max, s) => Math.max(max, s.updated), 0);
  return stories
    .filter((s) => s.outlets > 1 && s.updated > latest - DAY_MS)
    .sort((a, b) => b.outlets - a.outlets || b.published - a.published);
}

/**
 * The feeds made from the front document alone, and the choice of stories for them and for pages: by how many publishers
 * carry them. The same document and origin always give the same bytes.
 */

import type { FrontDocument, FrontStory } from '../documents/document.ts';
import { WHOLE } from '../documents/slice.ts';
import { encodeCursor } from '../documents/story-cursor.ts';
import {
  FEED_PAGE_ITEMS_MAX,
  FRONT_CARRIED_STORIES_MAX,
  FRONT_STORIES_MAX,
  FRONT_WIDELY_CARRIED_STORIES_MAX,
} from '../limits.ts';
import { DEFAULT_LOCALIZED, type Localized } from '../localization/localization.ts';
import { FORMATS, type RenderFormat } from './formats.ts';
import { frontAddress, updatesAddress } from './front-address.ts';
import { renderFront, renderUpdates } from './render.ts';

/** Stories on the front by minimum of publishers: the newest with at least 1, 2 and 3, that many of each. */
const KEPT = [FRONT_STORIES_MAX, FRONT_CARRIED_STORIES_MAX, FRONT_WIDELY_CARRIED_STORIES_MAX] as const;

/** The front document answers for a minimum of up to this many publishers. For more, the index is asked. */
export const FRONT_OUTLETS_MAX = KEPT.length;

/** How many of the newest stories with at least `outlets` publishers the front holds, none between them missing. */
export function keptOnFront(outlets: number): number {
  return KEPT[outlets - 1] ?? 0;
}

/** In a format: the newest page with at least 1…FRONT_OUTLETS_MAX publishers a story, or the updates. */
export type FrontFeed = `${RenderFormat} ${number | 'updates'}`;

export const FRONT_FEEDS: readonly FrontFeed[] = [
  ...FORMATS.flatMap((format) => Array.from({ length: FRONT_OUTLETS_MAX }, (_, i): FrontFeed => `${format} ${i + 1}`)),
  ...FORMATS.map((format): FrontFeed => `${format} updates`),
];

const DAY_MS = 24 * 60 * 60 * 1000;

/** `origin`: scheme and host of the address that was asked for. */
export function frontFeed(
  feed: FrontFeed,
  document: FrontDocument,
  origin: string,
  by: Localized = DEFAULT_LOCALIZED,
): string {
  const [format, which] = feed.split(' ') as [RenderFormat, string];
  if (which === 'updates') {
    const { changed, updates } = document;
    return renderUpdates(
      format,
      { changed, updates, slice: WHOLE, names: {} },
      { ...updatesAddress(origin, format, WHOLE), hub: by.site.hub },
      by,
    );
  }
  const outlets = Number(which);
  const slice = { ...WHOLE, publishers: outlets };
  const stories = withMinPublishers(outlets, document.stories);
  const next = nextCursor(stories, outlets, FEED_PAGE_ITEMS_MAX);
  const address = { ...frontAddress(origin, format, { slice, cursor: undefined, next }), hub: by.site.hub };
  const page = { changed: document.changed, stories: stories.slice(0, FEED_PAGE_ITEMS_MAX), slice, names: {} };
  return renderFront(format, page, address, by);
}

/**
 * The cursor behind a first page of `limit`, at most `keptOnFront(outlets)`. `matching`: the front's stories with that many
 * publishers. undefined: there are no older ones.
 */
export function nextCursor(matching: readonly StoryRank[], outlets: number, limit: number): string | undefined {
  const last = matching.slice(0, limit).at(-1);
  const older = matching.length > limit || matching.length >= keptOnFront(outlets);
  return last && older ? encodeCursor(last) : undefined;
}

/** The time of the latest change, ms since the epoch. `stories` is not empty. */
export function lastChanged(stories: readonly FrontStory[]): number {
  return stories.reduce((latest, s) => Math.max(latest, s.changed), 0);
}

/** What a story is chosen and ranked by. */
export type StoryRank = Pick<FrontStory, 'id' | 'outlets' | 'published' | 'updated'>;

/** Stories carried by at least `min` publishers. */
export function withMinPublishers<S extends StoryRank>(min: number, stories: readonly S[]): readonly S[] {
  return min > 1 ? stories.filter((s) => s.outlets >= min) : stories;
}

/** What a country's publishers carried most. */
export interface CountryCarried {
  readonly country: string;
  /** `publishers`: of that country. */
  readonly stories: readonly (Pick<FrontStory, 'id' | 'title' | 'outlets'> & { readonly publishers: number })[];
}

/** Countries told, those whose publishers agree most first, and stories of each. */
const COUNTRIES_MAX = 8;
const COUNTRY_STORIES_MAX = 3;

/** The stories of the front's last day that several publishers carry, by the number of a country's publishers, then of all, then by time. */
export function carriedByCountry(stories: readonly FrontStory[]): readonly CountryCarried[] {
  const told = mostCarried(stories).map((story) => ({ story, publishers: publishersByCountry(story) }));
  const countries = new Set(told.flatMap(({ publishers }) => [...publishers.keys()]));
  return [...countries]
    .map((country) => ({
      country,
      stories: told
        .map(({ story: { id, title, outlets }, publishers }) => ({
          id,
          title,
          outlets,
          publishers: publishers.get(country)?.size ?? 0,
        }))
        .filter(({ publishers }) => publishers > 0)
        .sort((a, b) => b.publishers - a.publishers)
        .slice(0, COUNTRY_STORIES_MAX),
    }))
    .sort((a, b) => (b.stories[0]?.publishers ?? 0) - (a.stories[0]?.publishers ?? 0))
    .slice(0, COUNTRIES_MAX);
}

function publishersByCountry({ articles }: FrontStory): ReadonlyMap<string, ReadonlySet<string>> {
  const listed = articles.filter(({ outlet }) => outlet.country !== undefined);
  const byCountry = Map.groupBy(listed, ({ outlet }) => outlet.country ?? '');
  return new Map([...byCountry].map(([country, of]) => [country, new Set(of.map(({ publisher }) => publisher))]));
}

/** The most carried stories of the front's last day, by number of publishers, then by time. */
export function mostCarried<S extends StoryRank>(stories: readonly S[]): readonly S[] {
  const latest = stories.reduce((max, s) => Math.max(max, s.updated), 0);
  return stories
    .filter((s) => s.outlets > 1 && s.updated > latest - DAY_MS)
    .sort((a, b) => b.outlets - a.outlets || b.published - a.published);
}

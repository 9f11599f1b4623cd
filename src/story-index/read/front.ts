/** The front document, and the pages behind it: one item per story, the newest first. */

import type { FrontDocument, FrontStory, StoryUpdate } from '../../documents/document.ts';
import { guidOf } from '../../documents/guid.ts';
import { decodeCursor, encodeCursor, newestFirst, type StoryPosition } from '../../documents/story-cursor.ts';
import {
  ARTICLE_RETENTION_MS,
  LONG_STORY_RETENTION_MS,
  PAGE_STORIES_MAX,
  PUBLISHER_SHARE,
  UPDATES_MAX,
} from '../../limits.ts';
import { DEFAULT_LOCALIZED, type Localized } from '../../localization/localization.ts';
import type { RenderFormat } from '../../render/formats.ts';
import { frontAddress } from '../../render/front-address.ts';
import { FRONT_OUTLETS_MAX, keptOnFront, lastChanged } from '../../render/front-feeds.ts';
import { renderFront } from '../../render/render.ts';
import type { StoriesPage, StoriesQuery } from '../api.ts';
import { articlesOf } from '../storage/article-columns.ts';
import { excerpt, identity, imageFileOf, type KnownOutlets, shownFor } from './article-rows.ts';
import { agreedCategories } from './categories.ts';
import { STORY, type StoryRow, storyHead, type Undated } from './story-document.ts';

export function frontDocument(sql: SqlStorage, outlets: KnownOutlets): Undated<FrontDocument> {
  const newest = new Map<number, StoryRow>();
  for (let publishers = 1; publishers <= FRONT_OUTLETS_MAX; publishers++) {
    const kept = { publishers, limit: keptOnFront(publishers) };
    for (const row of publishers > 1 ? newestStories(sql, kept) : sharedStories(sql, kept)) newest.set(row.number, row);
  }
  const rows = [...newest.values()].sort(newestFirst);
  return { stories: frontStories(sql, rows, outlets).map(dated(rows)), updates: updates(sql, outlets) };
}

/**
 * Throws for an invalid cursor, because the Worker has checked it. `asFeed`: no publisher fills the page alone. For programs, that read everything,
 * the page is whole.
 */
export function storiesPage(sql: SqlStorage, query: StoriesQuery, outlets: KnownOutlets, asFeed = false): StoriesPage {
  const after = query.cursor === undefined ? undefined : decodeCursor(query.cursor);
  if (query.cursor !== undefined && !after) throw new Error(`No cursor: ${query.cursor}`);
  const { limit, outlets: publishers, since } = query;
  const asked = { publishers, limit: limit + 1, after, since };
  const rows = asFeed && publishers < 2 ? sharedStories(sql, asked) : newestStories(sql, asked);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { stories: frontStories(sql, page, outlets).map(dated(page)), next: last && encodeCursor(last) };
}

/** The page rendered as a feed at `origin`. `empty`, ms: when a page without stories last changed. */
export function storiesFeed(
  page: StoriesPage,
  { outlets, cursor }: StoriesQuery,
  format: RenderFormat,
  origin: string,
  empty: number,
  by: Localized = DEFAULT_LOCALIZED,
): string {
  const changed = page.stories.length > 0 ? lastChanged(page.stories) : empty;
  const address = frontAddress(origin, format, { outlets, cursor, next: page.next });
  return renderFront(format, { changed, stories: page.stories, outlets }, address, by);
}

interface Newest {
  readonly publishers: number;
  readonly limit: number;
  readonly after?: StoryPosition | undefined;
  /** ms since the epoch. */
  readonly since?: number | undefined;
}

/**
 * A story published this long before the newest one is seldom kept. The index by publication is read no further, because
 * the stories of years follow; the few older stories that are kept are found by number.
 */
const MOST_KEPT_MS = ARTICLE_RETENTION_MS + LONG_STORY_RETENTION_MS;
const ANY_TIME = Number.MIN_SAFE_INTEGER;

/** Updated stories looked up one by one. More were updated since a time days ago, from which on nearly every story fits. */
const UPDATED_READ_MAX = 1_000;

/**
 * The stories updated at or after `since`: those published since then, and those that `story_updated` names. undefined when it names
 * too many to look up.
 */
function updatedStories(sql: SqlStorage, asked: Newest, since: number): StoryRow[] | undefined {
  const updated = sql
    .exec<{ number: number }>(
      `SELECT number FROM story INDEXED BY story_updated
       WHERE updated >= ? AND updated > published AND merged_into IS NULL LIMIT ?`,
      since,
      UPDATED_READ_MAX + 1,
    )
    .toArray();
  if (updated.length > UPDATED_READ_MAX) return undefined;
  const by = asked.publishers > 1 ? 'INDEXED BY story_carried' : 'INDEXED BY story_newest';
  const published = selectStories(sql, asked, by, since);
  const earlier = selectStories(
    sql,
    asked,
    'NOT INDEXED',
    ANY_TIME,
    updated.map((row) => row.number),
  );
  return [...published, ...earlier.filter((row) => row.published < since)].sort(newestFirst).slice(0, asked.limit);
}

/** Stories whose articles are still kept, by `newestFirst`. */
function newestStories(sql: SqlStorage, asked: Newest): StoryRow[] {
  const updated = asked.since === undefined ? undefined : updatedStories(sql, asked, asked.since);
  if (updated) return updated;
  // Stories with several publishers are few, those of years included.
  if (asked.publishers > 1) return selectStories(sql, asked, 'INDEXED BY story_carried', ANY_TIME);
  const newest = sql
    .exec<{ at: number | null }>(
      'SELECT max(published) AS at FROM story INDEXED BY story_newest WHERE merged_into IS NULL',
    )
    .one().at;
  const recent = selectStories(sql, asked, 'INDEXED BY story_newest', (newest ?? 0) - MOST_KEPT_MS);
  return recent.length < asked.limit ? selectStories(sql, asked, 'NOT INDEXED', ANY_TIME) : recent;
}

/** How often stories are read to fill the places that one publisher may not take; each time as many as there are places. */
const READS_MAX = 8;

/** As `newestStories`, with each publisher's share of the places. */
function sharedStories(sql: SqlStorage, asked: Newest): StoryRow[] {
  const rows: (StoryRow & { readonly teller: string | null })[] = [];
  let { after } = asked;
  for (let reads = 0; reads < READS_MAX; reads++) {
    const more = newestStories(sql, { ...asked, after });
    const tellers = tellersOf(
      sql,
      more.filter((row) => row.publishers < 2).map((row) => row.number),
    );
    rows.push(...more.map((row) => ({ ...row, teller: tellers.get(row.number) ?? null })));
    after = more.at(-1);
    if (more.length < asked.limit || withinShares(rows, PAGE_STORIES_MAX, PUBLISHER_SHARE).length >= asked.limit) break;
  }
  const tellers = new Set(rows.flatMap(({ teller }) => teller ?? []));
  const share = Math.max(PUBLISHER_SHARE, 1 / Math.max(1, tellers.size));
  return withinShares(rows, PAGE_STORIES_MAX, share)
    .slice(0, asked.limit)
    .map(({ teller: _, ...row }) => row);
}

/** The publisher of each story that one publisher tells, by number. */
function tellersOf(sql: SqlStorage, stories: readonly number[]): ReadonlyMap<number, string> {
  const rows = sql
    .exec<{ story: number; publisher: string }>(
      `SELECT s.value AS story, (SELECT publisher FROM article WHERE article.story = s.value LIMIT 1) AS publisher FROM json_each(?) AS s`,
      JSON.stringify(stories),
    )
    .toArray();
  return new Map(rows.map(({ story, publisher }) => [story, publisher]));
}

/** Without what is over a teller's share of each `places` places. An entry without a teller is always kept. */
function withinShares<T extends { readonly teller: string | null }>(
  entries: readonly T[],
  places: number,
  share: number,
): readonly T[] {
  const most = Math.max(1, Math.floor(places * share));
  let taken = 0;
  let held = new Map<string, number>();
  return entries.filter(({ teller }) => {
    const of = teller === null ? 0 : (held.get(teller) ?? 0);
    if (of >= most) return false;
    if (teller !== null) held.set(teller, of + 1);
    if (++taken % places === 0) held = new Map();
    return true;
  });
}

function selectStories(
  sql: SqlStorage,
  { publishers, limit, after, since }: Newest,
  by: 'INDEXED BY story_carried' | 'INDEXED BY story_newest' | 'NOT INDEXED',
  publishedSince: number,
  among?: readonly number[],
): StoryRow[] {
  return sql
    .exec<StoryRow>(
      `SELECT ${STORY} FROM story ${by}
       WHERE merged_into IS NULL ${publishers > 1 ? 'AND publishers > 1' : ''} AND publishers >= ? AND updated >= ?
         AND (published, id) < (?, ?) AND published >= ?
         AND number >= (SELECT min(story) FROM article)
         ${among ? 'AND number IN (SELECT value FROM json_each(?))' : ''}
         AND EXISTS (SELECT 1 FROM article WHERE article.story = story.number)
       ORDER BY published DESC, id DESC LIMIT ?`,
      publishers,
      since ?? ANY_TIME,
      after?.published ?? Number.MAX_SAFE_INTEGER,
      after?.id ?? '',
      publishedSince,
      ...(among ? [JSON.stringify(among)] : []),
      limit,
    )
    .toArray();
}

function frontStories(sql: SqlStorage, stories: readonly StoryRow[], outlets: KnownOutlets): Undated<FrontStory>[] {
  const members = Map.groupBy(
    articlesOf(
      sql,
      stories.map((s) => s.number),
    ),
    (row) => row.story,
  );
  return stories.flatMap((story) => {
    const rows = members.get(story.number);
    if (!rows) return [];
    const lead = rows.find((r) => r.number === story.lead);
    const shown = shownFor(rows);
    const pictured = lead?.image ? lead : rows.find((r) => r.image);
    return [
      {
        ...storyHead(story, shown.get(story.lead)),
        excerpt: lead ? excerpt(lead) : '',
        image: pictured?.image ?? undefined,
        imageFile: pictured && imageFileOf(pictured),
        categories: agreedCategories([...new Set(shown.values())]),
        articles: [...new Set(shown.values())].map((row) => identity(row, outlets)),
      },
    ];
  });
}

interface UpdateRow extends Record<string, SqlStorageValue> {
  number: number;
  id: string;
  outlet: string;
  publisher: string;
  title: string;
  url: string;
  published: number;
  not_before: number | null;
  seen: number;
  story: string;
  story_title: string;
  founder: number;
}

/** Articles that were news when they were filed: each founded a story or brought a publisher to one. A publisher has its share of them. */
function updates(sql: SqlStorage, outlets: KnownOutlets): StoryUpdate[] {
  const rows: (UpdateRow & { readonly teller: string })[] = [];
  for (let reads = 0, before = Number.MAX_SAFE_INTEGER; reads < READS_MAX; reads++) {
    const more = updatesBefore(sql, before);
    rows.push(...more.map((row) => ({ ...row, teller: row.publisher })));
    before = more.at(-1)?.number ?? 0;
    if (more.length < UPDATES_MAX || withinShares(rows, UPDATES_MAX, PUBLISHER_SHARE).length >= UPDATES_MAX) break;
  }
  const share = Math.max(PUBLISHER_SHARE, 1 / Math.max(1, new Set(rows.map(({ teller }) => teller)).size));
  return withinShares(rows, UPDATES_MAX, share)
    .slice(0, UPDATES_MAX)
    .map((row) => ({
      guid: guidOf('update', row.id),
      kind: row.number === row.founder ? ('story' as const) : ('publisher' as const),
      story: row.story,
      title: row.story_title,
      article: identity(row, outlets),
      at: row.seen,
    }));
}

function updatesBefore(sql: SqlStorage, before: number): UpdateRow[] {
  return sql
    .exec<UpdateRow>(
      `SELECT a.number, a.id, a.outlet, a.publisher, a.title, a.url, a.published, a.not_before, a.seen, s.id AS story, s.title AS story_title,
         (SELECT min(number) FROM article WHERE article.story = s.number) AS founder
       FROM article a JOIN story s ON s.number = a.story WHERE a.joined = 1 AND a.number < ? ORDER BY a.number DESC LIMIT ?`,
      before,
      UPDATES_MAX,
    )
    .toArray();
}

/** Adds `changed`: when the story's own document last changed, or when the story was updated if it has no document yet. */
function dated(rows: readonly StoryRow[]): (story: Undated<FrontStory>) => FrontStory {
  const changed = new Map(rows.map((r) => [r.id, r.changed || r.updated]));
  return (story) => ({ ...story, changed: changed.get(story.id) ?? story.updated });
}

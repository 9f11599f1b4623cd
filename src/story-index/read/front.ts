/** The front document and the pages behind it: one item per story, the newest first. */

import type { FrontDocument, FrontStory, StoryUpdate } from '../../documents/document.ts';
import { guidOf } from '../../documents/guid.ts';
import {
  FRONT_CARRIED_STORIES_MAX,
  FRONT_STORIES_MAX,
  FRONT_WIDELY_CARRIED_STORIES_MAX,
  UPDATES_MAX,
} from '../../limits.ts';
import type { RenderFormat } from '../../render/formats.ts';
import { AFTER_FRONT, frontAddress } from '../../render/front-address.ts';
import { lastChanged } from '../../render/front-feeds.ts';
import { renderFront } from '../../render/render.ts';
import type { StoriesPage, StoriesQuery } from '../api.ts';
import { articlesOf } from '../storage/article-columns.ts';
import { excerpt, identity, type KnownOutlets, shownFor } from './article-rows.ts';
import { STORY, type StoryRow, storyHead, type Undated } from './story-document.ts';

export function frontDocument(sql: SqlStorage, outlets: KnownOutlets): Undated<FrontDocument> {
  const newest = new Map<number, StoryRow>();
  for (const [publishers, limit] of [
    [1, FRONT_STORIES_MAX],
    [2, FRONT_CARRIED_STORIES_MAX],
    [3, FRONT_WIDELY_CARRIED_STORIES_MAX],
  ] as const) {
    for (const row of newestStories(sql, { publishers, limit })) newest.set(row.number, row);
  }
  const rows = [...newest.values()].sort((a, b) => b.published - a.published || b.number - a.number);
  return { stories: frontStories(sql, rows, outlets).map(dated(rows)), updates: updates(sql, outlets) };
}

/**
 * The front is ordered by publication, these pages by arrival. So that paging neither skips nor repeats a story, the cursor
 * lists the last story of the page before, then the older stories that the front has shown already: numbers in base 36,
 * joined by dots. Any other cursor gives the first page.
 */
export function storiesPage(sql: SqlStorage, query: StoriesQuery, outlets: KnownOutlets): StoriesPage {
  const [before, shown] = query.shown ? [undefined, numbersOf(sql, query.shown)] : decodeCursor(query.cursor);
  const { limit, outlets: publishers, since } = query;
  const rows = newestStories(sql, { publishers, limit: limit + 1, before, since, shown });
  const page = rows.slice(0, limit);
  const last = page.at(-1)?.number ?? 0;
  const next = rows.length > page.length ? [last, ...shown.filter((number) => number < last)] : undefined;
  return {
    stories: frontStories(sql, page, outlets).map(dated(page)),
    next: next?.map((number) => number.toString(36)).join('.'),
  };
}

function decodeCursor(cursor = ''): readonly [before: number | undefined, shown: readonly number[]] {
  const [before, ...shown] = cursor.split('.').map((number) => Number.parseInt(number, 36));
  return Number.isSafeInteger(before) ? [before, shown.filter(Number.isSafeInteger)] : [undefined, []];
}

function numbersOf(sql: SqlStorage, ids: readonly string[]): readonly number[] {
  return sql
    .exec<{ number: number }>(
      'SELECT number FROM story WHERE id IN (SELECT value FROM json_each(?)) ORDER BY number DESC',
      JSON.stringify(ids),
    )
    .toArray()
    .map(({ number }) => number);
}

/** The page rendered as a feed at `origin`. */
export function storiesFeed(page: StoriesPage, query: StoriesQuery, format: RenderFormat, origin: string): string {
  const { outlets, shown } = query;
  const cursor = shown ? AFTER_FRONT : query.cursor;
  const changed = lastChanged(page.stories);
  const address = frontAddress(origin, format, { outlets, cursor, next: page.next });
  return renderFront(format, { changed, stories: page.stories, outlets }, address);
}

interface Newest {
  readonly publishers: number;
  readonly limit: number;
  readonly before?: number | undefined;
  readonly since?: number | undefined;
  /** Numbers of the stories to leave out. */
  readonly shown?: readonly number[];
}

/** The newest stories that still have articles. None is older than the oldest story that an article belongs to. */
function newestStories(sql: SqlStorage, { publishers, limit, before, since, shown = [] }: Newest): StoryRow[] {
  const carried = publishers > 1;
  return sql
    .exec<StoryRow>(
      `SELECT ${STORY} FROM story ${carried ? 'INDEXED BY story_carried' : ''}
       WHERE merged_into IS NULL ${carried ? 'AND publishers > 1' : ''} AND publishers >= ?1 AND number < ?2 AND updated >= ?3
         AND number NOT IN (SELECT value FROM json_each(?5))
         AND number >= (SELECT min(story) FROM article)
         AND EXISTS (SELECT 1 FROM article WHERE article.story = story.number)
       ORDER BY number DESC LIMIT ?4`,
      publishers,
      before ?? Number.MAX_SAFE_INTEGER,
      since ?? 0,
      limit,
      JSON.stringify(shown),
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
    return [
      {
        ...storyHead(story, shown.get(story.lead)),
        excerpt: lead ? excerpt(lead) : '',
        image: (lead?.image ?? rows.find((r) => r.image)?.image) || undefined,
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
  seen: number;
  story: string;
  story_title: string;
  founder: number;
}

/** Articles that were news when they were filed: each founded a story or brought a publisher to one. */
function updates(sql: SqlStorage, outlets: KnownOutlets): StoryUpdate[] {
  return sql
    .exec<UpdateRow>(
      `SELECT a.number, a.id, a.outlet, a.publisher, a.title, a.url, a.published, a.seen, s.id AS story, s.title AS story_title,
         (SELECT min(number) FROM article WHERE article.story = s.number) AS founder
       FROM article a JOIN story s ON s.number = a.story WHERE a.joined = 1 ORDER BY a.number DESC LIMIT ?`,
      UPDATES_MAX,
    )
    .toArray()
    .map((row) => ({
      guid: guidOf('update', row.id),
      kind: row.number === row.founder ? ('story' as const) : ('publisher' as const),
      story: row.story,
      title: row.story_title,
      article: identity(row, outlets),
      at: row.seen,
    }));
}

/** Adds `changed`: when the story's own document last changed, or when the story was updated if it has no document yet. */
function dated(rows: readonly StoryRow[]): (story: Undated<FrontStory>) => FrontStory {
  const changed = new Map(rows.map((r) => [r.id, r.changed || r.updated]));
  return (story) => ({ ...story, changed: changed.get(story.id) ?? story.updated });
}

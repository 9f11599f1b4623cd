/**
 * Which stories a page has, newest first: of all, of those that several publishers carry, updated since a time, or of a slice.
 * Every selection reads a bounded number of rows, whatever is asked.
 */

import type { SliceOutlets } from '../../documents/slice.ts';
import type { StoryPosition } from '../../documents/story-cursor.ts';
import { newestFirst } from '../../documents/story-cursor.ts';
import { ARTICLE_RETENTION_MS, LONG_STORY_RETENTION_MS } from '../../limits.ts';
import { answers, hasNone, type Search } from '../../text/search.ts';
import { readCounters } from '../storage/meta.ts';
import { articlesByOutlets } from '../storage/outlet-postings.ts';
import { articlesWithWords, textsWhere } from '../storage/search-postings.ts';
import { STORY, type StoryRow } from './story-document.ts';

export interface Newest {
  readonly publishers: number;
  readonly limit: number;
  readonly after?: StoryPosition | undefined;
  /** ms since the epoch. */
  readonly since?: number | undefined;
}

/**
 * A story published this long before the newest one is seldom kept. The indexes by publication are read no further, because the stories of two months
 * follow, which have no article any longer; the few older stories that are kept are found by number. A number lower than that of every article is
 * a story's that goes on longer than its first articles are kept.
 */
const MOST_KEPT_MS = ARTICLE_RETENTION_MS + LONG_STORY_RETENTION_MS;
/** Of an article whose story has a lower number than every article. */
const OF_LONG_STORIES = 'story < (SELECT min(number) FROM article)';
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
export function newestStories(sql: SqlStorage, asked: Newest): StoryRow[] {
  const updated = asked.since === undefined ? undefined : updatedStories(sql, asked, asked.since);
  if (updated) return updated;
  const recent = recentStories(sql, asked);
  return recent.length < asked.limit ? selectStories(sql, asked, 'NOT INDEXED', ANY_TIME) : recent;
}

function recentStories(sql: SqlStorage, asked: Newest): StoryRow[] {
  const newest = sql
    .exec<{ at: number | null }>(
      'SELECT max(published) AS at FROM story INDEXED BY story_newest WHERE merged_into IS NULL',
    )
    .one().at;
  const by = asked.publishers > 1 ? 'INDEXED BY story_carried' : 'INDEXED BY story_newest';
  return selectStories(sql, asked, by, (newest ?? 0) - MOST_KEPT_MS);
}

/**
 * As `newestStories`, but of the stories published long before the newest one only those that go on. It reads few rows also where fewer than `limit` are
 * found: the front is made 144 times a day.
 */
export function latestStories(sql: SqlStorage, asked: Newest): StoryRow[] {
  const recent = recentStories(sql, asked);
  if (recent.length >= asked.limit) return recent;
  const going = sql.exec<{ story: number }>(`SELECT DISTINCT story FROM article WHERE ${OF_LONG_STORIES}`).toArray();
  const known = new Set(recent.map(({ number }) => number));
  const older = selectStories(
    sql,
    asked,
    'NOT INDEXED',
    ANY_TIME,
    going.map(({ story }) => story),
  ).filter(({ number }) => !known.has(number));
  return [...recent, ...older].sort(newestFirst).slice(0, asked.limit);
}

/** A condition on a row of `story`, with its parameters. */
interface Condition {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

function selectStories(
  sql: SqlStorage,
  { publishers, limit, after, since }: Newest,
  by: 'INDEXED BY story_carried' | 'INDEXED BY story_newest' | 'NOT INDEXED',
  publishedSince: number,
  among?: readonly number[],
  condition?: Condition,
): StoryRow[] {
  return sql
    .exec<StoryRow>(
      `SELECT ${STORY} FROM story ${by}
       WHERE merged_into IS NULL ${publishers > 1 ? 'AND publishers > 1' : ''} AND publishers >= ? AND updated >= ?
         AND (published, id) < (?, ?) AND published >= ?
         AND (number >= (SELECT min(number) FROM article)
           OR number IN (SELECT story FROM article WHERE ${OF_LONG_STORIES}))
         ${among ? 'AND number IN (SELECT value FROM json_each(?))' : ''}
         AND EXISTS (SELECT 1 FROM article WHERE article.story = story.number)
         ${condition ? `AND ${condition.sql}` : ''}
       ORDER BY published DESC, id DESC LIMIT ?`,
      publishers,
      since ?? ANY_TIME,
      after?.published ?? Number.MAX_SAFE_INTEGER,
      after?.id ?? '',
      publishedSince,
      ...(among ? [JSON.stringify(among)] : []),
      ...(condition?.values ?? []),
      limit,
    )
    .toArray();
}

/** A page's stories, and after which story the next page begins; undefined: there are no older ones. */
export interface SelectedStories {
  readonly stories: readonly StoryRow[];
  readonly end: StoryPosition | undefined;
}

/**
 * The stories of a slice that names outlets or words. Where the reports that fit are few, the stories are found by them; where they are many,
 * among the newest stories.
 */
export function sliceStories(
  sql: SqlStorage,
  of: SliceOutlets,
  search: Search | undefined,
  asked: Newest,
): SelectedStories {
  const found = search && articlesWithWords(sql, search);
  const facets: Facet[] = of.any.map((outlets) => ({ articles: articlesByOutlets(sql, outlets), outlets }));
  if (found) facets.push({ articles: found, outlets: undefined });
  const fewest = facets.reduce<Facet | undefined>(
    (few, one) => (few === undefined || one.articles.length < few.articles.length ? one : few),
    undefined,
  );
  const answering = (stories: readonly StoryRow[]) =>
    search ? answeringStories(sql, stories, search, of.muted) : stories;
  const few = Math.max(FEW_ARTICLES, SPARSE_SHARE * readCounters(sql).articles);
  if (!fewest || fewest.articles.length > few) {
    return storiesByWalking(sql, asked, conditionOf(of, asked.publishers), answering);
  }
  // What the stories are found by need not be asked of them again.
  const rest = { ...of, any: of.any.filter((outlets) => outlets !== fewest.outlets) };
  return storiesByArticles(sql, fewest.articles, asked, conditionOf(rest, asked.publishers), answering);
}

/** Articles that fit one condition of a slice, newest first. `outlets`: theirs; undefined: they have its words. */
interface Facet {
  readonly articles: readonly number[];
  readonly outlets: readonly string[] | undefined;
}

/** Keeps the stories, in their order, of which a report that is not muted has what must stand in it, and none what must not. */
function answeringStories(
  sql: SqlStorage,
  stories: readonly StoryRow[],
  search: Search,
  muted: readonly string[],
): readonly StoryRow[] {
  const numbers = JSON.stringify(stories.map(({ number }) => number));
  const texts = textsWhere(sql, 'story IN (SELECT value FROM json_each(?))', numbers);
  const ofStory = Map.groupBy(
    texts.filter(({ outlet }) => !muted.includes(outlet)),
    ({ story }) => story,
  );
  return stories.filter(({ number }) => {
    const reports = ofStory.get(number) ?? [];
    return reports.some(({ text }) => answers(search, text)) && reports.every(({ text }) => hasNone(search, text));
  });
}

type Answering = (stories: readonly StoryRow[]) => readonly StoryRow[];

/** Outlets with at most this share of the articles are few: a page of 60 stories among the newest would pass 240 and more, at seven rows each. */
const SPARSE_SHARE = 0.25;
/** And with fewer articles than this in any case. */
const FEW_ARTICLES = 500;
/** Articles looked up at first, and how many times more when their stories do not fill the page. */
const ARTICLES_READ_FIRST = 128;
const ARTICLES_READ_GROWTH = 4;
/** By how long before its story was published an article may have arrived, for which moves and wrong dates are the reasons. */
const EARLY_ARRIVAL_MS = 12 * 60 * 60_000;
/** Stories whose words are looked at for one page. Past that it ends, short if need be, and the next page goes on there. */
const LOOKED_AT_MAX = 600;

/** `articles`: newest first. A story published after the oldest of those looked up arrived has no article further back. */
function storiesByArticles(
  sql: SqlStorage,
  articles: readonly number[],
  asked: Newest,
  condition: Condition,
  answering: Answering,
): SelectedStories {
  for (let read = ARTICLES_READ_FIRST; ; read *= ARTICLES_READ_GROWTH) {
    const rows = sql
      .exec<{ story: number; seen: number }>(
        'SELECT story, seen FROM article WHERE number IN (SELECT value FROM json_each(?))',
        JSON.stringify(articles.slice(0, read)),
      )
      .toArray();
    const all = read >= articles.length;
    const since = all ? ANY_TIME : rows.reduce((first, { seen }) => Math.min(first, seen), Infinity) + EARLY_ARRIVAL_MS;
    const among = [...new Set(rows.map(({ story }) => story))];
    const asks = { ...asked, limit: LOOKED_AT_MAX };
    const fitting = selectStories(sql, asks, 'NOT INDEXED', since, among, condition);
    const found: StoryRow[] = [];
    const atOnce = asked.limit + 1;
    for (let at = 0; at < fitting.length && found.length <= asked.limit; at += atOnce) {
      found.push(...answering(fitting.slice(at, at + atOnce)));
    }
    if (found.length > asked.limit) return cutOff(found, asked.limit);
    if (fitting.length >= LOOKED_AT_MAX) return { stories: found, end: fitting.at(-1) };
    if (all) return { stories: found, end: undefined };
  }
}

/** `found`: one more than `limit` when there are older ones. */
export function cutOff(found: readonly StoryRow[], limit: number): SelectedStories {
  const stories = found.slice(0, limit);
  return { stories, end: found.length > limit ? stories.at(-1) : undefined };
}

/** Stories looked at for one page, as LOOKED_AT_MAX; more, because fewer of them are read whole. */
const WALKED_MAX = 1_500;
const WALKED_AT_ONCE = 250;

function storiesByWalking(sql: SqlStorage, asked: Newest, condition: Condition, answering: Answering): SelectedStories {
  const found: StoryRow[] = [];
  let { after } = asked;
  for (let walked = 0; walked < WALKED_MAX; walked += WALKED_AT_ONCE) {
    const rows = newestStories(sql, { ...asked, after, limit: WALKED_AT_ONCE });
    const fitting = new Set(
      sql
        .exec<{ number: number }>(
          `SELECT number FROM story WHERE number IN (SELECT value FROM json_each(?)) AND ${condition.sql}`,
          JSON.stringify(rows.map(({ number }) => number)),
          ...condition.values,
        )
        .toArray()
        .map(({ number }) => number),
    );
    found.push(...answering(rows.filter(({ number }) => fitting.has(number))));
    if (found.length > asked.limit) return cutOff(found, asked.limit);
    if (rows.length < WALKED_AT_ONCE) return { stories: found, end: undefined };
    after = rows.at(-1);
  }
  return { stories: found, end: after };
}

const LISTED = 'outlet IN (SELECT value FROM json_each(?))';

function conditionOf({ any, muted }: SliceOutlets, publishers: number): Condition {
  const conditions: Condition[] = any.map((outlets) => ({
    sql: `EXISTS (SELECT 1 FROM article WHERE article.story = story.number AND ${LISTED})`,
    values: [JSON.stringify(outlets)],
  }));
  if (muted.length > 0) {
    conditions.push({
      sql: `(SELECT count(DISTINCT publisher) FROM article WHERE article.story = story.number AND NOT ${LISTED}) >= ?`,
      values: [JSON.stringify(muted), publishers],
    });
  }
  return {
    sql: conditions.map((one) => one.sql).join(' AND ') || 'TRUE',
    values: conditions.flatMap((one) => one.values),
  };
}

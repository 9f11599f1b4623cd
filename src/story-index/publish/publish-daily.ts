/**
 * Publishes a day at the hour that the operator set: chooses its stories, records them, and writes all days to KV as one value. A day stays as
 * it was recorded, but for what is taken down; stories that were merged since are told as one from the next day on. A day that fell
 * into a time without service is made up for while its articles are kept.
 *
 * It costs some seven rows and one KV write a day, and the reading of the articles of four days.
 */
import { type DailyDocument, type DayDocument, type DayStory, dateAfter } from '../../documents/daily.ts';
import { type Slice, sliceQuery } from '../../documents/slice.ts';
import { ARTICLE_RETENTION_MS, DAY_STORIES_MAX, DAYS_KEPT_MAX } from '../../limits.ts';
import type { Localized } from '../../localization/localization.ts';
import { encodeDaily } from '../../render/daily-snapshot.ts';
import { FEED_FORMATS, type RenderFormat } from '../../render/formats.ts';
import { singlePage } from '../../render/front-address.ts';
import { renderDaily, siteKey } from '../../render/render.ts';
import type { SealedValue } from '../../render/sealed-value.ts';
import { answers, hasNone, type Search, searchable } from '../../text/search.ts';
import { knownOutlets } from '../admin/outlet-list.ts';
import type { SlicedDays } from '../api.ts';
import type { KnownOutlets } from '../read/article-rows.ts';
import { dayStories } from '../read/day-stories.ts';
import { namesOf, outletsOf, searchOf } from '../read/front.ts';
import { dailyState, recordedDays, saveDailyState, withArticles } from '../storage/day-rows.ts';
import { digestOf } from '../storage/digest.ts';
import { recordDaily } from './announce.ts';

const DAY_MS = 86_400_000;
/** Days made up for after a time without service: those of which the index still has the articles. */
const MADE_UP_MAX = ARTICLE_RETENTION_MS / DAY_MS - 1;

/** True when KV was written; throws when KV does. `hour` is 0–23 in the site's zone, `now` ms since the epoch. */
export async function publishDaily(
  storage: DurableObjectStorage,
  kv: KVNamespace,
  now: number,
  hour: number,
  by: Localized,
): Promise<boolean> {
  recordDays(storage, now, hour, by);
  const { sql } = storage;
  const { version, written } = dailyState(sql);
  if (version === written) return false;
  const { value, metadata } = await currentDaily(sql, now, by);
  await kv.put('daily', value, { metadata });
  saveDailyState(sql, { ...dailyState(sql), written: version });
  if (by.site.hub !== undefined) recordDaily(sql, recordedDays(sql), now);
  return true;
}

/** Records the days that are due and not recorded yet, and forgets the oldest. */
function recordDays(storage: DurableObjectStorage, now: number, hour: number, { times }: Localized): void {
  const { sql } = storage;
  const today = times.date(now);
  const last = times.hourOf(today, hour) <= now ? today : dateAfter(today, -1);
  // Recorded by a clock that was ahead.
  const before = lastRecorded(sql, now + 2 * DAY_MS);
  if (before && before.date >= last) return;
  const earliest = dateAfter(last, -MADE_UP_MAX);
  const next = before === undefined ? last : dateAfter(before.date, 1);
  let since = before?.at;
  for (let date = next < earliest ? earliest : next; date <= last; date = dateAfter(date, 1)) {
    const at = times.hourOf(date, hour);
    // A day begins where the one before it ended, also when the operator has changed hour or zone.
    const begins =
      since !== undefined && since < at && at - since < 2 * DAY_MS ? since : times.hourOf(dateAfter(date, -1), hour);
    if (hasSeenBefore(sql, at)) record(storage, date, begins, at);
    since = at;
  }
}

function lastRecorded(sql: SqlStorage, until: number): { date: string; at: number } | undefined {
  return sql
    .exec<{ date: string; at: number }>('SELECT date, at FROM day WHERE at < ? ORDER BY date DESC LIMIT 1', until)
    .toArray()[0];
}

/** Of the time before the first article there is nothing to tell. Numbers rise with arrival. */
function hasSeenBefore(sql: SqlStorage, at: number): boolean {
  const first = sql.exec<{ seen: number }>('SELECT seen FROM article ORDER BY number LIMIT 1').toArray()[0];
  return first !== undefined && first.seen < at;
}

function record(storage: DurableObjectStorage, date: string, since: number, at: number): void {
  const { sql } = storage;
  storage.transactionSync(() => {
    const stories = fitting(dayStories(sql, since, at, knownOutlets(sql)));
    sql.exec(
      'INSERT OR REPLACE INTO day (date, since, at, stories) VALUES (?, ?, ?, ?)',
      ...[date, since, at, JSON.stringify(stories)],
    );
    sql.exec('DELETE FROM day WHERE date <= ? OR date > ?', dateAfter(date, -DAYS_KEPT_MAX), date);
    const state = dailyState(sql);
    saveDailyState(sql, { ...state, version: state.version + 1 });
  });
}

/** The days as KV has them. */
export async function currentDaily(sql: SqlStorage, now: number, by: Localized): Promise<SealedValue> {
  const days = withoutMerged(sql, recordedDays(sql).map(shownOf));
  const digest = await digestOf(JSON.stringify(days) + siteKey(by.site));
  const state = dailyState(sql);
  const changed = state.digest === digest ? state.changed : now;
  if (state.digest !== digest) saveDailyState(sql, { ...state, digest, changed });
  const document: DailyDocument = { changed, days };
  return encodeDaily(document, await digestOf(JSON.stringify(document)), by);
}

/** A row holds 2 MB, and addresses may be long. */
const STORIES_CHARS_MAX = 400_000;

function fitting(stories: readonly DayStory[]): readonly DayStory[] {
  let left = STORIES_CHARS_MAX;
  return stories.filter((story) => {
    left -= JSON.stringify(story).length;
    return left >= 0;
  });
}

function shownOf(day: DayDocument): DayDocument {
  return { ...day, stories: day.stories.slice(0, DAY_STORIES_MAX) };
}

/**
 * The days as a slice has them: of the stories that were recorded those that fit, without the outlets that are muted. It reads a row a day.
 * Throws with UNKNOWN_IN_SLICE for a slice that names what the list does not know.
 */
export function slicedDays(sql: SqlStorage, slice: Slice, outlets: KnownOutlets): SlicedDays {
  const { any, muted } = outletsOf(slice, outlets);
  const days = recordedDays(sql).filter(({ at }) => at >= (slice.since ?? at));
  const search = searchOf(slice);
  const isHeard = ({ outlet }: DayStory['articles'][number]) => !muted.includes(outlet.id);
  const fits = ({ publishers, articles }: DayStory) =>
    articles.length > 0 &&
    (search === undefined || isAnswer(articles, search)) &&
    publishers >= slice.publishers &&
    any.every((ids) => articles.some(({ outlet }) => ids.includes(outlet.id)));
  const sliced = days.map((day) =>
    shownOf({ ...day, stories: day.stories.map((story) => withArticles(story, isHeard)).filter(fits) }),
  );
  return { changed: dailyState(sql).changed, days: withoutMerged(sql, sliced), names: namesOf(slice, outlets) };
}

/** Words are looked for in the headlines: a day holds no texts. */
function isAnswer(articles: DayStory['articles'], search: Search): boolean {
  const titles = articles.map(({ title }) => searchable([title]));
  return titles.some((title) => answers(search, title)) && titles.every((title) => hasNone(search, title));
}

/** The slice's days as a feed at `origin`. */
export function slicedDailyFeed(
  sql: SqlStorage,
  slice: Slice,
  outlets: KnownOutlets,
  format: RenderFormat,
  origin: string,
  by: Localized,
): string {
  const { changed, days, names } = slicedDays(sql, slice, outlets);
  const address = singlePage(origin, `/daily.${FEED_FORMATS[format].suffix}${sliceQuery(slice)}`);
  return renderDaily(format, { changed, days }, address, by, { slice, names });
}

/** Two stories of a day that have become one since are told once, in the place of the first. */
function withoutMerged(sql: SqlStorage, days: readonly DayDocument[]): readonly DayDocument[] {
  const ids = JSON.stringify(days.flatMap((day) => day.stories.map(({ id }) => id)));
  const moved = new Map(
    sql
      .exec<{ id: string; into: string }>(
        `SELECT s.id, m.id AS "into" FROM story s JOIN story m ON m.number = s.merged_into
         WHERE s.id IN (SELECT value FROM json_each(?)) AND s.merged_into IS NOT NULL`,
        ids,
      )
      .toArray()
      .map(({ id, into }) => [id, into]),
  );
  return days.map((day) => ({
    ...day,
    stories: [...Map.groupBy(day.stories, ({ id }) => moved.get(id) ?? id)].flatMap(([id, [first, ...others]]) =>
      first ? [others.reduce(together, { ...first, id })] : [],
    ),
  }));
}

function together(one: DayStory, other: DayStory): DayStory {
  const names = new Set(one.articles.map(({ outlet }) => outlet.id));
  const joined = other.articles.filter(({ outlet }) => !names.has(outlet.id));
  return {
    ...one,
    publishers: one.publishers + joined.length,
    countries: [...new Set([...one.countries, ...other.countries])],
    articles: [...one.articles, ...joined],
  };
}

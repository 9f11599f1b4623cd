/**
 * Writes the documents of watches to KV, if their bytes changed. After the front and the stories, and each only so often that all together
 * take a share of the day's writes: ten watches on the free plan every 72 minutes, one every seven. A few may follow each other at once, and one
 * after a takedown never waits.
 * A write costs three rows, and finds the stories as a reader's query does.
 */
import { unknownInSlice } from '../../documents/slice.ts';
import type { WatchDocument } from '../../documents/watch.ts';
import { FEED_PAGE_ITEMS_MAX } from '../../limits.ts';
import type { Localized } from '../../localization/localization.ts';
import { siteKey } from '../../render/render.ts';
import type { SealedValue } from '../../render/sealed-value.ts';
import { encodeWatch, watchKey } from '../../render/watch-snapshot.ts';
import { knownOutlets } from '../admin/outlet-list.ts';
import type { StoriesPage } from '../api.ts';
import { namesOf, storiesPage } from '../read/front.ts';
import { digestOf } from '../storage/digest.ts';
import { readCounters } from '../storage/meta.ts';
import { type StoredWatch, storedWatch, storedWatches } from '../storage/watch-rows.ts';
import { documentDate } from './document-date.ts';

const DAY_MS = 86_400_000;
/** Of the day's KV writes, in the long run. The front has 72 of 800, stories the rest. */
const WATCH_WRITES_SHARE = 0.25;
/** Writes of a watch that may follow each other at once after a quiet time. */
const WRITES_AT_ONCE = 4;

/** How long a write of one watch lasts it, ms: so long that all watches together take their share of `writesADay`. */
function paceOf(sql: SqlStorage, writesADay: number): number {
  const { watches } = sql.exec<{ watches: number }>('SELECT count(*) AS watches FROM watch').one();
  return (DAY_MS * watches) / Math.max(1, WATCH_WRITES_SHARE * writesADay);
}

/** What is to be written at `now`, ms since the epoch, of `writesADay` KV writes in all. */
export function watchesDue(sql: SqlStorage, now: number, writesADay: number): readonly StoredWatch[] {
  const pace = paceOf(sql, writesADay);
  // Time used up further ahead than that was used by a clock that was wrong.
  const isFree = ({ pacedTo }: StoredWatch) =>
    pacedTo <= now + (WRITES_AT_ONCE - 1) * pace || pacedTo > now + WRITES_AT_ONCE * pace;
  return storedWatches(sql).filter((watch) => watch.dirty > 0 && isFree(watch));
}

/** The first fill of a watch that was made before any article came ends with the first publication that has some. */
export function endFirstFill(sql: SqlStorage): void {
  const { articles, next } = readCounters(sql);
  if (articles > 0) sql.exec('UPDATE watch SET filled = ? WHERE filled IS NULL', next);
}

/** True when it was written; throws when KV does. */
export async function publishWatch(
  storage: DurableObjectStorage,
  kv: KVNamespace,
  watch: StoredWatch,
  now: number,
  writesADay: number,
  by: Localized,
): Promise<boolean> {
  const { sql } = storage;
  const { name } = watch;
  if (watch.dirty > 1) sql.exec('UPDATE watch SET dirty = 1 WHERE name = ?', name);
  const page = watchPage(sql, watch);
  const numbers = storyNumbers(sql, page);
  const digest = await digestOfPage(page, by);
  const changed = dated(watch, page, digest, now);
  const isHeld = digest === watch.kvDigest;
  if (!isHeld) {
    sql.exec(
      `UPDATE watch SET digest = ?, changed = ?, kv_digest = '', stories = ? WHERE name = ?`,
      ...[digest, changed, JSON.stringify(numbers), name],
    );
    const { value, metadata } = await encoded(watch, page, changed, by);
    await kv.put(watchKey(name), value, { metadata });
    if (!storedWatch(sql, name)) await kv.delete(watchKey(name));
  }
  sql.exec(
    'UPDATE watch SET kv_digest = ?, paced_to = ?, dirty = CASE WHEN dirty > 1 THEN 1 ELSE 0 END WHERE name = ?',
    ...[digest, isHeld ? watch.pacedTo : Math.max(now, watch.pacedTo) + paceOf(sql, writesADay), name],
  );
  return !isHeld;
}

/** A watch for a reader who finds none in KV. `page`: from `watchPage`. */
export async function currentWatch(
  sql: SqlStorage,
  watch: StoredWatch,
  page: StoriesPage,
  now: number,
  by: Localized,
): Promise<SealedValue> {
  const digest = await digestOfPage(page, by);
  const changed = dated(watch, page, digest, now);
  if (digest !== watch.digest) {
    sql.exec('UPDATE watch SET digest = ?, changed = ? WHERE name = ?', digest, changed, watch.name);
  }
  return encoded(watch, page, changed, by);
}

/** When these stories were first served, ms since the epoch. */
function dated(watch: StoredWatch, { stories }: StoriesPage, digest: string, now: number): number {
  if (digest === watch.digest) return watch.changed;
  return documentDate(
    now,
    stories.map(({ changed }) => changed),
  );
}

/** No story where the slice names a country that no outlet is listed under any longer. */
export function watchPage(sql: SqlStorage, { slice }: StoredWatch): StoriesPage {
  const outlets = knownOutlets(sql);
  if (unknownInSlice(slice, [...outlets.values()]) !== undefined) {
    return { stories: [], next: undefined, names: namesOf(slice, outlets) };
  }
  return storiesPage(sql, { limit: FEED_PAGE_ITEMS_MAX, cursor: undefined, slice }, outlets, true);
}

function storyNumbers(sql: SqlStorage, { stories }: StoriesPage): readonly number[] {
  const ids = JSON.stringify(stories.map(({ id }) => id));
  return sql
    .exec<{ number: number }>('SELECT number FROM story WHERE id IN (SELECT value FROM json_each(?))', ids)
    .toArray()
    .map(({ number }) => number);
}

function digestOfPage({ stories, next, names }: StoriesPage, { site }: Localized): Promise<string> {
  return digestOf(JSON.stringify([stories, next, names]) + siteKey(site));
}

async function encoded(
  { name, slice }: StoredWatch,
  { stories, next, names }: StoriesPage,
  changed: number,
  by: Localized,
): Promise<SealedValue> {
  const document: WatchDocument = { name, slice, changed, stories, next, names };
  return encodeWatch(document, await digestOf(JSON.stringify(document)), by);
}

/**
 * Deletes articles past their retention, oldest first. The ids of their stories stay, because they must answer for ever. The
 * articles of a story go together, when the last of them is old: one by one, each would cost a write of the story's document,
 * and KV would be left with only the end of the story.
 */
import { ARTICLE_RETENTION_MS, LONG_STORY_RETENTION_MS } from '../../limits.ts';
import { markFrontDirty, readCounters, readNumber, writeCounters, writeMeta } from '../storage/meta.ts';
import { pruneSegments } from '../storage/postings.ts';
import { pruneWords } from '../storage/search-postings.ts';
import { enqueue, isEmpty, isInKv, type PriorityOf, refreshStory, relate } from '../storage/story-rows.ts';
import { touchStory } from '../storage/touched-stories.ts';
import { tellWatches } from '../watches/tell-watches.ts';
import { PACKED_AT_ONCE_MAX, packPastStories } from './pack-past.ts';

/** How often the index looks for articles to prune. Each look reads a row per old article whose story goes on. */
const PRUNE_INTERVAL_MS = 60 * 60_000;
/** How often the index looks for stories to pack. Each look rewrites the row of each bucket that a story falls into, and reads all links. */
const PACK_INTERVAL_MS = 24 * 60 * 60_000;
/** Articles pruned in one go: a few hundred row deletes, well inside one request. */
const PRUNE_ARTICLES_MAX = 200;

/** By how much the clocks of the platform's machines may differ. More is a wrong clock. */
const CLOCK_SKEW_MAX_MS = 24 * 60 * 60_000;

interface OldRow extends Record<string, SqlStorageValue> {
  number: number;
  story: number;
  /** 1 when every article of its story is old. */
  over: number;
}

/** Prunes at most once an hour and packs at most once a day. Returns true when there is more of either now. `now` is ms since the epoch. */
export function pruneWhenDue(storage: DurableObjectStorage, now: number, priorityOf: PriorityOf): boolean {
  const { sql } = storage;
  const isDue = (last: number | undefined, interval: number) => {
    const age = now - (last ?? 0);
    // A moment in the future was noted by a wrong clock, and must not put off the next one until then.
    return age < 0 || age >= interval;
  };
  if (isDue(readNumber(sql, 'pruned_at'), PRUNE_INTERVAL_MS)) {
    if (prune(storage, now, priorityOf) >= PRUNE_ARTICLES_MAX) return true;
    writeMeta(sql, 'pruned_at', now);
  }
  if (isDue(readNumber(sql, 'packed_at'), PACK_INTERVAL_MS)) {
    if (packPastStories(storage, now) >= PACKED_AT_ONCE_MAX) return true;
    writeMeta(sql, 'packed_at', now);
  }
  return false;
}

/** Returns how many articles were deleted. If PRUNE_ARTICLES_MAX or more, there may be others. `now` is ms since the epoch. */
export function prune(storage: DurableObjectStorage, now: number, priorityOf: PriorityOf): number {
  const { sql } = storage;
  return storage.transactionSync(() => {
    const old = oldArticles(sql, now);
    const newest = old.at(-1)?.number;
    if (newest === undefined) return 0;
    const gone = sql
      .exec<{ story: number; related: string }>(
        `DELETE FROM article WHERE story IN (SELECT value FROM json_each(?)) OR number IN (SELECT value FROM json_each(?))
         RETURNING story, related`,
        JSON.stringify(old.filter((row) => row.over === 1).map((row) => row.story)),
        JSON.stringify(old.map((row) => row.number)),
      )
      .toArray();
    pruneSegments(sql, newest);
    pruneWords(sql, newest);
    for (const [story, rows] of Map.groupBy(gone, (row) => row.story)) {
      const related = rows.flatMap((row) => JSON.parse(row.related) as number[]);
      forget(sql, story, related, now, priorityOf);
    }
    const counters = readCounters(sql);
    writeCounters(sql, { ...counters, articles: counters.articles - gone.length });
    markFrontDirty(sql);
    tellWatches(sql, now, false);
    return gone.length;
  });
}

/**
 * The articles of stories that are over, and the oldest articles of long stories; oldest first. An article stays as long as any
 * of its repeats, because a repeat would be shown in its place and look new to every feed reader.
 */
function oldArticles(sql: SqlStorage, now: number): readonly OldRow[] {
  const fresh = firstSeenSince(sql, now - ARTICLE_RETENTION_MS, now);
  return sql
    .exec<OldRow>(
      `SELECT number, story, over FROM
         (SELECT number, story, seen, publisher, page, NOT EXISTS (SELECT 1 FROM article AS a WHERE a.story = article.story AND a.number >= ?1) AS over
          FROM article WHERE number < ?1) AS old
       WHERE over OR (seen < ?2 AND NOT EXISTS (SELECT 1 FROM article AS a WHERE a.story = old.story AND a.seen >= ?2
         AND a.publisher = old.publisher AND a.page = old.page))
       ORDER BY number LIMIT ?3`,
      fresh,
      now - LONG_STORY_RETENTION_MS,
      PRUNE_ARTICLES_MAX,
    )
    .toArray();
}

/** The lowest number of an article seen at or after `since`, ms. Numbers rise with arrival, so all lower ones are older. */
function firstSeenSince(sql: SqlStorage, since: number, now: number): number {
  const row = sql
    .exec<{ number: number; seen: number }>(
      'SELECT number, seen FROM article WHERE seen >= ? ORDER BY number LIMIT 1',
      since,
    )
    .toArray()[0];
  if (row === undefined) return Number.MAX_SAFE_INTEGER;
  if (row.seen > now + CLOCK_SKEW_MAX_MS) redateFuture(sql, now);
  return row.number;
}

/** Articles that a wrong clock dated into the future count as first seen now: else they and all after them would stay until then. */
function redateFuture(sql: SqlStorage, now: number): void {
  const stories = sql
    .exec<{ story: number }>(
      `UPDATE article SET seen = ?1, published = MIN(published, ?1), not_before = MIN(not_before, ?1) WHERE seen > ?2
       RETURNING story`,
      now,
      now + CLOCK_SKEW_MAX_MS,
    )
    .toArray();
  for (const story of new Set(stories.map((row) => row.story))) if (isInKv(sql, story)) enqueue(sql, story);
  markFrontDirty(sql);
}

/** `related`: the stories that the deleted articles named. A long story goes on naming them. */
function forget(sql: SqlStorage, story: number, related: readonly number[], now: number, priorityOf: PriorityOf): void {
  if (isEmpty(sql, story)) {
    touchStory(sql, story);
    sql.exec('DELETE FROM apart WHERE story = ?1 OR other = ?1', story);
    // No document can be made of it any longer. Left there, it would be read at each publication for ever.
    sql.exec('DELETE FROM outbox WHERE story = ?', story);
  } else {
    relate(sql, story, ...related);
    refreshStory(sql, story, now, priorityOf);
  }
}

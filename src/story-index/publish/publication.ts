/**
 * Writes the documents of the outbox to KV, if their bytes changed. An entry leaves the outbox after its write succeeded and
 * nothing changed meanwhile. A failed write stays for the alarm; readers see the older document until then.
 *
 * When the write budget is short, what readers feel most goes first: the front, though no more often than FRONT_WAIT_MS; of
 * the documents the redirects, then those not written lately. Publishers take turns (fair-turns.ts), and of one publisher's those that KV holds go
 * first, the most carried before others: the index answers for stories that KV does not hold.
 *
 * `changed` and the digest are stored before the write, so that a retry after a crash writes the same bytes. The key is DIRTY
 * until the write is confirmed, because a write that is reported as failed may have landed.
 */

import { DOCUMENT_VERSION } from '../../documents/document.ts';
import { DEFAULT_SITE, type Site } from '../../documents/site.ts';
import { DAILY_HOUR_DEFAULT, KV_WRITES_A_DAY } from '../../limits.ts';
import { DEFAULT_LOCALIZED, type Localized } from '../../localization/localization.ts';
import { renderedBy } from '../../render/render.ts';
import { knownOutlets, priorities, shippedListHash } from '../admin/outlet-list.ts';
import { alignPublishers } from '../admin/publishers.ts';
import type { Published } from '../api.ts';
import { isDailyDirty, markDailyDirty } from '../storage/day-rows.ts';
import { DIRTY } from '../storage/digest.ts';
import { frontDirty, markFrontDirty, readMeta, writeMeta } from '../storage/meta.ts';
import { enqueue } from '../storage/story-rows.ts';
import { markWatchesDirty } from '../storage/watch-rows.ts';
import { remainingWrites } from './day-budget.ts';
import { inTurn, recordUse, shareOfWrites, usedByPublishers, type Waiting } from './fair-turns.ts';
import { publishDaily } from './publish-daily.ts';
import { frontWrittenAt, publishFront } from './publish-front.ts';
import { type OutboxRow, publishStory } from './publish-story.ts';
import { endFirstFill, publishWatch, watchesDue } from './publish-watches.ts';

const DAY_MS = 86_400_000;
/** Story documents written by one `publish`; the rest follow by alarm. Keeps one invocation within 1,000 internal requests. */
export const PUBLISH_STORIES_MAX = 200;
/** KV writes under way at once: the platform opens six connections an invocation and queues the rest. */
const KV_WRITES_AT_ONCE = 6;
/** When the budget is short, a story written within this time waits behind others, so that it gathers its changes. */
const STORY_GATHERS_MS = 30 * 60_000;
/** How long the front waits between two writes when the budget is short: 72 writes a day. */
const FRONT_WAIT_MS = 20 * 60_000;

/** `now` is ms since the epoch, `writesADay` what may be spent. The caller records what was. Never throws for a failing KV. */
export async function publishChanges(
  storage: DurableObjectStorage,
  kv: KVNamespace,
  now: number,
  writesADay = KV_WRITES_A_DAY,
  by: Localized = DEFAULT_LOCALIZED,
  dailyHour = DAILY_HOUR_DEFAULT,
): Promise<Published> {
  const { sql } = storage;
  const allowed = remainingWrites(sql, now, writesADay);
  const { turns, heldBack } = inTurn(
    waitingStories(sql, now),
    usedByPublishers(sql, now),
    shareOfWrites(sql, now, writesADay),
  );
  const short = turns.length > allowed;
  const waiting = turns.slice(0, Math.min(PUBLISH_STORIES_MAX, allowed));
  const causers: string[] = [];
  const failures: string[] = [];
  let written = 0;
  const attempt = async (write: () => Promise<boolean>): Promise<boolean> => {
    try {
      if (await write()) written++;
      return true;
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error));
      return false;
    }
  };
  for (let i = 0; i < waiting.length; i += KV_WRITES_AT_ONCE) {
    // Read again before each set of writes: an outlet renamed meanwhile must not be published under its old name.
    const outlets = knownOutlets(sql);
    await Promise.all(
      waiting.slice(i, i + KV_WRITES_AT_ONCE).map(({ of, publisher }) =>
        attempt(async () => {
          const isWritten = await publishStory(storage, kv, of, outlets, now);
          if (isWritten && publisher !== undefined) causers.push(publisher);
          return isWritten;
        }),
      ),
    );
  }
  recordUse(sql, now, causers);
  // Where the day's writes are fewer than its fronts, the fronts are spread over the day.
  const frontAge = now - frontWrittenAt(sql, now);
  const frontWaits = short && frontAge < Math.max(FRONT_WAIT_MS, DAY_MS / writesADay);
  if (!frontWaits) await attempt(() => publishFront(storage, kv, now, by));
  await attempt(() => publishDaily(storage, kv, now, dailyHour, by));
  endFirstFill(sql);
  for (const watch of watchesDue(sql, now, writesADay))
    await attempt(() => publishWatch(storage, kv, watch, now, writesADay, by));
  if (written > 0) writeMeta(sql, 'last_published', now);
  // A failed write is retried soon even when the budget is spent, because the front does not wait for the budget.
  const othersDone = heldBack > 0 && waiting.length === turns.length;
  const rationed = (written >= allowed || frontWaits || othersDone) && failures.length === 0;
  return { written, left: countWaiting(sql), rationed, failure: failures[0] };
}

/** The stories of the outbox, in the order in which they are written while nobody has used more than others. */
function waitingStories(sql: SqlStorage, now: number): readonly (OutboxRow & Waiting)[] {
  return sql
    .exec<OutboxRow & { causes: string | null; class: number }>(
      `SELECT o.story, o.version, o.causes, CASE WHEN s.kv_digest IS NOT NULL AND s.merged_into IS NOT NULL THEN 0 WHEN s.changed BETWEEN ?1 AND ?2 THEN 2 ELSE 1 END AS class
       FROM outbox o JOIN story s ON s.number = o.story
       ORDER BY s.kv_digest IS NULL, class, s.publishers DESC, o.story DESC`,
      now - STORY_GATHERS_MS,
      // A document that a wrong clock dated waits no longer than others.
      now + STORY_GATHERS_MS,
    )
    .toArray();
}

/** How many documents have changed and are not in KV yet. */
export function countWaiting(sql: SqlStorage): number {
  return countStoriesWaiting(sql) + (frontDirty(sql) > 0 ? 1 : 0) + (isDailyDirty(sql) ? 1 : 0);
}

function countStoriesWaiting(sql: SqlStorage): number {
  return sql.exec<{ n: number }>('SELECT count(*) AS n FROM outbox').one().n;
}

/**
 * Invalidates every document that can be rebuilt; returns how many. `since`, ms: KV no longer holds documents that last changed
 * before it. Redirects older than that are left out, because years of them would cost weeks of writes.
 */
export function invalidateAll(storage: DurableObjectStorage, since: number): number {
  const { sql } = storage;
  return storage.transactionSync(() => {
    sql.exec(
      `INSERT INTO outbox (story, version)
         SELECT number, 1 FROM story
         WHERE (kv_digest IS NOT NULL AND merged_into IS NOT NULL AND changed >= ?)
            OR ((kv_digest IS NOT NULL OR publishers > 1) AND EXISTS (SELECT 1 FROM article WHERE article.story = story.number))
       ON CONFLICT (story) DO UPDATE SET version = version + 1`,
      since,
    );
    sql.exec(
      'UPDATE story SET kv_digest = ? WHERE kv_digest IS NOT NULL AND number IN (SELECT story FROM outbox)',
      DIRTY,
    );
    writeMeta(sql, 'front_kv_digest', DIRTY);
    markFrontDirty(sql);
    markDailyDirty(sql);
    invalidateWatches(sql);
    return countWaiting(sql);
  });
}

/** Says of the front, of the days with `days`, and of these stories that KV may hold nothing: each is written anew. */
export function invalidateStories(storage: DurableObjectStorage, ids: readonly string[], days: boolean): void {
  const { sql } = storage;
  storage.transactionSync(() => {
    const held = sql
      .exec<{ number: number }>(
        'UPDATE story SET kv_digest = ? WHERE kv_digest IS NOT NULL AND id IN (SELECT value FROM json_each(?)) RETURNING number',
        DIRTY,
        JSON.stringify(ids),
      )
      .toArray();
    for (const { number } of held) enqueue(sql, number);
    writeMeta(sql, 'front_kv_digest', DIRTY);
    markFrontDirty(sql);
    if (days) markDailyDirty(sql);
  });
}

/** KV may hold anything of them: each is written anew, whatever it held. */
function invalidateWatches(sql: SqlStorage): void {
  markWatchesDirty(sql);
  sql.exec(`UPDATE watch SET kv_digest = '' WHERE kv_digest IS NOT NULL`);
}

/** The watches that wait for their write after a takedown: KV must not go on showing them, and they are written without waiting. Their names. */
export function invalidateDirtyWatches(sql: SqlStorage): readonly string[] {
  return sql
    .exec<{ name: string }>('UPDATE watch SET kv_digest = NULL, paced_to = 0 WHERE dirty > 0 RETURNING name')
    .toArray()
    .map(({ name }) => name);
}

/** Raised when the same rows give other documents of the same shape. A change of shape raises DOCUMENT_VERSION instead. */
const CONTENT_VERSION = 3;

/**
 * Called when the object starts. If other code, other settings of the site or another shipped list of outlets made the documents in KV, all of them are
 * made again. Stories are written if their bytes differ. The front is always written, because it holds rendered feeds.
 */
export function invalidateOutdated(storage: DurableObjectStorage, site: Site = DEFAULT_SITE): void {
  const { sql } = storage;
  const producedBy = `${DOCUMENT_VERSION}-${CONTENT_VERSION}-${renderedBy(site)}-${shippedListHash()}`;
  if (readMeta(sql, 'documents_by') === producedBy) return;
  storage.transactionSync(() => {
    sql.exec(
      `INSERT INTO outbox (story, version) SELECT DISTINCT s.number, 1 FROM article a JOIN story s ON s.number = a.story
         WHERE s.kv_digest IS NOT NULL ON CONFLICT (story) DO UPDATE SET version = version + 1`,
    );
    if (readMeta(sql, 'front_kv_digest') !== undefined) {
      writeMeta(sql, 'front_kv_digest', DIRTY);
      markFrontDirty(sql);
    }
    markDailyDirty(sql);
    markWatchesDirty(sql);
    alignPublishers(sql, knownOutlets(sql), priorities(sql));
    writeMeta(sql, 'documents_by', producedBy);
  });
}

/**
 * Files a batch of articles: one transaction, no waiting. Either every article of the batch is recorded, or none is:
 * with its story, or, where filing it throws, aside. An article filed before keeps its story and dates; only the text
 * that is shown may be refreshed.
 */
import { ARTICLE_RETENTION_MS, ASIDE_RETRY_MS, BATCH_ARTICLES_MAX } from '../core/limits.ts';
import type { Article } from '../feeds/article.ts';
import { asideSince, pruneAside, putAside, takeFromAside } from './aside.ts';
import { type Desk, fileArticle } from './file-article.ts';
import { markFront, openTally, saveTally, writeMeta } from './meta.ts';
import { openPostings } from './postings.ts';
import { forgetProfiles } from './profiles.ts';
import { createSqlIndex, readCounts, writeCounts } from './sql-index.ts';
import { enqueue, isInKv, type PriorityOf } from './story-rows.ts';

/** Returns how many articles were new. Throws when storage does; then none is recorded. */
export function fileBatch(storage: DurableObjectStorage, batch: readonly Article[], priorityOf: PriorityOf): number {
  try {
    return fileTogether(storage, batch, priorityOf);
  } catch {
    return storage.transactionSync(() => fileSingly(storage, batch, priorityOf));
  }
}

/** One of them is poison: the others are filed without it. */
function fileSingly(storage: DurableObjectStorage, batch: readonly Article[], priorityOf: PriorityOf): number {
  let filed = 0;
  for (const article of batch) {
    try {
      filed += fileTogether(storage, [article], priorityOf);
    } catch (error) {
      putAside(storage.sql, article, error, Date.now());
    }
  }
  return filed;
}

function fileTogether(storage: DurableObjectStorage, batch: readonly Article[], priorityOf: PriorityOf): number {
  const { sql } = storage;
  try {
    return storage.transactionSync(() => fileAll(sql, batch, priorityOf));
  } catch (error) {
    // The numbers it gave out are taken back, and go to other articles.
    forgetProfiles(sql);
    throw error;
  }
}

/** Tries again what was kept aside an hour and longer, and forgets what is too old to be kept. `now` is ms since the epoch. */
export function fileAside(storage: DurableObjectStorage, now: number, priorityOf: PriorityOf): void {
  pruneAside(storage.sql, now - ARTICLE_RETENTION_MS);
  const due = asideSince(storage.sql, now - ASIDE_RETRY_MS, BATCH_ARTICLES_MAX);
  if (due.length > 0) fileBatch(storage, due, priorityOf);
}

function fileAll(sql: SqlStorage, batch: readonly Article[], priorityOf: PriorityOf): number {
  const counts = readCounts(sql);
  const postings = openPostings(sql);
  const index = createSqlIndex(sql, counts, postings);
  const desk: Desk = { sql, counts, postings, index, tally: openTally(sql), priorityOf };
  let filed = 0;
  let shown = 0;
  for (const article of batch) {
    const known = sql
      .exec<KnownRow>('SELECT number, story, title, summary, image FROM article WHERE id = ?', article.id)
      .toArray()[0];
    if (known) {
      if (refreshText(sql, known, article)) shown++;
      continue;
    }
    if (isPast(sql, article)) continue;
    fileArticle(desk, article);
    filed++;
  }
  if (filed > 0) {
    desk.tally.articles += filed;
    saveTally(sql, desk.tally);
    postings.seal();
    writeCounts(sql, desk.counts);
    writeMeta(
      sql,
      'last_filed',
      batch.reduce((latest, a) => Math.max(latest, a.seen), 0),
    );
  }
  if (filed + shown > 0) markFront(sql);
  takeFromAside(sql, batch);
  return filed;
}

/**
 * It founded a story, and was let go since: its outlet has forgotten that it sent it, as happens when the index moves to another
 * account and the outlets start anew. Filed again it would found another, and old news would be new to everyone's reader.
 * Of one that founded none its age tells: an outlet that was read before sends nothing so old, but for what was kept aside.
 */
function isPast(sql: SqlStorage, { id, outlet, published, seen }: Article): boolean {
  if (sql.exec('SELECT 1 FROM story WHERE id = ?', id).toArray().length > 0) return true;
  if (published >= seen - ARTICLE_RETENTION_MS) return false;
  const readBefore = sql.exec(
    `SELECT 1 FROM outlet_status WHERE outlet = ?1 AND status ->> 'lastSuccess' IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM aside WHERE article = ?2)`,
    outlet,
    id,
  );
  return readBefore.toArray().length > 0;
}

interface KnownRow extends Record<string, SqlStorageValue> {
  number: number;
  story: number;
  title: string;
  summary: string;
  image: string | null;
}

/**
 * An outlet edited its item. What we compare stays as first filed (a story must not change under an edit, and shared
 * passages are counted by position); what we show follows the outlet.
 */
function refreshText(sql: SqlStorage, known: KnownRow, article: Article): boolean {
  const image = article.image ?? null;
  if (known.title === article.title && known.summary === article.summary && known.image === image) return false;
  sql.exec(
    'UPDATE article SET title = ?, summary = ?, image = ? WHERE number = ?',
    article.title,
    article.summary,
    image,
    known.number,
  );
  if (isInKv(sql, known.story)) enqueue(sql, known.story);
  return true;
}

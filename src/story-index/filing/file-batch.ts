/**
 * Files a batch of articles in one transaction, without waiting. Either every article of the batch is recorded or none is:
 * each goes into a story or, if filing it throws, into quarantine. An article that was filed before keeps its id and dates:
 * see edit-article.ts.
 */

import { encodeSketch } from '../../clustering/document-frequency.ts';
import type { Article } from '../../documents/article.ts';
import { publisherOf } from '../../feeds/publisher.ts';
import { ARTICLE_RETENTION_MS, BATCH_ARTICLES_MAX } from '../../limits.ts';
import { knownOutlets } from '../admin/outlet-list.ts';
import { takenDownCheck } from '../admin/takedown.ts';
import { forgetFingerprints } from '../storage/fingerprint-cache.ts';
import { readCounters, recordBatch } from '../storage/meta.ts';
import { outletStatuses } from '../storage/outlet-statuses.ts';
import { isStoryId } from '../storage/past-stories.ts';
import { forgetSegments, openPostings } from '../storage/postings.ts';
import { giveUpBefore, quarantine, quarantinedSince, redateQuarantined, releaseFiled } from '../storage/quarantine.ts';
import { packWords } from '../storage/search-postings.ts';
import { createSqlIndex, readSketch } from '../storage/sql-index.ts';
import type { PriorityOf } from '../storage/story-rows.ts';
import { tellWatches } from '../watches/tell-watches.ts';
import { editArticle } from './edit-article.ts';
import { type FilingContext, fileArticle } from './file-article.ts';

/** How long an article that could not be filed waits before the next try: only an upgrade of the code helps it. */
export const QUARANTINE_RETRY_MS = 60 * 60_000;

/** Returns how many articles were new. Throws when storage does; then none is recorded. */
export function fileBatch(storage: DurableObjectStorage, batch: readonly Article[], priorityOf: PriorityOf): number {
  try {
    return fileTogether(storage, batch, priorityOf);
  } catch {
    return storage.transactionSync(() => fileSingly(storage, batch, priorityOf));
  }
}

/** Called when the batch throws: the article at fault goes into quarantine, the others are filed. */
function fileSingly(storage: DurableObjectStorage, batch: readonly Article[], priorityOf: PriorityOf): number {
  let filed = 0;
  for (const article of batch) {
    try {
      filed += fileTogether(storage, [article], priorityOf);
    } catch (error) {
      quarantine(storage.sql, article, error, Date.now());
    }
  }
  return filed;
}

function fileTogether(storage: DurableObjectStorage, batch: readonly Article[], priorityOf: PriorityOf): number {
  const { sql } = storage;
  try {
    return storage.transactionSync(() => fileAll(sql, batch, priorityOf));
  } catch (error) {
    // The numbers that the failed batch gave out go to other articles now, so what is cached under them is wrong.
    forgetFingerprints(sql);
    forgetSegments(sql);
    throw error;
  }
}

/** Retries articles that have been in quarantine for an hour, and gives up those too old to keep. `now` is ms since the epoch. */
export function retryQuarantined(storage: DurableObjectStorage, now: number, priorityOf: PriorityOf): void {
  redateQuarantined(storage.sql, now);
  giveUpBefore(storage.sql, now - ARTICLE_RETENTION_MS);
  const due = quarantinedSince(storage.sql, now - QUARANTINE_RETRY_MS, BATCH_ARTICLES_MAX);
  if (due.length > 0) fileBatch(storage, due, priorityOf);
}

function fileAll(sql: SqlStorage, batch: readonly Article[], priorityOf: PriorityOf): number {
  const sketch = readSketch(sql);
  const postings = openPostings(sql);
  const index = createSqlIndex(sql, sketch, postings);
  const context: FilingContext = { sql, sketch, postings, index, counters: readCounters(sql), priorityOf };
  const { documents } = sketch;
  const outlets = knownOutlets(sql);
  let filed = 0;
  let edited = 0;
  const isTakenDown = takenDownCheck(sql);
  for (const article of batch) {
    if (isTakenDown(article)) continue;
    const known = editArticle(context, article);
    if (known === 'edited') edited++;
    if (known !== 'unknown') continue;
    if (isPast(sql, article)) continue;
    const settings = outlets.get(article.outlet);
    // The list may have changed since the article was made, most of all for one that comes out of quarantine.
    fileArticle(context, settings ? { ...article, publisher: publisherOf(settings) } : article);
    filed++;
  }
  if (filed + edited > 0) {
    context.counters.articles += filed;
    const newest = filed > 0 ? batch.reduce((latest, a) => Math.max(latest, a.seen), 0) : undefined;
    const counted = sketch.documents === documents ? undefined : (encodeSketch(sketch).buffer as ArrayBuffer);
    recordBatch(sql, context.counters, newest, counted);
  }
  if (filed > 0) for (const articles of postings.seal()) packWords(sql, articles);
  releaseFiled(sql, batch);
  tellWatches(sql);
  return filed;
}

/**
 * True for an article that the index once had and has pruned. Outlets send it again after the index moved to another account;
 * filed again, it would show old news as new. A founder is known by its story's id. Any other article is known by its age,
 * because an outlet that was read before sends nothing so old, unless the article was in quarantine.
 */
function isPast(sql: SqlStorage, { id, outlet, published, seen }: Article): boolean {
  if (isStoryId(sql, id)) return true;
  if (published >= seen - ARTICLE_RETENTION_MS) return false;
  const readBefore = outletStatuses(sql).get(outlet)?.lastSuccess !== undefined;
  return readBefore && sql.exec('SELECT 1 FROM aside WHERE article = ?', id).toArray().length === 0;
}

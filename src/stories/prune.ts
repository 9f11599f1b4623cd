/** Articles past their retention leave the index, oldest first; the ids of their stories stay, to answer for ever. */
import { ARTICLE_RETENTION_MS, PRUNE_ARTICLES_MAX } from '../core/limits.ts';
import { markFront, openTally, saveTally } from './meta.ts';
import { pruneSegments } from './postings.ts';
import { isEmpty, type PriorityOf, refreshStory, unrelate } from './story-rows.ts';

interface OldRow extends Record<string, SqlStorageValue> {
  number: number;
  story: number;
  seen: number;
}

/** Returns how many articles went; at most PRUNE_ARTICLES_MAX, so call again while it returns that. `now` is ms since the epoch. */
export function prune(storage: DurableObjectStorage, now: number, priorityOf: PriorityOf): number {
  const { sql } = storage;
  return storage.transactionSync(() => {
    const rows = sql
      .exec<OldRow>('SELECT number, story, seen FROM article ORDER BY number LIMIT ?', PRUNE_ARTICLES_MAX)
      .toArray();
    const fresh = rows.findIndex((row) => row.seen >= now - ARTICLE_RETENTION_MS);
    const old = fresh < 0 ? rows : rows.slice(0, fresh);
    if (old.length === 0) return 0;
    const newest = old.at(-1)?.number ?? 0;
    sql.exec('DELETE FROM article WHERE number <= ?', newest);
    pruneSegments(sql, newest);
    for (const story of new Set(old.map((row) => row.story))) forget(sql, story, now, priorityOf);
    const tally = openTally(sql);
    saveTally(sql, { ...tally, articles: tally.articles - old.length });
    markFront(sql);
    return old.length;
  });
}

function forget(sql: SqlStorage, story: number, now: number, priorityOf: PriorityOf): void {
  if (isEmpty(sql, story)) {
    unrelate(sql, story);
    sql.exec('DELETE FROM apart WHERE story = ?1 OR other = ?1', story);
    return;
  }
  const leadless = sql
    .exec('SELECT 1 FROM story WHERE number = ? AND NOT EXISTS (SELECT 1 FROM article WHERE number = lead)', story)
    .toArray();
  if (leadless.length > 0) refreshStory(sql, story, now, priorityOf);
}

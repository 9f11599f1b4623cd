/**
 * Shrinks the rows of stories that are past to their ids. A story and those merged into it go together, so that a redirect leads from a packed id to
 * a packed id.
 */
import { STORY_DOCUMENT_TTL_S } from '../../limits.ts';
import { type PastStory, packPast } from '../storage/past-stories.ts';
import { takenDownStories } from './takedown.ts';

/** Stories packed in one go. */
export const PACKED_AT_ONCE_MAX = 2_000;

/**
 * Packs the stories that have had no article for as long as KV keeps a document. Returns how many; if PACKED_AT_ONCE_MAX or more, there may be
 * others. Stories that the operator emptied stay: restoring an article needs them. `now` is ms since the epoch.
 */
export function packPastStories(storage: DurableObjectStorage, now: number): number {
  const { sql } = storage;
  const before = now - STORY_DOCUMENT_TTL_S * 1000;
  return storage.transactionSync(() => {
    const past = sql
      .exec<PastStory & { number: number } & Record<string, SqlStorageValue>>(
        `WITH final (number) AS (SELECT number FROM story AS s INDEXED BY story_newest
           WHERE merged_into IS NULL AND published < ?1 AND updated < ?1 AND changed < ?1
             AND NOT EXISTS (SELECT 1 FROM article WHERE article.story = s.number)
             AND number NOT IN (SELECT value FROM json_each(?2)) LIMIT ?3)
         SELECT s.number, s.id, '' AS movedTo FROM final JOIN story s ON s.number = final.number
         UNION ALL SELECT m.number, m.id, s.id FROM final JOIN story m ON m.merged_into = final.number JOIN story s ON s.number = final.number`,
        before,
        JSON.stringify(takenDownStories(sql)),
        PACKED_AT_ONCE_MAX,
      )
      .toArray();
    if (past.length === 0) return 0;
    const numbers = JSON.stringify(past.map(({ number }) => number));
    enqueueNaming(sql, numbers);
    for (const from of ['related WHERE other', 'related WHERE story', 'outbox WHERE story', 'story WHERE number'])
      sql.exec(`DELETE FROM ${from} IN (SELECT value FROM json_each(?))`, numbers);
    packPast(sql, past);
    return past.length;
  });
}

/** The documents of stories that go on, which named one of these as related, are written without it. `numbers`: JSON. */
function enqueueNaming(sql: SqlStorage, numbers: string): void {
  sql.exec(
    `INSERT INTO outbox (story, version)
       SELECT DISTINCT s.number, 1 FROM json_each(?1) AS past JOIN related r ON r.other = past.value
         JOIN story f ON f.number = r.story JOIN story s ON s.number = coalesce(f.merged_into, f.number)
       WHERE (s.publishers > 1 OR s.kv_digest IS NOT NULL) AND EXISTS (SELECT 1 FROM article WHERE article.story = s.number)
     ON CONFLICT (story) DO UPDATE SET version = version + 1`,
    numbers,
  );
}

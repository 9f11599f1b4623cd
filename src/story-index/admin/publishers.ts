/**
 * Keeps each article's publisher equal to its outlet's settings. The rows store it because SQL compares it. When settings
 * change, the outlet's rows change in the same transaction, with the counts of their stories: a few hundred writes. Decisions
 * stay: no article moves to another story.
 */
import type { OutletSettings } from '../../documents/outlet.ts';
import { publisherOf } from '../../feeds/publisher.ts';
import { markFrontDirty } from '../storage/meta.ts';
import { type PriorityOf, REPEATED_CHARS_MIN, REPEATED_WITHIN_MS, refreshStory } from '../storage/story-rows.ts';
import { markWatchesDirty } from '../storage/watch-rows.ts';

/** Runs in the transaction that changes the settings. Reads every article and writes those whose publisher changed. */
export function alignPublishers(
  sql: SqlStorage,
  outlets: ReadonlyMap<string, OutletSettings>,
  priorityOf: PriorityOf,
): void {
  const filed = sql
    .exec<{ outlet: string; publisher: string }>('SELECT DISTINCT outlet, publisher FROM article')
    .toArray();
  const renamed = filed.flatMap(({ outlet, publisher }) => {
    const settings = outlets.get(outlet);
    return settings && publisherOf(settings) !== publisher ? [[outlet, publisherOf(settings)] as const] : [];
  });
  if (renamed.length === 0) return;
  const rows = sql
    .exec<{ story: number }>(
      `UPDATE article SET publisher = json_extract(?1, '$."' || outlet || '"')
     WHERE outlet IN (SELECT key FROM json_each(?1)) AND publisher <> json_extract(?1, '$."' || outlet || '"')
     RETURNING story`,
      JSON.stringify(Object.fromEntries(renamed)),
    )
    .toArray();
  const stories = [...new Set(rows.map(({ story }) => story))];
  // Otherwise /updates.xml would still say that a publisher joined a story that it already carried.
  sql.exec(
    `UPDATE article SET joined = 0 WHERE joined = 1 AND story IN (SELECT value FROM json_each(?)) AND EXISTS
       (SELECT 1 FROM article AS a WHERE a.story = article.story AND a.publisher = article.publisher AND a.number < article.number)`,
    JSON.stringify(stories),
  );
  // What one house lists in two feeds is one article: see pageOfRepeated in file-article.ts.
  sql.exec(
    `UPDATE article SET page = r.page FROM (
       SELECT b.number, a.page, min(a.number) FROM article b JOIN article a ON a.story = b.story AND a.publisher = b.publisher
         AND a.outlet <> b.outlet AND a.number < b.number AND abs(a.published - b.published) <= ?2 AND a.passages = b.passages
       WHERE b.story IN (SELECT value FROM json_each(?1)) AND length(b.passages) >= ?3 GROUP BY b.number) AS r
     WHERE article.number = r.number AND article.page <> r.page`,
    JSON.stringify(stories),
    REPEATED_WITHIN_MS,
    REPEATED_CHARS_MIN,
  );
  for (const story of stories) refreshStory(sql, story, 0, priorityOf);
  markFrontDirty(sql);
  markWatchesDirty(sql);
}

/**
 * The publisher of each article, kept as its outlet's settings say. A row has it because SQL compares it. When settings change,
 * the rows of the outlets concerned change in the same transaction, with the counts of their stories: the articles kept of an
 * outlet, a few hundred writes. Decisions taken stay: no article moves to another story.
 */
import type { OutletSettings } from '../../documents/outlet.ts';
import { publisherOf } from '../../feeds/publisher.ts';
import { markFrontDirty } from '../storage/meta.ts';
import { type PriorityOf, refreshStory } from '../storage/story-rows.ts';

/** Part of the transaction that changes the settings. Reads every article, writes those of other publishers than before. */
export function alignPublishers(
  sql: SqlStorage,
  outlets: ReadonlyMap<string, OutletSettings>,
  priorityOf: PriorityOf,
): void {
  const filed = sql.exec<{ outlet: string; publisher: string }>('SELECT DISTINCT outlet, publisher FROM article');
  const renamed = [...filed].flatMap(({ outlet, publisher }) => {
    const settings = outlets.get(outlet);
    return settings && publisherOf(settings) !== publisher ? [[outlet, publisherOf(settings)] as const] : [];
  });
  if (renamed.length === 0) return;
  const rows = sql.exec<{ story: number }>(
    `UPDATE article SET publisher = json_extract(?1, '$."' || outlet || '"')
     WHERE outlet IN (SELECT key FROM json_each(?1)) AND publisher <> json_extract(?1, '$."' || outlet || '"')
     RETURNING story`,
    JSON.stringify(Object.fromEntries(renamed)),
  );
  const stories = [...new Set([...rows].map(({ story }) => story))];
  // /updates.xml would go on to tell that a publisher joined what it carried already. None joins by a change of settings.
  sql.exec(
    `UPDATE article SET joined = 0 WHERE joined = 1 AND story IN (SELECT value FROM json_each(?)) AND EXISTS
       (SELECT 1 FROM article AS a WHERE a.story = article.story AND a.publisher = article.publisher AND a.number < article.number)`,
    JSON.stringify(stories),
  );
  for (const story of stories) refreshStory(sql, story, 0, priorityOf);
  markFrontDirty(sql);
}

/**
 * Articles that throw whenever they are filed: a fault of ours that one text brings out must neither hold back its
 * neighbours nor lose the article. It is kept here whole, with the reason, counts as accepted, and is tried again by the
 * hour, so that an upgrade which mends the fault files it.
 */
import type { Article } from '../feeds/article.ts';

interface AsideRow extends Record<string, SqlStorageValue> {
  article: string;
  outlet: string;
  reason: string;
  sent: string;
}

/** Throws when storage itself is the trouble: then nothing was accepted, and all is sent again. `now` is ms since the epoch. */
export function putAside(sql: SqlStorage, article: Article, error: unknown, now: number): void {
  const reason = error instanceof Error ? error.message : String(error);
  sql.exec(
    'INSERT OR REPLACE INTO aside (article, outlet, seen, tried, reason, sent) VALUES (?, ?, ?, ?, ?, ?)',
    article.id,
    article.outlet,
    article.seen,
    now,
    reason,
    JSON.stringify({ ...article, profile: article.profile.toBase64() }),
  );
  console.error(JSON.stringify({ event: 'article-aside', article: article.id, outlet: article.outlet, reason }));
}

/** For whoever has just filed these after all. */
export function takeFromAside(sql: SqlStorage, articles: readonly Article[]): void {
  if (countAside(sql) === 0) return;
  sql.exec(
    'DELETE FROM aside WHERE article IN (SELECT value FROM json_each(?))',
    JSON.stringify(articles.map((article) => article.id)),
  );
}

/** Those last tried at or before `before`, ms, at most `limit`. */
export function asideSince(sql: SqlStorage, before: number, limit: number): readonly Article[] {
  return sql
    .exec<AsideRow>('SELECT * FROM aside WHERE tried <= ? ORDER BY tried, article LIMIT ?', before, limit)
    .toArray()
    .map(({ sent }) => {
      const article = JSON.parse(sent) as Article & { readonly profile: unknown };
      return { ...article, profile: Uint8Array.fromBase64(String(article.profile)) };
    });
}

/** Gives up those first seen before `before`, ms: had they been filed, they would not be kept any longer. */
export function pruneAside(sql: SqlStorage, before: number): void {
  const rows = sql.exec<AsideRow>('SELECT * FROM aside WHERE seen < ?', before).toArray();
  for (const { article, outlet, reason } of rows) {
    sql.exec('DELETE FROM aside WHERE article = ?', article);
    console.error(JSON.stringify({ event: 'article-given-up', article, outlet, reason }));
  }
}

export function countAside(sql: SqlStorage): number {
  return sql.exec<{ n: number }>('SELECT count(*) AS n FROM aside').one().n;
}

/** What an outlet's status says of its articles kept aside, in plain English: a sentence for each outlet that has any. */
export function asideNotes(sql: SqlStorage): ReadonlyMap<string, string> {
  const rows = sql
    .exec<{ outlet: string; n: number; reason: string }>(
      'SELECT outlet, count(*) AS n, max(reason) AS reason FROM aside GROUP BY outlet',
    )
    .toArray();
  return new Map(
    rows.map(({ outlet, n, reason }) => [
      outlet,
      `${n} ${n === 1 ? 'article' : 'articles'} could not be filed because of a fault of ours (${reason.slice(0, 120)}): kept aside, tried again every hour`,
    ]),
  );
}

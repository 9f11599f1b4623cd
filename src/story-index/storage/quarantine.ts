/**
 * The quarantine, SQL table `aside`: articles whose filing throws. A bug of ours that one text triggers must neither hold
 * back the rest of its batch nor lose the article. The article is stored whole with the reason, counts as accepted, and is
 * retried every hour, so that an upgrade which fixes the bug files it.
 */
import type { Article } from '../../documents/article.ts';

interface QuarantineRow extends Record<string, SqlStorageValue> {
  article: string;
  outlet: string;
  reason: string;
  sent: string;
}

/** Throws when storage itself fails; the outlet then sends the whole batch again. `now` is ms since the epoch. */
export function quarantine(sql: SqlStorage, article: Article, error: unknown, now: number): void {
  const reason = error instanceof Error ? error.message : String(error);
  sql.exec(
    'INSERT OR REPLACE INTO aside (article, outlet, seen, tried, reason, sent) VALUES (?, ?, ?, ?, ?, ?)',
    article.id,
    article.outlet,
    article.seen,
    now,
    reason,
    articleText(article),
  );
  console.error(JSON.stringify({ event: 'article-quarantined', article: article.id, outlet: article.outlet, reason }));
}

/** Takes `articles`, which have been filed, out of quarantine. */
export function releaseFiled(sql: SqlStorage, articles: readonly Article[]): void {
  if (countQuarantined(sql) === 0) return;
  sql.exec(
    'DELETE FROM aside WHERE article IN (SELECT value FROM json_each(?))',
    JSON.stringify(articles.map((article) => article.id)),
  );
}

/** Dates that a wrong clock put into the future are taken back: such an article was last tried long ago, and first seen now. */
export function redateQuarantined(sql: SqlStorage, now: number): void {
  sql.exec(
    'UPDATE aside SET tried = IIF(tried > ?1, 0, tried), seen = MIN(seen, ?1) WHERE tried > ?1 OR seen > ?1',
    now,
  );
}

/** Quarantined articles last tried at or before `before`, ms since the epoch; at most `limit`. */
export function quarantinedSince(sql: SqlStorage, before: number, limit: number): readonly Article[] {
  return sql
    .exec<QuarantineRow>('SELECT * FROM aside WHERE tried <= ? ORDER BY tried, article LIMIT ?', before, limit)
    .toArray()
    .map(({ sent }) => articleFrom(sent));
}

/** The whole article as JSON. */
export function articleText(article: Article): string {
  return JSON.stringify({ ...article, fingerprint: article.fingerprint.toBase64() });
}

/** The article that `articleText` made this of. */
export function articleFrom(text: string): Article {
  const article = JSON.parse(text) as Article & { readonly fingerprint: unknown };
  return { ...article, fingerprint: Uint8Array.fromBase64(String(article.fingerprint)) };
}

/** Deletes articles first seen before `before`, ms since the epoch: the index would not keep them any longer either. */
export function giveUpBefore(sql: SqlStorage, before: number): void {
  const rows = sql.exec<QuarantineRow>('SELECT * FROM aside WHERE seen < ?', before).toArray();
  for (const { article, outlet, reason } of rows) {
    sql.exec('DELETE FROM aside WHERE article = ?', article);
    console.error(JSON.stringify({ event: 'article-given-up', article, outlet, reason }));
  }
}

export function countQuarantined(sql: SqlStorage): number {
  return sql.exec<{ n: number }>('SELECT count(*) AS n FROM aside').one().n;
}

/** The warning that an outlet's status carries for its quarantined articles, by outlet. */
export function quarantineWarnings(sql: SqlStorage): ReadonlyMap<string, string> {
  const rows = sql
    .exec<{ outlet: string; n: number; reason: string }>(
      'SELECT outlet, count(*) AS n, max(reason) AS reason FROM aside GROUP BY outlet',
    )
    .toArray();
  return new Map(
    rows.map(({ outlet, n, reason }) => [
      outlet,
      `${n} ${n === 1 ? 'article' : 'articles'} could not be filed because of a fault of ours (${reason.slice(0, 120)}): in quarantine, tried again every hour`,
    ]),
  );
}

/**
 * Caches decoded fingerprints, because the same few stories are candidates again and again. What comparing derives from a
 * fingerprint is cached with it. An edit replaces an article's fingerprint: see
 * forgetFingerprint.
 */
import QuickLRU from 'quick-lru';
import type { Fingerprint } from '../../clustering/fingerprint.ts';
import type { ArticleNumber } from '../../clustering/index-port.ts';

/** About 9 kB each with what comparing derives from them. The cache holds at least half as many. */
export const FINGERPRINTS_CACHED_MAX = 1024;

const caches = new WeakMap<SqlStorage, QuickLRU<ArticleNumber, Fingerprint>>();

/** The fingerprints of `articles`. `read` returns those that are not cached. */
export function cachedFingerprints(
  sql: SqlStorage,
  articles: readonly ArticleNumber[],
  read: (missing: readonly ArticleNumber[]) => Iterable<readonly [ArticleNumber, Fingerprint]>,
): ReadonlyMap<ArticleNumber, Fingerprint> {
  const cache = caches.get(sql) ?? new QuickLRU<ArticleNumber, Fingerprint>({ maxSize: FINGERPRINTS_CACHED_MAX / 2 });
  caches.set(sql, cache);
  const found = new Map<ArticleNumber, Fingerprint>();
  const missing: ArticleNumber[] = [];
  for (const article of articles) {
    const fingerprint = cache.get(article);
    if (fingerprint) found.set(article, fingerprint);
    else missing.push(article);
  }
  if (missing.length === 0) return found;
  for (const [article, fingerprint] of read(missing)) {
    found.set(article, fingerprint);
    cache.set(article, fingerprint);
  }
  return found;
}

export function forgetFingerprint(sql: SqlStorage, article: ArticleNumber): void {
  caches.get(sql)?.delete(article);
}

/** Empties the cache. Called when rows are replaced or rolled back: an article's number may then mean another article. */
export function forgetFingerprints(sql: SqlStorage): void {
  caches.delete(sql);
}

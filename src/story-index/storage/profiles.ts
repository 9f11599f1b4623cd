/**
 * Caches decoded profiles, because the same few stories are candidates again and again. What comparing derives from a
 * profile is cached with it. An article's profile never changes.
 */
import QuickLRU from 'quick-lru';
import type { Fingerprint } from '../../clustering/fingerprint.ts';
import type { ArticleNumber } from '../../clustering/index-port.ts';

/** About 9 kB each with what comparing derives from them. The cache holds at least half as many. */
export const PROFILES_CACHED_MAX = 1024;

const kept = new WeakMap<SqlStorage, QuickLRU<ArticleNumber, Fingerprint>>();

/** The profiles of `articles`. `read` returns those that are not cached. */
export function profilesOf(
  sql: SqlStorage,
  articles: readonly ArticleNumber[],
  read: (missing: readonly ArticleNumber[]) => Iterable<readonly [ArticleNumber, Fingerprint]>,
): ReadonlyMap<ArticleNumber, Fingerprint> {
  const memory = kept.get(sql) ?? new QuickLRU<ArticleNumber, Fingerprint>({ maxSize: PROFILES_CACHED_MAX / 2 });
  kept.set(sql, memory);
  const found = new Map<ArticleNumber, Fingerprint>();
  const missing: ArticleNumber[] = [];
  for (const article of articles) {
    const profile = memory.get(article);
    if (profile) found.set(article, profile);
    else missing.push(article);
  }
  if (missing.length === 0) return found;
  for (const [article, profile] of read(missing)) {
    found.set(article, profile);
    memory.set(article, profile);
  }
  return found;
}

/** To be called when rows are replaced or rolled back, because an article's number may then mean another article. */
export function forgetProfiles(sql: SqlStorage): void {
  kept.delete(sql);
}

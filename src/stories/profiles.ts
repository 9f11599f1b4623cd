/**
 * Profiles of the articles compared of late, decoded: the same few stories are candidates again and again, and what
 * comparing derives from a profile is kept as long as the profile is. Bounded; an article's profile never changes.
 */
import type { ArticleNumber } from '../core/index-port.ts';
import { PROFILES_KEPT_MAX } from '../core/limits.ts';
import type { Profile } from '../core/profile.ts';

/** Least recently used first. */
const kept = new WeakMap<SqlStorage, Map<ArticleNumber, Profile>>();

/** Those of `articles` that are at hand; the rest are read by `read`, which gives an entry for each. */
export function profilesOf(
  sql: SqlStorage,
  articles: readonly ArticleNumber[],
  read: (missing: readonly ArticleNumber[]) => Iterable<readonly [ArticleNumber, Profile]>,
): ReadonlyMap<ArticleNumber, Profile> {
  const memory = kept.get(sql) ?? new Map<ArticleNumber, Profile>();
  kept.set(sql, memory);
  const found = new Map<ArticleNumber, Profile>();
  const missing: ArticleNumber[] = [];
  for (const article of articles) {
    const profile = memory.get(article);
    if (profile) found.set(article, profile);
    else missing.push(article);
  }
  if (missing.length > 0) for (const [article, profile] of read(missing)) found.set(article, profile);
  for (const [article, profile] of found) {
    memory.delete(article);
    memory.set(article, profile);
  }
  for (const oldest of memory.keys()) {
    if (memory.size <= PROFILES_KEPT_MAX) break;
    memory.delete(oldest);
  }
  return found;
}

/** For whoever replaces or takes back what the index holds: an article's number may come to mean another. */
export function forgetProfiles(sql: SqlStorage): void {
  kept.delete(sql);
}

/** Finds stories by words of their titles, for an operator who looks for the one to correct. */
import { analyze } from '../../text/analyzer.ts';
import type { FoundStory } from '../api.ts';

/** Newest stories looked through: some three days of 84 outlets. Each counts as a row read, and as one more where it fits. */
const STORIES_READ = 5_000;

/** Kept stories whose title has every word of `words`, the newest first. The words are compared as titles are, by their stems. */
export function findStories(sql: SqlStorage, words: string, limit: number): readonly FoundStory[] {
  const wanted = [...new Set(analyze(words))];
  if (wanted.length === 0) return [];
  const rows = sql
    .exec<FoundStory & { number: number } & Record<string, SqlStorageValue>>(
      `SELECT number, id, title, published, publishers FROM story
       WHERE merged_into IS NULL AND number >= (SELECT min(story) FROM article) ORDER BY number DESC LIMIT ?`,
      STORIES_READ,
    )
    .toArray();
  const found: FoundStory[] = [];
  for (const { number, id, title, published, publishers } of rows) {
    const has = new Set(analyze(title));
    if (!wanted.every((term) => has.has(term))) continue;
    const kept = sql.exec('SELECT 1 FROM article WHERE story = ? LIMIT 1', number).toArray().length > 0;
    if (kept) found.push({ id, title, published, publishers });
    if (found.length === limit) break;
  }
  return found;
}

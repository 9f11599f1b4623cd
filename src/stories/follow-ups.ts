/**
 * Which later stories followed which. `related` tells it one way, from the story whose articles found the other; here it is
 * read backwards. Only stories that several publishers carry are told of: what one outlet says of a matter is no follow-up yet.
 */
import { RELATED_MAX, STORY_WINDOW_MS } from '../core/limits.ts';
import type { RelatedStory } from '../feeds/document.ts';
import { type FollowUpsByStory, followUpsKey } from '../feeds/follow-ups.ts';

const DAY_MS = 86_400_000;

/** The newest first. For a story that KV does not hold: always as of now. */
export function followUpsOf(sql: SqlStorage, story: number): readonly RelatedStory[] {
  return sql
    .exec<RelatedStory & Record<string, SqlStorageValue>>(
      `SELECT s.id, s.title, s.published FROM related r JOIN story s ON s.number = r.story
       WHERE r.other = ? AND s.publishers > 1 ORDER BY s.number DESC LIMIT ?`,
      story,
      RELATED_MAX,
    )
    .toArray();
}

interface PairRow extends Record<string, SqlStorageValue> {
  followed: string;
  day: number;
  id: string;
  title: string;
  published: number;
}

/**
 * Of all stories in KV whose day is still followed: by KV's key, then by story. `now`, ms since the epoch. A day is over once
 * no newcomer can be held against its stories, and before the first of them leaves the index: what KV has of it then stays.
 */
export function followUpsByDay(sql: SqlStorage, now: number): ReadonlyMap<string, FollowUpsByStory> {
  const days = new Map<string, Record<string, RelatedStory[]>>();
  const pairs = sql.exec<PairRow>(
    `SELECT o.id AS followed, o.published AS day, s.id, s.title, s.published
     FROM story s INDEXED BY story_carried CROSS JOIN related r ON r.story = s.number CROSS JOIN story o ON o.number = r.other
     WHERE s.publishers > 1 AND s.merged_into IS NULL AND s.number >= (SELECT min(story) FROM article)
       AND o.published >= ? AND (o.publishers > 1 OR o.kv_digest IS NOT NULL)
     ORDER BY s.number DESC, o.number`,
    firstDay(now),
  );
  for (const { followed, day, id, title, published } of pairs) {
    const key = followUpsKey(day);
    const stories = days.get(key) ?? {};
    days.set(key, stories);
    stories[followed] ??= [];
    if (stories[followed].length < RELATED_MAX) stories[followed].push({ id, title, published });
  }
  return days;
}

/** When the first day begins that is still followed, ms since the epoch. */
export function firstDay(now: number): number {
  return Math.floor((now - STORY_WINDOW_MS) / DAY_MS) * DAY_MS;
}

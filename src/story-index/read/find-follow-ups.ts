/**
 * Finds the later stories that followed a story by reading `related` backwards: from the story that was found to the stories
 * whose articles found it. Only stories carried by several publishers count as follow-ups.
 */

import type { RelatedStory } from '../../documents/document.ts';
import type { FollowUps } from '../../documents/follow-ups.ts';
import { RELATED_MAX } from '../../limits.ts';

/** Stories looked at, newest first, and stories merged into the one that is asked about. They bound the rows read for one answer. */
const FOLLOWERS_READ_MAX = 50;
const MERGED_READ_MAX = 10;

interface FollowerRow extends Record<string, SqlStorageValue>, RelatedStory {
  updated: number;
}

/** `story` is an id. An id that the index does not know has no follow-ups. */
export function followUpsOf(sql: SqlStorage, story: string): FollowUps {
  // Links name stories as they were numbered when they were found.
  const asked = sql
    .exec<{ number: number; own: number }>(
      `SELECT n.number, s.number AS own FROM story AS q JOIN story AS s ON s.number = coalesce(q.merged_into, q.number)
         JOIN story AS n ON n.number = s.number OR n.merged_into = s.number
       WHERE q.id = ? LIMIT ?`,
      story,
      MERGED_READ_MAX,
    )
    .toArray();
  const followers = asked.flatMap(({ number }) =>
    sql
      .exec<{ story: number }>(
        'SELECT story FROM related WHERE other = ? ORDER BY story DESC LIMIT ?',
        number,
        FOLLOWERS_READ_MAX,
      )
      .toArray(),
  );
  if (followers.length === 0) return { changed: 0, stories: [] };
  const rows = sql
    .exec<FollowerRow>(
      `SELECT DISTINCT s.number, s.id, s.title, s.published, s.updated FROM json_each(?1) AS r CROSS JOIN story AS f ON f.number = r.value
         CROSS JOIN story AS s ON s.number = coalesce(f.merged_into, f.number)
       WHERE s.publishers > 1 AND s.number <> ?2 AND s.title <> '' ORDER BY s.number DESC LIMIT ?3`,
      JSON.stringify(followers.map((row) => row.story)),
      asked[0]?.own ?? 0,
      RELATED_MAX,
    )
    .toArray();
  return {
    changed: rows.reduce((latest, { updated }) => Math.max(latest, updated), 0),
    stories: rows.map(({ id, title, published }) => ({ id, title, published })),
  };
}

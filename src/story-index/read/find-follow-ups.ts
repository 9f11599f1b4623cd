/**
 * Finds the later stories that followed a story by reading `related` backwards: from the story that was found to the stories
 * whose articles found it. Only stories carried by several publishers count as follow-ups.
 */

import type { RelatedStory } from '../../documents/document.ts';
import type { FollowUps } from '../../documents/follow-ups.ts';
import { RELATED_MAX } from '../../limits.ts';

/** Stories looked at, newest first. Bounds the rows read for one answer to about a hundred. */
const FOLLOWERS_READ_MAX = 50;

interface FollowerRow extends Record<string, SqlStorageValue>, RelatedStory {
  updated: number;
}

/** `story` is an id. An id that the index does not know has no follow-ups. */
export function followUpsOf(sql: SqlStorage, story: string): FollowUps {
  const rows = sql
    .exec<FollowerRow>(
      `SELECT s.id, s.title, s.published, s.updated
       FROM (SELECT story FROM related WHERE other = (SELECT number FROM story WHERE id = ?1)
             ORDER BY story DESC LIMIT ?2) AS r
       JOIN story s ON s.number = r.story WHERE s.publishers > 1 ORDER BY r.story DESC LIMIT ?3`,
      story,
      FOLLOWERS_READ_MAX,
      RELATED_MAX,
    )
    .toArray();
  return {
    changed: rows.reduce((latest, { updated }) => Math.max(latest, updated), 0),
    stories: rows.map(({ id, title, published }) => ({ id, title, published })),
  };
}

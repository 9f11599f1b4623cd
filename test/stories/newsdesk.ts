/** Articles as Outlets hand them over, and a StoryIndex to hand them to. */

import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { encodeProfile } from '../../src/core/codec.ts';
import { fingerprint } from '../../src/core/profile.ts';
import type { Article } from '../../src/feeds/article.ts';
import type { StoryIndex } from '../../src/stories/story-index.ts';
import type { Told } from '../core/newsroom.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Two days ago, on the hour: within what the index keeps, whatever the clock says. */
export const MORNING = Math.floor(Date.now() / HOUR_MS) * HOUR_MS - 48 * HOUR_MS;

/** `told` as the outlet carries it; `minutes` after the morning. */
export function article(outlet: string, told: Told, minutes = 0, over: Partial<Article> = {}): Article {
  const { profile, passages } = fingerprint({ title: told.title, summary: '', paragraphs: told.paragraphs });
  const at = MORNING + minutes * MINUTE_MS;
  return {
    id: `${outlet}-${minutes}`,
    outlet,
    publisher: `${outlet}.example`,
    url: `https://${outlet}.example/${minutes}`,
    title: told.title,
    summary: told.paragraphs[0] ?? '',
    passages,
    profile: encodeProfile(profile),
    unmerged: false,
    author: undefined,
    image: undefined,
    published: at,
    seen: at,
    ...over,
  };
}

let counter = 0;

/** A StoryIndex of its own for each test. */
export function freshIndex() {
  return env.STORY_INDEX.getByName(`test-${++counter}`) as unknown as DurableObjectStub<StoryIndex>;
}

export function sqlOf<T>(
  index: DurableObjectStub<StoryIndex>,
  look: (sql: SqlStorage, storage: DurableObjectStorage, instance: StoryIndex) => T,
): Promise<T> {
  return runInDurableObject(index, (instance, state) => look(state.storage.sql, state.storage, instance));
}

/** article id → story id, redirects followed: the partition as readers see it. */
export function partition(index: DurableObjectStub<StoryIndex>): Promise<Record<string, string>> {
  return sqlOf(index, (sql) =>
    Object.fromEntries(
      sql
        .exec<{ id: string; story: string }>(
          'SELECT a.id, s.id AS story FROM article a JOIN story s ON s.number = a.story ORDER BY a.number',
        )
        .toArray()
        .map((row) => [row.id, row.story]),
    ),
  );
}

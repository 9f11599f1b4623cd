/** A StoryIndex for each test, and a way to look inside it. */

import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import type { StoryIndex } from '../../src/story-index/story-index.ts';

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

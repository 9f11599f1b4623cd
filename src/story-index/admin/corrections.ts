/** An editor's corrections: one transaction each, and remembered. What an editor placed is pinned: no later decision moves it. */
import type { StoryNumber } from '../../clustering/index-port.ts';
import type { Correction } from '../api.ts';
import { shownFor } from '../read/article-rows.ts';
import { markFrontDirty, readCounters, writeCounters } from '../storage/meta.ts';
import {
  canonicalStory,
  type Founder,
  foundStory,
  mergeStory,
  type PriorityOf,
  refreshStory,
  relate,
} from '../storage/story-rows.ts';

/** The older id stays, whichever way round it is asked: an id that readers know must not become another's redirect. */
export function merge(
  storage: DurableObjectStorage,
  story: string,
  into: string,
  now: number,
  priorityOf: PriorityOf,
): Correction {
  const { sql } = storage;
  return storage.transactionSync((): Correction => {
    const one = findCanonical(sql, story);
    const other = findCanonical(sql, into);
    if (!one) return notFound(story);
    if (!other) return notFound(into);
    if (one.number === other.number)
      return { ok: false, status: 409, detail: `${story} and ${into} are one story already: ${one.id}.` };
    const [kept, gone] = one.number < other.number ? [one, other] : [other, one];
    sql.exec('UPDATE article SET pinned = 1 WHERE story = ? OR story = ?', kept.number, gone.number);
    mergeStory(sql, gone.number, kept.number);
    refreshStory(sql, kept.number, now, priorityOf);
    markFrontDirty(sql);
    return { ok: true, story: kept.id };
  });
}

/**
 * The articles named found a story of their own, kept apart from the one they left; with them go their repeats, which nobody is
 * shown and nobody can name. Answers with the new story's id.
 */
export function split(
  storage: DurableObjectStorage,
  story: string,
  articles: readonly string[],
  now: number,
  priorityOf: PriorityOf,
): Correction {
  const { sql } = storage;
  return storage.transactionSync((): Correction => {
    const from = findCanonical(sql, story);
    if (!from) return notFound(story);
    const members = sql
      .exec<Member>(
        'SELECT number, id, title, publisher, url, published FROM article WHERE story = ? ORDER BY number',
        from.number,
      )
      .toArray();
    const shown = shownFor(members);
    const named = new Set(members.filter((m) => articles.includes(m.id)).map((m) => shown.get(m.number)));
    const leaving = members.filter((m) => named.has(shown.get(m.number)));
    const founder = leaving[0];
    const strangers = articles.filter((id) => !members.some((m) => m.id === id));
    if (strangers.length > 0)
      return {
        ok: false,
        status: 404,
        detail: `Not in story ${from.id}: ${strangers.join(', ')}. GET /api/stories/${from.id} lists its articles.`,
      };
    if (!founder || leaving.length === members.length) {
      return {
        ok: false,
        status: 409,
        detail: 'Name at least one article of the story, and leave at least one in it.',
      };
    }
    const counters = readCounters(sql);
    const number = counters.next++;
    foundStory(sql, number, founder, counters);
    writeCounters(sql, counters);
    sql.exec(
      'UPDATE article SET story = ?, pinned = 1 WHERE number IN (SELECT value FROM json_each(?))',
      number,
      JSON.stringify(leaving.map((m) => m.number)),
    );
    sql.exec('INSERT OR IGNORE INTO apart (story, other) VALUES (?, ?)', from.number, number);
    relate(sql, from.number, number);
    relate(sql, number, from.number);
    refreshStory(sql, from.number, now, priorityOf);
    refreshStory(sql, number, now, priorityOf);
    markFrontDirty(sql);
    return { ok: true, story: sql.exec<{ id: string }>('SELECT id FROM story WHERE number = ?', number).one().id };
  });
}

interface Member extends Record<string, SqlStorageValue>, Founder {
  publisher: string;
  url: string;
}

function findCanonical(sql: SqlStorage, id: string): { number: StoryNumber; id: string } | undefined {
  const row = sql.exec<{ number: number }>('SELECT number FROM story WHERE id = ?', id).toArray()[0];
  if (!row) return undefined;
  return sql
    .exec<{ number: number; id: string }>(
      'SELECT number, id FROM story WHERE number = ? AND EXISTS (SELECT 1 FROM article WHERE article.story = story.number)',
      canonicalStory(sql, row.number),
    )
    .toArray()[0];
}

function notFound(id: string): Correction {
  return {
    ok: false,
    status: 404,
    detail: `There is no living story ${id}: its articles are no longer kept, or it never was. GET /api/stories lists those there are.`,
  };
}

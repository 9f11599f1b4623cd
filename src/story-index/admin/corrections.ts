/** An editor's corrections, one transaction each. Articles that an editor assigns are pinned, so no later decision moves them. */
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

/** The older id stays, in whichever order the two are named, because readers know it longer. */
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
    const [older, newer] = one.number < other.number ? [one, other] : [other, one];
    sql.exec('UPDATE article SET pinned = 1 WHERE story = ? OR story = ?', older.number, newer.number);
    mergeStory(sql, newer.number, older.number);
    refreshStory(sql, older.number, now, priorityOf);
    markFrontDirty(sql);
    return { ok: true, story: older.id };
  });
}

/**
 * The named articles found a story of their own, which is never merged with the one they left. Their repeats, which are never
 * shown, go with them. Returns the new story's id.
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
        'SELECT number, id, title, publisher, page, published FROM article WHERE story = ? ORDER BY number',
        from.number,
      )
      .toArray();
    const shown = shownFor(members);
    const named = new Set(members.filter((m) => articles.includes(m.id)).map((m) => shown.get(m.number)));
    const leaving = members.filter((m) => named.has(shown.get(m.number)));
    const founder = leaving[0];
    const notMembers = articles.filter((id) => !members.some((m) => m.id === id));
    if (notMembers.length > 0)
      return {
        ok: false,
        status: 404,
        detail: `Not in story ${from.id}: ${notMembers.join(', ')}. GET /api/stories/${from.id} lists its articles.`,
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
  page: string;
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
    detail: `There is no story ${id}, or its articles are no longer kept. GET /api/stories lists the stories there are.`,
  };
}

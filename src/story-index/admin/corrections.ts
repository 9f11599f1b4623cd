/**
 * An editor's corrections, one transaction each. Articles that an editor assigns are pinned, so no later decision moves them.
 * A dry run makes the correction and takes it back before anything is kept, so it tells exactly what would change.
 */
import type { StoryNumber } from '../../clustering/index-port.ts';
import type { Correction, StoryChange, StoryState } from '../api.ts';
import { shownFor } from '../read/article-rows.ts';
import { CHOSEN, PINNED } from '../storage/article-columns.ts';
import { markDailyDirty } from '../storage/day-rows.ts';
import { markFrontDirty, readCounters, writeCounters } from '../storage/meta.ts';
import {
  canonicalStory,
  type Founder,
  foundStory,
  mergeStory,
  moveMembers,
  type PriorityOf,
  refreshStory,
  relate,
} from '../storage/story-rows.ts';
import { tellWatches } from '../watches/tell-watches.ts';

interface Circumstances {
  /** ms since the epoch. */
  readonly now: number;
  readonly dry: boolean;
  readonly priorityOf: PriorityOf;
}

/** The older id stays, in whichever order the two are named, because readers know it longer. */
export function merge(
  storage: DurableObjectStorage,
  story: string,
  into: string,
  { now, dry, priorityOf }: Circumstances,
): Correction {
  const { sql } = storage;
  return correct(storage, dry, () => {
    const one = findCanonical(sql, story);
    const other = findCanonical(sql, into);
    if (!one) return notFound(story);
    if (!other) return notFound(into);
    if (one.number === other.number)
      return { ok: false, status: 409, detail: `${story} and ${into} are one story already: ${one.id}.` };
    const [older, newer] = one.number < other.number ? [one, other] : [other, one];
    const [before, gone] = [stateOf(sql, older.number), stateOf(sql, newer.number)];
    sql.exec(
      `UPDATE article SET pinned = max(pinned, ${PINNED}) WHERE story = ? OR story = ?`,
      older.number,
      newer.number,
    );
    mergeStory(sql, newer.number, older.number);
    markDailyDirty(sql);
    refreshStory(sql, older.number, now, priorityOf);
    markFrontDirty(sql);
    const stays: StoryChange = { story: older.id, before, after: stateOf(sql, older.number), movedTo: undefined };
    const goes: StoryChange = { story: newer.id, before: gone, after: undefined, movedTo: older.id };
    return { ok: true, story: older.id, changes: [stays, goes] };
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
  { now, dry, priorityOf }: Circumstances,
): Correction {
  const { sql } = storage;
  return correct(storage, dry, () => {
    const from = findCanonical(sql, story);
    if (!from) return notFound(story);
    const members = membersOf(sql, from.number);
    const shown = shownFor(members);
    const named = new Set(members.filter((m) => articles.includes(m.id)).map((m) => shown.get(m.number)));
    const leaving = members.filter((m) => named.has(shown.get(m.number)));
    const founder = leaving[0];
    const notMembers = articles.filter((id) => !members.some((m) => m.id === id));
    if (notMembers.length > 0) return notMember(from.id, notMembers);
    if (!founder || leaving.length === members.length) {
      return {
        ok: false,
        status: 409,
        detail: 'Name at least one article of the story, and leave at least one in it.',
      };
    }
    const before = stateOf(sql, from.number);
    const counters = readCounters(sql);
    const number = counters.next++;
    foundStory(sql, number, founder, counters);
    writeCounters(sql, counters);
    const numbers = leaving.map((m) => m.number);
    moveMembers(sql, numbers, number);
    sql.exec(
      `UPDATE article SET pinned = max(pinned, ${PINNED}) WHERE number IN (SELECT value FROM json_each(?))`,
      JSON.stringify(numbers),
    );
    sql.exec('INSERT OR IGNORE INTO apart (story, other) VALUES (?, ?)', from.number, number);
    relate(sql, from.number, number);
    relate(sql, number, from.number);
    refreshStory(sql, from.number, now, priorityOf);
    refreshStory(sql, number, now, priorityOf);
    markFrontDirty(sql);
    const { id } = sql.exec<{ id: string }>('SELECT id FROM story WHERE number = ?', number).one();
    const left: StoryChange = { story: from.id, before, after: stateOf(sql, from.number), movedTo: undefined };
    const founded: StoryChange = { story: id, before: undefined, after: stateOf(sql, number), movedTo: undefined };
    return { ok: true, story: id, changes: [left, founded] };
  });
}

/**
 * `article` leads the story until it leaves it or another is chosen, and stays in the story as if the editor had put it there.
 * undefined takes the choice back: the story is led by rule again.
 */
export function chooseLeadOf(
  storage: DurableObjectStorage,
  story: string,
  article: string | undefined,
  { now, dry, priorityOf }: Circumstances,
): Correction {
  const { sql } = storage;
  return correct(storage, dry, () => {
    const found = findCanonical(sql, story);
    if (!found) return notFound(story);
    const chosen = membersOf(sql, found.number).find((m) => m.id === article);
    if (article !== undefined && !chosen) return notMember(found.id, [article]);
    const before = stateOf(sql, found.number);
    sql.exec(`UPDATE article SET pinned = ${PINNED} WHERE story = ? AND pinned = ${CHOSEN}`, found.number);
    if (chosen) sql.exec(`UPDATE article SET pinned = ${CHOSEN} WHERE number = ?`, chosen.number);
    refreshStory(sql, found.number, now, priorityOf);
    markFrontDirty(sql);
    const changed: StoryChange = { story: found.id, before, after: stateOf(sql, found.number), movedTo: undefined };
    return { ok: true, story: found.id, changes: [changed] };
  });
}

/** Thrown to take a dry run back. */
const TAKEN_BACK = new Error('A dry run keeps nothing.');

function correct(storage: DurableObjectStorage, dry: boolean, make: () => Correction): Correction {
  let made: Correction | undefined;
  try {
    storage.transactionSync(() => {
      made = make();
      tellWatches(storage.sql);
      if (dry) throw TAKEN_BACK;
    });
  } catch (error) {
    if (!dry || made === undefined) throw error;
  }
  if (made === undefined) throw new Error('A correction came to nothing.');
  return made;
}

function stateOf(sql: SqlStorage, number: StoryNumber): StoryState {
  const members = membersOf(sql, number);
  const row = sql
    .exec<{ title: string; publishers: number; lead: number }>(
      'SELECT title, publishers, lead FROM story WHERE number = ?',
      number,
    )
    .one();
  const shown = shownFor(members);
  return {
    title: row.title,
    lead: shown.get(row.lead)?.id ?? '',
    reports: new Set(shown.values()).size,
    publishers: row.publishers,
  };
}

function membersOf(sql: SqlStorage, story: StoryNumber): readonly Member[] {
  return sql
    .exec<Member>(
      'SELECT number, id, title, publisher, page, published, behind FROM article WHERE story = ? ORDER BY number',
      story,
    )
    .toArray();
}

function notMember(story: string, articles: readonly string[]): Correction {
  return {
    ok: false,
    status: 404,
    detail: `Not in story ${story}: ${articles.join(', ')}. GET /api/stories/${story} lists its articles.`,
  };
}

interface Member extends Record<string, SqlStorageValue>, Founder {
  publisher: string;
  page: string;
  behind: number;
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

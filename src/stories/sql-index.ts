/** The clustering loop's view of the index, over SQLite. Reads only; filing.ts writes. */

import { decodeProfile } from '../core/codec.ts';
import { type Counts, count, decodeCounts, encodeCounts, noCounts } from '../core/counts.ts';
import type { ArticleNumber, IndexPort, Member, StoryNumber } from '../core/index-port.ts';
import { fingerprint, type Profile } from '../core/profile.ts';
import { readMeta, writeMeta } from './meta.ts';
import { openPostings, type Postings } from './postings.ts';
import { profilesOf } from './profiles.ts';

interface MemberRow extends Record<string, SqlStorageValue> {
  number: number;
  story: number;
  publisher: string;
  published: number;
  pinned: number;
  moved: number;
}

const MEMBER = 'number, story, publisher, published, pinned, moved';

/** Statements take at most 100 parameters, so lists travel as one JSON text through json_each. */
export function createSqlIndex(
  sql: SqlStorage,
  counts: Counts = readCounts(sql),
  postings: Postings = openPostings(sql),
): IndexPort {
  return {
    counts: () => counts,
    posting: postings.find,
    members(articles) {
      return members(sql, `SELECT ${MEMBER} FROM article WHERE number IN (SELECT value FROM json_each(?))`, articles);
    },
    membersOf(stories) {
      return members(
        sql,
        `SELECT ${MEMBER} FROM article WHERE unmerged = 0 AND story IN (SELECT value FROM json_each(?))`,
        stories,
      );
    },
    apart(one, other) {
      return areApart(sql, one, other);
    },
  };
}

export function areApart(sql: SqlStorage, one: StoryNumber, other: StoryNumber): boolean {
  const [low, high] = one < other ? [one, other] : [other, one];
  return sql.exec('SELECT 1 FROM apart WHERE story = ? AND other = ?', low, high).toArray().length > 0;
}

function members(sql: SqlStorage, query: string, numbers: readonly (ArticleNumber | StoryNumber)[]): Member[] {
  if (numbers.length === 0) return [];
  const rows = sql.exec<MemberRow>(query, JSON.stringify(numbers)).toArray();
  const profiles = profilesOf(
    sql,
    rows.map((row) => row.number),
    (missing) => readProfiles(sql, missing),
  );
  return rows.flatMap((row) => {
    const profile = profiles.get(row.number);
    if (!profile) return [];
    const { number: article, story, publisher, published, pinned, moved } = row;
    return [{ article, story, publisher, published, profile, pinned: pinned === 1, moved: moved === 1 }];
  });
}

function readProfiles(sql: SqlStorage, articles: readonly ArticleNumber[]): (readonly [ArticleNumber, Profile])[] {
  return sql
    .exec<{ number: number; profile: ArrayBuffer }>(
      'SELECT number, profile FROM article WHERE number IN (SELECT value FROM json_each(?))',
      JSON.stringify(articles),
    )
    .toArray()
    .map((row) => [row.number, decodeProfile(new Uint8Array(row.profile)) ?? refingerprint(sql, row.number)]);
}

/** Today's vocabulary as last recorded; counted anew from the articles kept where another version of the code recorded it. */
export function readCounts(sql: SqlStorage): Counts {
  const kept = readMeta(sql, 'counts');
  const counts = kept instanceof ArrayBuffer ? decodeCounts(new Uint8Array(kept)) : undefined;
  if (counts || kept === undefined) return counts ?? noCounts();
  const anew = noCounts();
  const rows = sql.exec<{ number: number; profile: ArrayBuffer }>(
    'SELECT number, profile FROM article ORDER BY number',
  );
  for (const row of rows) count(anew, decodeProfile(new Uint8Array(row.profile)) ?? refingerprint(sql, row.number));
  return anew;
}

export function writeCounts(sql: SqlStorage, counts: Counts): void {
  writeMeta(sql, 'counts', encodeCounts(counts).buffer as ArrayBuffer);
}

/** For a profile written by an older version of the text engine: made anew from the text, which is kept for this. */
function refingerprint(sql: SqlStorage, number: ArticleNumber): Profile {
  const row = sql
    .exec<{ title: string; summary: string; passages: string }>(
      'SELECT title, summary, passages FROM article WHERE number = ?',
      number,
    )
    .one();
  return fingerprint({ title: row.title, summary: row.summary, paragraphs: JSON.parse(row.passages) }).profile;
}

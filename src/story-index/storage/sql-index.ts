/** The clustering loop's view of the index, over SQLite. Reads only; filing.ts writes. */

import {
  addDocument,
  type DocumentFrequencySketch,
  decodeSketch,
  emptySketch,
  encodeSketch,
} from '../../clustering/document-frequency.ts';
import { type Fingerprint, fingerprintArticle } from '../../clustering/fingerprint.ts';
import { decodeFingerprint } from '../../clustering/fingerprint-codec.ts';
import type { ArticleNumber, IndexPort, Member, StoryNumber } from '../../clustering/index-port.ts';
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
  counts: DocumentFrequencySketch = readCounts(sql),
  postings: Postings = openPostings(sql),
): IndexPort {
  return {
    documentFrequencies: () => counts,
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
    return [{ article, story, publisher, published, fingerprint: profile, pinned: pinned === 1, moved: moved === 1 }];
  });
}

function readProfiles(sql: SqlStorage, articles: readonly ArticleNumber[]): (readonly [ArticleNumber, Fingerprint])[] {
  return sql
    .exec<{ number: number; profile: ArrayBuffer }>(
      'SELECT number, profile FROM article WHERE number IN (SELECT value FROM json_each(?))',
      JSON.stringify(articles),
    )
    .toArray()
    .map((row) => [row.number, decodeFingerprint(new Uint8Array(row.profile)) ?? refingerprint(sql, row.number)]);
}

/** Today's vocabulary as last recorded; counted anew from the articles kept where another version of the code recorded it. */
export function readCounts(sql: SqlStorage): DocumentFrequencySketch {
  const kept = readMeta(sql, 'counts');
  const counts = kept instanceof ArrayBuffer ? decodeSketch(new Uint8Array(kept)) : undefined;
  if (counts || kept === undefined) return counts ?? emptySketch();
  const anew = emptySketch();
  const rows = sql.exec<{ number: number; profile: ArrayBuffer }>(
    'SELECT number, profile FROM article ORDER BY number',
  );
  for (const row of rows)
    addDocument(anew, decodeFingerprint(new Uint8Array(row.profile)) ?? refingerprint(sql, row.number));
  return anew;
}

export function writeCounts(sql: SqlStorage, counts: DocumentFrequencySketch): void {
  writeMeta(sql, 'counts', encodeSketch(counts).buffer as ArrayBuffer);
}

/** For a profile written by an older version of the text engine: made anew from the text, which is kept for this. */
function refingerprint(sql: SqlStorage, number: ArticleNumber): Fingerprint {
  const row = sql
    .exec<{ title: string; summary: string; passages: string }>(
      'SELECT title, summary, passages FROM article WHERE number = ?',
      number,
    )
    .one();
  return fingerprintArticle({ title: row.title, summary: row.summary, paragraphs: JSON.parse(row.passages) })
    .fingerprint;
}

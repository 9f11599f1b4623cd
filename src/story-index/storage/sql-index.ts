/** The clustering loop's port to the index, over SQLite. Reads only; file-article.ts writes. */

import {
  addDocument,
  type DocumentFrequencySketch,
  decodeSketch,
  emptySketch,
} from '../../clustering/document-frequency.ts';
import { type Fingerprint, fingerprintArticle } from '../../clustering/fingerprint.ts';
import { decodeFingerprint } from '../../clustering/fingerprint-codec.ts';
import type { ArticleNumber, IndexPort, Member, StoryNumber } from '../../clustering/index-port.ts';
import { EARLIEST } from './article-columns.ts';
import { cachedFingerprints } from './fingerprint-cache.ts';
import { readSketchBytes } from './meta.ts';
import { openPostings, type Postings } from './postings.ts';

interface MemberRow extends Record<string, SqlStorageValue> {
  number: number;
  story: number;
  publisher: string;
  published: number;
  pinned: number;
  moved: number;
  lookAlikes: number;
}

const MEMBER = `number, story, publisher, ${EARLIEST} AS published, pinned, moved, look_alikes AS lookAlikes`;

/**
 * Statements take at most 100 parameters, so lists travel as one JSON text through json_each. Joined from the left they cost a row
 * for each row found; `IN (SELECT …)` costs three, because it fills a table of its own first.
 */
export function createSqlIndex(
  sql: SqlStorage,
  sketch: DocumentFrequencySketch = readSketch(sql),
  postings: Postings = openPostings(sql),
): IndexPort {
  return {
    documentFrequencies: () => sketch,
    posting: postings.find,
    members(articles) {
      return members(
        sql,
        `SELECT ${MEMBER} FROM (SELECT value AS wanted FROM json_each(?)) CROSS JOIN article ON number = wanted`,
        articles,
      );
    },
    membersOf(stories) {
      return members(
        sql,
        `SELECT ${MEMBER} FROM (SELECT value AS wanted FROM json_each(?)) CROSS JOIN article ON story = wanted WHERE unmerged = 0`,
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
  // In ascending order, so that members come in the order in which they were filed.
  const distinct = [...new Set(numbers)].sort((a, b) => a - b);
  const rows = sql.exec<MemberRow>(query, JSON.stringify(distinct)).toArray();
  const fingerprints = cachedFingerprints(
    sql,
    rows.map((row) => row.number),
    (missing) => readFingerprints(sql, missing),
  );
  return rows.flatMap((row) => {
    const fingerprint = fingerprints.get(row.number);
    if (!fingerprint) return [];
    const { number: article, pinned, moved, ...rest } = row;
    return [{ ...rest, article, fingerprint, pinned: pinned > 0, moved: moved === 1 }];
  });
}

function readFingerprints(
  sql: SqlStorage,
  articles: readonly ArticleNumber[],
): (readonly [ArticleNumber, Fingerprint])[] {
  return sql
    .exec<{ number: number; profile: ArrayBuffer }>(
      'SELECT number, profile FROM (SELECT value AS wanted FROM json_each(?)) CROSS JOIN article ON number = wanted',
      JSON.stringify(articles),
    )
    .toArray()
    .map((row) => [row.number, decodeFingerprint(new Uint8Array(row.profile)) ?? refingerprint(sql, row.number)]);
}

/** Fingerprints in memory while a sketch is rebuilt, about 1 kB each. */
const REBUILT_AT_ONCE = 200;

/** The document-frequency sketch as last stored. If another version of the code stored it, it is rebuilt from the articles. */
export function readSketch(sql: SqlStorage): DocumentFrequencySketch {
  const stored = readSketchBytes(sql);
  const sketch = stored && decodeSketch(new Uint8Array(stored));
  if (sketch || stored === undefined) return sketch ?? emptySketch();
  const rebuilt = emptySketch();
  for (let after = 0; ; ) {
    const rows = sql
      .exec<{ number: number; profile: ArrayBuffer }>(
        'SELECT number, profile FROM article WHERE number > ? ORDER BY number LIMIT ?',
        after,
        REBUILT_AT_ONCE,
      )
      .toArray();
    for (const row of rows)
      addDocument(rebuilt, decodeFingerprint(new Uint8Array(row.profile)) ?? refingerprint(sql, row.number));
    const last = rows.at(-1);
    if (!last) break;
    after = last.number;
  }
  return rebuilt;
}

/** The fingerprint made again from the stored text, for one that an older version of the code encoded. */
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

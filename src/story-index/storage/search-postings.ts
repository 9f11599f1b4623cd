/**
 * Which articles have a word in title or text, packed into few rows. SQLite's FTS5 would write some nine rows a batch of one article, and
 * this writes SHARDS for each segment of postings.ts. The words of the newest articles, and of those edited since they were packed, are read from their rows.
 */
import type { ArticleNumber } from '../../clustering/index-port.ts';
import { mix } from '../../text/hash.ts';
import { type Search, type Searchable, type SearchItem, searchable } from '../../text/search.ts';

/** Rows that one segment is split into by term, so that a search of one word reads a quarter of the bytes. */
const SHARDS = 4;
/** Edited articles that make a segment of their own, at most 256. Until then each search reads their rows. */
const EDITED_MAX = 128;
/** Articles not packed yet that one search reads. There are fewer but after a restore, until the next batch. */
const UNPACKED_READ_MAX = 512;

interface TextRow extends Record<string, SqlStorageValue> {
  number: number;
  story: number;
  outlet: string;
  title: string;
  summary: string;
  passages: string;
}

const TEXT = 'number, story, outlet, title, summary, passages';

/** Title, summary and text of articles, ready to be searched. */
export function textsWhere(sql: SqlStorage, where: string, ...values: (string | number)[]) {
  return sql
    .exec<TextRow>(`SELECT ${TEXT} FROM article WHERE ${where}`, ...values)
    .toArray()
    .map(({ number, story, outlet, ...row }) => ({ number, story, outlet, text: wordsOf(row) }));
}

/** The words of an article's row. */
export function wordsOf({ title, summary, passages }: Pick<TextRow, 'title' | 'summary' | 'passages'>): Searchable {
  return searchable([title, summary, ...(JSON.parse(passages) as string[])]);
}

/** Packs the words of these articles. They are new: a later edit is told by `noteEdited`. */
export function packWords(sql: SqlStorage, articles: readonly ArticleNumber[]): void {
  const segment = articles.at(-1);
  if (segment !== undefined) writeSegment(sql, segment, articles);
}

/** An article whose words have changed since they were packed. Costs a row, and another when it is packed again. */
export function noteEdited(sql: SqlStorage, article: ArticleNumber): void {
  const { newest } = sql
    .exec<{ newest: number | null }>('SELECT max(segment) AS newest FROM search_segment WHERE shard = 0')
    .one();
  if (article > (newest ?? 0)) return;
  sql.exec('INSERT OR IGNORE INTO search_edited (article) VALUES (?)', article);
  const edited = editedArticles(sql);
  if (edited.length < EDITED_MAX) return;
  const { lowest } = sql
    .exec<{ lowest: number | null }>('SELECT min(segment) AS lowest FROM search_segment WHERE shard = 0')
    .one();
  writeSegment(sql, Math.min(0, lowest ?? 0) - 1, edited);
  sql.exec('DELETE FROM search_edited');
}

/** Forgets the words of articles that have left the index, up to this one. */
export function pruneWords(sql: SqlStorage, article: ArticleNumber): void {
  sql.exec('DELETE FROM search_segment WHERE newest <= ?', article);
  sql.exec('DELETE FROM search_edited WHERE article <= ?', article);
}

function editedArticles(sql: SqlStorage): readonly ArticleNumber[] {
  return sql
    .exec<{ article: number }>('SELECT article FROM search_edited ORDER BY article')
    .toArray()
    .map((row) => row.article);
}

/** `segment`: a number of its own; below 0 for edited articles. */
function writeSegment(sql: SqlStorage, segment: number, articles: readonly ArticleNumber[]): void {
  const texts = textsWhere(sql, 'number IN (SELECT value FROM json_each(?))', JSON.stringify(articles));
  const numbers = texts.map(({ number }) => number);
  for (let shard = 0; shard < SHARDS; shard++) {
    const pairs = texts.flatMap(({ text }, place) =>
      [...text.terms].filter((term) => shardOf(term) === shard).map((term) => ({ term, place })),
    );
    pairs.sort((a, b) => a.term - b.term || a.place - b.place);
    const head = Uint32Array.from([numbers.length, ...numbers, ...pairs.map(({ term }) => term)]);
    const packed = new Uint8Array(head.byteLength + pairs.length);
    packed.set(new Uint8Array(head.buffer));
    for (const [i, { place }] of pairs.entries()) packed[head.byteLength + i] = place;
    const newest = numbers.reduce((latest, number) => Math.max(latest, number), 0);
    sql.exec(
      'INSERT INTO search_segment (shard, segment, newest, postings) VALUES (?, ?, ?, ?)',
      shard,
      segment,
      newest,
      packed.buffer,
    );
  }
}

function shardOf(term: number): number {
  return mix(term) % SHARDS;
}

/**
 * Articles that may answer the search, newest first: those that have its words, wherever they stand, and every one whose words are not
 * packed. undefined: the search only says what must not stand in a story.
 */
export function articlesWithWords(sql: SqlStorage, { all }: Search): readonly ArticleNumber[] | undefined {
  if (all.length === 0) return undefined;
  const found = new Set<ArticleNumber>(editedArticles(sql));
  const unpacked = sql
    .exec<{ number: number }>(
      'SELECT number FROM article WHERE number > (SELECT coalesce(max(segment), 0) FROM search_segment WHERE shard = 0) ORDER BY number DESC LIMIT ?',
      UNPACKED_READ_MAX,
    )
    .toArray();
  for (const { number } of unpacked) found.add(number);
  for (const { numbers, places } of packedPlaces(sql, new Set(all.flat(3)))) {
    const has = (item: SearchItem, place: number) =>
      item.every((word) => word.some((term) => places.get(term)?.[place] === 1));
    for (const [place, number] of numbers.entries()) {
      if (all.every((items) => items.some((item) => has(item, place)))) found.add(number);
    }
  }
  return [...found].sort((a, b) => b - a);
}

interface PackedPlaces {
  readonly numbers: Uint32Array;
  /** By term, 1 for each place of `numbers` that has it. */
  readonly places: Map<number, Uint8Array>;
}

function packedPlaces(sql: SqlStorage, terms: ReadonlySet<number>): Iterable<PackedPlaces> {
  const segments = new Map<number, PackedPlaces>();
  for (const [shard, sought] of Map.groupBy(terms, shardOf)) {
    const rows = sql
      .exec<{ segment: number; postings: ArrayBuffer }>(
        'SELECT segment, postings FROM search_segment WHERE shard = ?',
        shard,
      )
      .toArray();
    for (const { segment, postings } of rows) {
      const { numbers, terms, places } = unpacked(postings);
      const of = segments.get(segment) ?? { numbers, places: new Map() };
      segments.set(segment, of);
      for (const term of sought) {
        const has = new Uint8Array(numbers.length);
        for (let at = firstOf(terms, term); terms[at] === term; at++) has[places[at] ?? 0] = 1;
        of.places.set(term, has);
      }
    }
  }
  return segments.values();
}

function unpacked(postings: ArrayBuffer) {
  const [count = 0] = new Uint32Array(postings, 0, 1);
  const pairs = (postings.byteLength - 4 * (1 + count)) / 5;
  return {
    numbers: new Uint32Array(postings, 4, count),
    terms: new Uint32Array(postings, 4 * (1 + count), pairs),
    places: new Uint8Array(postings, 4 * (1 + count + pairs), pairs),
  };
}

/** Position of the first term that is not below `term`. */
function firstOf(terms: Uint32Array, term: number): number {
  let low = 0;
  let high = terms.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((terms[middle] ?? 0) < term) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** First sight of the oldest article that searches find, ms since the epoch; undefined: there is none. */
export function searchedSince(sql: SqlStorage): number | undefined {
  return sql.exec<{ seen: number }>('SELECT seen FROM article ORDER BY number LIMIT 1').toArray()[0]?.seen;
}

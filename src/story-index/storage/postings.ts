/**
 * The inverted file, key → articles, packed: what the platform counts is rows written, and a row per key was most of them.
 * The keys of the newest articles stand in their own rows and are read into memory at the start of a batch; every
 * SEGMENT_ARTICLES of them are sealed into one row of sorted pairs, and SEGMENTS_MERGED such rows into a longer one.
 * A lookup is a binary search in each, newest first. Sealed rows never change, so those once read stay in memory.
 */
import type { ArticleNumber } from '../../clustering/index-port.ts';

/** Articles whose keys are packed into one row: what is not packed yet is read row by row at each batch. */
const SEGMENT_ARTICLES = 256;
/** Packed rows made one: 16 × 256 articles × 14 keys × 8 bytes are 0.5 MB of the 2 MB a row may have. */
const SEGMENTS_MERGED = 16;

export interface Postings {
  /** Articles filed under `key`, newest first, at most `limit`. */
  find(key: number, limit: number): ArticleNumber[];
  /** `article` is newer than all before it. Its keys are expected in its row. */
  add(article: ArticleNumber, keys: Uint32Array): void;
  /** Packs what has become enough to pack; belongs at the end of the batch, in its transaction. */
  seal(): void;
}

/** Pairs ordered by key, then by article: both columns of one length. */
interface Segment {
  readonly keys: Uint32Array;
  readonly articles: Uint32Array;
}

interface Filed {
  readonly article: ArticleNumber;
  readonly keys: Uint32Array;
}

/** Sealed rows read so far, by their newest article, as long as the object is awake. */
const kept = new WeakMap<SqlStorage, Map<ArticleNumber, Segment>>();

/** How many articles make a segment, and how many segments one. */
interface Packing {
  readonly articles: number;
  readonly merged: number;
}

const PACKING: Packing = { articles: SEGMENT_ARTICLES, merged: SEGMENTS_MERGED };

export function openPostings(sql: SqlStorage, packing: Packing = PACKING): Postings {
  const sealed = sealedSegments(sql);
  const tail: Filed[] = sql
    .exec<{ number: number; keys: ArrayBuffer }>(
      'SELECT number, keys FROM article WHERE number > ? ORDER BY number',
      sealed.last,
    )
    .toArray()
    .map((row) => ({ article: row.number, keys: new Uint32Array(row.keys) }));
  const byKey = new Map<number, ArticleNumber[]>();
  const note = ({ article, keys }: Filed) => {
    for (const key of keys) {
      const articles = byKey.get(key);
      if (articles) articles.push(article);
      else byKey.set(key, [article]);
    }
  };
  tail.forEach(note);
  return {
    find(key, limit) {
      const recent = byKey.get(key) ?? [];
      const found = recent.slice(Math.max(0, recent.length - limit)).reverse();
      for (const { keys, articles } of sealed.newestFirst) {
        for (let at = after(keys, key) - 1; at >= 0 && keys[at] === key && found.length < limit; at--)
          found.push(articles[at] ?? 0);
        if (found.length >= limit) break;
      }
      return found;
    },
    add(article, keys) {
      const filed = { article, keys };
      tail.push(filed);
      note(filed);
    },
    seal() {
      while (tail.length >= packing.articles) {
        const oldest = tail.splice(0, packing.articles);
        writeSegment(sql, oldest.at(-1)?.article ?? 0, 0, joined(oldest.map(pairsOf)));
      }
      mergeShort(sql, packing.merged);
    },
  };
}

/** Forgets the sealed rows up to `article`, whose articles are no longer kept. */
export function pruneSegments(sql: SqlStorage, article: ArticleNumber): void {
  sql.exec('DELETE FROM segment WHERE last <= ?', article);
}

/** For whoever replaces what the index holds: nothing read before is true of it. */
export function forgetSegments(sql: SqlStorage): void {
  kept.delete(sql);
}

function sealedSegments(sql: SqlStorage): { readonly newestFirst: readonly Segment[]; readonly last: ArticleNumber } {
  const numbers = sql
    .exec<{ last: number }>('SELECT last FROM segment ORDER BY last DESC')
    .toArray()
    .map((row) => row.last);
  const before = kept.get(sql);
  const now = new Map(numbers.map((last) => [last, before?.get(last) ?? readSegment(sql, last)]));
  kept.set(sql, now);
  return { newestFirst: [...now.values()], last: numbers[0] ?? 0 };
}

/** `count` short ones, the oldest first, become one long one, which stays as it is until it is pruned. */
function mergeShort(sql: SqlStorage, count: number): void {
  const short = sql
    .exec<{ last: number }>('SELECT last FROM segment WHERE merged = 0 ORDER BY last LIMIT ?', count)
    .toArray();
  if (short.length < count) return;
  const merged = joined(short.map(({ last }) => readSegment(sql, last)));
  const last = short.at(-1)?.last ?? 0;
  sql.exec(
    'DELETE FROM segment WHERE last IN (SELECT value FROM json_each(?))',
    JSON.stringify(short.map((s) => s.last)),
  );
  writeSegment(sql, last, 1, merged);
  mergeShort(sql, count);
}

function pairsOf({ article, keys }: Filed): Segment {
  return { keys, articles: new Uint32Array(keys.length).fill(article) };
}

/** Of parts oldest first, so that one stable sort by key leaves each key's articles in order. */
function joined(parts: readonly Segment[]): Segment {
  const pairs = parts.flatMap(({ keys, articles }) =>
    Array.from(keys, (key, i) => ({ key, article: articles[i] ?? 0 })),
  );
  pairs.sort((a, b) => a.key - b.key);
  return {
    keys: Uint32Array.from(pairs, (pair) => pair.key),
    articles: Uint32Array.from(pairs, (pair) => pair.article),
  };
}

function writeSegment(sql: SqlStorage, last: ArticleNumber, merged: 0 | 1, { keys, articles }: Segment): void {
  const pairs = new Uint32Array(2 * keys.length);
  pairs.set(keys);
  pairs.set(articles, keys.length);
  sql.exec('INSERT INTO segment (last, merged, pairs) VALUES (?, ?, ?)', last, merged, pairs.buffer);
}

function readSegment(sql: SqlStorage, last: ArticleNumber): Segment {
  const { pairs } = sql.exec<{ pairs: ArrayBuffer }>('SELECT pairs FROM segment WHERE last = ?', last).one();
  const count = pairs.byteLength / 8;
  return { keys: new Uint32Array(pairs, 0, count), articles: new Uint32Array(pairs, 4 * count, count) };
}

/** Index of the first key greater than `key`. */
function after(keys: Uint32Array, key: number): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle] ?? 0) <= key) low = middle + 1;
    else high = middle;
  }
  return low;
}

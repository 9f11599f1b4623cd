/**
 * The inverted file, index term → articles, packed into few rows, because the platform bills rows written. The terms of the
 * newest articles stand in the articles' own rows. Every SEGMENT_ARTICLES of them are sealed into one segment of sorted
 * pairs, and SEGMENTS_MERGED segments are merged into one. A lookup searches each segment, newest first.
 */
import type { ArticleNumber, Posting } from '../../clustering/index-port.ts';
import { sharedOut, voiceOf } from '../../clustering/voice-share.ts';

/** Articles of one segment. Articles not sealed yet are read row by row at each batch. */
const SEGMENT_ARTICLES = 128;
/** Segments merged into one: 16 × 128 articles × 15 terms × 10 bytes are 0.3 MB of the 2 MB a row may have. */
const SEGMENTS_MERGED = 16;
/** Articles of one term that are shared out: more than honest outlets file under any in a window. */
const SHARED_OUT_MAX = 4_096;

export interface Postings {
  /** Articles filed under `term`, newest first, at most `limit`, shared out among publishers. */
  find(term: number, limit: number): readonly Posting[];
  /** `article` must be newer than all before it. The caller stores its terms in its row. */
  add(article: ArticleNumber, terms: Uint32Array, voice: number): void;
  /** Indexes an edited article under these terms instead. If it is sealed, its segment is rewritten: one row. */
  replace(article: ArticleNumber, terms: Uint32Array, voice: number): void;
  /** Seals and merges what has become enough. Called at the end of a batch, in its transaction. Returns the articles of each new segment. */
  seal(): readonly (readonly ArticleNumber[])[];
}

/** Pairs ordered by term, then by article, with the article's publisher, as three columns of one length. */
interface Segment {
  readonly terms: Uint32Array;
  readonly articles: Uint32Array;
  readonly voices: Uint16Array;
}

interface Filed {
  readonly article: ArticleNumber;
  readonly terms: Uint32Array;
  readonly voice: number;
}

/** Segments read since the object woke, by their newest article. A segment changes only when one of its articles is edited. */
const segmentCaches = new WeakMap<SqlStorage, Map<ArticleNumber, Segment>>();

/** How many articles make a segment, and how many segments are merged into one. */
interface Packing {
  readonly articles: number;
  readonly merged: number;
}

const PACKING: Packing = { articles: SEGMENT_ARTICLES, merged: SEGMENTS_MERGED };

export function openPostings(sql: SqlStorage, packing: Packing = PACKING): Postings {
  const sealed = sealedSegments(sql);
  const tail: Filed[] = sql
    .exec<{ number: number; publisher: string; keys: ArrayBuffer }>(
      'SELECT number, publisher, keys FROM article WHERE number > ? ORDER BY number',
      sealed.last,
    )
    .toArray()
    .map((row) => ({ article: row.number, terms: new Uint32Array(row.keys), voice: voiceOf(row.publisher) }));
  const byTerm = new Map<number, Posting[]>();
  const addToTail = ({ article, terms, voice }: Filed) => {
    for (const term of terms) {
      const filed = byTerm.get(term);
      if (filed) filed.push({ article, voice });
      else byTerm.set(term, [{ article, voice }]);
    }
  };
  tail.forEach(addToTail);
  return {
    find(term, limit) {
      const found = (byTerm.get(term) ?? []).toReversed();
      const most = Math.max(limit, SHARED_OUT_MAX);
      for (const { terms, articles, voices } of sealed.segments.values()) {
        for (let at = firstGreater(terms, term) - 1; at >= 0 && terms[at] === term && found.length < most; at--)
          found.push({ article: articles[at] ?? 0, voice: voices[at] ?? 0 });
      }
      return sharedOut(found, limit, ({ voice }) => voice);
    },
    add(article, terms, voice) {
      const filed = { article, terms, voice };
      tail.push(filed);
      addToTail(filed);
    },
    replace(article, terms, voice) {
      if (article <= sealed.last) return replaceSealed(sql, sealed.segments, { article, terms, voice });
      const at = tail.findIndex((one) => one.article === article);
      for (const term of tail[at]?.terms ?? []) {
        byTerm.set(
          term,
          (byTerm.get(term) ?? []).filter((one) => one.article !== article),
        );
      }
      for (const term of terms)
        byTerm.set(
          term,
          [...(byTerm.get(term) ?? []), { article, voice }].sort((a, b) => a.article - b.article),
        );
      if (at >= 0) tail[at] = { article, terms, voice };
    },
    seal() {
      const sealedNow: ArticleNumber[][] = [];
      while (tail.length >= packing.articles) {
        const oldest = tail.splice(0, packing.articles);
        sealedNow.push(oldest.map(({ article }) => article));
        writeSegment(sql, oldest.at(-1)?.article ?? 0, 0, joined(oldest.map(pairsOf)));
      }
      mergeShort(sql, packing.merged);
      return sealedNow;
    },
  };
}

/** Deletes the segments up to `article`, whose articles have left the index. */
export function pruneSegments(sql: SqlStorage, article: ArticleNumber): void {
  sql.exec('DELETE FROM segment WHERE last <= ?', article);
}

/** Empties the cache. Called when rows are replaced or rolled back. */
export function forgetSegments(sql: SqlStorage): void {
  segmentCaches.delete(sql);
}

/** `segments`: by their newest article, the newest first. */
function sealedSegments(sql: SqlStorage): {
  readonly segments: Map<ArticleNumber, Segment>;
  readonly last: ArticleNumber;
} {
  const numbers = sql
    .exec<{ last: number }>('SELECT last FROM segment ORDER BY last DESC')
    .toArray()
    .map((row) => row.last);
  const before = segmentCaches.get(sql);
  const cached = new Map(numbers.map((last) => [last, before?.get(last) ?? readSegment(sql, last)]));
  segmentCaches.set(sql, cached);
  return { segments: cached, last: numbers[0] ?? 0 };
}

function replaceSealed(sql: SqlStorage, segments: Map<ArticleNumber, Segment>, edited: Filed): void {
  const last = [...segments.keys()].findLast((newest) => newest >= edited.article);
  const segment = last === undefined ? undefined : segments.get(last);
  if (last === undefined || segment === undefined) return;
  const replaced = withTerms(segment, edited);
  sql.exec('UPDATE segment SET pairs = ? WHERE last = ?', bytesOf(replaced), last);
  segments.set(last, replaced);
}

/** The segment with these terms for one article. In one pass: a merged segment has some 60,000 pairs. */
function withTerms(segment: Segment, { article, terms: added, voice }: Filed): Segment {
  const own = added.toSorted();
  const terms = new Uint32Array(segment.terms.length + own.length);
  const articles = new Uint32Array(terms.length);
  const voices = new Uint16Array(terms.length);
  let length = 0;
  let next = 0;
  const put = (term: number, of: ArticleNumber, by: number) => {
    terms[length] = term;
    voices[length] = by;
    articles[length++] = of;
  };
  segment.articles.forEach((other, i) => {
    if (other === article) return;
    const term = segment.terms[i] ?? 0;
    while (next < own.length && isBefore(own[next] ?? 0, article, term, other)) put(own[next++] ?? 0, article, voice);
    put(term, other, segment.voices[i] ?? 0);
  });
  while (next < own.length) put(own[next++] ?? 0, article, voice);
  return {
    terms: terms.subarray(0, length),
    articles: articles.subarray(0, length),
    voices: voices.subarray(0, length),
  };
}

function isBefore(term: number, article: ArticleNumber, otherTerm: number, other: ArticleNumber): boolean {
  return term < otherTerm || (term === otherTerm && article < other);
}

/** Merges the `count` oldest short segments into a long one, which stays as it is until it is pruned. */
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

function pairsOf({ article, terms, voice }: Filed): Segment {
  const [articles, voices] = [new Uint32Array(terms.length), new Uint16Array(terms.length)];
  return { terms, articles: articles.fill(article), voices: voices.fill(voice) };
}

/** `parts` come oldest first, so that one stable sort by term leaves each term's articles in order. */
function joined(parts: readonly Segment[]): Segment {
  const pairs = parts.flatMap(({ terms, articles, voices }) =>
    Array.from(terms, (term, i) => ({ term, article: articles[i] ?? 0, voice: voices[i] ?? 0 })),
  );
  pairs.sort((a, b) => a.term - b.term);
  return {
    terms: Uint32Array.from(pairs, (pair) => pair.term),
    articles: Uint32Array.from(pairs, (pair) => pair.article),
    voices: Uint16Array.from(pairs, (pair) => pair.voice),
  };
}

function writeSegment(sql: SqlStorage, last: ArticleNumber, merged: 0 | 1, segment: Segment): void {
  sql.exec('INSERT INTO segment (last, merged, pairs) VALUES (?, ?, ?)', last, merged, bytesOf(segment));
}

const PAIR_BYTES = 10;

function bytesOf({ terms, articles, voices }: Segment): ArrayBuffer {
  const count = terms.length;
  const bytes = new ArrayBuffer(PAIR_BYTES * count);
  new Uint32Array(bytes, 0, count).set(terms);
  new Uint32Array(bytes, 4 * count, count).set(articles);
  new Uint16Array(bytes, 8 * count, count).set(voices);
  return bytes;
}

function readSegment(sql: SqlStorage, last: ArticleNumber): Segment {
  const { pairs } = sql.exec<{ pairs: ArrayBuffer }>('SELECT pairs FROM segment WHERE last = ?', last).one();
  const count = pairs.byteLength / PAIR_BYTES;
  return {
    terms: new Uint32Array(pairs, 0, count),
    articles: new Uint32Array(pairs, 4 * count, count),
    voices: new Uint16Array(pairs, 8 * count, count),
  };
}

/** Position of the first term greater than `term`. */
function firstGreater(terms: Uint32Array, term: number): number {
  let low = 0;
  let high = terms.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((terms[middle] ?? 0) <= term) low = middle + 1;
    else high = middle;
  }
  return low;
}

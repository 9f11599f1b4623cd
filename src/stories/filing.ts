/**
 * Files a batch of articles: one transaction, no waiting. Either every article of the batch is recorded, or none is:
 * with its story, or, where filing it throws, aside. An article filed before keeps its story and dates; only the text
 * that is shown may be refreshed.
 */

import { decodeProfile } from '../core/codec.ts';
import { type Counts, count } from '../core/counts.ts';
import { decide } from '../core/decide.ts';
import type { Decision, IndexPort, Newcomer, StoryNumber } from '../core/index-port.ts';
import { indexKeys } from '../core/keys.ts';
import { ARTICLE_RETENTION_MS, ASIDE_RETRY_MS, BATCH_ARTICLES_MAX } from '../core/limits.ts';
import { fingerprint } from '../core/profile.ts';
import type { Article } from '../feeds/article.ts';
import { asideSince, pruneAside, putAside, takeFromAside } from './aside.ts';
import { markFront, openTally, saveTally, type Tally, writeMeta } from './meta.ts';
import { openPostings, type Postings } from './postings.ts';
import { forgetProfiles } from './profiles.ts';
import { markFollowUps } from './publish-follow-ups.ts';
import { applySecondThoughts } from './second-thoughts.ts';
import type { SharedEdge } from './shared-passages.ts';
import { createSqlIndex, readCounts, writeCounts } from './sql-index.ts';
import { enqueue, foundStory, isInKv, type PriorityOf, refreshStory, relate, survivor } from './story-rows.ts';

const ALONE: Decision = {
  story: undefined,
  similarity: undefined,
  nearest: undefined,
  merges: [],
  moves: [],
  shared: [],
  copies: [],
  related: [],
};

/** Returns how many articles were new. Throws when storage does; then none is recorded. */
export function fileBatch(storage: DurableObjectStorage, batch: readonly Article[], priorityOf: PriorityOf): number {
  try {
    return fileTogether(storage, batch, priorityOf);
  } catch {
    return storage.transactionSync(() => fileSingly(storage, batch, priorityOf));
  }
}

/** One of them is poison: the others are filed without it. */
function fileSingly(storage: DurableObjectStorage, batch: readonly Article[], priorityOf: PriorityOf): number {
  let filed = 0;
  for (const article of batch) {
    try {
      filed += fileTogether(storage, [article], priorityOf);
    } catch (error) {
      putAside(storage.sql, article, error, Date.now());
    }
  }
  return filed;
}

function fileTogether(storage: DurableObjectStorage, batch: readonly Article[], priorityOf: PriorityOf): number {
  const { sql } = storage;
  try {
    return storage.transactionSync(() => fileAll(sql, batch, priorityOf));
  } catch (error) {
    // The numbers it gave out are taken back, and go to other articles.
    forgetProfiles(sql);
    throw error;
  }
}

/** Tries again what was kept aside an hour and longer, and forgets what is too old to be kept. `now` is ms since the epoch. */
export function fileAside(storage: DurableObjectStorage, now: number, priorityOf: PriorityOf): void {
  pruneAside(storage.sql, now - ARTICLE_RETENTION_MS);
  const due = asideSince(storage.sql, now - ASIDE_RETRY_MS, BATCH_ARTICLES_MAX);
  if (due.length > 0) fileBatch(storage, due, priorityOf);
}

function fileAll(sql: SqlStorage, batch: readonly Article[], priorityOf: PriorityOf): number {
  const counts = readCounts(sql);
  const postings = openPostings(sql);
  const index = createSqlIndex(sql, counts, postings);
  const desk: Desk = { sql, counts, postings, index, tally: openTally(sql), priorityOf };
  let filed = 0;
  let shown = 0;
  for (const article of batch) {
    const known = sql
      .exec<KnownRow>('SELECT number, story, title, summary, image FROM article WHERE id = ?', article.id)
      .toArray()[0];
    if (known) {
      if (refreshText(sql, known, article)) shown++;
      continue;
    }
    fileArticle(desk, article);
    filed++;
  }
  if (filed > 0) {
    desk.tally.articles += filed;
    markFollowUps(sql);
    saveTally(sql, desk.tally);
    postings.seal();
    writeCounts(sql, desk.counts);
    writeMeta(
      sql,
      'last_filed',
      batch.reduce((latest, a) => Math.max(latest, a.seen), 0),
    );
  }
  if (filed + shown > 0) markFront(sql);
  takeFromAside(sql, batch);
  return filed;
}

/** What filing one article after another has at hand; read at the start of the batch, written at its end. */
interface Desk {
  readonly sql: SqlStorage;
  readonly counts: Counts;
  readonly postings: Postings;
  readonly index: IndexPort;
  readonly tally: Tally;
  readonly priorityOf: PriorityOf;
}

interface KnownRow extends Record<string, SqlStorageValue> {
  number: number;
  story: number;
  title: string;
  summary: string;
  image: string | null;
}

/**
 * An outlet edited its item. What we compare stays as first filed (a story must not change under an edit, and shared
 * passages are counted by position); what we show follows the outlet.
 */
function refreshText(sql: SqlStorage, known: KnownRow, article: Article): boolean {
  const image = article.image ?? null;
  if (known.title === article.title && known.summary === article.summary && known.image === image) return false;
  sql.exec(
    'UPDATE article SET title = ?, summary = ?, image = ? WHERE number = ?',
    article.title,
    article.summary,
    image,
    known.number,
  );
  if (isInKv(sql, known.story)) enqueue(sql, known.story);
  return true;
}

function fileArticle({ sql, counts, postings, index, tally, priorityOf }: Desk, article: Article): void {
  const number = tally.next++;
  const profile =
    decodeProfile(article.profile) ??
    fingerprint({ title: article.title, summary: article.summary, paragraphs: article.passages }).profile;
  const newcomer: Newcomer = { article: number, publisher: article.publisher, published: article.published, profile };
  const decision = article.unmerged ? ALONE : decide(newcomer, index);
  const touched = applySecondThoughts(sql, decision, tally);

  const story = decision.story === undefined ? number : survivor(sql, decision.story);
  const joined = decision.story !== undefined && !carriedBy(sql, story, article.publisher);
  if (!article.unmerged) count(counts, profile);
  const keys = Uint32Array.from(article.unmerged ? [] : indexKeys(profile));
  sql.exec(
    `INSERT INTO article (number, id, story, outlet, publisher, url, title, summary, author, image, published, seen, passages, profile, keys,
       similarity, nearest, shared, joined, unmerged) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    number,
    article.id,
    story,
    article.outlet,
    article.publisher,
    article.url,
    article.title,
    article.summary,
    article.author ?? null,
    article.image ?? null,
    article.published,
    article.seen,
    JSON.stringify(article.passages),
    bytesOf(article.profile),
    bytesOf(keys),
    decision.similarity ?? null,
    decision.nearest ? JSON.stringify(decision.nearest) : null,
    JSON.stringify(edgesOf(sql, decision)),
    joined ? 1 : 0,
    article.unmerged ? 1 : 0,
  );
  postings.add(number, keys);
  if (decision.story === undefined) foundStory(sql, number, { ...article, number }, tally);
  for (const other of decision.related) relate(sql, story, survivor(sql, other));
  for (const changed of new Set([...touched, story])) refreshStory(sql, changed, article.seen, priorityOf);
}

/** With all that is shown of the other article: it may be in another story, and leave the index before this one. */
function edgesOf(sql: SqlStorage, { shared }: Decision): readonly SharedEdge[] {
  if (shared.length === 0) return [];
  const others = sql.exec<{ number: number; id: string; published: number }>(
    'SELECT number, id, published FROM article WHERE number IN (SELECT value FROM json_each(?))',
    JSON.stringify([...new Set(shared.map(({ other }) => other))]),
  );
  const byNumber = new Map([...others].map((row) => [row.number, row]));
  return shared.flatMap(({ passage, other, otherPassage }) => {
    const row = byNumber.get(other);
    return row ? [[passage, other, otherPassage, row.id, row.published] as const] : [];
  });
}

function carriedBy(sql: SqlStorage, story: StoryNumber, publisher: string): boolean {
  return (
    sql.exec('SELECT 1 FROM article WHERE story = ? AND publisher = ? LIMIT 1', story, publisher).toArray().length > 0
  );
}

/** The bytes of a view, as the ArrayBuffer that SQL takes. */
function bytesOf(view: Uint8Array | Uint32Array): ArrayBuffer {
  return view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength) as ArrayBuffer;
}

/**
 * Takes articles down: out of the stories, the index and every document, until they are restored. What was taken down is kept in
 * `taken_down`, for the operator only, with the reason and all that putting it back needs. An article that its publisher sends again
 * is known there by its id, its page or its text, and is not filed. A story that loses its last article keeps its id and answers 410.
 */
import { decodeFingerprint } from '../../clustering/fingerprint-codec.ts';
import { isCopy } from '../../clustering/verbatim-passages.ts';
import type { Article } from '../../documents/article.ts';
import type { TakedownRecord, TakenDown } from '../api.ts';
import { fingerprintOf } from '../filing/file-article.ts';
import type { SharedEdge } from '../read/shared-passages.ts';
import { ARTICLE_COLUMNS, type FiledArticle } from '../storage/article-columns.ts';
import { forgetInDays, standInDays } from '../storage/day-rows.ts';
import { forgetFingerprint } from '../storage/fingerprint-cache.ts';
import { markFrontDirty, readCounters, writeCounters } from '../storage/meta.ts';
import {
  canonicalStory,
  enqueue,
  enqueueNaming,
  isEmpty,
  type PriorityOf,
  refreshStory,
} from '../storage/story-rows.ts';
import { touchStory } from '../storage/touched-stories.ts';
import { tellWatches } from '../watches/tell-watches.ts';
import { listOutlets } from './outlet-list.ts';

/** What to take down: one article with its repeats, or all that an outlet filed. */
export type TakedownOf = { readonly article: string } | { readonly outlet: string };

/** What putting an article back needs. */
interface Kept {
  readonly row: { readonly [Name in keyof FiledArticle]: FiledArticle[Name] | { readonly b: string } };
  /** Edges of later articles that pointed at it, by the article's number. */
  readonly edges: readonly (readonly [number: number, edge: SharedEdge])[];
}

interface TakenDownRow extends Record<string, SqlStorageValue> {
  article: string;
  outlet: string;
  publisher: string;
  page: string;
  /** The story it stood in; 0 for one that was in quarantine. */
  story: number;
  at: number;
  reason: string;
  /** JSON of Kept; '' for one that was in quarantine. */
  kept: string;
}

interface Aftermath extends TakenDown {
  /** Ids of the stories whose documents show what is gone. */
  readonly documents: readonly string[];
  /** A day that was published named what is gone. */
  readonly days: boolean;
}

/** undefined for an article that is neither filed, nor taken down, nor named in a day. `dry`: only counts. `now` is ms since the epoch. */
export function takeDown(
  storage: DurableObjectStorage,
  of: TakedownOf,
  { reason, dry, now }: { readonly reason: string; readonly dry: boolean; readonly now: number },
  priorityOf: PriorityOf,
): Aftermath | undefined {
  const { sql } = storage;
  return storage.transactionSync(() => {
    const rows = rowsOf(sql, of);
    const aside = 'outlet' in of ? `outlet = ?` : `article = ?`;
    const id = 'outlet' in of ? of.outlet : of.article;
    const waiting = sql.exec<{ article: string }>(`SELECT article FROM aside WHERE ${aside}`, id).toArray();
    const inDays = 'outlet' in of ? of : { articles: [of.article, ...rows.map((row) => row.id)] };
    const days = standInDays(sql, inDays);
    const isKnown = rows.length + waiting.length > 0 || days;
    if ('article' in of && !isKnown && !isKept(sql, of.article)) return undefined;
    const stories = new Set(rows.map((row) => row.story));
    const numbers = new Set(rows.map((row) => row.number));
    const emptied = [...stories].filter((story) => membersBesides(sql, story, numbers) === 0);
    const counted = {
      articles: rows.length + waiting.length,
      stories: stories.size - emptied.length,
      emptied: emptied.length,
    };
    if (!dry) forgetInDays(sql, inDays);
    if (dry || counted.articles === 0) return { ...counted, documents: [], days };

    for (const { article } of waiting) keepWaiting(sql, article, reason, now);
    sql.exec(`DELETE FROM aside WHERE ${aside}`, id);
    const { edges, holders } = cutEdges(sql, numbers);
    for (const row of rows) {
      keep(sql, row, edges.get(row.number) ?? [], reason, now);
      sql.exec('DELETE FROM article WHERE number = ?', row.number);
      forgetFingerprint(sql, row.number);
    }
    for (const story of emptied) empty(sql, story);
    for (const story of stories) if (!isEmpty(sql, story)) refreshStory(sql, story, now, priorityOf);
    const touched = [...new Set([...stories, ...holders])];
    const documents = inKv(sql, touched);
    for (const { number } of documents) enqueue(sql, number);
    const counters = readCounters(sql);
    writeCounters(sql, { ...counters, articles: counters.articles - rows.length });
    markFrontDirty(sql);
    tellWatches(sql, now);
    return { ...counted, documents: documents.map((story) => story.id), days };
  });
}

/** Puts an article back where it was, or into the story that this one was merged into. The story's id; undefined when none is kept. */
export function putBack(
  storage: DurableObjectStorage,
  article: string,
  now: number,
  priorityOf: PriorityOf,
): string | undefined {
  const { sql } = storage;
  return storage.transactionSync(() => {
    const found = sql.exec<TakenDownRow>('SELECT * FROM taken_down WHERE article = ?', article).toArray()[0];
    if (!found) return undefined;
    sql.exec('DELETE FROM taken_down WHERE article = ?', article);
    // One that was in quarantine was never filed: its outlet's next edit brings it again.
    if (found.kept === '') return article;
    const { row, edges } = JSON.parse(found.kept) as Kept;
    const story = canonicalStory(sql, Number(row.story));
    const shared = (JSON.parse(String(row.shared)) as SharedEdge[]).filter((edge) => !isKept(sql, edge[3]));
    const values = { ...row, story, shared: JSON.stringify(shared) };
    sql.exec(
      `INSERT INTO article (${ARTICLE_COLUMNS.join(', ')}) VALUES (${ARTICLE_COLUMNS.map(() => '?').join(', ')})`,
      ...ARTICLE_COLUMNS.map((name) => decoded(values[name])),
    );
    for (const [number, edge] of edges) addEdge(sql, number, edge);
    const counters = readCounters(sql);
    writeCounters(sql, { ...counters, articles: counters.articles + 1 });
    refreshStory(sql, story, now, priorityOf);
    for (const { number } of inKv(sql, [story, ...edges.map(([number]) => storyOf(sql, number) ?? story)])) {
      enqueue(sql, number);
    }
    markFrontDirty(sql);
    tellWatches(sql, now);
    return sql.exec<{ id: string }>('SELECT id FROM story WHERE number = ?', story).one().id;
  });
}

/** Newest first, at most `limit`. */
export function takedowns(sql: SqlStorage, limit: number): readonly TakedownRecord[] {
  return sql
    .exec<TakenDownRow>('SELECT * FROM taken_down ORDER BY at DESC, article LIMIT ?', limit)
    .toArray()
    .map(({ article, outlet, at, reason, kept }) => {
      const row = kept === '' ? undefined : (JSON.parse(kept) as Kept).row;
      return { article, outlet, at, reason, title: String(row?.title ?? ''), url: String(row?.url ?? '') };
    });
}

/** Texts of one publisher that an incoming article is compared with, the latest. */
const COMPARED_MAX = 200;

/** Tells which articles of a batch are taken down: the same, another address of the same page, or another copy of the same text. */
export function takenDownCheck(sql: SqlStorage): (article: Article) => boolean {
  const any = sql.exec('SELECT 1 FROM taken_down LIMIT 1').toArray().length > 0;
  if (!any) return () => false;
  const listed = new Set(listOutlets(sql).map((outlet) => outlet.id));
  const byPublisher = new Map<string, readonly TakenDownRow[]>();
  return (article) => {
    const { id, publisher, page, outlet } = article;
    const rows =
      byPublisher.get(publisher) ??
      sql
        .exec<TakenDownRow>(
          'SELECT * FROM taken_down WHERE publisher = ? OR outlet = ? ORDER BY at DESC LIMIT ?',
          publisher,
          outlet,
          COMPARED_MAX,
        )
        .toArray();
    byPublisher.set(publisher, rows);
    // A batch that was under way when its outlet was taken down.
    if (!listed.has(outlet) && rows.some((row) => row.outlet === outlet)) return true;
    if (isKept(sql, id) || rows.some((row) => row.page === page)) return true;
    const kept = rows.filter((row) => row.kept !== '').map((row) => (JSON.parse(row.kept) as Kept).row);
    const fingerprint = fingerprintOf(article);
    const passages = JSON.stringify(article.passages);
    return kept.some((row) => {
      if (row.passages === passages && row.title === article.title) return true;
      const bytes = decoded(row.profile);
      const other = bytes instanceof ArrayBuffer ? decodeFingerprint(new Uint8Array(bytes)) : undefined;
      return other !== undefined && isCopy(fingerprint, other);
    });
  };
}

/** All rows, which a restore puts back so that an older backup brings nothing back. */
export function takenDownRows(sql: SqlStorage): readonly TakenDownRow[] {
  return sql.exec<TakenDownRow>('SELECT * FROM taken_down').toArray();
}

/** Takes down again what a restored backup holds of `before`. Runs in the restore's transaction. */
export function takeDownAgain(
  storage: DurableObjectStorage,
  before: readonly TakenDownRow[],
  priorityOf: PriorityOf,
): void {
  for (const row of before) {
    takeDown(storage, { article: row.article }, { reason: row.reason, dry: false, now: row.at }, priorityOf);
    if (isKept(storage.sql, row.article)) continue;
    const { article, outlet, publisher, page, story, at, reason, kept } = row;
    insert(storage.sql, [article, outlet, publisher, page, story, at, reason, kept]);
  }
  if (before.length > 0) markFrontDirty(storage.sql);
}

/** Numbers of the stories that restoring an article needs, those that they were merged into included. */
export function takenDownStories(sql: SqlStorage): readonly number[] {
  const stories = sql.exec<{ story: number }>('SELECT DISTINCT story FROM taken_down WHERE story > 0').toArray();
  return [...new Set(stories.flatMap(({ story }) => [story, canonicalStory(sql, story)]))];
}

/** Whether a story lost its last article by a takedown, so that KV must not go on showing it. */
export function isTakenDown(sql: SqlStorage, story: number): boolean {
  return sql.exec('SELECT 1 FROM taken_down WHERE story = ? LIMIT 1', story).toArray().length > 0;
}

/** The articles, with all repeats of them: a repeat would be shown in their place. */
function rowsOf(sql: SqlStorage, of: TakedownOf): readonly FiledArticle[] {
  const [where, value] =
    'outlet' in of
      ? ['a.outlet = ?', of.outlet]
      : [
          'EXISTS (SELECT 1 FROM article AS n WHERE n.id = ? AND n.publisher = a.publisher AND n.page = a.page)',
          of.article,
        ];
  return sql
    .exec<FiledArticle>(
      `SELECT ${ARTICLE_COLUMNS.map((name) => `a.${name}`).join(', ')} FROM article AS a WHERE ${where}`,
      value,
    )
    .toArray();
}

function membersBesides(sql: SqlStorage, story: number, numbers: ReadonlySet<number>): number {
  const members = sql.exec<{ number: number }>('SELECT number FROM article WHERE story = ?', story).toArray();
  return members.filter(({ number }) => !numbers.has(number)).length;
}

/** Takes the edges that point at `numbers` out of other articles' rows: they name the article and its words. */
function cutEdges(sql: SqlStorage, numbers: ReadonlySet<number>) {
  const edges = new Map<number, (readonly [number, SharedEdge])[]>();
  const holders = new Set<number>();
  const rows = sql
    .exec<{ number: number; story: number; shared: string }>(
      `SELECT number, story, shared FROM article WHERE shared <> '[]'`,
    )
    .toArray();
  for (const { number, story, shared } of rows) {
    if (numbers.has(number)) continue;
    const all = JSON.parse(shared) as SharedEdge[];
    const cut = all.filter(([, other]) => numbers.has(other));
    if (cut.length === 0) continue;
    for (const edge of cut) edges.set(edge[1], [...(edges.get(edge[1]) ?? []), [number, edge]]);
    holders.add(story);
    const left = JSON.stringify(all.filter(([, other]) => !numbers.has(other)));
    sql.exec('UPDATE article SET shared = ? WHERE number = ?', left, number);
  }
  return { edges, holders };
}

function addEdge(sql: SqlStorage, number: number, edge: SharedEdge): void {
  const row = sql.exec<{ shared: string }>('SELECT shared FROM article WHERE number = ?', number).toArray()[0];
  if (!row) return;
  const shared = [...(JSON.parse(row.shared) as SharedEdge[]), edge].sort((a, b) => a[1] - b[1] || a[0] - b[0]);
  sql.exec('UPDATE article SET shared = ? WHERE number = ?', JSON.stringify(shared), number);
}

function keep(sql: SqlStorage, row: FiledArticle, edges: Kept['edges'], reason: string, now: number): void {
  const kept = JSON.stringify({ row, edges }, (_, value: unknown) =>
    value instanceof ArrayBuffer ? { b: new Uint8Array(value).toBase64() } : value,
  );
  insert(sql, [row.id, row.outlet, row.publisher, row.page, row.story, now, reason, kept]);
}

/** An article in quarantine is kept by name only: it was never shown. */
function keepWaiting(sql: SqlStorage, article: string, reason: string, now: number): void {
  const { sent } = sql.exec<{ sent: string }>('SELECT sent FROM aside WHERE article = ?', article).one();
  const { outlet, publisher, page } = JSON.parse(sent) as Article;
  insert(sql, [article, outlet, publisher, page, 0, now, reason, '']);
}

function insert(sql: SqlStorage, values: readonly SqlStorageValue[]): void {
  sql.exec(
    'INSERT OR REPLACE INTO taken_down (article, outlet, publisher, page, story, at, reason, kept) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    ...values,
  );
}

function isKept(sql: SqlStorage, article: string): boolean {
  return sql.exec('SELECT 1 FROM taken_down WHERE article = ?', article).toArray().length > 0;
}

/** No page names an emptied story any longer. Its title goes too. */
function empty(sql: SqlStorage, story: number): void {
  touchStory(sql, story);
  sql.exec(`UPDATE story SET title = '' WHERE number = ?`, story);
  enqueueNaming(sql, story);
}

function inKv(
  sql: SqlStorage,
  stories: readonly number[],
): readonly { readonly number: number; readonly id: string }[] {
  return sql
    .exec<{ number: number; id: string }>(
      'SELECT number, id FROM story WHERE kv_digest IS NOT NULL AND number IN (SELECT value FROM json_each(?))',
      JSON.stringify(stories),
    )
    .toArray();
}

function storyOf(sql: SqlStorage, article: number): number | undefined {
  return sql.exec<{ story: number }>('SELECT story FROM article WHERE number = ?', article).toArray()[0]?.story;
}

function decoded(value: SqlStorageValue | { readonly b: string }): SqlStorageValue {
  return typeof value === 'object' && value !== null && 'b' in value
    ? (Uint8Array.fromBase64(value.b).buffer as ArrayBuffer)
    : value;
}

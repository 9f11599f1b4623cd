/** The front document, and the pages behind it: one item per story, the newest first. */

import { earliest } from '../../documents/article.ts';
import type { FrontDocument, FrontStory, StoryUpdate } from '../../documents/document.ts';
import { guidOf } from '../../documents/guid.ts';
import {
  type Slice,
  type SliceOutlets,
  sliceOutlets,
  sliceQuery,
  unknownInSlice,
  WHOLE,
} from '../../documents/slice.ts';
import { decodeCursor, encodeCursor, newestFirst } from '../../documents/story-cursor.ts';
import { PAGE_STORIES_MAX, PUBLISHER_SHARE, UPDATES_MAX } from '../../limits.ts';
import { DEFAULT_LOCALIZED, type Localized } from '../../localization/localization.ts';
import type { RenderFormat } from '../../render/formats.ts';
import { frontAddress, updatesAddress } from '../../render/front-address.ts';
import { FRONT_OUTLETS_MAX, keptOnFront, lastChanged } from '../../render/front-feeds.ts';
import { renderFront, renderUpdates } from '../../render/render.ts';
import { answers, hasNone, parseSearch, type Search } from '../../text/search.ts';
import { type StoriesPage, type StoriesQuery, UNKNOWN_IN_SLICE } from '../api.ts';
import { type ArticleRow, articlesOf } from '../storage/article-columns.ts';
import { articlesByOutlets } from '../storage/outlet-postings.ts';
import { articlesWithWords, textsWhere } from '../storage/search-postings.ts';
import { excerpt, identity, imageFileOf, type KnownOutlets, shownFor } from './article-rows.ts';
import { agreedCategories } from './categories.ts';
import { searched, tellingExcerpt } from './search-results.ts';
import {
  cutOff,
  latestStories,
  type Newest,
  newestStories,
  type SelectedStories,
  sliceStories,
} from './select-stories.ts';
import { STORY, type StoryRow, storyHead, type Undated } from './story-document.ts';

export function frontDocument(sql: SqlStorage, outlets: KnownOutlets): Undated<FrontDocument> {
  const shared = sharedStories(sql, { publishers: 1, limit: keptOnFront(1) });
  const newest = new Map(shared.stories.map((row) => [row.number, row]));
  for (let publishers = 2; publishers <= FRONT_OUTLETS_MAX; publishers++) {
    for (const row of latestStories(sql, { publishers, limit: keptOnFront(publishers) })) newest.set(row.number, row);
  }
  const rows = [...newest.values()].sort(newestFirst);
  const stories = frontStories(sql, rows, outlets).map(dated(rows));
  return { stories, cut: shared.cut, updates: updates(sql, outlets) };
}

/**
 * Throws for an invalid cursor, because the Worker has checked it, and with UNKNOWN_IN_SLICE for a slice that names what the list does not
 * know. `asFeed`: no publisher fills the page of all stories alone. For programs, that read everything, the page is whole, and so is a slice.
 */
export function storiesPage(sql: SqlStorage, query: StoriesQuery, outlets: KnownOutlets, asFeed = false): StoriesPage {
  const after = query.cursor === undefined ? undefined : decodeCursor(query.cursor);
  if (query.cursor !== undefined && !after) throw new Error(`No cursor: ${query.cursor}`);
  const { limit, slice } = query;
  const { publishers, since } = slice;
  const of = outletsOf(slice, outlets);
  const search = searchOf(slice);
  const asked = { publishers, limit, after, since };
  const { stories, end } = selected(sql, of, search, asked, asFeed && slice.publishers < 2);
  const found = frontStories(sql, stories, outlets, of.muted).map(dated(stories));
  const next = end && encodeCursor(end);
  const names = namesOf(slice, outlets);
  if (!search) return { stories: found, next, names };
  const telling = found.map((story) => tellingExcerpt(sql, story, search));
  return { stories: telling, next, names, search: searched(sql, telling, search) };
}

/** The story as a slice tells it, by its number; undefined when the slice has none of its reports. */
export function storyInSlice(
  sql: SqlStorage,
  story: number,
  slice: Slice,
  outlets: KnownOutlets,
): FrontStory | undefined {
  const rows = sql.exec<StoryRow>(`SELECT ${STORY} FROM story WHERE number = ?`, story).toArray();
  const { muted } = sliceOutlets(slice, [...outlets.values()]);
  return frontStories(sql, rows, outlets, muted).map(dated(rows))[0];
}

/** Throws for a search that cannot be used, because the Worker has checked it. */
export function searchOf({ q }: Slice): Search | undefined {
  if (q === undefined) return undefined;
  const search = parseSearch(q);
  if (typeof search === 'string') throw new Error(search);
  return search;
}

function selected(
  sql: SqlStorage,
  of: SliceOutlets,
  search: Search | undefined,
  asked: Newest,
  shared: boolean,
): SelectedStories {
  if (search || of.any.length + of.muted.length > 0) return sliceStories(sql, of, search, asked);
  const further = { ...asked, limit: asked.limit + 1 };
  return cutOff(shared ? sharedStories(sql, further).stories : newestStories(sql, further), asked.limit);
}

export function outletsOf(slice: Slice, outlets: KnownOutlets): SliceOutlets {
  const known = [...outlets.values()];
  const unknown = unknownInSlice(slice, known);
  if (unknown !== undefined) throw new Error(UNKNOWN_IN_SLICE + unknown);
  return sliceOutlets(slice, known);
}

/** Names of the outlets that a slice names, by id. */
export function namesOf(
  { outlets: asked, notOutlets }: Slice,
  outlets: KnownOutlets,
): Readonly<Record<string, string>> {
  return Object.fromEntries([...asked, ...notOutlets].map((id) => [id, outlets.get(id)?.name ?? id]));
}

/** The page rendered as a feed at `origin`. `empty`, ms: when a page without stories last changed. */
export function storiesFeed(
  page: StoriesPage,
  { slice, cursor }: StoriesQuery,
  format: RenderFormat,
  origin: string,
  empty: number,
  by: Localized = DEFAULT_LOCALIZED,
): string {
  const changed = page.stories.length > 0 ? lastChanged(page.stories) : empty;
  const address = frontAddress(origin, format, { slice, cursor, next: page.next });
  return renderFront(format, { changed, stories: page.stories, slice, names: page.names }, address, by);
}

/** The updates of a slice as a feed. `changed`, ms: when the front last changed. */
export function updatesFeed(
  sql: SqlStorage,
  slice: Slice,
  outlets: KnownOutlets,
  format: RenderFormat,
  origin: string,
  changed: number,
  by: Localized = DEFAULT_LOCALIZED,
): string {
  const found = updates(sql, outlets, slice);
  const address = updatesAddress(origin, format, slice);
  return renderUpdates(format, { changed, updates: found, slice, names: namesOf(slice, outlets) }, address, by);
}

/** How often stories are read to fill the places that one publisher may not take; each time as many as there are places. */
const READS_MAX = 8;

interface SharedStories {
  readonly stories: readonly StoryRow[];
  /** Some of the newest are left out. */
  readonly cut: boolean;
}

/** As `newestStories`, with each publisher's share of the places. */
function sharedStories(sql: SqlStorage, asked: Newest): SharedStories {
  const rows: (StoryRow & { readonly teller: string | null })[] = [];
  let { after } = asked;
  for (let reads = 0; reads < READS_MAX; reads++) {
    const more = newestStories(sql, { ...asked, after });
    const tellers = tellersOf(
      sql,
      more.filter((row) => row.publishers < 2).map((row) => row.number),
    );
    rows.push(...more.map((row) => ({ ...row, teller: tellers.get(row.number) ?? null })));
    after = more.at(-1);
    if (more.length < asked.limit || withinShares(rows, PAGE_STORIES_MAX, PUBLISHER_SHARE).length >= asked.limit) break;
  }
  const tellers = new Set(rows.flatMap(({ teller }) => teller ?? []));
  const share = Math.max(PUBLISHER_SHARE, 1 / Math.max(1, tellers.size));
  const stories = withinShares(rows, PAGE_STORIES_MAX, share).slice(0, asked.limit);
  const cut = rows.slice(0, asked.limit).some((row, i) => row !== stories[i]);
  return { stories: stories.map(({ teller: _, ...row }) => row), cut };
}

/** The publisher of each story that one publisher tells, by number. */
function tellersOf(sql: SqlStorage, stories: readonly number[]): ReadonlyMap<number, string> {
  const rows = sql
    .exec<{ story: number; publisher: string }>(
      `SELECT s.value AS story, (SELECT publisher FROM article WHERE article.story = s.value LIMIT 1) AS publisher FROM json_each(?) AS s`,
      JSON.stringify(stories),
    )
    .toArray();
  return new Map(rows.map(({ story, publisher }) => [story, publisher]));
}

/** Without what is over a teller's share of each `places` places. An entry without a teller is always kept. */
function withinShares<T extends { readonly teller: string | null }>(
  entries: readonly T[],
  places: number,
  share: number,
): readonly T[] {
  const most = Math.max(1, Math.floor(places * share));
  let taken = 0;
  let held = new Map<string, number>();
  return entries.filter(({ teller }) => {
    const of = teller === null ? 0 : (held.get(teller) ?? 0);
    if (of >= most) return false;
    if (teller !== null) held.set(teller, of + 1);
    if (++taken % places === 0) held = new Map();
    return true;
  });
}

/** `muted`: outlets whose reports are left out, so that the others tell the story. */
function frontStories(
  sql: SqlStorage,
  stories: readonly StoryRow[],
  outlets: KnownOutlets,
  muted: readonly string[] = [],
): Undated<FrontStory>[] {
  const members = Map.groupBy(
    articlesOf(
      sql,
      stories.map((s) => s.number),
    ).filter((row) => !muted.includes(row.outlet)),
    (row) => row.story,
  );
  return stories.flatMap((of) => {
    const rows = members.get(of.number);
    if (!rows) return [];
    const story = muted.length > 0 ? toldBy(rows, of) : of;
    const lead = rows.find((r) => r.number === story.lead);
    const shown = shownFor(rows);
    const pictured = lead?.image ? lead : rows.find((r) => r.image);
    return [
      {
        ...storyHead(story, shown.get(story.lead)),
        excerpt: lead ? excerpt(lead) : '',
        image: pictured?.image ?? undefined,
        imageFile: pictured && imageFileOf(pictured),
        categories: agreedCategories([...new Set(shown.values())]),
        articles: [...new Set(shown.values())].map((row) => identity(row, outlets)),
      },
    ];
  });
}

/** The story as these of its reports tell it: where its lead is not among them, the first to publish leads. */
function toldBy(rows: readonly ArticleRow[], story: StoryRow): StoryRow {
  const publishers = new Set(rows.map(({ publisher }) => publisher)).size;
  if (rows.some(({ number }) => number === story.lead)) return { ...story, publishers };
  const at = ({ published, not_before: notBefore }: ArticleRow) => earliest({ published, notBefore });
  const lead = rows.reduce((first, row) => (at(row) < at(first) ? row : first));
  const reason = rows.length > 1 ? 'first' : 'only';
  return { ...story, publishers, title: lead.title, lead: lead.number, lead_reason: reason };
}

interface UpdateRow extends Record<string, SqlStorageValue> {
  number: number;
  id: string;
  outlet: string;
  publisher: string;
  title: string;
  url: string;
  published: number;
  not_before: number | null;
  seen: number;
  story: string;
  story_title: string;
  founder: number;
}

/**
 * Articles that were news when they were filed: each founded a story or brought a publisher to one. Of all stories, a publisher has its share
 * of them. A slice has those of its own outlets.
 */
function updates(sql: SqlStorage, outlets: KnownOutlets, slice: Slice = WHOLE): StoryUpdate[] {
  const of = outletsOf(slice, outlets);
  const isWhole = sliceQuery(slice) === '';
  const rows: (UpdateRow & { readonly teller: string })[] = [];
  const least = isWhole ? PUBLISHER_SHARE : 1;
  const search = searchOf(slice);
  const among = numbersAmong(sql, of, search);
  const from = isWhole || among ? 0 : newestButFor(sql, UPDATES_WALKED_MAX);
  for (let reads = 0, before = Number.MAX_SAFE_INTEGER; reads < READS_MAX; reads++) {
    const asked = {
      slice,
      muted: of.muted,
      from,
      among: among?.slice(reads * UPDATES_READ, (reads + 1) * UPDATES_READ),
    };
    const more = updatesBefore(sql, before, asked);
    rows.push(...answeringUpdates(sql, more, search).map((row) => ({ ...row, teller: row.publisher })));
    before = more.at(-1)?.number ?? 0;
    const isLast = among ? among.length <= (reads + 1) * UPDATES_READ : more.length < UPDATES_MAX;
    if (isLast || withinShares(rows, UPDATES_MAX, least).length >= UPDATES_MAX) break;
  }
  const share = Math.max(least, 1 / Math.max(1, new Set(rows.map(({ teller }) => teller)).size));
  return withinShares(rows, UPDATES_MAX, share)
    .slice(0, UPDATES_MAX)
    .map((row) => ({
      guid: guidOf('update', row.id),
      kind: row.number === row.founder ? ('story' as const) : ('publisher' as const),
      story: row.story,
      title: row.story_title,
      article: identity(row, outlets),
      at: row.seen,
    }));
}

/** Articles of a slice's outlets that are looked up at once. */
const UPDATES_READ = 400;
/** Articles looked through for the updates of a slice that names no outlet: a day's and more. */
const UPDATES_WALKED_MAX = 2_000;

/** The number of the article that so many newer ones follow; 0: there are fewer. */
function newestButFor(sql: SqlStorage, articles: number): number {
  return (
    sql
      .exec<{ number: number }>('SELECT number FROM article ORDER BY number DESC LIMIT 1 OFFSET ?', articles)
      .toArray()[0]?.number ?? 0
  );
}

/** The articles by an outlet of each of `any` that may have the words, newest first; undefined when any article will do. */
function numbersAmong(
  sql: SqlStorage,
  { any }: SliceOutlets,
  search: Search | undefined,
): readonly number[] | undefined {
  const [first, ...others] = any;
  const outlets = first?.filter((outlet) => others.every((ids) => ids.includes(outlet)));
  const byOutlets = outlets && articlesByOutlets(sql, outlets);
  const byWords = search && articlesWithWords(sql, search);
  if (!byOutlets || !byWords) return byOutlets ?? byWords;
  const answering = new Set(byWords);
  return byOutlets.filter((number) => answering.has(number));
}

/** Those of which the words answer the search. */
function answeringUpdates<R extends { readonly number: number }>(
  sql: SqlStorage,
  rows: readonly R[],
  search: Search | undefined,
): readonly R[] {
  if (!search) return rows;
  const numbers = JSON.stringify(rows.map(({ number }) => number));
  const answering = textsWhere(sql, 'number IN (SELECT value FROM json_each(?))', numbers).filter(
    ({ text }) => answers(search, text) && hasNone(search, text),
  );
  const kept = new Set(answering.map(({ number }) => number));
  return rows.filter(({ number }) => kept.has(number));
}

interface UpdatesAsked {
  readonly slice: Slice;
  readonly muted: readonly string[];
  /** The lowest number looked at. */
  readonly from: number;
  /** Only these articles; undefined for any. */
  readonly among: readonly number[] | undefined;
}

function updatesBefore(
  sql: SqlStorage,
  before: number,
  { slice: { publishers, since }, muted, from, among }: UpdatesAsked,
): UpdateRow[] {
  return sql
    .exec<UpdateRow>(
      `SELECT a.number, a.id, a.outlet, a.publisher, a.title, a.url, a.published, a.not_before, a.seen, s.id AS story, s.title AS story_title,
         (SELECT min(number) FROM article WHERE article.story = s.number) AS founder
       FROM article a JOIN story s ON s.number = a.story
       WHERE a.joined = 1 AND a.number < ? AND a.number >= ? ${among ? 'AND a.number IN (SELECT value FROM json_each(?))' : ''}
         AND a.outlet NOT IN (SELECT value FROM json_each(?)) AND s.publishers >= ? AND a.seen >= ?
       ORDER BY a.number DESC LIMIT ?`,
      before,
      from,
      ...(among ? [JSON.stringify(among)] : []),
      JSON.stringify(muted),
      publishers,
      since ?? 0,
      UPDATES_MAX,
    )
    .toArray();
}

/** Adds `changed`: when the story's own document last changed, or when the story was updated if it has no document yet. */
function dated(rows: readonly StoryRow[]): (story: Undated<FrontStory>) => FrontStory {
  const changed = new Map(rows.map((r) => [r.id, r.changed || r.updated]));
  return (story) => ({ ...story, changed: changed.get(story.id) ?? story.updated });
}

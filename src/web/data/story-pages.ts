/**
 * One page of stories, by cursor. The newest page comes from the front snapshot, so that readers who poll never reach the
 * index. Older pages come from the index.
 */

import type { FrontStory } from '../../documents/document.ts';
import { asksOnlyPublishers, type Slice } from '../../documents/slice.ts';
import type { Env } from '../../env.ts';
import { API_PAGE_STORIES_MAX } from '../../limits.ts';
import {
  FRONT_OUTLETS_MAX,
  keptOnFront,
  mostCarried,
  nextCursor,
  withMinPublishers,
} from '../../render/front-feeds.ts';
import type { FrontSnapshot, SnapshotEntry } from '../../render/front-snapshot.ts';
import { serializeFrontStories } from '../../render/story-json.ts';
import {
  QUERIES_SPENT,
  type Searched,
  type StoriesPage,
  type StoriesQuery,
  type StoryIndexApi,
  UNKNOWN_IN_SLICE,
} from '../../story-index/api.ts';
import { sourceOf } from '../http/conditional.ts';
import { askIndex, type FrontRead, type Loaded, readFront } from './document-repository.ts';

const DAY_MS = 86_400_000;

/** Readers' queries have read their share of the day's rows: until 00:00 UTC only the front and stories are served. */
interface QueriesSpent {
  readonly kind: 'spent';
}
const SPENT: QueriesSpent = { kind: 'spent' };

/** The slice names what the list does not know. `why` is an English sentence. */
interface UnknownSlice {
  readonly kind: 'unknown';
  readonly why: string;
}

/** A query that was not answered; undefined when the index did not answer at all. */
export type Unanswered = QueriesSpent | UnknownSlice | undefined;

interface StoryPage {
  /** Parses the stories when called; a 304 needs none. */
  readonly stories: () => readonly FrontStory[];
  /** The stories as the API shows them, a JSON array. `origin`: scheme and host of the request. */
  readonly storiesJson: (origin: string) => string;
  readonly next: string | undefined;
  /** ms since the epoch. undefined from the index: a story may join or leave the page while no story on it changes. */
  readonly changed: number | undefined;
  /** Names of the outlets that the slice names, by id. */
  readonly names: Readonly<Record<string, string>>;
  /** Of a slice with words. */
  readonly search: Searched | undefined;
}

/** Whether the front holds the newest page of this slice. */
export function isOnFront(slice: Slice): boolean {
  return asksOnlyPublishers(slice) && slice.publishers <= FRONT_OUTLETS_MAX;
}

/**
 * undefined when neither KV nor the index answered. `front` saves a read where the caller has it already. `whole`: no story is left out
 * for its publisher's share of the places; where the front left some out, the index is asked.
 */
export async function readStoryPage(
  env: Env,
  query: StoriesQuery,
  { front, whole = false }: { readonly front?: FrontRead; readonly whole?: boolean } = {},
): Promise<Loaded<StoryPage> | Unanswered> {
  if (query.cursor === undefined && isOnFront(query.slice)) {
    const read = front ?? (await readFront(env));
    const cut = whole && query.slice.publishers < 2 && read.kind === 'sealed' && read.document.cut();
    if (!cut) return newest(read, query);
  }
  const page = await fromIndex(env, (index) => index.stories(query));
  return typeof page === 'object' && 'stories' in page ? indexPage(page) : page;
}

/** What the index answers to a reader whose query may go unanswered. */
export async function fromIndex<T>(env: Env, ask: (index: StoryIndexApi) => Promise<T>): Promise<T | Unanswered> {
  try {
    return await askIndex(env, ask);
  } catch (error) {
    const message = String(error);
    if (message.includes(QUERIES_SPENT)) return SPENT;
    const unknown = message.indexOf(UNKNOWN_IN_SLICE);
    if (unknown >= 0) return { kind: 'unknown', why: message.slice(unknown + UNKNOWN_IN_SLICE.length) };
    console.error(JSON.stringify({ event: 'index-read-failed', error: String(error) }));
    return undefined;
  }
}

/** The most carried stories of the front's day, on one page. */
export function mostCarriedPage(
  { document: snapshot, source }: Loaded<FrontSnapshot>,
  limit: number,
  publishers: number,
): Loaded<StoryPage> {
  const chosen = withMinPublishers(publishers, mostCarried(snapshot.entries())).slice(0, limit);
  return { source, document: pageOf(snapshot, chosen, undefined) };
}

/** The most carried stories of a slice among those updated on the day before `now` (ms), on one page. */
export async function mostCarriedOfSlice(
  env: Env,
  slice: Slice,
  limit: number,
  now: number,
): Promise<Loaded<StoryPage> | Unanswered> {
  const since = Math.max(slice.since ?? 0, now - DAY_MS);
  const lately = { ...slice, since, publishers: Math.max(2, slice.publishers) };
  const asked = { limit: API_PAGE_STORIES_MAX, cursor: undefined, slice: lately };
  const page = await fromIndex(env, (index) => index.stories(asked));
  if (typeof page !== 'object' || !('stories' in page)) return page;
  return indexPage({ ...page, stories: mostCarried(page.stories).slice(0, limit), next: undefined });
}

function newest(read: FrontRead, { limit, slice: { publishers } }: StoriesQuery): Loaded<StoryPage> | undefined {
  if (read.kind !== 'sealed') return undefined;
  const { document: snapshot, source } = read;
  const matching = withMinPublishers(publishers, snapshot.entries());
  const shown = Math.min(limit, keptOnFront(publishers));
  const next = nextCursor(matching, publishers, shown);
  return { source, document: pageOf(snapshot, matching.slice(0, shown), next) };
}

function pageOf(snapshot: FrontSnapshot, chosen: readonly SnapshotEntry[], next: string | undefined): StoryPage {
  const { changed } = snapshot;
  return {
    stories: () => snapshot.stories(chosen),
    storiesJson: (origin) => snapshot.storiesJson(chosen, origin),
    next,
    changed,
    names: {},
    search: undefined,
  };
}

function indexPage({ stories, next, names, search }: StoriesPage): Loaded<StoryPage> {
  const document = {
    stories: () => stories,
    storiesJson: (origin: string) => serializeFrontStories(stories, origin),
    next,
    changed: undefined,
    names,
    search,
  };
  return { document, source: sourceOf(JSON.stringify({ stories, next, names, search })) };
}

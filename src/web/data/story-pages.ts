/**
 * One page of stories, by cursor. The newest page comes from the front snapshot, so that readers who poll never reach the
 * index. Older pages come from the index.
 */

import type { FrontStory } from '../../documents/document.ts';
import type { Env } from '../../env.ts';
import type { RenderFormat } from '../../render/formats.ts';
import {
  FRONT_OUTLETS_MAX,
  keptOnFront,
  mostCarried,
  nextCursor,
  withMinPublishers,
} from '../../render/front-feeds.ts';
import type { FrontSnapshot, SnapshotEntry } from '../../render/front-snapshot.ts';
import { serializeFrontStories } from '../../render/story-json.ts';
import { QUERIES_SPENT, type StoriesPage, type StoryIndexApi } from '../../story-index/api.ts';
import { sourceOf } from '../http/conditional.ts';
import { askIndex, type FrontRead, type Loaded, readFront } from './document-repository.ts';

/** Readers' queries have read their share of the day's rows: until 00:00 UTC only the front and stories are served. */
interface QueriesSpent {
  readonly kind: 'spent';
}
const SPENT: QueriesSpent = { kind: 'spent' };

interface PageQuery {
  readonly limit: number;
  readonly cursor: string | undefined;
  /** Only stories carried by at least so many publishers. */
  readonly outlets: number;
  /** ms since the epoch. */
  readonly since: number | undefined;
}

interface StoryPage {
  /** Parses the stories when called; a 304 needs none. */
  readonly stories: () => readonly FrontStory[];
  /** The stories as the API shows them, a JSON array. `origin`: scheme and host of the request. */
  readonly storiesJson: (origin: string) => string;
  readonly next: string | undefined;
  /** ms since the epoch. undefined from the index: a story may join or leave the page while no story on it changes. */
  readonly changed: number | undefined;
}

/** undefined when neither KV nor the index answered. `front` saves a read where the caller has it already. */
export async function readStoryPage(
  env: Env,
  query: PageQuery,
  front?: FrontRead,
): Promise<Loaded<StoryPage> | QueriesSpent | undefined> {
  const fromFront = query.cursor === undefined && query.since === undefined && query.outlets <= FRONT_OUTLETS_MAX;
  if (fromFront) return newest(front ?? (await readFront(env)), query);
  const page = await fromIndex(env, (index) => index.stories(query));
  return typeof page === 'object' && 'stories' in page ? indexPage(page) : page;
}

/** A page as a feed, rendered by the index. undefined when the index did not answer. */
export function readFeedPage(
  env: Env,
  query: PageQuery,
  format: RenderFormat,
  origin: string,
): Promise<string | QueriesSpent | undefined> {
  return fromIndex(env, (index) => index.feed(query, format, origin));
}

async function fromIndex<T>(
  env: Env,
  ask: (index: StoryIndexApi) => Promise<T>,
): Promise<T | QueriesSpent | undefined> {
  try {
    return await askIndex(env, ask);
  } catch (error) {
    if (String(error).includes(QUERIES_SPENT)) return SPENT;
    console.error(JSON.stringify({ event: 'index-read-failed', error: String(error) }));
    return undefined;
  }
}

/** The most carried stories of the day, on one page. */
export function mostCarriedPage(
  { document: snapshot, source }: Loaded<FrontSnapshot>,
  limit: number,
  outlets: number,
): Loaded<StoryPage> {
  const chosen = withMinPublishers(outlets, mostCarried(snapshot.entries())).slice(0, limit);
  return { source, document: pageOf(snapshot, chosen, undefined) };
}

function newest(read: FrontRead, { limit, outlets }: PageQuery): Loaded<StoryPage> | undefined {
  if (read.kind === 'unavailable') return undefined;
  const { document: snapshot, source } = read;
  const matching = withMinPublishers(outlets, snapshot.entries());
  const shown = Math.min(limit, keptOnFront(outlets));
  const next = nextCursor(matching, outlets, shown);
  return { source, document: pageOf(snapshot, matching.slice(0, shown), next) };
}

function pageOf(snapshot: FrontSnapshot, chosen: readonly SnapshotEntry[], next: string | undefined): StoryPage {
  const { changed } = snapshot;
  return {
    stories: () => snapshot.stories(chosen),
    storiesJson: (origin) => snapshot.storiesJson(chosen, origin),
    next,
    changed,
  };
}

function indexPage({ stories, next }: StoriesPage): Loaded<StoryPage> {
  const document = {
    stories: () => stories,
    storiesJson: (origin: string) => serializeFrontStories(stories, origin),
    next,
    changed: undefined,
  };
  return { document, source: sourceOf(JSON.stringify({ stories, next })) };
}

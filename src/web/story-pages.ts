/**
 * The stories of one page, by cursor. The newest page comes from the front document, so that readers who poll never
 * touch the index; older pages come from the index.
 */
import type { Env } from '../config.ts';
import type { FrontStory } from '../feeds/document.ts';
import type { Edition, Place } from '../feeds/edition.ts';
import { carriedBy, FRONT_OUTLETS_MAX, mostCarried, nextCursor } from '../feeds/first-page.ts';
import type { RenderFormat } from '../feeds/render/formats.ts';
import { AFTER_FRONT } from '../feeds/render/front-address.ts';
import { listOf } from '../feeds/render/story-json.ts';
import type { StoriesPage, StoriesQuery, StoryIndexApi } from '../stories/api.ts';
import { sourceOf } from './conditional.ts';
import { type FrontRead, type Held, readFront, storyIndex } from './reading.ts';

export interface PageQuery {
  readonly limit: number;
  readonly cursor: string | undefined;
  /** At least that many publishers. */
  readonly outlets: number;
  /** ms since the epoch. */
  readonly since: number | undefined;
}

export interface StoryPage {
  /** Read only when asked for: a 304 needs none. */
  readonly stories: () => readonly FrontStory[];
  /** The same as the API shows them: a JSON array. `origin`: scheme and host of the address that was asked for. */
  readonly listed: (origin: string) => string;
  readonly next: string | undefined;
  /** ms since the epoch; undefined: which stories are on it may change while none of them does. */
  readonly changed: number | undefined;
}

/** undefined: neither KV nor the index answered. `front`: where the caller has read it already. */
export async function readStoryPage(
  env: Env,
  query: PageQuery,
  front?: FrontRead,
): Promise<Held<StoryPage> | undefined> {
  const fromFront = query.cursor === undefined && query.since === undefined && query.outlets <= FRONT_OUTLETS_MAX;
  if (fromFront) return newest(front ?? (await readFront(env)), query);
  const page = await fromIndex(env, query, front, (index, asked) => index.stories(asked));
  return page && held(page);
}

/** A page as a feed, of those that are not made from the front alone; undefined: the index did not answer. */
export function readFeedPage(
  env: Env,
  query: PageQuery,
  format: RenderFormat,
  origin: string,
): Promise<string | undefined> {
  return fromIndex(env, query, undefined, (index, asked) => index.feed(asked, format, origin));
}

async function fromIndex<T>(
  env: Env,
  query: PageQuery,
  front: FrontRead | undefined,
  ask: (index: StoryIndexApi, asked: StoriesQuery) => Promise<T>,
): Promise<T | undefined> {
  try {
    if (query.cursor !== AFTER_FRONT) return await ask(storyIndex(env), query);
    const read = front ?? (await readFront(env));
    const shown = read.kind === 'front' ? carriedBy(query.outlets, read.document.places()).slice(0, query.limit) : [];
    return await ask(storyIndex(env), { ...query, cursor: undefined, shown: shown.map(({ id }) => id) });
  } catch (error) {
    console.error(JSON.stringify({ event: 'index-read-failed', error: String(error) }));
    return undefined;
  }
}

/** The most carried of the day: one page. */
export function mostCarriedPage(
  { document: edition, source }: Held<Edition>,
  limit: number,
  outlets: number,
): Held<StoryPage> {
  const chosen = carriedBy(outlets, mostCarried(edition.places())).slice(0, limit);
  return { source, document: pageOf(edition, chosen, undefined) };
}

function newest(read: FrontRead, { limit, outlets }: PageQuery): Held<StoryPage> | undefined {
  if (read.kind === 'unavailable') return undefined;
  const { document: edition, source } = read;
  const all = edition.places();
  const matching = carriedBy(outlets, all);
  const next = nextCursor(all.length, matching.length, limit);
  return { source, document: pageOf(edition, matching.slice(0, limit), next) };
}

function pageOf(edition: Edition, chosen: readonly Place[], next: string | undefined): StoryPage {
  const { changed } = edition;
  return {
    stories: () => edition.stories(chosen),
    listed: (origin) => edition.listed(chosen, origin),
    next,
    changed,
  };
}

function held({ stories, next }: StoriesPage): Held<StoryPage> {
  const document = {
    stories: () => stories,
    listed: (origin: string) => listOf(stories, origin),
    next,
    changed: undefined,
  };
  return { document, source: sourceOf(JSON.stringify({ stories, next })) };
}

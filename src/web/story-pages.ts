/**
 * The stories of one page, by cursor. The newest page comes from the front document, so that readers who poll never
 * touch the index; older pages come from the index.
 */
import type { Env } from '../config.ts';
import { FEED_PAGE_ITEMS_MAX, FRONT_STORIES_MAX } from '../core/limits.ts';
import type { FrontStory } from '../feeds/document.ts';
import { AFTER_FRONT } from '../feeds/render/front-address.ts';
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
  readonly stories: readonly FrontStory[];
  readonly next: string | undefined;
  /** ms since the epoch. */
  readonly changed: number;
}

/** The front document holds a day's worth of stories by up to this many publishers; beyond, only the index knows. */
const FRONT_OUTLETS_MAX = 3;

/** undefined: neither KV nor the index answered. `front`: where the caller has read it already. */
export async function readStoryPage(
  env: Env,
  query: PageQuery,
  front?: FrontRead,
): Promise<Held<StoryPage> | undefined> {
  try {
    if (query.cursor === AFTER_FRONT) return await afterFront(env, query, front ?? (await readFront(env)));
    const fromFront = query.cursor === undefined && query.since === undefined && query.outlets <= FRONT_OUTLETS_MAX;
    return fromFront ? newest(front ?? (await readFront(env)), query) : held(await storyIndex(env).stories(query));
  } catch (error) {
    console.error(JSON.stringify({ event: 'index-read-failed', error: String(error) }));
    return undefined;
  }
}

function newest(read: FrontRead, query: PageQuery): Held<StoryPage> | undefined {
  if (read.kind === 'unavailable') return undefined;
  const { document: edition, source } = read;
  const { count } = edition.head();
  const first = query.outlets === 1 && query.limit <= FEED_PAGE_ITEMS_MAX;
  const carried = first ? edition.newest() : edition.whole().stories.filter((s) => s.outlets >= query.outlets);
  // A front document this full was cut: there are older stories behind it.
  const older = (first ? count : carried.length) > query.limit || count >= FRONT_STORIES_MAX;
  const next = older ? AFTER_FRONT : undefined;
  return { document: { stories: carried.slice(0, query.limit), next, changed: edition.changed }, source };
}

/**
 * The front document is in order of publication, the index in order of arrival. What is among the index's newest and was
 * not on the front page opens this one, so that nobody who pages misses a story.
 */
async function afterFront(env: Env, query: PageQuery, read: FrontRead): Promise<Held<StoryPage>> {
  const front = newest(read, query);
  const index = storyIndex(env);
  const first = await index.stories({ ...query, cursor: undefined });
  const shown = new Set(front?.document.stories.map((s) => s.id));
  const missed = first.stories.filter((s) => !shown.has(s.id));
  const second = first.next ? await index.stories({ ...query, cursor: first.next }) : { stories: [], next: undefined };
  const rest = second.stories.filter((s) => !shown.has(s.id));
  return held({ stories: [...missed, ...rest], next: second.next });
}

function held(page: { readonly stories: readonly FrontStory[]; readonly next: string | undefined }): Held<StoryPage> {
  const changed = page.stories.reduce((latest, s) => Math.max(latest, s.changed), 0);
  return { document: { ...page, changed }, source: sourceOf(JSON.stringify(page)) };
}

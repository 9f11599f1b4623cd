/**
 * The stories of one page, by cursor. The newest page comes from the front document, so that readers who poll never
 * touch the index; older pages come from the index.
 */
import type { Env } from '../config.ts';
import type { FrontStory } from '../feeds/document.ts';
import type { Edition } from '../feeds/edition.ts';
import { carriedBy, FRONT_OUTLETS_MAX, mostCarried, nextCursor } from '../feeds/first-page.ts';
import { AFTER_FRONT } from '../feeds/render/front-address.ts';
import type { StoriesPage } from '../stories/api.ts';
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
  readonly next: string | undefined;
  /** ms since the epoch. */
  readonly changed: number;
}

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

/** The most carried of the day: one page. */
export function mostCarriedPage(
  { document: edition, source }: Held<Edition>,
  limit: number,
  outlets: number,
): Held<StoryPage> {
  const chosen = carriedBy(outlets, mostCarried(edition.places())).slice(0, limit);
  return {
    source,
    document: { stories: () => edition.stories(chosen), next: undefined, changed: edition.changed },
  };
}

function newest(read: FrontRead, { limit, outlets }: PageQuery): Held<StoryPage> | undefined {
  if (read.kind === 'unavailable') return undefined;
  const { document: edition, source } = read;
  const all = edition.places();
  const matching = carriedBy(outlets, all);
  const stories = () => edition.stories(matching.slice(0, limit));
  return {
    source,
    document: { stories, next: nextCursor(all.length, matching.length, limit), changed: edition.changed },
  };
}

/**
 * The front document is in order of publication, the index in order of arrival. What is among the index's newest and was
 * not on the front page opens this one, so that nobody who pages misses a story.
 */
async function afterFront(env: Env, query: PageQuery, read: FrontRead): Promise<Held<StoryPage>> {
  const front = newest(read, query);
  const index = storyIndex(env);
  const first = await index.stories({ ...query, cursor: undefined });
  const shown = new Set(front?.document.stories().map((s) => s.id));
  const missed = first.stories.filter((s) => !shown.has(s.id));
  const second = first.next ? await index.stories({ ...query, cursor: first.next }) : { stories: [], next: undefined };
  const rest = second.stories.filter((s) => !shown.has(s.id));
  return held({ stories: [...missed, ...rest], next: second.next });
}

function held({ stories, next }: StoriesPage): Held<StoryPage> {
  const changed = stories.reduce((latest, s) => Math.max(latest, s.changed), 0);
  return { document: { stories: () => stories, next, changed }, source: sourceOf(JSON.stringify({ stories, next })) };
}

/**
 * What followed a story: later stories, carried by several, whose articles found it. Told beside the stories' documents, a
 * document for all stories first published on one day: what follows is news while the story itself has long come to rest,
 * and to write each anew whenever another names it would cost twice the writes of all news.
 */
import { RELATED_MAX } from '../core/limits.ts';
import type { RelatedStory, StoryDocument } from './document.ts';

export interface FollowUps {
  /** When these bytes last changed, ms since the epoch. */
  readonly changed: number;
  /** By the id of the story that was followed; the newest first, at most RELATED_MAX. */
  readonly stories: Readonly<Record<string, readonly RelatedStory[]>>;
}

/** KV's key for what followed stories first published at `published`, ms since the epoch. */
export function followUpsKey(published: number): string {
  return `follow-ups/${new Date(published).toISOString().slice(0, 'yyyy-mm-dd'.length)}`;
}

/** The newest of both: what followed it, then what its own articles found. */
export function relatedBothWays(
  followUps: readonly RelatedStory[],
  related: StoryDocument['related'],
): readonly RelatedStory[] {
  const followed = new Set(followUps.map(({ id }) => id));
  return [...followUps, ...related.filter(({ id }) => !followed.has(id))].slice(0, RELATED_MAX);
}

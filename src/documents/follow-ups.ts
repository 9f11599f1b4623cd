/**
 * Follow-ups of a story: later stories, carried by several publishers, whose articles found it. They are not part of the
 * story's document, because each follow-up would cost a write of a document that no longer changes.
 */
import { RELATED_MAX } from '../limits.ts';
import type { RelatedStory, StoryDocument } from './document.ts';

export interface FollowUps {
  /** When one of them last gained a publisher or another lead, ms since the epoch; 0 for none. */
  readonly changed: number;
  /** The newest first, at most RELATED_MAX. */
  readonly stories: readonly RelatedStory[];
}

/** The story's follow-ups, then the stories that its own articles found; each story once, at most RELATED_MAX. */
export function relatedBothWays(
  followUps: readonly RelatedStory[],
  related: StoryDocument['related'],
): readonly RelatedStory[] {
  const followed = new Set(followUps.map(({ id }) => id));
  return [...followUps, ...related.filter(({ id }) => !followed.has(id))].slice(0, RELATED_MAX);
}

/**
 * What followed a story: later stories, carried by several, whose articles found it. Told beside the stories' documents, a
 * document for all stories first published on one day: what follows is news while the story itself has long come to rest,
 * and to write each anew whenever another names it would cost twice the writes of all news.
 */
import { RELATED_MAX } from '../core/limits.ts';
import type { RelatedStory, StoryDocument } from './document.ts';

/** By the id of the story that was followed; the newest first, at most RELATED_MAX. */
export type FollowUpsByStory = Readonly<Record<string, readonly RelatedStory[]>>;

export interface FollowUps {
  /** When these bytes last changed, ms since the epoch. */
  readonly changed: number;
  /** What followed the story of this id; undefined: nothing did. */
  readonly of: (story: string) => readonly RelatedStory[] | undefined;
}

/** A line for `changed`, ms since the epoch, then one for each story: who asks for one need not parse a hundred kilobytes. */
export function printFollowUps(changed: number, stories: FollowUpsByStory): string {
  const lines = Object.entries(stories).map(([id, followUps]) => `${id}\t${JSON.stringify(followUps)}\n`);
  return `${changed}\n${lines.join('')}`;
}

/** undefined when the text is something else. */
export function openFollowUps(text: string): FollowUps | undefined {
  const changed = /^(\d+)\n/.exec(text)?.[1];
  if (changed === undefined) return undefined;
  return {
    changed: Number(changed),
    of(story) {
      const head = `\n${story}\t`;
      const at = text.indexOf(head);
      const end = text.indexOf('\n', at + 1);
      return at < 0 || end < 0 ? undefined : (JSON.parse(text.slice(at + head.length, end)) as readonly RelatedStory[]);
    },
  };
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

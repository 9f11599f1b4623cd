/**
 * Reconsiders earlier decisions when an article arrives: two stories may turn out to be one, and an earlier article may stand in the wrong
 * story. Each article moves at most once, an editor's corrections stay, and nothing rests on one publisher (one-voice.ts).
 */
import type { Decision, IncomingArticle, IndexPort, StoryNumber } from './index-port.ts';
import type { Neighbourhood, Story } from './neighbourhood.ts';
import { mayLeave, mayMerge, mayMove } from './one-voice.ts';
import { JOIN_THRESHOLD, LEAVE_MARGIN, MERGE_THRESHOLD, MOVE_MARGIN } from './thresholds.ts';
import { hasLongCopy } from './verbatim-passages.ts';

/** Articles moved by one decision, those that gain most first. */
const MOVES_MAX = 2;

interface Merge {
  readonly from: StoryNumber;
  readonly into: StoryNumber;
}

/** Stories that merge with the story the incoming article joins. The older number is kept. A story with a pinned member is not renumbered. */
export function mergesWith(incoming: IncomingArticle, joined: Story, near: Neighbourhood, port: IndexPort): Merge[] {
  const merges: Merge[] = [];
  let members: IncomingArticle[] = [incoming, ...joined.members];
  const merged = new Set([joined.story]);
  for (const other of near.stories) {
    if (merged.has(other.story)) continue;
    if (!copiesAlone(incoming, other) && !areOne(members, other.members, near)) continue;
    // The port may have to read storage for this, so it is asked last, here and below.
    if ([...merged].some((story) => port.apart(story, other.story))) continue;
    const into = Math.min(...merged, other.story);
    const renumbered = into === other.story ? near.stories.filter(({ story }) => merged.has(story)) : [other];
    if (renumbered.some((story) => story.members.some((member) => member.pinned))) continue;
    merged.add(other.story);
    members = [...members, ...other.members];
    merges.push({ from: Math.max(Math.min(...[...merged].filter((s) => s !== other.story)), other.story), into });
  }
  return merges;
}

function areOne(ones: readonly IncomingArticle[], others: readonly IncomingArticle[], near: Neighbourhood): boolean {
  const average = near.average(ones, others, MERGE_THRESHOLD);
  return average !== undefined && average >= MERGE_THRESHOLD && mayMerge(ones, others, near);
}

/** Whether the story is one article, and the incoming one is its copy. */
function copiesAlone(incoming: IncomingArticle, { members }: Story): boolean {
  return members.length === 1 && hasLongCopy(incoming, members);
}

/**
 * Earlier articles that now fit another story clearly better, or their own no longer; at most MOVES_MAX. `to` is undefined for an article
 * that leaves to stand alone. The founder of a story stays, because the story has its number.
 */
export function movesNear(
  incoming: IncomingArticle,
  joined: Story | undefined,
  merged: ReadonlySet<StoryNumber>,
  near: Neighbourhood,
  port: IndexPort,
): Decision['moves'] {
  const found: { article: number; to: StoryNumber | undefined; gain: number }[] = [];
  const stories = near.stories
    .filter(({ story }) => !merged.has(story))
    .map((story) => ({ ...story, all: story === joined ? [...story.members, incoming] : story.members }));
  for (const own of stories) {
    for (const member of own.members) {
      if (member.pinned || member.moved || member.article === own.story) continue;
      const here = near.average([member], own.all) ?? 0;
      const hereIgnoringTime = near.averageIgnoringTime([member], own.all) ?? 0;
      if (
        hereIgnoringTime < JOIN_THRESHOLD - LEAVE_MARGIN &&
        mayLeave(member, own.all, near) &&
        !hasLongCopy(member, own.all)
      ) {
        found.push({ article: member.article, to: undefined, gain: JOIN_THRESHOLD - hereIgnoringTime });
      }
      for (const other of stories) {
        if (other === own) continue;
        const there = near.average([member], other.all, Math.max(JOIN_THRESHOLD, here + MOVE_MARGIN));
        if (
          there !== undefined &&
          there >= JOIN_THRESHOLD &&
          there - here >= MOVE_MARGIN &&
          mayMove(member, own.all, other.all, near) &&
          !port.apart(own.story, other.story)
        ) {
          found.push({ article: member.article, to: other.story, gain: there - here });
        }
      }
    }
  }
  const best = found.sort((a, b) => b.gain - a.gain || a.article - b.article);
  const once = best.filter((move, i) => best.findIndex(({ article }) => article === move.article) === i);
  return once.slice(0, MOVES_MAX).map(({ article, to }) => ({ article, to }));
}

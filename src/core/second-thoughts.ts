/**
 * Second thoughts that a newcomer brings about: two stories that turn out to be one, and earlier articles that stand in the wrong one.
 * Each is taken once; what an editor has placed or kept apart stays so.
 */
import type { Decision, IndexPort, Newcomer, StoryNumber } from './index-port.ts';
import type { Pool, Story } from './pool.ts';

/**
 * Average log-odds at which an article joins a story, and at which two stories become one: six to seven. Averages are below what one pair
 * must bring, for a story's least alike members count in them; between -0.35 and 0 F1 hardly changes and precision stays above recall.
 */
export const JOIN = -0.15;
/** By how much another story must suit an article better before it moves there. */
export const MOVE_MARGIN = 0.5;
/**
 * By how much too little an article must suit its own story before it leaves it, to stand alone where no other suits it. The less, the less
 * it matters who came first.
 */
export const LEAVE_MARGIN = 0.1;
const MOVES_MAX = 2;

export interface Merger {
  readonly from: StoryNumber;
  readonly into: StoryNumber;
}

/** Stories that the newcomer's own turns out to be one with. */
export function mergers(newcomer: Newcomer, home: Story, pool: Pool, port: IndexPort): Merger[] {
  const found: Merger[] = [];
  let members: Newcomer[] = [newcomer, ...home.members];
  const one = new Set([home.story]);
  for (const other of pool.stories) {
    if (one.has(other.story)) continue;
    const average = pool.average(members, other.members, JOIN);
    if (average === undefined || average < JOIN) continue;
    // Asked last, here and below: the port may have to look it up.
    if ([...one].some((story) => port.apart(story, other.story))) continue;
    const into = Math.min(...one, other.story);
    const newer = into === other.story ? pool.stories.filter(({ story }) => one.has(story)) : [other];
    if (newer.some((story) => story.members.some((member) => member.pinned))) continue;
    one.add(other.story);
    members = [...members, ...other.members];
    found.push({ from: Math.max(Math.min(...[...one].filter((s) => s !== other.story)), other.story), into });
  }
  return found;
}

/** Earlier articles that now suit another story clearly better, or their own no longer. Founders stay: their story is theirs. */
export function moves(
  newcomer: Newcomer,
  home: Story | undefined,
  merged: ReadonlySet<StoryNumber>,
  pool: Pool,
  port: IndexPort,
): Decision['moves'] {
  const found: { article: number; to: StoryNumber | undefined; gain: number }[] = [];
  const groups = pool.stories
    .filter(({ story }) => !merged.has(story))
    .map((story) => ({ ...story, all: story === home ? [...story.members, newcomer] : story.members }));
  for (const own of groups) {
    for (const member of own.members) {
      if (member.pinned || member.moved || member.article === own.story) continue;
      const here = pool.average([member], own.all) ?? 0;
      const stays = pool.timelessAverage([member], own.all) ?? 0;
      if (stays < JOIN - LEAVE_MARGIN) found.push({ article: member.article, to: undefined, gain: JOIN - stays });
      for (const other of groups) {
        if (other === own) continue;
        const there = pool.average([member], other.all, JOIN);
        if (
          there !== undefined &&
          there >= JOIN &&
          there - here >= MOVE_MARGIN &&
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

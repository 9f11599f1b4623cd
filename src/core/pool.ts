/**
 * The neighbourhood of a newcomer: the stories that may be its own, and how well any two articles in it go together. Bounded, so that
 * a decision costs the same in an index of a hundred articles and of a million.
 */

import { type Pair, pairOf, timeless } from './features.ts';
import type { ArticleNumber, IndexPort, Member, Newcomer, StoryNumber } from './index-port.ts';
import { STORIES_COMPARED_MAX, STORY_MEMBERS_COMPARED_MAX } from './limits.ts';
import { type Scale, scale } from './scale.ts';
import { logOdds, logOddsAtMost, type Model, SURE } from './similarity.ts';

export interface Story {
  readonly story: StoryNumber;
  /** The newest, oldest first. */
  readonly members: readonly Member[];
}

export interface Pool {
  readonly scale: Scale;
  /** Best first: by the likeliest of their members. */
  readonly stories: readonly Story[];
  /** Of the candidates those that may be of more than FAR log-odds to the newcomer, were all published at one time. */
  readonly close: readonly Member[];
  /** Log-odds that two articles tell one story. */
  link(one: Newcomer, other: Newcomer): number;
  /** The same, had both been published at one time. */
  timeless(one: Newcomer, other: Newcomer): number;
  /** Average log-odds between two groups, an article never with itself; undefined when there is no pair, or it may be when below `least`. */
  average(ones: readonly Newcomer[], others: readonly Newcomer[], least?: number): number | undefined;
  /** The same, had all been published at one time: a story that goes on for days stays the story of those who began it. */
  timelessAverage(ones: readonly Newcomer[], others: readonly Newcomer[]): number | undefined;
}

/** Up to here to every member, log-odds, a story is not looked at further: 1 in 50. */
export const FAR = -4;

export function gather(newcomer: Newcomer, near: readonly Member[], port: IndexPort, model: Model): Pool {
  const measure = scale(port.counts());
  const { note, ...links } = linksBy(measure, model);
  const best = new Map<StoryNumber, number>();
  const close: Member[] = [];
  for (const member of near) {
    const pair = pairOf(newcomer, member, measure);
    if (logOddsAtMost(timeless(pair), model) <= FAR) continue;
    close.push(member);
    const { odds } = note(newcomer, member, pair);
    if (odds > FAR) best.set(member.story, Math.max(best.get(member.story) ?? FAR, odds));
  }
  const wanted = [...best]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, STORIES_COMPARED_MAX)
    .map(([story]) => story);
  const members = Map.groupBy(port.membersOf(wanted), (member) => member.story);
  return {
    scale: measure,
    close,
    stories: wanted.map((story) => ({
      story,
      members: (members.get(story) ?? [])
        .filter((member) => member.article !== newcomer.article)
        .toSorted((a, b) => a.article - b.article)
        .slice(-STORY_MEMBERS_COMPARED_MAX),
    })),
    ...links,
    average: (ones, others, least) => mean(ones, others, links.link, least),
    timelessAverage: (ones, others) => mean(ones, others, links.timeless),
  };
}

function mean(
  ones: readonly Newcomer[],
  others: readonly Newcomer[],
  odds: Pool['link'],
  least = Number.NEGATIVE_INFINITY,
): number | undefined {
  const most = ones.length * others.length;
  let sum = 0;
  let pairs = 0;
  for (const one of ones) {
    for (const other of others) {
      if (one.article === other.article) continue;
      sum += odds(one, other);
      pairs++;
      // Two topics are told after a few pairs: the surest could not make up for these.
      if (sum + SURE * (most - pairs) < least * most) return undefined;
    }
  }
  return pairs > 0 ? sum / pairs : undefined;
}

interface Link {
  readonly pair: Pair;
  readonly odds: number;
  /** undefined: not asked for yet. */
  oddsAtOneTime: number | undefined;
}

interface Links extends Pick<Pool, 'link' | 'timeless'> {
  note(one: Newcomer, other: Newcomer, pair: Pair): Link;
}

/** Each pair is measured once, when it is first asked for; whichever way round, it comes to the same. */
function linksBy(measure: Scale, model: Model): Links {
  const known = new Map<ArticleNumber, Map<ArticleNumber, Link>>();
  const note = (one: Newcomer, other: Newcomer, pair: Pair): Link => {
    const ofOne = known.get(one.article) ?? new Map<ArticleNumber, Link>();
    const made: Link = { pair, odds: logOdds(pair, model), oddsAtOneTime: undefined };
    known.set(one.article, ofOne.set(other.article, made));
    return made;
  };
  const linkOf = (one: Newcomer, other: Newcomer): Link =>
    known.get(one.article)?.get(other.article) ??
    known.get(other.article)?.get(one.article) ??
    note(one, other, pairOf(one, other, measure));
  return {
    note,
    link: (one, other) => linkOf(one, other).odds,
    timeless(one, other) {
      const link = linkOf(one, other);
      const atOneTime = timeless(link.pair);
      link.oddsAtOneTime ??= atOneTime === link.pair ? link.odds : logOdds(atOneTime, model);
      return link.oddsAtOneTime;
    },
  };
}

/**
 * The neighbourhood of a newcomer: the stories that may be its own, and how well any two articles in it go together. Bounded, so that
 * a decision costs the same in an index of a hundred articles and of a million.
 */

import { type Pair, pairOf, SAME_NEWS_MS } from './features.ts';
import { atMost, seekerOf } from './glance.ts';
import type { ArticleNumber, IndexPort, Member, Newcomer, StoryNumber } from './index-port.ts';
import { STORIES_COMPARED_MAX, STORY_MEMBERS_COMPARED_MAX } from './limits.ts';
import { type Scale, scale } from './scale.ts';
import { logOdds, logOddsAtMost, type Model } from './similarity.ts';

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
  /** Average log-odds between two groups, an article never with itself; undefined when there is no pair. */
  average(ones: readonly Newcomer[], others: readonly Newcomer[]): number | undefined;
  /** The same, had all been published at one time: a story that goes on for days stays the story of those who began it. */
  timelessAverage(ones: readonly Newcomer[], others: readonly Newcomer[]): number | undefined;
}

/** Up to here to every member, log-odds, a story is not looked at further: 1 in 50. */
export const FAR = -4;
/** Sums made in another order differ in their last digits: a bound so far below is below. */
const ROUNDING = 1e-9;

export function gather(newcomer: Newcomer, near: readonly Member[], port: IndexPort, model: Model): Pool {
  const measure = scale(port.counts());
  const { link, timeless } = links(measure, model);
  const best = new Map<StoryNumber, number>();
  const seeker = seekerOf(measure.weigh(newcomer.profile), measure);
  const close = near.filter((member) => logOddsAtMost(atMost(seeker, member.profile, measure), model) > FAR - ROUNDING);
  for (const member of close) {
    const odds = link(newcomer, member);
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
    link,
    timeless,
    average: (ones, others) => mean(ones, others, link),
    timelessAverage: (ones, others) => mean(ones, others, timeless),
  };
}

function mean(ones: readonly Newcomer[], others: readonly Newcomer[], odds: Pool['link']): number | undefined {
  let sum = 0;
  let pairs = 0;
  for (const one of ones) {
    for (const other of others) {
      if (one.article === other.article) continue;
      sum += odds(one, other);
      pairs++;
    }
  }
  return pairs > 0 ? sum / pairs : undefined;
}

interface Link {
  readonly pair: Pair;
  readonly odds: number;
  /** undefined: not asked for yet. */
  timeless: number | undefined;
}

/** Each pair is measured once, when it is first asked for. */
function links(measure: Scale, model: Model): Pick<Pool, 'link' | 'timeless'> {
  const known = new Map<ArticleNumber, Map<ArticleNumber, Link>>();
  const linkOf = (one: Newcomer, other: Newcomer): Link => {
    const [low, high] = one.article < other.article ? [one, other] : [other, one];
    const ofLow = known.get(low.article) ?? new Map<ArticleNumber, Link>();
    const before = ofLow.get(high.article);
    if (before) return before;
    const pair = pairOf(high, low, measure);
    const made: Link = { pair, odds: logOdds(pair, model), timeless: undefined };
    known.set(low.article, ofLow.set(high.article, made));
    return made;
  };
  return {
    link: (one, other) => linkOf(one, other).odds,
    timeless(one, other) {
      const link = linkOf(one, other);
      link.timeless ??= link.pair.apart <= SAME_NEWS_MS ? link.odds : logOdds({ ...link.pair, apart: 0 }, model);
      return link.timeless;
    },
  };
}

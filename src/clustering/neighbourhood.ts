/**
 * The neighbourhood of an incoming article: the stories it may belong to, and how well any two articles in them fit. It is bounded, so that
 * a decision costs the same in an index of a hundred articles and of a million.
 */
import { withoutParts } from './dispatch.ts';
import type { ArticleNumber, IncomingArticle, IndexPort, Member, StoryNumber } from './index-port.ts';
import { type Weighting, weighting } from './kernel/tf-idf.ts';
import { lookAlikesAmong } from './look-alikes.ts';
import {
  isTemplated,
  logOdds,
  logOddsUnlessTemplated,
  logOddsUpperBound,
  type Model,
  unlessTemplated,
} from './model.ts';
import { ignoringTime, type Pair, pairOf, withLookAlikes } from './pair-features.ts';
import { LOG_ODDS_MAX, TOO_FAR_THRESHOLD } from './thresholds.ts';
import { sharedOut, voiceOf } from './voice-share.ts';

/** Stories compared with each other in one decision; those that one publisher tells alone have its share of them. */
const STORIES_MAX = 8;
/** Members compared of one story, the newest of each publisher first. More would not change the average of a large story much. */
const STORY_MEMBERS_MAX = 16;

export interface Story {
  readonly story: StoryNumber;
  /** STORY_MEMBERS_MAX of them, by `newestOfEach`, without the incoming article. */
  readonly members: readonly Member[];
}

export interface Neighbourhood {
  readonly weights: Weighting;
  /** Best first: by the log-odds of their best candidate. */
  readonly stories: readonly Story[];
  /** The candidates that may be above TOO_FAR_THRESHOLD, ignoring time. */
  readonly close: readonly Member[];
  /** Log-odds that two articles tell one story. */
  logOdds(one: IncomingArticle, other: IncomingArticle): number;
  /** Log-odds as if both had been published at one time. */
  logOddsIgnoringTime(one: IncomingArticle, other: IncomingArticle): number;
  /**
   * Average log-odds between two lists of articles, in which a publisher counts once; no article is compared with itself. undefined when there is no pair, and possibly when the
   * average is below `atLeast`.
   */
  average(ones: readonly IncomingArticle[], others: readonly IncomingArticle[], atLeast?: number): number | undefined;
  /** Average log-odds ignoring time: a story that goes on for days still belongs to those who began it. */
  averageIgnoringTime(ones: readonly IncomingArticle[], others: readonly IncomingArticle[]): number | undefined;
}

/** Also gives the incoming article with its `lookAlikes`, which any later comparison of it needs. */
export function neighbourhoodOf(
  arriving: IncomingArticle,
  candidates: readonly Member[],
  port: IndexPort,
  model: Model,
): Neighbourhood & { readonly incoming: IncomingArticle & Pick<Member, 'lookAlikes'> } {
  const weights = weighting(port.documentFrequencies());
  const { record, atMost, ...judged } = judgeOnce(weights, model);
  const best = new Map<StoryNumber, number>();
  const close: Member[] = [];
  const pairs = candidates.map((candidate) => pairOf(arriving, candidate, weights));
  const incoming = { ...arriving, lookAlikes: lookAlikesAmong(pairs) };
  for (const [i, candidate] of candidates.entries()) {
    const pair = withLookAlikes(pairs[i] as Pair, incoming.lookAlikes);
    if (logOddsUpperBound(ignoringTime(pair), model) <= TOO_FAR_THRESHOLD) continue;
    close.push(candidate);
    record(incoming, candidate, pair);
    const odds = judged.logOdds(incoming, candidate);
    if (odds > TOO_FAR_THRESHOLD) best.set(candidate.story, Math.max(best.get(candidate.story) ?? odds, odds));
  }
  const nearest = [...best].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([story]) => story);
  const tellers = Map.groupBy(close, (member) => member.story);
  const chosen = sharedOut(nearest, STORIES_MAX, (story) => onlyVoice(tellers.get(story) ?? []));
  const members = Map.groupBy(port.membersOf(chosen), (member) => member.story);
  return {
    incoming,
    weights,
    close,
    stories: chosen.map((story) => ({
      story,
      members: newestOfEach(
        withoutParts(members.get(story) ?? []).filter((member) => member.article !== incoming.article),
        STORY_MEMBERS_MAX,
      ),
    })),
    ...judged,
    // Most averages that must reach a bound cannot, and then nobody asks which of their pairs are templated news.
    average: (ones, others, atLeast) =>
      atLeast !== undefined && average(ones, others, atMost, atLeast) === undefined
        ? undefined
        : average(ones, others, judged.logOdds, atLeast),
    averageIgnoringTime: (ones, others) => average(ones, others, judged.logOddsIgnoringTime),
  };
}

/** The one publisher of all these; undefined where there are several. */
function onlyVoice(members: readonly Member[]): number | undefined {
  const [first] = members;
  return first && members.every(({ publisher }) => publisher === first.publisher)
    ? voiceOf(first.publisher)
    : undefined;
}

/** One publisher, one voice: the mean over pairs of publishers, of each pair's mean over its articles. */
function average(
  ones: readonly IncomingArticle[],
  others: readonly IncomingArticle[],
  logOddsOf: Neighbourhood['logOdds'],
  atLeast = Number.NEGATIVE_INFINITY,
): number | undefined {
  const voices = byPublisher(ones);
  const otherVoices = byPublisher(others);
  let pairsMax = voices.length * otherVoices.length;
  let sum = 0;
  let pairs = 0;
  for (const voice of voices) {
    for (const otherVoice of otherVoices) {
      const mean = plainAverage(voice, otherVoice, logOddsOf);
      if (mean === undefined) {
        pairsMax--;
        continue;
      }
      sum += mean;
      pairs++;
      // Give up when even LOG_ODDS_MAX for every pair left could not reach the average asked for.
      if (sum + LOG_ODDS_MAX * (pairsMax - pairs) < atLeast * pairsMax) return undefined;
    }
  }
  return pairs > 0 ? sum / pairs : undefined;
}

/** The articles of each publisher. */
function byPublisher(articles: readonly IncomingArticle[]): readonly (readonly IncomingArticle[])[] {
  return articles.length > 1 ? [...Map.groupBy(articles, ({ publisher }) => publisher).values()] : [articles];
}

/** At most `limit` members, the newest of each publisher first, then the second newest of each; in order of arrival. */
function newestOfEach(members: readonly Member[], limit: number): readonly Member[] {
  const rank = new Map<string, number>();
  return members
    .toSorted((a, b) => b.article - a.article)
    .map((member) => {
      const of = rank.get(member.publisher) ?? 0;
      rank.set(member.publisher, of + 1);
      return { member, of };
    })
    .sort((a, b) => a.of - b.of || b.member.article - a.member.article)
    .slice(0, limit)
    .map(({ member }) => member)
    .sort((a, b) => a.article - b.article);
}

function plainAverage(
  ones: readonly IncomingArticle[],
  others: readonly IncomingArticle[],
  logOddsOf: Neighbourhood['logOdds'],
): number | undefined {
  let sum = 0;
  let pairs = 0;
  for (const one of ones) {
    for (const other of others) {
      if (one.article === other.article) continue;
      sum += logOddsOf(one, other);
      pairs++;
    }
  }
  return pairs > 0 ? sum / pairs : undefined;
}

interface JudgedPair {
  readonly pair: Pair;
  readonly atMost: number;
  /** Asked once at most: time does not matter to it. */
  readonly templated: () => boolean;
  /** undefined until they are first asked for. */
  logOdds: number | undefined;
  logOddsIgnoringTime: number | undefined;
}

interface Judge extends Pick<Neighbourhood, 'logOdds' | 'logOddsIgnoringTime'> {
  record(one: IncomingArticle, other: IncomingArticle, pair: Pair): JudgedPair;
  /** An upper bound on the log-odds, which costs half as much. */
  atMost(one: IncomingArticle, other: IncomingArticle): number;
}

/** Judges each pair when it is first asked for, and once: the judgement is symmetric. */
function judgeOnce(weights: Weighting, model: Model): Judge {
  const judged = new Map<ArticleNumber, Map<ArticleNumber, JudgedPair>>();
  const record = (one: IncomingArticle, other: IncomingArticle, pair: Pair): JudgedPair => {
    const ofOne = judged.get(one.article) ?? new Map<ArticleNumber, JudgedPair>();
    let answer: boolean | undefined;
    const templated = () => {
      answer ??= isTemplated(pair);
      return answer;
    };
    const made: JudgedPair = {
      pair,
      atMost: logOddsUnlessTemplated(pair, model),
      templated,
      logOdds: undefined,
      logOddsIgnoringTime: undefined,
    };
    judged.set(one.article, ofOne.set(other.article, made));
    return made;
  };
  const judge = (one: IncomingArticle, other: IncomingArticle): JudgedPair =>
    judged.get(one.article)?.get(other.article) ??
    judged.get(other.article)?.get(one.article) ??
    record(one, other, pairOf(one, other, weights));
  const logOddsIn = (known: JudgedPair): number => {
    known.logOdds ??= unlessTemplated(known.atMost, known.templated);
    return known.logOdds;
  };
  return {
    record,
    atMost: (one, other) => judge(one, other).atMost,
    logOdds: (one, other) => logOddsIn(judge(one, other)),
    logOddsIgnoringTime(one, other) {
      const known = judge(one, other);
      const pair = ignoringTime(known.pair);
      known.logOddsIgnoringTime ??= pair === known.pair ? logOddsIn(known) : logOdds(pair, model, known.templated);
      return known.logOddsIgnoringTime;
    },
  };
}

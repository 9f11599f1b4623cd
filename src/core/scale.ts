/**
 * Weighs stems by rarity, the background's and today's together. One set of weights serves one decision: today's counts
 * change with every article filed.
 */
import { type Counts, countOf } from './counts.ts';
import { DOCUMENTS } from './model/background.ts';
import type { Profile } from './profile.ts';
import { frequencyAt, LEVELS, levelOf } from './rarity.ts';
import {
  levelIn,
  openingAt,
  stemAt,
  stemCount,
  strength,
  tallyAt,
  timesInText,
  titleCount,
  type Vector,
  vectorOf,
} from './vectors.ts';

/** One article of today counts as so many of the background: after some 200 of them, today decides. */
const TODAY = 100;

/** An article on the scale. */
export interface Weighed {
  readonly profile: Profile;
  readonly vector: Vector;
  /** Of each stem. */
  readonly weights: Float64Array;
  /** Of its vector of weights. */
  readonly length: number;
  /** The weights of its title's words added up. */
  readonly titled: number;
}

export interface Scale {
  /** Natural logarithm of (articles / articles with that stem), background and today together; 0 or more. */
  weight(stem: number): number;
  weigh(profile: Profile): Weighed;
  /** What the stem at that place adds to the vector: its weight, the stronger the oftener it stands there. */
  partAt(vector: Vector, place: number): number;
}

export function scale(counts: Readonly<Counts>): Scale {
  const made = new Map<Profile, Weighed>();
  const articles = Math.log(DOCUMENTS + TODAY * counts.documents);
  return {
    weight: (stem) => rarity(articles, levelOf(stem), countOf(counts, stem)),
    weigh(profile) {
      const known = made.get(profile);
      if (known) return known;
      const weighed = weigh(profile, articles, counts);
      made.set(profile, weighed);
      return weighed;
    },
    partAt: (vector, place) =>
      strength(timesInText(tallyAt(vector, place))) * weightAt(vector, place, articles, counts),
  };
}

/** `articles`: the logarithm of how many there are. */
function rarity(articles: number, level: number, count: number): number {
  return Math.max(0, articles - logOf(level, count));
}

/** Everything the loop needs is at hand, nothing is closed over. */
function weigh(profile: Profile, articles: number, counts: Readonly<Counts>): Weighed {
  const vector = vectorOf(profile);
  const weights = new Float64Array(stemCount(vector));
  let squares = 0;
  for (let i = 0; i < weights.length; i++) {
    const weight = weightAt(vector, i, articles, counts);
    weights[i] = weight;
    squares += (strength(timesInText(tallyAt(vector, i))) * weight) ** 2;
  }
  let titled = 0;
  for (let word = 0; word < titleCount(vector); word++) titled += weights[openingAt(vector, word)] ?? 0;
  return { profile, vector, weights, length: Math.sqrt(squares), titled };
}

function weightAt(vector: Vector, place: number, articles: number, counts: Readonly<Counts>): number {
  return rarity(articles, levelIn(tallyAt(vector, place)), countOf(counts, stemAt(vector, place)));
}

/** Counts up to here have their logarithms in a table, -1 before the first use: all but those of words that stand in every text. */
const LOGGED = 1_024;
const LOGS = new Float64Array((LEVELS + 1) * LOGGED).fill(-1);

/** Natural logarithm of the articles that have a stem, those of today counting TODAY times. */
function logOf(level: number, count: number): number {
  if (count >= LOGGED) return Math.log(frequencyAt(level) + TODAY * count);
  const known = LOGS[level * LOGGED + count] ?? 0;
  if (known >= 0) return known;
  const log = Math.log(frequencyAt(level) + TODAY * count);
  LOGS[level * LOGGED + count] = log;
  return log;
}

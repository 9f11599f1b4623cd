/**
 * Weighs stems by rarity, the background's and today's together. One set of weights serves one decision: today's counts
 * change with every article filed.
 */
import { type Counts, countAt, countOf } from './counts.ts';
import { placeOf } from './hash-set.ts';
import { enter, sum } from './heaviest.ts';
import { DOCUMENTS } from './model/background.ts';
import type { Profile } from './profile.ts';
import { frequencyAt, LEVELS, levelOf } from './rarity.ts';
import { type Stems, stemPlaces, stemsOf, strength } from './vectors.ts';

/** One article of today counts as so many of the background: after some 200 of them, today decides. */
const TODAY = 100;

/** An article on the scale. */
export interface Weighed {
  readonly profile: Profile;
  readonly stems: Stems;
  /** Of its vector of weights. */
  readonly length: number;
}

export interface Scale {
  /** Natural logarithm of (articles / articles with that stem), background and today together; 0 or more. */
  weight(stem: number): number;
  /** The same of a stem of that level (rarity.ts) with these slots (counts.ts). */
  weightAt(level: number, slots: number): number;
  weigh(profile: Profile): Weighed;
}

export function scale(counts: Readonly<Counts>): Scale {
  const made = new Map<Profile, Weighed>();
  const articles = Math.log(DOCUMENTS + TODAY * counts.documents);
  return {
    weight: (stem) => rarity(articles, levelOf(stem), countOf(counts, stem)),
    weightAt: (level, slots) => rarity(articles, level, countAt(counts, slots)),
    weigh(profile) {
      const known = made.get(profile);
      if (known) return known;
      const weighed = weigh(profile, articles, counts);
      made.set(profile, weighed);
      return weighed;
    },
  };
}

/** `articles`: the logarithm of how many there are. */
function rarity(articles: number, level: number, count: number): number {
  return Math.max(0, articles - logOf(level, count));
}

/** The loop in which most of a decision is spent: everything it needs is at hand, nothing is closed over. */
function weigh(profile: Profile, articles: number, counts: Readonly<Counts>): Weighed {
  const stems = stemsOf(profile);
  const { levels, slots, inText } = stems;
  let squares = 0;
  for (let i = 0; i < levels.length; i++) {
    const weight = rarity(articles, levels[i] ?? 0, countAt(counts, slots[i] ?? 0));
    squares += (strength(inText[i] ?? 0) * weight) ** 2;
  }
  return { profile, stems, length: Math.sqrt(squares) };
}

export interface Likeness {
  /** Cosine of title and text, 0…1; 0 when either is empty. */
  readonly text: number;
  /** Weights of the rarest stems that stand in both titles or leads, the RARE rarest added up; 0 when they share none. */
  readonly rare: number;
}

/** So many rare words in common make a story; who shares three shares more. */
export const RARE = 3;

/** Symmetric. Quickest when the same `one` is compared with many. */
export function likeness(one: Weighed, other: Weighed, scale: Scale): Likeness {
  const { keys, levels, slots, inLead, inText } = other.stems;
  const mine = one.stems;
  const places = stemPlaces(one.profile);
  const rarest = new Float64Array(RARE);
  let product = 0;
  for (let j = 0; j < keys.length; j++) {
    const i = placeOf(places, keys[j] ?? 0);
    if (i < 0) continue;
    const weight = scale.weightAt(levels[j] ?? 0, slots[j] ?? 0);
    product += strength(mine.inText[i] ?? 0) * strength(inText[j] ?? 0) * weight * weight;
    if ((mine.inLead[i] ?? 0) > 0 && (inLead[j] ?? 0) > 0) enter(rarest, weight);
  }
  return { text: product === 0 ? 0 : Math.min(1, product / (one.length * other.length)), rare: sum(rarest) };
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

/**
 * Weighs stems by rarity, the background's and today's together. One set of weights serves one decision: today's counts
 * change with every article filed.
 */
import { type Counts, countAt, countOf } from './counts.ts';
import { placeOf } from './hash-set.ts';
import { DOCUMENTS } from './model/background.ts';
import type { Profile } from './profile.ts';
import { frequencyAt, LEVELS, levelOf } from './rarity.ts';
import { type Stems, stemPlaces, stemsOf, strength } from './vectors.ts';

/** One article of today counts as so many of the background: after some 200 of them, today decides. */
const TODAY = 100;

/** An article on the scale: lengths and sum of its vectors of weights. */
export interface Weighed {
  readonly profile: Profile;
  readonly stems: Stems;
  readonly leadSum: number;
  readonly leadLength: number;
  readonly textLength: number;
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
  const { levels, slots, inLead, inText } = stems;
  let leadSum = 0;
  let leadSquares = 0;
  let textSquares = 0;
  for (let i = 0; i < levels.length; i++) {
    const weight = rarity(articles, levels[i] ?? 0, countAt(counts, slots[i] ?? 0));
    const lead = strength(inLead[i] ?? 0) * weight;
    const text = strength(inText[i] ?? 0) * weight;
    leadSum += lead;
    leadSquares += lead * lead;
    textSquares += text * text;
  }
  return { profile, stems, leadSum, leadLength: Math.sqrt(leadSquares), textLength: Math.sqrt(textSquares) };
}

export interface Cosines {
  /** Of title and first words. */
  readonly lead: number;
  /** Of title and text. */
  readonly text: number;
}

/** 0…1 each, symmetric; 0 when either is empty. Quickest when the same `one` is compared with many. */
export function cosines(one: Weighed, other: Weighed, scale: Scale): Cosines {
  const { lead, text } = products(one, other, scale);
  return {
    lead: lead === 0 ? 0 : Math.min(1, lead / (one.leadLength * other.leadLength)),
    text: text === 0 ? 0 : Math.min(1, text / (one.textLength * other.textLength)),
  };
}

/** Scalar products of two articles' vectors. */
function products({ profile, stems }: Weighed, other: Weighed, scale: Scale): Cosines {
  const { keys, levels, slots, inLead, inText } = other.stems;
  const places = stemPlaces(profile);
  let lead = 0;
  let text = 0;
  for (let j = 0; j < keys.length; j++) {
    const i = placeOf(places, keys[j] ?? 0);
    if (i < 0) continue;
    const weight = scale.weightAt(levels[j] ?? 0, slots[j] ?? 0);
    const squared = weight * weight;
    lead += strength(stems.inLead[i] ?? 0) * strength(inLead[j] ?? 0) * squared;
    text += strength(stems.inText[i] ?? 0) * strength(inText[j] ?? 0) * squared;
  }
  return { lead, text };
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

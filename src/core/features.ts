/**
 * What is measured on a pair of articles. Every feature is symmetric in the two. They are few on purpose: each further
 * one tried (titles, word pairs, shared numbers, rarest shared word, letter trigrams, skeletons of consonants…) helped on
 * the articles it was fitted on and did harm on the others; bench/ACCURACY.md has the figures.
 */
import { countShared, has } from './hash-set.ts';
import type { Newcomer } from './index-port.ts';
import { pairsOf, vocabularyOf } from './prepared.ts';
import { type Cosines, cosines, type Scale, type Weighed } from './scale.ts';
import { strength } from './vectors.ts';

/** Two articles on one scale, and what several features ask. */
export interface Pair {
  readonly one: Weighed;
  readonly other: Weighed;
  readonly scale: Scale;
  readonly cosines: Cosines;
  readonly samePublisher: boolean;
  /** ms between their publications, 0 or more. */
  readonly apart: number;
}

export function pairOf(one: Newcomer, other: Newcomer, scale: Scale): Pair {
  const a = scale.weigh(one.profile);
  const b = scale.weigh(other.profile);
  return {
    one: a,
    other: b,
    scale,
    cosines: cosines(a, b, scale),
    samePublisher: one.publisher === other.publisher,
    apart: Math.abs(one.published - other.published),
  };
}

export interface Feature {
  readonly name: string;
  /** Never below 0. */
  of(pair: Pair): number;
  /** Never above this, of a pair whose cosines are at most these. */
  most(cosines: Cosines): number;
}

const HOUR_MS = 3_600_000;
/** Outlets tell the same news within a few hours: that much says nothing. */
export const SAME_NEWS_MS = 3 * HOUR_MS;

/** Dear ones last: they are only measured where they can still make a difference. */
export const FEATURES: readonly Feature[] = [
  // Cosine of title and first words.
  { name: 'lead', most: ({ lead }) => lead, of: (pair) => pair.cosines.lead },
  // Cosine of the first 200 words.
  { name: 'text', most: ({ text }) => text, of: (pair) => pair.cosines.text },
  // An outlet rarely tells the same news twice …
  { name: 'samePublisher', most: () => 1, of: (pair) => (pair.samePublisher ? 1 : 0) },
  // … and repeats its own phrases.
  { name: 'samePublisherLead', most: ({ lead }) => lead, of: (pair) => (pair.samePublisher ? pair.cosines.lead : 0) },
  // Between them, past the first hours.
  {
    name: 'days',
    most: () => Number.POSITIVE_INFINITY,
    of: (pair) => Math.max(0, pair.apart - SAME_NEWS_MS) / (24 * HOUR_MS),
  },
  // Of two texts of one mould with other names in their titles: the share of the lead that differs.
  { name: 'replaced', most: () => 1, of: replaced },
];

/** In the order of FEATURES. */
export function features(one: Newcomer, other: Newcomer, scale: Scale): number[] {
  const pair = pairOf(one, other, scale);
  return FEATURES.map((feature) => feature.of(pair));
}

/** Share of common word pairs from which two texts begin to be of one mould, and at which they are: copies, or notices of one form. */
const MOULD_FROM = 0.3;
const MOULD_AT = 0.5;
/** Weight of a title word at which it may be the name that makes another story. */
const NAME = 5;

function replaced({ one, other, scale }: Pair): number {
  const form = mould(one, other);
  if (form === 0) return 0;
  const mine = unexplained(one, other, scale);
  const theirs = unexplained(other, one, scale);
  return form * Math.min(mine.share, theirs.share) * Math.min(mine.name, theirs.name);
}

function mould(one: Weighed, other: Weighed): number {
  const pairs = pairsOf(one.profile);
  const others = pairsOf(other.profile);
  const fewer = Math.min(pairs.members.length, others.members.length);
  const common = fewer > 0 ? countShared(pairs, others) / fewer : 0;
  return Math.min(1, Math.max(0, (common - MOULD_FROM) / (MOULD_AT - MOULD_FROM)));
}

/** Of what the other nowhere has: the share of the lead's weight, and how rare the rarest title word is, 0…1. */
function unexplained(
  { profile, stems, leadSum }: Weighed,
  other: Weighed,
  scale: Scale,
): { share: number; name: number } {
  const known = vocabularyOf(other.profile);
  let missing = 0;
  let rarest = 0;
  for (let i = 0; i < stems.keys.length; i++) {
    const stem = stems.keys[i] ?? 0;
    const times = stems.inLead[i] ?? 0;
    if (times === 0 || has(known, stem)) continue;
    const weight = strength(times) * scale.weightAt(stems.levels[i] ?? 0, stems.slots[i] ?? 0);
    missing += weight;
    if (weight > rarest && profile.title.includes(stem)) rarest = weight;
  }
  return { share: leadSum > 0 ? missing / leadSum : 0, name: Math.min(1, rarest / NAME) };
}

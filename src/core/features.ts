/**
 * What is measured on a pair of articles. Every feature is symmetric in the two. They are few on purpose: some thirty more (numbers,
 * coverage of the leads, lengths…) brought less than half a point together on articles they were not fitted on; bench/ACCURACY.md has
 * the figures.
 */
import { has, placeOf } from './hash-set.ts';
import type { Newcomer } from './index-port.ts';
import { inOrder, pairsShared } from './opening.ts';
import { type Likeness, likeness, type Scale, type Weighed } from './scale.ts';
import { stemPlaces } from './vectors.ts';

/** Two articles on one scale, and what several features ask. */
export interface Pair {
  readonly one: Weighed;
  readonly other: Weighed;
  readonly scale: Scale;
  readonly likeness: Likeness;
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
    likeness: likeness(a, b, scale),
    samePublisher: one.publisher === other.publisher,
    apart: Math.abs(one.published - other.published),
  };
}

/** What a pair's likeness and some features are at most. */
export interface Bounds extends Likeness {
  readonly title: number;
  readonly order: number;
}

export interface Feature {
  readonly name: string;
  /** Never below 0. */
  of(pair: Pair): number;
  /** Never above this, of a pair within these bounds. */
  most(bounds: Bounds): number;
}

const HOUR_MS = 3_600_000;
/** Outlets tell the same news within a few hours: that much says nothing. */
export const SAME_NEWS_MS = 3 * HOUR_MS;

/** Dear ones last: they are only measured where they can still make a difference. */
export const FEATURES: readonly Feature[] = [
  // An outlet rarely tells the same news twice.
  { name: 'samePublisher', most: () => 1, of: (pair) => (pair.samePublisher ? 1 : 0) },
  // Between them, past the first hours.
  {
    name: 'days',
    most: () => Number.POSITIVE_INFINITY,
    of: (pair) => Math.max(0, pair.apart - SAME_NEWS_MS) / (24 * HOUR_MS),
  },
  // The first steps from strangers to one topic tell most; whether nine tenths or all of the words are the same tells nothing.
  { name: 'text', most: ({ text }) => rising(text, 50), of: (pair) => rising(pair.likeness.text, 50) },
  // A name nobody else has today.
  { name: 'rare', most: ({ rare }) => rare, of: (pair) => pair.likeness.rare },
  // What the one announces the other tells, and the other way round.
  { name: 'title', most: ({ title }) => title, of: titleTold },
  // The same course of the telling, whatever was put in or left out …
  {
    name: 'order',
    most: ({ order }) => rising(order, 20),
    of: ({ one, other }) => rising(inOrder(one.profile, other.profile), 20),
  },
  // … less what phrases of the trade and notices of one form have in common anyway.
  { name: 'phrases', most: () => 1, of: ({ one, other }) => pairsShared(one.profile, other.profile) },
];

/** Of a share, 0…1: logarithmic, from 0, the steeper at first the larger `by`. */
function rising(share: number, by: number): number {
  return Math.log(1 + by * share);
}

/** In the order of FEATURES. */
export function features(one: Newcomer, other: Newcomer, scale: Scale): number[] {
  const pair = pairOf(one, other, scale);
  return FEATURES.map((feature) => feature.of(pair));
}

/** The share of a title's weight that the other article has, of the title that fares worse; 0 without a title. */
function titleTold({ one, other, scale }: Pair): number {
  return Math.min(told(one, other, scale), told(other, one, scale));
}

function told({ profile, stems }: Weighed, other: Weighed, scale: Scale): number {
  const places = stemPlaces(profile);
  const known = stemPlaces(other.profile);
  let all = 0;
  let found = 0;
  for (let i = 0; i < profile.title.length; i++) {
    const stem = profile.title[i] ?? 0;
    const place = placeOf(places, stem);
    const weight = scale.weightAt(stems.levels[place] ?? 0, stems.slots[place] ?? 0);
    all += weight;
    if (has(known, stem)) found += weight;
  }
  return all > 0 ? found / all : 0;
}

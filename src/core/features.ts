/**
 * What is measured on a pair of articles. Every feature is symmetric in the two. They are few on purpose: some thirty more (numbers,
 * coverage of the leads, lengths…) brought less than half a point together on articles they were not fitted on; bench/RESULTS.md has
 * the figures.
 */
import { type Common, common } from './common.ts';
import type { Newcomer } from './index-port.ts';
import type { Profile } from './profile.ts';
import type { Scale, Weighed } from './scale.ts';

/** Two articles on one scale, and what several features ask. */
export interface Pair {
  readonly one: Weighed;
  readonly other: Profile;
  readonly scale: Scale;
  readonly common: Common;
  readonly samePublisher: boolean;
  /** ms between their publications, 0 or more. */
  readonly apart: number;
}

/** Quickest when the same `one` is paired with many. */
export function pairOf(one: Newcomer, other: Newcomer, scale: Scale): Pair {
  const weighed = scale.weigh(one.profile);
  return {
    one: weighed,
    other: other.profile,
    scale,
    common: common(weighed, other.profile, scale),
    samePublisher: one.publisher === other.publisher,
    apart: Math.abs(one.published - other.published),
  };
}

/** The same pair, had both been published at one time. */
export function timeless(pair: Pair): Pair {
  return pair.apart <= SAME_NEWS_MS ? pair : { ...pair, apart: 0 };
}

export interface Feature {
  readonly name: string;
  /** 0 or more. */
  of(pair: Pair): number;
  /** Where `of` takes its time: told at a glance, never below it but for the last digits. */
  readonly most?: (pair: Pair) => number;
}

const HOUR_MS = 3_600_000;
/** Outlets tell the same news within a few hours: that much says nothing. */
const SAME_NEWS_MS = 3 * HOUR_MS;

export const FEATURES: readonly Feature[] = [
  // An outlet rarely tells the same news twice.
  { name: 'samePublisher', of: (pair) => (pair.samePublisher ? 1 : 0) },
  // Between them, past the first hours.
  { name: 'days', of: (pair) => Math.max(0, pair.apart - SAME_NEWS_MS) / (24 * HOUR_MS) },
  // The first steps from strangers to one topic tell most; whether nine tenths or all of the words are the same tells nothing.
  { name: 'text', of: (pair) => rising(cosine(pair), 50), most: (pair) => rising(cosineAtMost(pair), 50) },
  // A name nobody else has today.
  { name: 'rare', of: (pair) => pair.common.rare },
  // What the one announces the other tells, and the other way round.
  { name: 'title', of: titleTold, most: ({ one, common }) => share(common.titleTold, one.titled) },
  // The same course of the telling, whatever was put in or left out …
  { name: 'order', of: (pair) => rising(pair.common.order, 20) },
  // … less what phrases of the trade and notices of one form have in common anyway.
  { name: 'phrases', of: (pair) => pair.common.phrases },
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

/** Of title and text, 0…1; 0 when either is empty. */
export function cosine({ one, other, scale, common: { product } }: Pair): number {
  return share(product, one.length * scale.weigh(other).length);
}

function cosineAtMost({ one, common: { product, othersLength } }: Pair): number {
  return share(product, one.length * othersLength);
}

/** The share of a title's weight that the other article has, of the title that fares worse; 0 without a title. */
function titleTold({ one, other, scale, common }: Pair): number {
  return Math.min(share(common.titleTold, one.titled), share(common.othersTitleTold, scale.weigh(other).titled));
}

/** 0…1; 0 of nothing. */
function share(part: number, whole: number): number {
  return part === 0 ? 0 : Math.min(1, part / whole);
}

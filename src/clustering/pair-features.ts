/**
 * What is measured on a pair of articles. Every feature is symmetric in the two. The features are few on purpose: some thirty more
 * (numbers, coverage of the leads, lengths…) together gained less than half a point on articles they were not fitted on; bench/ACCURACY.md
 * has the figures.
 */

import type { Fingerprint } from './fingerprint.ts';
import type { IncomingArticle } from './index-port.ts';
import { comparePair, type Overlap } from './kernel/compare-pair.ts';
import type { WeightedVector, Weighting } from './kernel/tf-idf.ts';

export interface Pair {
  readonly one: Fingerprint;
  readonly other: Fingerprint;
  readonly weights: Weighting;
  readonly vector: WeightedVector;
  readonly overlap: Overlap;
  readonly samePublisher: boolean;
  /** Milliseconds between the two publications, 0 or more. */
  readonly apart: number;
  /** The greater of the two articles' `lookAlikes`. */
  readonly lookAlikes: number;
}

/** Compares two articles. Fastest when the same `one` is compared with many. */
export function pairOf(one: IncomingArticle, other: IncomingArticle, weights: Weighting): Pair {
  const vector = weights.weigh(one.fingerprint);
  return {
    one: one.fingerprint,
    other: other.fingerprint,
    weights,
    vector,
    overlap: comparePair(one.fingerprint, vector, other.fingerprint, weights),
    samePublisher: one.publisher === other.publisher,
    apart: Math.abs(one.published - other.published),
    lookAlikes: Math.max(one.lookAlikes ?? 0, other.lookAlikes ?? 0),
  };
}

/** The pair once the incoming article's own number is known. */
export function withLookAlikes(pair: Pair, lookAlikes: number): Pair {
  return pair.lookAlikes >= lookAlikes ? pair : { ...pair, lookAlikes };
}

/** The same pair as if both had been published at one time. */
export function ignoringTime(pair: Pair): Pair {
  return pair.apart <= SAME_NEWS_MS ? pair : { ...pair, apart: 0 };
}

export interface Feature {
  readonly name: string;
  /** 0 or more. */
  of(pair: Pair): number;
  /** For features that need the other's weighted vector: an upper bound (up to rounding) that does not need it. */
  readonly upperBound?: (pair: Pair) => number;
}

const HOUR_MS = 3_600_000;
/** Outlets report the same news within a few hours of each other, so the first hours between them say nothing. */
const SAME_NEWS_MS = 3 * HOUR_MS;
/** How steeply the logarithmic features rise: see `logShare`. */
const COSINE_STEEPNESS = 50;
const LEAD_LCS_STEEPNESS = 20;

export const FEATURES = [
  // An outlet rarely reports the same news twice.
  { name: 'samePublisher', of: (pair) => (pair.samePublisher ? 1 : 0) },
  // Days between the publications, after the first hours.
  { name: 'days', of: daysApart },
  // The step from no likeness to one topic matters most; whether nine tenths or all of the words agree matters little.
  {
    name: 'cosine',
    of: textLikeness,
    upperBound: textLikenessUpperBound,
  },
  // Names that few others use today.
  { name: 'rareShared', of: (pair) => pair.overlap.rareShared },
  // Each article should tell what the other's title announces.
  {
    name: 'titleCoverage',
    of: titleCoverage,
    upperBound: titleCoverageUpperBound,
  },
  // Reports of one event tell the same things in the same order, whatever was put in or left out.
  { name: 'leadLcs', of: leadLikeness },
  // Stock phrases and templated news share bigrams without being one story: the fitted weight is negative.
  { name: 'bigramOverlap', of: (pair) => pair.overlap.bigramOverlap },
  // Where an outlet's own reports are alike, likeness says less.
  { name: 'lookAlikes', of: (pair) => pair.lookAlikes },
] as const satisfies readonly Feature[];

export type FeatureName = (typeof FEATURES)[number]['name'];

/** A share of 0…1 on a logarithmic scale that begins at 0; a greater steepness gives small shares more weight. */
function logShare(value: number, steepness: number): number {
  return Math.log(1 + steepness * value);
}

/** All features of a pair, in the order of FEATURES. */
export function featuresOf(pair: Pair): number[] {
  return FEATURES.map((feature) => feature.of(pair));
}

/** Cosine of the two tf-idf vectors over title and text, 0…1; 0 when either is empty. */
export function cosine({ vector, other, weights, overlap }: Pair): number {
  return share(overlap.dotProduct, vector.norm * weights.weigh(other).norm);
}

export function daysApart({ apart }: Pair): number {
  return Math.max(0, apart - SAME_NEWS_MS) / (24 * HOUR_MS);
}

/** 0…3.9. */
export function textLikeness(pair: Pair): number {
  return logShare(cosine(pair), COSINE_STEEPNESS);
}

export function textLikenessUpperBound(pair: Pair): number {
  return logShare(cosineUpperBound(pair), COSINE_STEEPNESS);
}

/** 0…3. */
export function leadLikeness({ overlap }: Pair): number {
  return logShare(overlap.leadLcs, LEAD_LCS_STEEPNESS);
}

function cosineUpperBound({ vector, overlap }: Pair): number {
  return share(overlap.dotProduct, vector.norm * overlap.otherNormAtLeast);
}

/** How much of a title's idf the other article has, of the title that is covered less: 0…1; 0 without a title. */
export function titleCoverage({ vector, other, weights, overlap }: Pair): number {
  return Math.min(
    share(overlap.titleShared, vector.titleWeight),
    share(overlap.otherTitleShared, weights.weigh(other).titleWeight),
  );
}

export function titleCoverageUpperBound({ vector, overlap }: Pair): number {
  return share(overlap.titleShared, vector.titleWeight);
}

/** 0…1; 0 for no part of nothing. */
function share(part: number, whole: number): number {
  return part === 0 ? 0 : Math.min(1, part / whole);
}

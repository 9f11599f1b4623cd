/** Judges a pair: how likely two articles tell one story. A logistic model over the pair features, fitted by `npm run train`. */
import type { IncomingArticle } from './index-port.ts';
import type { Weighting } from './kernel/tf-idf.ts';
import { FEATURES, type Feature, type FeatureName, type Pair, pairOf } from './pair-features.ts';
import { areTemplatedNews } from './templated-news.ts';
import { LOG_ODDS_MAX, TEMPLATED_NEWS_THRESHOLD } from './thresholds.ts';

export interface Model {
  readonly bias: number;
  readonly weights: Readonly<Record<FeatureName, number>>;
}

/** Sums made in another order differ in their last digits; an upper bound allows for that much. */
const ROUNDING = 1e-9;

/** Log-odds that two articles tell one story, within ±LOG_ODDS_MAX. Symmetric. */
export function logOddsOf(one: IncomingArticle, other: IncomingArticle, weights: Weighting, model: Model): number {
  return logOdds(pairOf(one, other, weights), model);
}

/**
 * -LOG_ODDS_MAX when either article has no usable words, and for templated news about two matters. `templated` says which pairs are; it is asked
 * about few of them, because the answer costs as much as the features.
 */
export function logOdds(pair: Pair, model: Model, templated: (pair: Pair) => boolean = isTemplated): number {
  return unlessTemplated(logOddsUnlessTemplated(pair, model), () => templated(pair));
}

/** `logOdds` from its upper bound. */
export function unlessTemplated(atMost: number, templated: () => boolean): number {
  return atMost > TEMPLATED_NEWS_THRESHOLD && templated() ? -LOG_ODDS_MAX : atMost;
}

/** `logOdds` of a pair that is no templated news: of any other it is an upper bound. */
export function logOddsUnlessTemplated(pair: Pair, model: Model): number {
  if (pair.vector.terms.length === 0 || pair.other.title.length + pair.other.text.length === 0) return -LOG_ODDS_MAX;
  let sum = model.bias;
  for (const feature of FEATURES) sum += model.weights[feature.name] * feature.of(pair);
  return Math.max(-LOG_ODDS_MAX, Math.min(LOG_ODDS_MAX, sum));
}

export function isTemplated({ one, other, weights, samePublisher }: Pair): boolean {
  return areTemplatedNews(one, other, weights, samePublisher);
}

/**
 * An upper bound on `logOdds`, not clipped. It spares weighing the other article, which would make a decision a quarter slower.
 */
export function logOddsUpperBound(pair: Pair, model: Model): number {
  let sum = model.bias + ROUNDING;
  for (const feature of FEATURES as readonly (Feature & { readonly name: FeatureName })[]) {
    const weight = model.weights[feature.name];
    if (feature.upperBound === undefined) sum += weight * feature.of(pair);
    else if (weight > 0) sum += weight * feature.upperBound(pair);
  }
  return sum;
}

/** Log-odds to probability, 0…1. */
export function probability(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

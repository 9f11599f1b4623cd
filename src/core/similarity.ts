/** How likely two articles tell one story: a logistic model over the features, its weights fitted by `npm run train`. */
import { FEATURES, type Pair, pairOf } from './features.ts';
import type { Newcomer } from './index-port.ts';
import { areTwoNotices } from './notices.ts';
import type { Scale } from './scale.ts';

export interface Model {
  readonly bias: number;
  /** In the order of FEATURES. */
  readonly weights: readonly number[];
}

/** Bounds of `logit`: past these a pair is as sure as one pair can be. */
export const SURE = 6;

/** Sums differ in their last digits by the order in which they are made: a bound is so much higher. */
const ROUNDING = 1e-9;

/** Log-odds below which it makes no difference whether two articles are notices of one form. */
const NOTICES_FROM = -3;

/** Log-odds that the two tell one story, within ±SURE, symmetric; -SURE when either has no usable words. */
export function logit(one: Newcomer, other: Newcomer, scale: Scale, model: Model): number {
  return logOdds(pairOf(one, other, scale), model);
}

/** The same of a pair already measured. */
export function logOdds(pair: Pair, model: Model): number {
  if (pair.one.weights.length === 0 || pair.other.title.length + pair.other.text.length === 0) return -SURE;
  let sum = model.bias;
  for (let i = 0; i < FEATURES.length; i++) sum += (model.weights[i] ?? 0) * (FEATURES[i]?.of(pair) ?? 0);
  if (sum > NOTICES_FROM && areTwoNotices(pair.one.profile, pair.other, pair.scale)) return -SURE;
  return Math.max(-SURE, Math.min(SURE, sum));
}

/** What that cannot exceed, told at a glance. */
export function logOddsAtMost(pair: Pair, model: Model): number {
  let sum = model.bias + ROUNDING;
  for (let i = 0; i < FEATURES.length; i++) {
    const weight = model.weights[i] ?? 0;
    const feature = FEATURES[i];
    if (feature?.most === undefined) sum += weight * (feature?.of(pair) ?? 0);
    else if (weight > 0) sum += weight * feature.most(pair);
  }
  return sum;
}

/** Log-odds to probability, 0…1. */
export function probability(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

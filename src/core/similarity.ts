/** How likely two articles tell one story: a logistic model over the features, its weights fitted by `npm run train`. */
import { type Bounds, FEATURES, type Pair, pairOf } from './features.ts';
import type { Newcomer } from './index-port.ts';
import { areTwoNotices } from './notices.ts';
import type { Scale } from './scale.ts';

export interface Model {
  readonly bias: number;
  /** In the order of FEATURES. */
  readonly weights: readonly number[];
}

/** Bounds of `logit`: past these a pair is as sure as one pair can be. */
const SURE = 6;

/** Log-odds below which it makes no difference whether two articles are notices of one form. */
const NOTICES_FROM = -3;

/** Log-odds that the two tell one story, within ±SURE, symmetric; -SURE when either has no usable words. */
export function logit(one: Newcomer, other: Newcomer, scale: Scale, model: Model): number {
  return logOdds(pairOf(one, other, scale), model);
}

/** The same of a pair already measured. */
export function logOdds(pair: Pair, model: Model): number {
  if (pair.one.stems.levels.length === 0 || pair.other.stems.levels.length === 0) return -SURE;
  const highest = highestAfter(model);
  let sum = model.bias;
  for (let i = 0; i < FEATURES.length; i++) {
    // What is left cannot lift it: the answer is known without it.
    if (sum + (highest[i] ?? 0) <= -SURE) return -SURE;
    sum += (model.weights[i] ?? 0) * (FEATURES[i]?.of(pair) ?? 0);
  }
  if (sum > NOTICES_FROM && areTwoNotices(pair.one.profile, pair.other.profile, pair.scale)) return -SURE;
  return Math.max(-SURE, Math.min(SURE, sum));
}

/** What the log-odds of a pair within these bounds cannot exceed, however little apart the two were published. */
export function logOddsAtMost(bounds: Bounds, model: Model): number {
  return FEATURES.reduce((sum, { most }, i) => sum + gain(model.weights[i] ?? 0, most(bounds)), model.bias);
}

/** The most a feature can add that is never below 0. */
function gain(weight: number, most: number): number {
  return weight > 0 ? weight * most : 0;
}

const ANY: Bounds = { text: 1, rare: Number.POSITIVE_INFINITY, title: 1, order: 1 };
const known = new WeakMap<Model, readonly number[]>();

/** For each feature, how much it and those after it can add at most. */
function highestAfter(model: Model): readonly number[] {
  const before = known.get(model);
  if (before) return before;
  const gains = FEATURES.map(({ most }, i) => gain(model.weights[i] ?? 0, most(ANY)));
  const highest = gains.map((_, i) => gains.slice(i).reduce((sum, gain) => sum + gain, 0));
  known.set(model, highest);
  return highest;
}

/** Log-odds to probability, 0…1. */
export function probability(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

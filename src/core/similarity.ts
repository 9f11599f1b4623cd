/** How likely two articles tell one story: a logistic model over the features, its weights fitted by `npm run train`. */
import { features } from './features.ts';
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
  if (one.profile.title.length + one.profile.text.length === 0) return -SURE;
  if (other.profile.title.length + other.profile.text.length === 0) return -SURE;
  const values = features(one, other, scale);
  let sum = model.bias;
  for (let i = 0; i < values.length; i++) sum += (model.weights[i] ?? 0) * (values[i] ?? 0);
  if (sum > NOTICES_FROM && areTwoNotices(one.profile, other.profile, scale)) return -SURE;
  return Math.max(-SURE, Math.min(SURE, sum));
}

/** Log-odds to probability, 0…1. */
export function probability(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

/**
 * How fast two articles cease to be one story, learned from unlabelled articles. Two publishers' articles that are nearly one text tell
 * one story whenever they came, those that share hardly a word tell two: how far apart in time the ones and the others
 * stand is all that is asked. A labelled set of one day or two cannot tell.
 */
import { cosine, FEATURES } from '../../src/core/features.ts';
import { newcomers } from '../accuracy/replay.ts';
import type { Background } from '../articles.ts';
import { fitLogistic } from './logistic.ts';
import { comparisons, type Sample } from './samples.ts';

/** Cosine from which two publishers surely tell one story, and below which they surely do not. */
const ONE_FROM = 0.6;
const TWO_BELOW = 0.2;

export const DAYS = FEATURES.findIndex(({ name }) => name === 'days');

/** Log-odds a day, negative: the steepest of all backgrounds, for times that are not the outlets' own blur it and never sharpen it. */
export function timeDecay(backgrounds: readonly Background[]): number {
  return Math.min(...backgrounds.map(decayOf));
}

function decayOf({ articles }: Background): number {
  const told: Sample[] = [];
  for (const { pair } of comparisons(newcomers(articles, 'full'))) {
    const text = cosine(pair);
    if (pair.samePublisher || (text >= TWO_BELOW && text < ONE_FROM)) continue;
    told.push({ values: [FEATURES[DAYS]?.of(pair) ?? 0], same: text >= ONE_FROM });
  }
  return fitLogistic([told]).weights[0] ?? 0;
}

/**
 * How fast two articles cease to be one story, learned from unlabelled articles. Leads of two publishers that are nearly one text tell
 * one story whenever they came, leads that share hardly a word tell two: how far apart in time the ones and the others
 * stand is all that is asked. A labelled set of one day or two cannot tell.
 */
import { FEATURES } from '../src/core/features.ts';
import type { Background } from './background.ts';
import { fitLogistic } from './logistic.ts';
import { comparisons, type Sample } from './pairs.ts';
import { newcomers } from './replay.ts';

/** Cosine of leads from which two publishers surely tell one story, and below which they surely do not. */
const ONE_FROM = 0.6;
const TWO_BELOW = 0.2;

export const DAYS = FEATURES.findIndex(({ name }) => name === 'days');
const LEAD = FEATURES.findIndex(({ name }) => name === 'lead');
const SAME_PUBLISHER = FEATURES.findIndex(({ name }) => name === 'samePublisher');

/** Log-odds a day, negative: the steepest of all backgrounds, for times that are not the outlets' own blur it and never sharpen it. */
export function timeDecay(backgrounds: readonly Background[]): number {
  return Math.min(...backgrounds.map(decayOf));
}

function decayOf({ articles }: Background): number {
  const told: Sample[] = [];
  for (const { values } of comparisons(newcomers(articles, 'full'))) {
    const lead = values[LEAD] ?? 0;
    if (values[SAME_PUBLISHER] === 1 || (lead >= TWO_BELOW && lead < ONE_FROM)) continue;
    told.push({ values: [values[DAYS] ?? 0], same: lead >= ONE_FROM });
  }
  return fitLogistic([told]).weights[0] ?? 0;
}

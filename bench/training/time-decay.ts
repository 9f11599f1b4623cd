/**
 * Learns from unlabelled articles how fast two articles cease to be one story. Nearly equal texts of two publishers
 * tell one story whatever their dates; texts that share hardly a word tell two. The distance in time of the first and
 * of the second kind gives the weight of a day. A labelled set of a day or two cannot show it.
 */
import { cosine, FEATURES } from '../../src/clustering/pair-features.ts';
import { incomingArticles } from '../accuracy/replay.ts';
import type { Background } from '../articles.ts';
import { fitLogistic } from './logistic.ts';
import { comparisons, type Sample } from './samples.ts';

/** Cosine from which two publishers surely tell one story, and below which they surely do not. */
const ONE_FROM = 0.6;
const TWO_BELOW = 0.2;

export const DAYS = FEATURES.findIndex(({ name }) => name === 'days');

/** Log-odds a day, negative. The steepest of all backgrounds: crawl times blur the effect and never sharpen it. */
export function timeDecay(backgrounds: readonly Background[]): number {
  return Math.min(...backgrounds.map(decayOf));
}

function decayOf({ articles }: Background): number {
  const told: Sample[] = [];
  for (const { pair } of comparisons(incomingArticles(articles, 'full'))) {
    const text = cosine(pair);
    if (pair.samePublisher || (text >= TWO_BELOW && text < ONE_FROM)) continue;
    told.push({ values: [FEATURES[DAYS]?.of(pair) ?? 0], same: text >= ONE_FROM });
  }
  return fitLogistic([told]).weights[0] ?? 0;
}

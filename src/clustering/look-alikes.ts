/**
 * How much an outlet's own earlier articles are like its new one. An outlet hardly tells one news twice, so this is what the topic brings by
 * itself: in a war or a season all reports are alike, and two of them must be more alike than elsewhere to be one story.
 * It is fixed when the article arrives and stored with it, because a pair is judged again whenever its stories are.
 */
import {
  daysApart,
  leadLikeness,
  type Pair,
  textLikeness,
  textLikenessUpperBound,
  titleCoverage,
  titleCoverageUpperBound,
} from './pair-features.ts';

/** Articles that count, the most alike. */
const COUNTED = 3;
/** Not below what the number can be. */
export const LOOK_ALIKES_MAX = 5;
/** Likeness of two articles of one outlet that have a field in common and no more. */
const LIKENESS_MIN = 3;

/**
 * `pairs`: the incoming article with each of its candidates. The mean likeness of the three earlier articles of its publisher that are most alike,
 * 0…LOOK_ALIKES_MAX; one that is missing counts as 0.
 */
export function lookAlikesAmong(pairs: readonly Pair[]): number {
  const likest = pairs
    .filter(({ samePublisher, other }) => samePublisher && !other.isPart)
    .map(likeness)
    .sort((a, b) => b - a)
    .slice(0, COUNTED);
  return likest.reduce((sum, value) => sum + value, 0) / COUNTED;
}

/** The features that tell likeness weigh about the same in the model, and so does a day: their plain sum serves. */
function likeness(pair: Pair): number {
  const known = leadLikeness(pair) - daysApart(pair) - LIKENESS_MIN;
  // Most are not alike at all, and the bound spares weighing them.
  if (known + textLikenessUpperBound(pair) + titleCoverageUpperBound(pair) <= 0) return 0;
  return Math.max(0, known + textLikeness(pair) + titleCoverage(pair));
}

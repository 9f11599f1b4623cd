/**
 * Recognises two items of templated news about two matters: the gold prices of two days, two obituaries, two telegrams of congratulation.
 * Their texts are nearly the same and their news is not, because the figures differ or what fills the slots of the form does. This is a rule
 * rather than a feature: there are too few labelled pairs to fit a weight on.
 */

import { isNumberTerm } from '../text/analyzer.ts';
import { countShared, type HashSet, has, hashSet } from '../text/hash-set.ts';
import { fillOneForm } from './filled-slots.ts';
import type { Fingerprint } from './fingerprint.ts';
import { comparedTermsOf } from './kernel/compared-terms.ts';
import { memoize } from './kernel/memoize.ts';
import { ngrams } from './kernel/ngrams.ts';
import { termSetOf } from './kernel/term-vector.ts';
import type { Weighting } from './kernel/tf-idf.ts';
import { isCity, isPlace } from './places.ts';

/** Words of the text, after the title, in which templated news gives its figures. */
const FIGURE_WORDS = 60;
/** Figures each must have that the other does not. Of otherwise similar labelled pairs with so many, 6 were one story and 21 were two. */
const OWN_FIGURES_MIN = 3;
/** Shorter titles (words) are too easily alike. */
const TITLE_WORDS_MIN = 5;
/** Share of the longer title's words that two titles of one template have in common. */
const TITLE_SHARE_MIN = 0.75;
/** Inverse document frequency from which a word may be the name that makes it another matter. */
const NAME_IDF_MIN = 3;
/** Bigram overlap: below this range there is no template, above it one text spells a name in two ways. */
const TEMPLATE_OVERLAP_MIN = 0.3;
const TEMPLATE_OVERLAP_MAX = 0.8;
/**
 * Bigram overlap from which two articles with a place of their own in the title are templated news. Of otherwise similar labelled pairs 53
 * were two stories and 6 one; with less overlap one article may name a city and the other its country. Where both name a city no overlap
 * is needed: 57 were two stories and 1 one.
 */
const PLACES_OVERLAP_MIN = 0.2;
/** Words of the text whose bigrams are compared. */
const BIGRAM_WORDS = 200;

/** True for templated news about two matters. Symmetric. */
export function areTemplatedNews(
  one: Fingerprint,
  other: Fingerprint,
  weights: Weighting,
  samePublisher = false,
): boolean {
  const mine = termSetOf(one);
  const theirs = termSetOf(other);
  if (ownFigures(one, theirs) >= OWN_FIGURES_MIN && ownFigures(other, mine) >= OWN_FIGURES_MIN) return true;
  const bothTitlesHaveOwn = (isOfKind: (stem: number) => boolean) =>
    titleHasOwn(one, theirs, isOfKind) && titleHasOwn(other, mine, isOfKind);
  if (bothTitlesHaveOwn(isCity)) return true;
  if (fillOneForm(one, other, weights, samePublisher)) return true;
  const places = bothTitlesHaveOwn(isPlace);
  const names = titlesAlike(one, other) && bothTitlesHaveOwn((stem) => weights.idf(stem) >= NAME_IDF_MIN);
  if (!places && !names) return false;
  const overlap = bigramOverlap(one, other);
  if (places && overlap >= PLACES_OVERLAP_MIN) return true;
  return names && overlap >= TEMPLATE_OVERLAP_MIN && overlap < TEMPLATE_OVERLAP_MAX;
}

/** Different figures in title and opening that the other article has nowhere. */
function ownFigures(fingerprint: Fingerprint, others: HashSet): number {
  const { title, text } = comparedTermsOf(fingerprint);
  const own: number[] = [];
  for (const part of [title, text.subarray(0, FIGURE_WORDS)]) {
    for (let i = 0; i < part.length; i++) {
      const stem = part[i] ?? 0;
      if (isNumberTerm(stem) && !own.includes(stem) && !has(others, stem)) own.push(stem);
    }
  }
  return own.length;
}

/** True when the title names something of that kind that the other article has nowhere. */
function titleHasOwn(fingerprint: Fingerprint, others: HashSet, isOfKind: (stem: number) => boolean): boolean {
  return comparedTermsOf(fingerprint).title.some((stem) => isOfKind(stem) && !has(others, stem));
}

function titlesAlike(one: Fingerprint, other: Fingerprint): boolean {
  const longer = Math.max(one.title.length, other.title.length);
  if (Math.min(one.title.length, other.title.length) < TITLE_WORDS_MIN) return false;
  let common = 0;
  for (const stem of one.title) if (other.title.includes(stem)) common++;
  return common >= TITLE_SHARE_MIN * longer;
}

const bigramsOf = memoize(({ title, text }) => hashSet(ngrams(title, 2), ngrams(text.subarray(0, BIGRAM_WORDS), 2)));

/** Share of the bigrams of the article with fewer, 0…1. Unlike the feature of this name it covers 200 words of the text. */
function bigramOverlap(one: Fingerprint, other: Fingerprint): number {
  const mine = bigramsOf(one);
  const theirs = bigramsOf(other);
  return countShared(mine, theirs) / Math.max(1, Math.min(mine.members.length, theirs.members.length));
}

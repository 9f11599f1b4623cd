/**
 * Recognises two items of templated news about two matters: the gold prices of two days, two obituaries, two telegrams of congratulation.
 * Their texts are nearly the same and their news is not, because the figures differ or what fills the slots of the form does. This is a rule
 * rather than a feature: there are too few labelled pairs to fit a weight on.
 */

import { isNumberTerm } from '../text/analyzer.ts';
import { countShared, type HashSet, has, hashSet } from '../text/hash-set.ts';
import { termsOfWords } from '../text/variants.ts';
import { tellOtherCeremonies } from './ceremonies.ts';
import { fillOneForm } from './filled-slots.ts';
import type { Fingerprint } from './fingerprint.ts';
import { comparedTermsOf } from './kernel/compared-terms.ts';
import { memoize } from './kernel/memoize.ts';
import { ngrams } from './kernel/ngrams.ts';
import { termSetOf } from './kernel/term-vector.ts';
import type { Weighting } from './kernel/tf-idf.ts';
import { isCity, isCountry } from './places.ts';
import { fillRoutineSlot } from './routine-slots.ts';

/** Words of the text, after the title, in which templated news gives its figures. */
const FIGURE_WORDS = 60;
/** Figures each must have that the other does not. Of otherwise similar labelled pairs with so many, 27 were one story and 55 were two. */
const OWN_FIGURES_MIN = 3;
/**
 * Figures that hardly any other article has: so many in both, and their own figures are other parts of one report. Of the labelled pairs above, 4
 * have so many, and all 4 were one story.
 */
const SHARED_FIGURES_MIN = 2;
const RARE_FIGURE_IDF_MIN = 4;
/** Words for those whom a toll counts. */
const VICTIMS = termsOfWords('قتلى قتيل قتيلا مصرع ضحايا جرحى مصابين مصابا مفقودين مفقودا جثة جثث');
/** Inverse document frequency of a name that only reports of one event share in their titles: one article in 150 has it. */
const NAME_IDF_MIN = 5;
/**
 * Bigram overlap from which two articles with a country of their own in the title are templated news. With less overlap they are two sides of
 * one matter. Where both name a city no overlap is needed: 73 of such labelled pairs were two stories and none was one. A city against a country is
 * no sign, for it may be its country: 9 were one story and 2 two.
 */
const COUNTRIES_OVERLAP_MIN = 0.2;
/** Words of the text whose bigrams are compared. */
const BIGRAM_WORDS = 200;

/** True for templated news about two matters. Symmetric. */
export function areTemplatedNews(
  one: Fingerprint,
  other: Fingerprint,
  weights: Weighting,
  samePublisher = false,
): boolean {
  if (haveOtherFigures(one, other, weights)) return true;
  const [mine, theirs] = [termSetOf(one), termSetOf(other)];
  const bothTitlesHaveOwn = (isOfKind: (stem: number) => boolean) =>
    titleHasOwn(one, theirs, isOfKind) && titleHasOwn(other, mine, isOfKind);
  return (
    bothTitlesHaveOwn(isCity) ||
    fillRoutineSlot(one, other) ||
    tellOtherCeremonies(one, other, weights) ||
    fillOneForm(one, other, weights, samePublisher) ||
    (bothTitlesHaveOwn(isCountry) && bigramOverlap(one, other) >= COUNTRIES_OVERLAP_MIN)
  );
}

/** Whether each has several figures that the other has nowhere, few that only these two have, and no toll of one event says why. */
function haveOtherFigures(one: Fingerprint, other: Fingerprint, weights: Weighting): boolean {
  const [mine, theirs] = [figuresOf(one), figuresOf(other)];
  const own = (figures: readonly number[], others: HashSet) => figures.filter((figure) => !has(others, figure)).length;
  if (own(mine, termSetOf(other)) < OWN_FIGURES_MIN || own(theirs, termSetOf(one)) < OWN_FIGURES_MIN) return false;
  const shared = mine.filter((figure) => theirs.includes(figure) && weights.idf(figure) >= RARE_FIGURE_IDF_MIN);
  return shared.length < SHARED_FIGURES_MIN && !tellOneToll(one, other, weights);
}

/** Whether both count victims, and their titles share a name: the figures of one event rise. */
function tellOneToll(one: Fingerprint, other: Fingerprint, weights: Weighting): boolean {
  const theirs = comparedTermsOf(other).title;
  return (
    victimsOf(one).length > 0 &&
    victimsOf(other).length > 0 &&
    comparedTermsOf(one).title.some(
      (term) => weights.idf(term) >= NAME_IDF_MIN && theirs.includes(term) && !isNumberTerm(term),
    )
  );
}

/** Words for victims in title and opening. */
const victimsOf = memoize((fingerprint): Uint32Array => {
  const { title, text } = comparedTermsOf(fingerprint);
  return Uint32Array.of(...title, ...text.subarray(0, FIGURE_WORDS)).filter((term) => VICTIMS.has(term));
});

/** The different figures in title and opening. */
const figuresOf = memoize((fingerprint): readonly number[] => {
  const { title, text } = comparedTermsOf(fingerprint);
  const figures = new Set<number>();
  for (const part of [title, text.subarray(0, FIGURE_WORDS)])
    for (const term of part) if (isNumberTerm(term)) figures.add(term);
  return [...figures];
});

/** True when the title names something of that kind that the other article has nowhere. */
function titleHasOwn(fingerprint: Fingerprint, others: HashSet, isOfKind: (stem: number) => boolean): boolean {
  return comparedTermsOf(fingerprint).title.some((stem) => isOfKind(stem) && !has(others, stem));
}

const bigramsOf = memoize(({ title, text }) => hashSet(ngrams(title, 2), ngrams(text.subarray(0, BIGRAM_WORDS), 2)));

/** Share of the bigrams of the article with fewer, 0…1. Unlike the feature of this name it covers 200 words of the text. */
function bigramOverlap(one: Fingerprint, other: Fingerprint): number {
  const mine = bigramsOf(one);
  const theirs = bigramsOf(other);
  return countShared(mine, theirs) / Math.max(1, Math.min(mine.members.length, theirs.members.length));
}

/**
 * Tells routine notices of one form apart: two days' gold prices, two telegrams of congratulation. Their texts are nearly the same and their
 * news is not: the figures differ, or the one name in the title does. A rule, not a weight: there are too few to fit one on.
 */
import { countShared, type HashSet, has } from './hash-set.ts';
import { isCity, isPlace } from './places.ts';
import { pairsOf, vocabularyOf } from './prepared.ts';
import type { Profile } from './profile.ts';
import type { Scale } from './scale.ts';
import { isNumberStem } from './stemmed.ts';

/** Words of the text, after the title, where a notice gives its figures. */
const HEAD_WORDS = 60;
/** Figures each must have that the other nowhere has. Of labelled pairs otherwise alike 6 with so many were one story, 21 were two. */
const FIGURES = 3;
/** Titles shorter than this (words) are too easily alike. */
const TITLE_WORDS_MIN = 5;
/** Share of the title's words that two titles of one form have in common. */
const TITLE_SHARE = 0.75;
/** Weight from which a word may be the name that makes another notice. */
const NAME = 3;
/** Share of common word pairs: below it is no form, above it is one text in which a name is spelt in two ways. */
const FORM_FROM = 0.3;
const FORM_TO = 0.8;

/**
 * Share of common word pairs from which two articles with a place of their own in the title are notices of one form. Of labelled pairs
 * otherwise alike 53 were two stories and 6 one; below it who names a city and who names its country make the rule unsure. Where both
 * name a city it needs no form: 57 were two stories and 1 one.
 */
const PLACES_FROM = 0.2;

function figuresApart({ title, text }: Profile, others: HashSet): number {
  const own: number[] = [];
  for (const part of [title, text.subarray(0, HEAD_WORDS)]) {
    for (let i = 0; i < part.length; i++) {
      const stem = part[i] ?? 0;
      if (isNumberStem(stem) && !own.includes(stem) && !has(others, stem)) own.push(stem);
    }
  }
  return own.length;
}

/** The title names something of that kind that the other article nowhere does. */
function hasOwn({ title }: Profile, others: HashSet, isOfKind: (stem: number) => boolean): boolean {
  return title.some((stem) => isOfKind(stem) && !has(others, stem));
}

function sameTitleForm(one: Profile, other: Profile): boolean {
  const longer = Math.max(one.title.length, other.title.length);
  if (Math.min(one.title.length, other.title.length) < TITLE_WORDS_MIN) return false;
  let common = 0;
  for (const stem of one.title) if (other.title.includes(stem)) common++;
  return common >= TITLE_SHARE * longer;
}

/** True for two notices of one form about two matters. Symmetric. */
export function areTwoNotices(one: Profile, other: Profile, scale: Scale): boolean {
  const mine = vocabularyOf(one);
  const theirs = vocabularyOf(other);
  if (figuresApart(one, theirs) >= FIGURES && figuresApart(other, mine) >= FIGURES) return true;
  const bothHaveOwn = (isOfKind: (stem: number) => boolean) =>
    hasOwn(one, theirs, isOfKind) && hasOwn(other, mine, isOfKind);
  if (bothHaveOwn(isCity)) return true;
  const places = bothHaveOwn(isPlace);
  const names = sameTitleForm(one, other) && bothHaveOwn((stem) => scale.weight(stem) >= NAME);
  if (!places && !names) return false;
  const common = pairsShared(one, other);
  return (places && common >= PLACES_FROM) || (names && common >= FORM_FROM && common < FORM_TO);
}

/** Share of the word pairs of the one with fewer. */
function pairsShared(one: Profile, other: Profile): number {
  const a = pairsOf(one);
  const b = pairsOf(other);
  return countShared(a, b) / Math.max(1, Math.min(a.members.length, b.members.length));
}

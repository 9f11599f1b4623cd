/**
 * Tells routine notices of one form apart: two days' gold prices, two telegrams of congratulation. Their texts are nearly the same and their
 * news is not: the figures differ, or the one name in the title does. A rule, not a weight: there are too few to fit one on.
 */
import { isPlace } from './places.ts';
import { isNumberStem, type Profile } from './profile.ts';
import type { Scale } from './scale.ts';
import { sharedCount } from './vector.ts';

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
 * otherwise alike 53 were two stories and 6 one; below it metonyms (Moscow for Russia) make the rule unsure.
 */
const PLACES_FROM = 0.2;

function figuresApart({ title, text }: Profile, others: ReadonlySet<number>): number {
  const head = new Set([...title, ...text.subarray(0, HEAD_WORDS)]);
  return [...head].filter((stem) => isNumberStem(stem) && !others.has(stem)).length;
}

function hasOwnName({ title }: Profile, others: ReadonlySet<number>, scale: Scale): boolean {
  return title.some((stem) => !others.has(stem) && scale.weight(stem) >= NAME);
}

/** The title names a place that the other article nowhere does. */
function hasOwnPlace({ title }: Profile, others: ReadonlySet<number>): boolean {
  return title.some((stem) => isPlace(stem) && !others.has(stem));
}

function sameTitleForm(one: Profile, other: Profile): boolean {
  const longer = Math.max(one.title.length, other.title.length);
  if (Math.min(one.title.length, other.title.length) < TITLE_WORDS_MIN) return false;
  const others = new Set(other.title);
  return one.title.filter((stem) => others.has(stem)).length >= TITLE_SHARE * longer;
}

/** True for two notices of one form about two matters. Symmetric. */
export function areTwoNotices(one: Profile, other: Profile, scale: Scale): boolean {
  const a = scale.weigh(one).prepared;
  const b = scale.weigh(other).prepared;
  if (figuresApart(one, b.all) >= FIGURES && figuresApart(other, a.all) >= FIGURES) return true;
  const common = sharedCount(a.pairs, b.pairs) / Math.max(1, Math.min(a.pairs.length, b.pairs.length));
  if (common >= PLACES_FROM && hasOwnPlace(one, b.all) && hasOwnPlace(other, a.all)) return true;
  if (!sameTitleForm(one, other)) return false;
  return common >= FORM_FROM && common < FORM_TO && hasOwnName(one, b.all, scale) && hasOwnName(other, a.all, scale);
}

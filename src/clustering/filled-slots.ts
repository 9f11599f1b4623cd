/**
 * Aligns two articles word by word and looks at what is left over between the words that both have: the slots of a common form. Notices of
 * one form (two obituaries, two weddings, two appointments) agree in the form and differ in the slots; reports of one event agree in the
 * names and differ in the words around them. No list of names is needed.
 */

import { isNumberTerm, termOf } from '../text/analyzer.ts';
import { type HashSet, has } from '../text/hash-set.ts';
import { normalize } from '../text/normalize.ts';
import { variantTerm } from '../text/variants.ts';
import type { Fingerprint } from './fingerprint.ts';
import { comparedTermsOf } from './kernel/compared-terms.ts';
import { termSetOf } from './kernel/term-vector.ts';
import type { Weighting } from './kernel/tf-idf.ts';

/** Words of the text, after the title, that are aligned. */
const LEAD_WORDS = 60;
/** Words of a slot on either side, without particles; a longer gap is another wording. */
const SLOT_WORDS_MAX = 6;
/** Inverse document frequency below which a word is a particle: one article in two has it. */
const PARTICLE_IDF_MAX = 0.7;
/** Inverse document frequency from which a word can fill a slot: below are particles and the like. */
const FILLER_IDF_MIN = 2;
/** Inverse document frequency from which a filler is taken for a name and not for another word for one thing: one article in thirty has it. */
const NAME_IDF_MIN = 3.5;
/** Words that exclude one another, however common: where one article says the east and the other the west, a slot is filled with two matters. */
const OPPOSITES: readonly ReadonlySet<number>[] = [
  'السبت الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة',
  'شمال جنوب شرق غرب وسط',
  'الأولى الثانية الثالثة الرابعة الخامسة السادسة السابعة الثامنة التاسعة العاشرة الواحدة',
].map((words) => new Set(words.split(' ').map((word) => variantTerm(termOf(word)))));

/** Letters from which two words that differ in one letter are spellings of one name; shorter ones are محمد and محمود. */
const SPELLING_LETTERS_MIN = 5;

/**
 * Share of the shorter lead from which two leads follow one form, when title and lead name two matters at the same places, and slots of the
 * leads that are filled differently. Two articles of one outlet need less, because it hardly tells one news twice: one slot alone may be another
 * word for one thing. Of two outlets the names must be rare, and the titles follow one form too: else nearly all such pairs are one
 * story, reworded.
 */
const NAMED_FRAME_MIN = 0.4;
const OWN_NAMED_FRAME_MIN = 0.35;
const OWN_NAMED_SLOTS_MIN = 2;
const NAMED_SLOTS_MIN = 3;
const TITLE_FRAME_MIN = 0.4;
/**
 * Of two outlets, too, two slots are enough when hardly anything else of the leads differs. One is, when its names are at least as rare as anything that the
 * titles share: then these share a form. Else they share a name, and one has another word for something: in all 24 such labelled pairs.
 */
const WHOLE_FRAME_MIN = 0.7;
const WHOLE_NAMED_SLOTS_MIN = 2;
/** Where so many slots of such leads differ, the name of one article may be a common word: the town الأبيض is written as white. */
const WHOLE_SLOTS_MIN = 4;
/** The same without a name in the title, for two articles of one outlet. */
const OWN_FRAME_MIN = 0.5;
const OWN_SLOTS_MIN = 3;

/** Two runs of words that stand between the same two common words. */
interface Gap {
  readonly mine: Uint32Array;
  readonly theirs: Uint32Array;
}

/** What either article has in a slot, and the other has nowhere. */
interface Slot {
  readonly mine: readonly number[];
  readonly theirs: readonly number[];
}

/**
 * True for two notices of one form that fill its slots with two matters. Symmetric: of alignments of one length the one is taken that a
 * fixed order of the two articles leads to.
 */
export function fillOneForm(one: Fingerprint, other: Fingerprint, weights: Weighting, samePublisher: boolean): boolean {
  // Words in one order are words in common, so few of these spare the alignments.
  if (!samePublisher && shareOfTitle(one, other) < TITLE_FRAME_MIN) return false;
  if (leadFrameUpperBound(one, other) < (samePublisher ? OWN_NAMED_FRAME_MIN : NAMED_FRAME_MIN)) return false;
  return comesFirst(one, other)
    ? fillInOrder(one, other, weights, samePublisher)
    : fillInOrder(other, one, weights, samePublisher);
}

/** The frame of a title or lead is the share of the shorter one's words that stand in both in one order, 0…1. */
function fillInOrder(one: Fingerprint, other: Fingerprint, weights: Weighting, samePublisher: boolean): boolean {
  const [mine, theirs] = [comparedTermsOf(one), comparedTermsOf(other)];
  const title = align(mine.title, theirs.title);
  const slots = differentSlots(one, other, weights);
  const inTitle = slots(title.gaps);
  const isRare = (words: readonly number[]) => words.some((word) => weights.idf(word) >= NAME_IDF_MIN);
  const areRare = (slot: Slot) => isRare(slot.mine) && isRare(slot.theirs);
  const isOneRare = (slot: Slot) => isRare(slot.mine) || isRare(slot.theirs);
  if (
    !samePublisher &&
    !(title.common >= TITLE_FRAME_MIN * shorter(mine.title, theirs.title) && inTitle.some(isOneRare))
  )
    return false;
  const [myLead, theirLead] = [leadOf(mine.text), leadOf(theirs.text)];
  const lead = align(myLead, theirLead);
  const leadFrame = lead.common / Math.max(1, shorter(myLead, theirLead));
  if (leadFrame < (samePublisher ? OWN_NAMED_FRAME_MIN : NAMED_FRAME_MIN)) return false;
  const inLead = slots(lead.gaps);
  // Slots of the titles whose two fillers stand against each other in a slot of the leads too, and what of them stands there.
  const named = inTitle.flatMap((slot) => {
    const told = inLead.map(({ mine, theirs }) => ({ mine: both(slot.mine, mine), theirs: both(slot.theirs, theirs) }));
    const there = told.find(({ mine, theirs }) => mine.length > 0 && theirs.length > 0);
    return there ? [{ slot, there }] : [];
  });
  const severalSlots = samePublisher
    ? (named.length > 0 && inLead.length >= OWN_NAMED_SLOTS_MIN) ||
      (leadFrame >= OWN_FRAME_MIN && inLead.length >= OWN_SLOTS_MIN)
    : inLead.length >= NAMED_SLOTS_MIN && named.some(({ there }) => areRare(there));
  if (severalSlots || leadFrame < WHOLE_FRAME_MIN) return severalSlots;
  // Where nearly all else agrees, a part of a name is told in the lead and the rest may be written with a particle there.
  const rarest = Math.max(
    0,
    ...named.map(({ slot }) => Math.min(rarestWord(slot.mine, weights), rarestWord(slot.theirs, weights))),
  );
  if (rarest < NAME_IDF_MIN) return inLead.length >= WHOLE_SLOTS_MIN && named.some(({ slot }) => isOneRare(slot));
  return inLead.length >= WHOLE_NAMED_SLOTS_MIN || rarest >= rarestWord(sharedInTitles(one, other), weights);
}

/** The greatest inverse document frequency of the words; 0 for none. Figures do not count, for they rise as one event goes on. */
function rarestWord(terms: readonly number[], weights: Weighting): number {
  return Math.max(0, ...terms.filter((term) => !isNumberTerm(term)).map((term) => weights.idf(term)));
}

/** The words of either title that the other article has. */
function sharedInTitles(one: Fingerprint, other: Fingerprint): readonly number[] {
  const [mine, theirs] = [termSetOf(one), termSetOf(other)];
  return [
    ...comparedTermsOf(one).title.filter((term) => has(theirs, term)),
    ...comparedTermsOf(other).title.filter((term) => has(mine, term)),
  ];
}

function leadOf(text: Uint32Array): Uint32Array {
  return text.subarray(0, LEAD_WORDS);
}

function shorter(one: Uint32Array, other: Uint32Array): number {
  return Math.min(one.length, other.length);
}

/** Share of the shorter title's words that the other title has, in any order: 0…1. */
function shareOfTitle(one: Fingerprint, other: Fingerprint): number {
  const [mine, theirs] = [comparedTermsOf(one).title, comparedTermsOf(other).title];
  const [few, many] = mine.length <= theirs.length ? [mine, theirs] : [theirs, mine];
  let common = 0;
  for (let i = 0; i < few.length; i++) if (many.includes(few[i] ?? 0)) common++;
  return common / Math.max(1, few.length);
}

/** Share of the shorter lead's words that the other article has anywhere. */
function leadFrameUpperBound(one: Fingerprint, other: Fingerprint): number {
  const [mine, theirs] = [leadOf(comparedTermsOf(one).text), leadOf(comparedTermsOf(other).text)];
  const [few, known] = mine.length <= theirs.length ? [mine, termSetOf(other)] : [theirs, termSetOf(one)];
  let common = 0;
  for (let i = 0; i < few.length; i++) if (has(known, few[i] ?? 0)) common++;
  return common / Math.max(1, few.length);
}

function comesFirst(one: Fingerprint, other: Fingerprint): boolean {
  if (one.text.length !== other.text.length) return one.text.length < other.text.length;
  if (one.title.length !== other.title.length) return one.title.length < other.title.length;
  for (const part of ['title', 'text'] as const) {
    const at = one[part].findIndex((term, i) => term !== other[part][i]);
    if (at >= 0) return (one[part][at] ?? 0) < (other[part][at] ?? 0);
  }
  return true;
}

/** Of gaps those that each article fills with something that the other has nowhere, and not with another spelling of it. */
function differentSlots(
  one: Fingerprint,
  other: Fingerprint,
  weights: Weighting,
): (gaps: readonly Gap[]) => readonly Slot[] {
  const own = (known: HashSet) => (words: Uint32Array) => Array.from(words).filter((word) => !has(known, word));
  const mine = own(termSetOf(other));
  const theirs = own(termSetOf(one));
  const isFiller = (others: readonly number[]) => (word: number) =>
    isNumberTerm(word) ||
    weights.idf(word) >= FILLER_IDF_MIN ||
    OPPOSITES.some((words) => words.has(word) && others.some((opposite) => words.has(opposite)));
  const slotOf = (gap: Gap): Slot => {
    const [ofMine, ofTheirs] = [mine(gap.mine), theirs(gap.theirs)];
    return { mine: ofMine.filter(isFiller(ofTheirs)), theirs: ofTheirs.filter(isFiller(ofMine)) };
  };
  const width = (words: Uint32Array) =>
    words.reduce((n, word) => n + (weights.idf(word) >= PARTICLE_IDF_MAX ? 1 : 0), 0);
  return (gaps) =>
    gaps
      .filter((gap) => Math.max(width(gap.mine), width(gap.theirs)) <= SLOT_WORDS_MAX)
      .map(slotOf)
      .filter(
        (slot) => slot.mine.length > 0 && slot.theirs.length > 0 && !spelledAlike(one, slot.mine, other, slot.theirs),
      );
}

function both(some: readonly number[], others: readonly number[]): readonly number[] {
  return some.filter((word) => others.includes(word));
}

/** Whether one of these words of one article is another spelling of one of the other's. */
export function spelledAlike(
  one: Fingerprint,
  mine: readonly number[],
  other: Fingerprint,
  theirs: readonly number[],
): boolean {
  const written = (of: Fingerprint, words: readonly number[]) =>
    of.displayTerms.filter(({ stem }) => words.includes(stem)).map(({ word }) => normalize(word));
  const others = written(other, theirs);
  return written(one, mine).some((a) => others.some((b) => areSpellings(a, b)));
}

/** Whether two long words differ in one letter, by which outlets spell foreign names differently. */
function areSpellings(one: string, other: string): boolean {
  if (Math.min(one.length, other.length) < SPELLING_LETTERS_MIN) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  let end = 0;
  while (end < Math.min(one.length, other.length) - start && one.at(-1 - end) === other.at(-1 - end)) end++;
  return Math.max(one.length, other.length) - start - end <= 1;
}

/** A longest common subsequence, by the usual table (Wagner & Fischer 1974): its length, and what stands between its words. */
function align(mine: Uint32Array, theirs: Uint32Array): { readonly common: number; readonly gaps: readonly Gap[] } {
  // Words that the other has not lead nowhere, and most are such.
  const places: number[] = [];
  for (let i = 0; i < mine.length; i++) if (theirs.includes(mine[i] ?? 0)) places.push(i);
  const width = theirs.length + 1;
  const lengths = table.subarray(0, (places.length + 1) * width).fill(0);
  for (let row = places.length - 1; row >= 0; row--) {
    const word = mine[places[row] ?? 0];
    const here = row * width;
    for (let j = theirs.length - 1; j >= 0; j--) {
      const below = lengths[here + width + j] ?? 0;
      const right = lengths[here + j + 1] ?? 0;
      lengths[here + j] = word === theirs[j] ? (lengths[here + width + j + 1] ?? 0) + 1 : Math.max(below, right);
    }
  }
  const gaps: Gap[] = [];
  const gap = (i: number, toI: number, j: number, toJ: number) => {
    if (toI > i && toJ > j) gaps.push({ mine: mine.subarray(i, toI), theirs: theirs.subarray(j, toJ) });
  };
  let [row, j, afterMine, afterTheirs] = [0, 0, 0, 0];
  while (row < places.length && j < theirs.length) {
    const i = places[row] ?? 0;
    if (mine[i] === theirs[j]) {
      gap(afterMine, i, afterTheirs, j);
      afterMine = i + 1;
      afterTheirs = ++j;
      row++;
    } else if ((lengths[(row + 1) * width + j] ?? 0) >= (lengths[row * width + j + 1] ?? 0)) row++;
    else j++;
  }
  gap(afterMine, mine.length, afterTheirs, theirs.length);
  return { common: lengths[0] ?? 0, gaps };
}

/** Room for the longest leads and titles. */
const table = new Uint8Array((LEAD_WORDS + 1) ** 2);

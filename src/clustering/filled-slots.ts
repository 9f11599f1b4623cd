/**
 * Aligns two articles word by word and looks at what is left over between the words that both have: the slots of a common form. Notices of
 * one form (two obituaries, two weddings, two appointments) agree in the form and differ in the slots; reports of one event agree in the
 * names and differ in the words around them. No list of names is needed.
 */

import { isNumberTerm } from '../text/analyzer.ts';
import { type HashSet, has } from '../text/hash-set.ts';
import { SHEEN, TEH } from '../text/letters.ts';
import { normalize } from '../text/normalize.ts';
import { termsOfWords } from '../text/variants.ts';
import type { Fingerprint } from './fingerprint.ts';
import { comparedTermsOf } from './kernel/compared-terms.ts';
import { termSetOf } from './kernel/term-vector.ts';
import type { Weighting } from './kernel/tf-idf.ts';

/** Words of the text, after the title, that are aligned. */
const LEAD_WORDS = 60;
/** Words of a slot on either side; a longer gap is another wording. An outlet that tells one news twice leaves shorter ones. */
const SLOT_WORDS_MAX = 8;
const OWN_SLOT_WORDS_MAX = 6;
/** Inverse document frequency from which a word can fill a slot: below are particles and the like. */
const FILLER_IDF_MIN = 2;
/** Inverse document frequency from which a filler is taken for a name and not for another word for one thing: one article in thirty has it. */
const NAME_IDF_MIN = 3.5;
/** Words that exclude one another, however common: where one article says the east and the other the west, a slot is filled with two matters. */
const OPPOSITES: readonly ReadonlySet<number>[] = [
  'السبت الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة',
  'شمال جنوب شرق غرب وسط',
  'الأولى الثانية الثالثة الرابعة الخامسة السادسة السابعة الثامنة التاسعة العاشرة الواحدة',
].map(termsOfWords);

/** Letters from which two words that differ in one letter are spellings of one name; shorter ones are محمد and محمود. */
const SPELLING_LETTERS_MIN = 5;
/** Letters of a word that stands whole in another, and letters that the other has besides: an inflected form, or one with a particle. */
const INFLECTED_LETTERS_MIN = 3;
const AFFIX_LETTERS_MAX = 3;

/** What two articles must have to be notices of one form about two matters. */
interface Form {
  /** Share of the shorter title's words that stand in both titles in one order; of the leads alike. 0…1. */
  readonly title: number;
  readonly lead: number;
  /** Slots of the leads that are filled differently. */
  readonly slots: number;
  readonly names: keyof Names;
}

/** What is known of slots of the titles whose two fillers stand against each other in a slot of the leads too. */
interface Names {
  readonly unneeded: boolean;
  /** There is one. */
  readonly some: boolean;
  /** Of one, a filler is rare. */
  readonly oneRare: boolean;
  /** Both are rare. */
  readonly rare: boolean;
  /** Of both a rare word is told in the lead too, and not only another part of the filler. */
  readonly rareInLead: boolean;
  /** Both are at least as rare as anything that the titles share. Else these share a name, and one has another word for something. */
  readonly rarest: boolean;
  /** Slots of titles and of leads have rare fillers, whether or not they are the same: «النمساوي» and «النمسا». */
  readonly inEither: boolean;
}

/** Of two outlets. The less else differs, the fewer slots and the commoner names are enough: the town الأبيض is written as white. */
const FORMS: readonly Form[] = [
  { title: 0.4, lead: 0.4, slots: 3, names: 'rareInLead' },
  { title: 0, lead: 0.5, slots: 4, names: 'rarest' },
  { title: 0.4, lead: 0.6, slots: 4, names: 'oneRare' },
  { title: 0.7, lead: 0.6, slots: 3, names: 'oneRare' },
  { title: 0.4, lead: 0.7, slots: 2, names: 'rare' },
  { title: 0.4, lead: 0.7, slots: 1, names: 'rarest' },
];
/** Two articles of one outlet need less, because it hardly tells one news twice. */
const OWN_FORMS: readonly Form[] = [
  { title: 0, lead: 0.35, slots: 2, names: 'some' },
  { title: 0, lead: 0.5, slots: 3, names: 'unneeded' },
  { title: 0, lead: 0.7, slots: 1, names: 'rarest' },
  { title: 0, lead: 0.9, slots: 1, names: 'inEither' },
];

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
  // Words in one order are words in common, and a slot takes a word of its own of each: few of these spare the alignments.
  const title = wordsOfTwo(one, other, comparedTermsOf(one).title, comparedTermsOf(other).title);
  const lead = wordsOfTwo(one, other, leadOf(comparedTermsOf(one).text), leadOf(comparedTermsOf(other).text));
  const mayBe = (form: Form) =>
    title.common >= form.title &&
    lead.common >= form.lead &&
    lead.own >= form.slots &&
    (form.names === 'unneeded' || title.own > 0);
  if (!(samePublisher ? OWN_FORMS : FORMS).some(mayBe)) return false;
  return comesFirst(one, other)
    ? fillInOrder(one, other, weights, samePublisher)
    : fillInOrder(other, one, weights, samePublisher);
}

function fillInOrder(one: Fingerprint, other: Fingerprint, weights: Weighting, samePublisher: boolean): boolean {
  const [mine, theirs] = [comparedTermsOf(one), comparedTermsOf(other)];
  const slots = differentSlots(one, other, weights, samePublisher);
  const title = align(mine.title, theirs.title);
  const inTitle = slots(title.gaps);
  const least = (slot: Slot) => Math.min(rarestWord(slot.mine, weights), rarestWord(slot.theirs, weights));
  const most = (slot: Slot) => rarestWord([...slot.mine, ...slot.theirs], weights);
  if (!samePublisher && !inTitle.some((slot) => most(slot) >= NAME_IDF_MIN)) return false;
  const [myLead, theirLead] = [leadOf(mine.text), leadOf(theirs.text)];
  const lead = align(myLead, theirLead);
  const titleFrame = title.common / Math.max(1, shorter(mine.title, theirs.title));
  const leadFrame = lead.common / Math.max(1, shorter(myLead, theirLead));
  const forms = (samePublisher ? OWN_FORMS : FORMS).filter(
    (form) => titleFrame >= form.title && leadFrame >= form.lead,
  );
  if (forms.length === 0) return false;
  const inLead = slots(lead.gaps);
  const named = inTitle.flatMap((slot) => {
    const told = inLead.map(({ mine, theirs }) => ({ mine: both(slot.mine, mine), theirs: both(slot.theirs, theirs) }));
    const there = told.find(({ mine, theirs }) => mine.length > 0 && theirs.length > 0);
    return there ? [{ slot, there }] : [];
  });
  const isRare = (slot: Slot) => least(slot) >= NAME_IDF_MIN;
  const rarest = Math.max(0, ...named.map(({ slot }) => least(slot)));
  const names: Names = {
    unneeded: true,
    some: named.length > 0,
    oneRare: named.some(({ slot }) => most(slot) >= NAME_IDF_MIN),
    rare: rarest >= NAME_IDF_MIN,
    rareInLead: named.some(({ there }) => isRare(there)),
    rarest: rarest >= Math.max(NAME_IDF_MIN, rarestWord(sharedInTitles(one, other), weights)),
    inEither: inTitle.some(isRare) && inLead.some(isRare),
  };
  return forms.some((form) => inLead.length >= form.slots && names[form.names]);
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

/** Of two titles or leads: the share of the shorter one's words that the other article has, 0…1, and the words that the other has not, of the one with fewer. */
function wordsOfTwo(
  one: Fingerprint,
  other: Fingerprint,
  mine: Uint32Array,
  theirs: Uint32Array,
): { readonly common: number; readonly own: number } {
  const [ofMine, ofTheirs] = [ownWords(mine, termSetOf(other)), ownWords(theirs, termSetOf(one))];
  const few = shorter(mine, theirs);
  const ownOfFew = mine.length <= theirs.length ? ofMine : ofTheirs;
  return { common: (few - ownOfFew) / Math.max(1, few), own: Math.min(ofMine, ofTheirs) };
}

function ownWords(words: Uint32Array, others: HashSet): number {
  let own = 0;
  for (let i = 0; i < words.length; i++) if (!has(others, words[i] ?? 0)) own++;
  return own;
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

/** Of gaps those that each article fills with something that the other has nowhere, in no spelling and no inflected form. */
function differentSlots(
  one: Fingerprint,
  other: Fingerprint,
  weights: Weighting,
  samePublisher: boolean,
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
  const withoutForms = (slot: Slot): Slot => ({
    mine: slot.mine.filter((word) => !writtenAlike(one, [word], other, slot.theirs, areFormsOfOne)),
    theirs: slot.theirs.filter((word) => !writtenAlike(one, slot.mine, other, [word], areFormsOfOne)),
  });
  const widest = samePublisher ? OWN_SLOT_WORDS_MAX : SLOT_WORDS_MAX;
  return (gaps) =>
    gaps
      .filter((gap) => Math.max(gap.mine.length, gap.theirs.length) <= widest)
      .map((gap) => withoutForms(slotOf(gap)))
      .filter((slot) => slot.mine.length > 0 && slot.theirs.length > 0);
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
  return writtenAlike(one, mine, other, theirs, areSpellings);
}

function writtenAlike(
  one: Fingerprint,
  mine: readonly number[],
  other: Fingerprint,
  theirs: readonly number[],
  areAlike: (one: string, other: string) => boolean,
): boolean {
  const written = (of: Fingerprint, words: readonly number[]) =>
    of.displayTerms.filter(({ stem }) => words.includes(stem)).map(({ word }) => normalize(word));
  const others = written(other, theirs);
  return written(one, mine).some((a) => others.some((b) => areAlike(a, b)));
}

function areFormsOfOne(one: string, other: string): boolean {
  return areSpellings(one, other) || isInflected(one, other);
}

function isInflected(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  return (
    short.length >= INFLECTED_LETTERS_MIN && long.length - short.length <= AFFIX_LETTERS_MAX && long.includes(short)
  );
}

/** Whether two words differ by تش for ش, or, if they are long, in one letter, by which outlets spell foreign names differently. */
function areSpellings(one: string, other: string): boolean {
  if (one.replaceAll(TEH + SHEEN, SHEEN) === other.replaceAll(TEH + SHEEN, SHEEN)) return true;
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

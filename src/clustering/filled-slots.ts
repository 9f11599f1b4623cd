/**
 * Aligns two articles word by word and looks at what is left over between the words that both have: the slots of a common form. Notices of
 * one form (two obituaries, two weddings, two appointments) agree in the form and differ in the slots; reports of one event agree in the
 * names and differ in the words around them. No list of names is needed.
 */

import { isNumberTerm } from '../text/analyzer.ts';
import { has } from '../text/hash-set.ts';
import { normalize } from '../text/normalize.ts';
import type { Fingerprint } from './fingerprint.ts';
import { comparedTermsOf } from './kernel/compared-terms.ts';
import { termSetOf } from './kernel/term-vector.ts';
import type { Weighting } from './kernel/tf-idf.ts';

/** Words of the text, after the title, that are aligned. */
const LEAD_WORDS = 60;
/** Words of a slot, on either side; a longer gap is another wording. */
const SLOT_WORDS_MAX = 6;
/** Inverse document frequency from which a word can fill a slot: below are particles and the like. */
const FILLER_IDF_MIN = 2;
/** Inverse document frequency from which a filler is taken for a name and not for another word for one thing: one article in thirty has it. */
const NAME_IDF_MIN = 3.5;
/** Letters from which two words that differ in one letter are spellings of one name; shorter ones are محمد and محمود. */
const SPELLING_LETTERS_MIN = 5;

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

interface FilledSlots {
  /** Shares of the shorter title's and of the shorter lead's words that stand in both in one order, 0…1. */
  readonly titleFrame: number;
  readonly leadFrame: number;
  /** Slots of the leads that the two fill differently. */
  readonly lead: number;
  /** Slots of the titles whose two fillers stand against each other in a slot of the leads too. */
  readonly named: number;
  /** Of these, those whose fillers are rare in both. */
  readonly namedRarely: number;
}

/** Symmetric: of alignments of one length the one is taken that a fixed order of the two articles leads to. */
export function filledSlots(one: Fingerprint, other: Fingerprint, weights: Weighting): FilledSlots {
  return comesFirst(one, other) ? slotsInOrder(one, other, weights) : slotsInOrder(other, one, weights);
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

function slotsInOrder(one: Fingerprint, other: Fingerprint, weights: Weighting): FilledSlots {
  const [mine, theirs] = [comparedTermsOf(one), comparedTermsOf(other)];
  const title = align(mine.title, theirs.title);
  const lead = align(mine.text.subarray(0, LEAD_WORDS), theirs.text.subarray(0, LEAD_WORDS));
  const slots = differentSlots(one, other, weights);
  const inLead = slots(lead.gaps);
  const named = slots(title.gaps).flatMap((inTitle) => {
    const told = inLead.map((slot) => ({
      mine: both(inTitle.mine, slot.mine),
      theirs: both(inTitle.theirs, slot.theirs),
    }));
    return told.find((slot) => slot.mine.length > 0 && slot.theirs.length > 0) ?? [];
  });
  const isRare = (words: readonly number[]) => words.some((word) => weights.idf(word) >= NAME_IDF_MIN);
  return {
    titleFrame: title.common / Math.max(1, Math.min(mine.title.length, theirs.title.length)),
    leadFrame: lead.common / Math.max(1, Math.min(mine.text.length, theirs.text.length, LEAD_WORDS)),
    lead: inLead.length,
    named: named.length,
    namedRarely: named.filter((slot) => isRare(slot.mine) && isRare(slot.theirs)).length,
  };
}

/** Of gaps those that each article fills with something that the other has nowhere, and not with another spelling of it. */
function differentSlots(
  one: Fingerprint,
  other: Fingerprint,
  weights: Weighting,
): (gaps: readonly Gap[]) => readonly Slot[] {
  const fillersOf = (known: ReturnType<typeof termSetOf>) => (words: Uint32Array) =>
    Array.from(words).filter(
      (word) => !has(known, word) && (isNumberTerm(word) || weights.idf(word) >= FILLER_IDF_MIN),
    );
  const mine = fillersOf(termSetOf(other));
  const theirs = fillersOf(termSetOf(one));
  const written = (of: Fingerprint) => (words: readonly number[]) =>
    of.displayTerms.filter(({ stem }) => words.includes(stem)).map(({ word }) => normalize(word));
  const [mineWritten, theirsWritten] = [written(one), written(other)];
  const spelledAlike = (slot: Slot): boolean =>
    mineWritten(slot.mine).some((a) => theirsWritten(slot.theirs).some((b) => areSpellings(a, b)));
  return (gaps) =>
    gaps
      .filter((gap) => Math.max(gap.mine.length, gap.theirs.length) <= SLOT_WORDS_MAX)
      .map((gap) => ({ mine: mine(gap.mine), theirs: theirs(gap.theirs) }))
      .filter((slot) => slot.mine.length > 0 && slot.theirs.length > 0 && !spelledAlike(slot));
}

function both(some: readonly number[], others: readonly number[]): readonly number[] {
  return some.filter((word) => others.includes(word));
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
  const width = theirs.length + 1;
  const lengths = new Uint8Array((mine.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = mine.length - 1; i >= 0; i--) {
    for (let j = theirs.length - 1; j >= 0; j--) {
      lengths[i * width + j] = mine[i] === theirs[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const gaps: Gap[] = [];
  const gap = (i: number, toI: number, j: number, toJ: number) => {
    if (toI > i && toJ > j) gaps.push({ mine: mine.subarray(i, toI), theirs: theirs.subarray(j, toJ) });
  };
  let [i, j, afterMine, afterTheirs] = [0, 0, 0, 0];
  while (i < mine.length && j < theirs.length) {
    if (mine[i] === theirs[j]) {
      gap(afterMine, i, afterTheirs, j);
      afterMine = ++i;
      afterTheirs = ++j;
    } else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  gap(afterMine, mine.length, afterTheirs, theirs.length);
  return { common: at(0, 0), gaps };
}

/**
 * Finds the passages that two articles share word for word, or nearly. "Nearly" is measured here and nowhere else: VERBATIM_SHARE of the
 * shorter passage's words stand in one stretch of the longer, in the same order. So a passage counts wherever the other article carries it,
 * also as a part of a longer passage.
 */

import { distance } from '../text/simhash.ts';
import type { Fingerprint, Passage } from './fingerprint.ts';
import type { ArticleNumber, IncomingArticle, SharedPassage } from './index-port.ts';
import { commonInOrder } from './kernel/common-in-order.ts';
import { align, NOWHERE, passageNgramsOf } from './kernel/ngram-alignment.ts';
import { shareNgram } from './kernel/ngram-prefilter.ts';

/** Two words in nine may be changed or left out. The lowest share at which claims are right as docs and benchmarks say. */
const VERBATIM_SHARE = 0.78;
/** The stretch of the longer passage is at most this much longer than the shorter one: so many words may be put in. */
const STRETCH = 1.25;
/** Share of the shorter passage's trigrams without which the words are not compared. Changes that are spread out break most of them. */
const TRIGRAM_SHARE = 0.3;
/** Shorter passages (words) are set phrases rather than copies. */
const PASSAGE_WORDS_MIN = 8;
/** SimHashes of copied passages differ in at most this many of 64 bits (Manku et al. 2007 use 3 for whole pages). */
const SIMHASH_BITS_MAX = 3;

function wordsIn({ start, end }: Passage): number {
  return end - start;
}

/** Trigrams of one passage that each passage of the other article has. All 0 between calls. */
const hits = new Uint16Array(256);

/** Passages of `one` that `other` also carries, in order, each with every passage of the other that has it; [] for none. Fastest when the same `one` is compared with many. */
export function verbatimPassages(one: Fingerprint, other: Fingerprint, article: ArticleNumber): SharedPassage[] {
  // Most pairs have nothing in common, and this check is cheap.
  if (!shareNgram(one, other)) return [];
  const { mine } = align(one, other);
  const { starts } = passageNgramsOf(one);
  return one.passages.flatMap((own, passage) => {
    const sources =
      wordsIn(own) === 0
        ? sourceBySimhash(own, other)
        : sourcesOf(one, own, other, mine.subarray(starts[passage] ?? 0, starts[passage + 1] ?? 0));
    return sources.map((otherPassage): SharedPassage => ({ kind: 'verbatim', passage, other: article, otherPassage }));
  });
}

/** Past TEXT_WORDS_MAX the words of a passage are not known, so its SimHash must do. */
function sourceBySimhash(passage: Passage, other: Fingerprint): number[] {
  const same = other.passages.findIndex((their) => distance(their.simhash, passage.simhash) <= SIMHASH_BITS_MAX);
  return same >= 0 ? [same] : [];
}

/** `where`: for each trigram of the passage, the passage of the other article that has it. */
function sourcesOf(one: Fingerprint, own: Passage, other: Fingerprint, where: Uint16Array): number[] {
  const met: number[] = [];
  for (const passage of where) {
    if (passage === NOWHERE) continue;
    if (hits[passage] === 0) met.push(passage);
    hits[passage] = (hits[passage] ?? 0) + 1;
  }
  return met
    .filter((passage) => {
      const trigrams = hits[passage] ?? 0;
      hits[passage] = 0;
      const their = other.passages[passage];
      return their !== undefined && isVerbatim(wordsOf(one, own), wordsOf(other, their), trigrams);
    })
    .sort((a, b) => a - b);
}

function wordsOf({ text }: Fingerprint, { start, end }: Passage): Uint32Array {
  return text.subarray(start, end);
}

/** `trigrams`: how many the two have in common. Symmetric. */
function isVerbatim(one: Uint32Array, other: Uint32Array, trigrams: number): boolean {
  const [shorter, longer] = one.length <= other.length ? [one, other] : [other, one];
  const words = shorter.length;
  if (words < PASSAGE_WORDS_MIN || trigrams < TRIGRAM_SHARE * (words - 2)) return false;
  const stretch = Math.ceil(STRETCH * words);
  // Stretches begin every few words; the copy's own beginning is never further than this from one of them.
  const step = Math.max(1, Math.floor((STRETCH - 1) * 0.5 * words));
  const inOrder = commonInOrder(shorter);
  for (let start = 0; ; start += step) {
    if (inOrder(longer.subarray(start, start + stretch)) >= VERBATIM_SHARE * words) return true;
    if (start + stretch >= longer.length) return false;
  }
}

/** Words at the head of an article that decide whether it was made from the other's text; some 450 characters. */
const HEAD_WORDS = 75;
/** Share of the trigrams of each head that the other article must have: shared background paragraphs alone are not a copy. */
const HEAD_SHARE = 0.28;

/** Trigrams of a head too long for two notices of one form: of labelled pairs of copies with such heads, both views, 1,179 are one story and 20 are two. */
const LONG_HEAD_MIN = 60;

/** Where the trigrams of the head stand among the article's. */
function headOf(one: Fingerprint): readonly number[] {
  const { starts } = passageNgramsOf(one);
  const head: number[] = [];
  one.passages.forEach(({ start }, passage) => {
    const end = starts[passage + 1] ?? 0;
    for (let at = starts[passage] ?? 0; start < HEAD_WORDS && at < end && head.length < HEAD_WORDS; at++) head.push(at);
  });
  return head;
}

function headShare(one: Fingerprint, where: Uint16Array): number {
  const head = headOf(one);
  return head.length > 0 ? head.filter((at) => where[at] !== NOWHERE).length / head.length : 0;
}

/** True when one text was made from the other, or both from a third: cut, joined, retitled, edited in places. Symmetric. */
export function isCopy(one: Fingerprint, other: Fingerprint): boolean {
  const { mine, theirs } = align(one, other);
  return headShare(one, mine) >= HEAD_SHARE && headShare(other, theirs) >= HEAD_SHARE;
}

/** Copies of a text appear within a day; later ones are printed again for another reason. */
const COPY_MS = 24 * 3_600_000;

/** Whether another publisher's article of the same day among `members` is a copy of this one, and both are longer than a notice. */
export function hasLongCopy(one: IncomingArticle, members: readonly IncomingArticle[]): boolean {
  return (
    hasLongHead(one) &&
    members.some(
      (member) =>
        member.publisher !== one.publisher &&
        Math.abs(member.published - one.published) <= COPY_MS &&
        hasLongHead(member) &&
        isCopy(one.fingerprint, member.fingerprint),
    )
  );
}

function hasLongHead({ fingerprint }: IncomingArticle): boolean {
  return headOf(fingerprint).length >= LONG_HEAD_MIN;
}

/** Finds the passages that two articles share word for word, or nearly. A passage counts wherever the other article carries it. */

import { distance } from '../text/simhash.ts';
import type { Fingerprint, Passage } from './fingerprint.ts';
import type { ArticleNumber, SharedPassage } from './index-port.ts';
import { align, NOWHERE, type PassageNgrams, passageNgramsOf } from './kernel/ngram-alignment.ts';
import { shareNgram } from './kernel/ngram-prefilter.ts';

/** A passage is copied when the other article has this share of its trigrams. */
const COPIED_SHARE = 0.5;
/** Shorter passages (words) are set phrases rather than copies. */
const PASSAGE_WORDS_MIN = 8;
/** SimHashes of copied passages differ in at most this many of 64 bits (Manku et al. 2007 use 3 for whole pages). */
const SIMHASH_BITS_MAX = 3;

function long(passage: Passage): boolean {
  return passage.end - passage.start >= PASSAGE_WORDS_MIN;
}

/** For each passage of the other article: trigrams it shares with the passage at hand. All 0 between calls. */
const hits = new Uint16Array(256);

/** The passage of the other article with most of these trigrams, the first among equals; undefined when it has fewer than COPIED_SHARE of them in all. */
function sourceOf(where: Uint16Array, start: number, end: number): number | undefined {
  const met: number[] = [];
  let total = 0;
  for (let at = start; at < end; at++) {
    const passage = where[at] ?? NOWHERE;
    if (passage === NOWHERE) continue;
    if (hits[passage] === 0) met.push(passage);
    hits[passage] = (hits[passage] ?? 0) + 1;
    total++;
  }
  let best: number | undefined;
  let most = 0;
  for (const passage of met) {
    const count = hits[passage] ?? 0;
    hits[passage] = 0;
    if (count <= most) continue;
    best = passage;
    most = count;
  }
  return total >= COPIED_SHARE * (end - start) ? best : undefined;
}

/** For each passage of an article the passage of the other that it shares; undefined for none and for short ones. */
function sourcesOf({ passages }: Fingerprint, { starts }: PassageNgrams, where: Uint16Array): (number | undefined)[] {
  return passages.map((passage, i) =>
    long(passage) ? sourceOf(where, starts[i] ?? 0, starts[i + 1] ?? 0) : undefined,
  );
}

/** Passages of `one` that `other` also carries, each at most once; [] for none. Fastest when the same `one` is compared with many. */
export function verbatimPassages(one: Fingerprint, other: Fingerprint, article: ArticleNumber): SharedPassage[] {
  // Most pairs have nothing in common, and this check is cheap.
  if (!shareNgram(one, other)) return [];
  const { mine, theirs } = align(one, other);
  const found = new Map<number, number>();
  sourcesOf(one, passageNgramsOf(one), mine).forEach((source, i) => {
    const passage = one.passages[i];
    if (source !== undefined) found.set(i, source);
    else if (passage && passage.start === passage.end) {
      const same = other.passages.findIndex((their) => distance(their.simhash, passage.simhash) <= SIMHASH_BITS_MAX);
      if (same >= 0) found.set(i, same);
    }
  });
  // The other article may have shortened a long passage: its passage lies within ours.
  sourcesOf(other, passageNgramsOf(other), theirs).forEach((source, i) => {
    if (source !== undefined && !found.has(source)) found.set(source, i);
  });
  return [...found]
    .sort(([a], [b]) => a - b)
    .map(([passage, otherPassage]) => ({ passage, other: article, otherPassage }));
}

/** Words at the head of an article that decide whether it was made from the other's text; some 450 characters. */
const HEAD_WORDS = 75;
/** Share of the trigrams of each head that the other article must have: shared background paragraphs alone are not a copy. */
const HEAD_SHARE = 0.28;

function headShare(one: Fingerprint, where: Uint16Array): number {
  const { starts } = passageNgramsOf(one);
  let head = 0;
  let found = 0;
  one.passages.forEach(({ start }, passage) => {
    const end = starts[passage + 1] ?? 0;
    for (let at = starts[passage] ?? 0; start < HEAD_WORDS && at < end && head < HEAD_WORDS; at++) {
      if (where[at] !== NOWHERE) found++;
      head++;
    }
  });
  return head > 0 ? found / head : 0;
}

/** True when one text was made from the other, or both from a third: cut, joined, retitled, edited in places. Symmetric. */
export function isCopy(one: Fingerprint, other: Fingerprint): boolean {
  const { mine, theirs } = align(one, other);
  return headShare(one, mine) >= HEAD_SHARE && headShare(other, theirs) >= HEAD_SHARE;
}

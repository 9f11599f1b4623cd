/**
 * Which passages two articles have in common, word for word or nearly. Order-free: a passage counts wherever the other
 * carries it.
 */

import { distance } from '../text/simhash.ts';
import type { Fingerprint, Passage } from './fingerprint.ts';
import type { ArticleNumber, SharedPassage } from './index-port.ts';
import { align, NOWHERE, type PassageNgrams, passageNgramsOf } from './kernel/ngram-alignment.ts';
import { shareNgram } from './kernel/ngram-prefilter.ts';

/** Share of a passage's runs found in the other's passage that makes it copied. */
const COPIED = 0.5;
/** Shorter passages (words) are formulas, not copies. */
const PASSAGE_WORDS_MIN = 8;
/** SimHashes of copied passages differ in at most so many of 64 bits (Manku et al. 2007 use 3 for whole pages). */
const PRINT_BITS = 3;

function long(passage: Passage): boolean {
  return passage.end - passage.start >= PASSAGE_WORDS_MIN;
}

/** By passage of the other article: its runs in the passage at hand. Left at 0 by whoever fills it. */
const hits = new Uint16Array(256);

/** The passage of the other that has most of these runs, the first met of equals, where it has COPIED of them anywhere; undefined for none. */
function homeOf(where: Uint16Array, start: number, end: number): number | undefined {
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
  return total >= COPIED * (end - start) ? best : undefined;
}

/** The same for every long passage of an article. */
function homes({ passages }: Fingerprint, { starts }: PassageNgrams, where: Uint16Array): (number | undefined)[] {
  return passages.map((passage, i) => (long(passage) ? homeOf(where, starts[i] ?? 0, starts[i + 1] ?? 0) : undefined));
}

/** Passages of `one` that `other` also carries, each at most once; [] for none. Quickest when the same `one` is asked about many. */
export function verbatimPassages(one: Fingerprint, other: Fingerprint, article: ArticleNumber): SharedPassage[] {
  // Most pairs have nothing in common, and telling so is cheap.
  if (!shareNgram(one, other)) return [];
  const { mine, theirs } = align(one, other);
  const found = new Map<number, number>();
  homes(one, passageNgramsOf(one), mine).forEach((home, i) => {
    const passage = one.passages[i];
    if (home !== undefined) found.set(i, home);
    else if (passage && passage.start === passage.end) {
      const same = other.passages.findIndex((their) => distance(their.simhash, passage.simhash) <= PRINT_BITS);
      if (same >= 0) found.set(i, same);
    }
  });
  // The other may have cut a long passage of ours down: its passage lies within ours.
  homes(other, passageNgramsOf(other), theirs).forEach((home, i) => {
    if (home !== undefined && !found.has(home)) found.set(home, i);
  });
  return [...found]
    .sort(([a], [b]) => a - b)
    .map(([passage, otherPassage]) => ({ passage, other: article, otherPassage }));
}

/** Words at the head of an article by which it is told whether it comes from the other's text; some 450 characters. */
const HEAD_WORDS = 75;
/** Share of runs of both heads that the other must carry: background paragraphs alone are not a copy. */
const HEAD_SHARE = 0.28;

function headShare(one: Fingerprint, where: Uint16Array): number {
  const { starts } = passageNgramsOf(one);
  let head = 0;
  let told = 0;
  one.passages.forEach(({ start }, passage) => {
    const end = starts[passage + 1] ?? 0;
    for (let at = starts[passage] ?? 0; start < HEAD_WORDS && at < end && head < HEAD_WORDS; at++) {
      if (where[at] !== NOWHERE) told++;
      head++;
    }
  });
  return head > 0 ? told / head : 0;
}

/** True when one text was made from the other, or both from a third: cut, joined, retitled, reworded here and there. Symmetric. */
export function isCopy(one: Fingerprint, other: Fingerprint): boolean {
  const { mine, theirs } = align(one, other);
  return headShare(one, mine) >= HEAD_SHARE && headShare(other, theirs) >= HEAD_SHARE;
}

/**
 * Which passages two articles have in common, word for word or nearly. Order-free: a passage counts wherever the other
 * carries it.
 */
import { shareClue } from './glance.ts';
import { type HashSet, has, hashSet, placeOf } from './hash-set.ts';
import type { ArticleNumber, SharedPassage } from './index-port.ts';
import { derived, joined, runsOf } from './prepared.ts';
import type { Passage, Profile } from './profile.ts';
import { distance } from './simhash.ts';

/** Runs of this many words are compared. */
const RUN = 3;
/** Share of a passage's runs found in the other's passage that makes it copied. */
const COPIED = 0.5;
/** Shorter passages (words) are formulas, not copies. */
const PASSAGE_WORDS_MIN = 8;
/** SimHashes of copied passages differ in at most so many of 64 bits (Manku et al. 2007 use 3 for whole pages). */
const PRINT_BITS = 3;

const NONE = new Uint32Array(0);

interface Runs {
  readonly all: HashSet;
  /** For each of `all` the first passage that has it. */
  readonly passages: Uint16Array;
  readonly of: readonly Uint32Array[];
}

const runsByPassage = derived(({ text, passages }): Runs => {
  const of = passages.map(({ start, end }) => runsOf(text.subarray(start, end), RUN));
  const all = hashSet(joined(of));
  const at = new Uint16Array(all.members.length);
  for (let passage = of.length - 1; passage >= 0; passage--) {
    for (const run of of[passage] ?? NONE) at[placeOf(all, run)] = passage;
  }
  return { all, passages: at, of };
});

function long(passage: Passage): boolean {
  return passage.end - passage.start >= PASSAGE_WORDS_MIN;
}

/** By passage of the other article, of which a profile's bytes count no more: its runs in the passage at hand. Left at 0 by whoever fills it. */
const hits = new Uint16Array(256);

/** The passage of the other that has most of the runs, the first met of equals, and what share of them it has anywhere; undefined for none. */
function homeOf(list: Uint32Array, other: Runs): { passage: number; share: number } | undefined {
  const met: number[] = [];
  let total = 0;
  for (let i = 0; i < list.length; i++) {
    const place = placeOf(other.all, list[i] ?? 0);
    if (place < 0) continue;
    const passage = other.passages[place] ?? 0;
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
  return best === undefined ? undefined : { passage: best, share: total / list.length };
}

/** Passages of `one` that `other` also carries, each at most once; [] for none. */
export function sharedPassages(one: Profile, other: Profile, article: ArticleNumber): SharedPassage[] {
  // Most pairs have nothing in common, and telling so is cheap.
  if (!shareClue(one, other)) return [];
  const mine = runsByPassage(one);
  const theirs = runsByPassage(other);
  const found = new Map<number, number>();
  one.passages.forEach((passage, i) => {
    const list = mine.of[i] ?? NONE;
    const home = long(passage) ? homeOf(list, theirs) : undefined;
    if (home && home.share >= COPIED) found.set(i, home.passage);
    else if (passage.start === passage.end) {
      const same = other.passages.findIndex((their) => distance(their.print, passage.print) <= PRINT_BITS);
      if (same >= 0) found.set(i, same);
    }
  });
  // The other may have cut a long passage of ours down: its passage lies within ours.
  other.passages.forEach((passage, i) => {
    const home = long(passage) ? homeOf(theirs.of[i] ?? NONE, mine) : undefined;
    if (home && home.share >= COPIED && !found.has(home.passage)) found.set(home.passage, i);
  });
  return [...found]
    .sort(([a], [b]) => a - b)
    .map(([passage, otherPassage]) => ({ passage, other: article, otherPassage }));
}

/** Words at the head of an article by which it is told whether it comes from the other's text; some 450 characters. */
const HEAD_WORDS = 75;
/** Share of runs of both heads that the other must carry: background paragraphs alone are not a copy. */
const HEAD_SHARE = 0.28;

function headShare(one: Profile, other: Runs): number {
  const { of } = runsByPassage(one);
  let head = 0;
  let told = 0;
  one.passages.forEach(({ start }, passage) => {
    const list = of[passage] ?? NONE;
    for (let i = 0; start < HEAD_WORDS && i < list.length && head < HEAD_WORDS; i++) {
      if (has(other.all, list[i] ?? 0)) told++;
      head++;
    }
  });
  return head > 0 ? told / head : 0;
}

/** True when one text was made from the other, or both from a third: cut, joined, retitled, reworded here and there. Symmetric. */
export function isCopy(one: Profile, other: Profile): boolean {
  return headShare(one, runsByPassage(other)) >= HEAD_SHARE && headShare(other, runsByPassage(one)) >= HEAD_SHARE;
}

/**
 * Which passages two articles have in common, word for word or nearly. Order-free: a passage counts wherever the other
 * carries it.
 */
import { hasAny, hashSet } from './hash-set.ts';
import type { ArticleNumber, SharedPassage } from './index-port.ts';
import { derived, runsOf } from './prepared.ts';
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

interface Runs {
  /** Run → first passage that has it. */
  readonly at: ReadonlyMap<number, number>;
  readonly of: readonly Uint32Array[];
}

const runsByPassage = derived(({ text, passages }): Runs => {
  const at = new Map<number, number>();
  const of = passages.map(({ start, end }, passage) => {
    const list = runsOf(text.subarray(start, end), RUN);
    for (const run of list) if (!at.has(run)) at.set(run, passage);
    return list;
  });
  return { at, of };
});

/** Without so many words in a row in common nothing is looked at closer: most pairs have none, and telling so is cheap. */
const CLUE = 4;
const clues = derived(({ text }) => runsOf(text, CLUE));
const clueSet = derived((profile) => hashSet(clues(profile)));

const NONE = new Uint32Array(0);

function long(passage: Passage): boolean {
  return passage.end - passage.start >= PASSAGE_WORDS_MIN;
}

function homeOf(list: Uint32Array, at: ReadonlyMap<number, number>): { passage: number; share: number } | undefined {
  const hits = new Map<number, number>();
  for (const run of list) {
    const passage = at.get(run);
    if (passage !== undefined) hits.set(passage, (hits.get(passage) ?? 0) + 1);
  }
  let best: { passage: number; share: number } | undefined;
  let total = 0;
  for (const [passage, count] of hits) {
    total += count;
    if (best === undefined || count / list.length > best.share) best = { passage, share: count / list.length };
  }
  return best && { passage: best.passage, share: total / list.length };
}

/** Passages of `one` that `other` also carries, each at most once; [] for none. */
export function sharedPassages(one: Profile, other: Profile, article: ArticleNumber): SharedPassage[] {
  if (!hasAny(clueSet(one), clues(other))) return [];
  const mine = runsByPassage(one);
  const theirs = runsByPassage(other);
  const found = new Map<number, number>();
  one.passages.forEach((passage, i) => {
    const list = mine.of[i] ?? NONE;
    const home = long(passage) ? homeOf(list, theirs.at) : undefined;
    if (home && home.share >= COPIED) found.set(i, home.passage);
    else if (passage.start === passage.end) {
      const same = other.passages.findIndex((their) => distance(their.print, passage.print) <= PRINT_BITS);
      if (same >= 0) found.set(i, same);
    }
  });
  // The other may have cut a long passage of ours down: its passage lies within ours.
  other.passages.forEach((passage, i) => {
    const home = long(passage) ? homeOf(theirs.of[i] ?? NONE, mine.at) : undefined;
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

function headShare(one: Profile, { at }: Runs): number {
  const { of } = runsByPassage(one);
  const head = one.passages
    .flatMap(({ start }, i) => (start < HEAD_WORDS ? [...(of[i] ?? [])] : []))
    .slice(0, HEAD_WORDS);
  return head.length > 0 ? head.filter((run) => at.has(run)).length / head.length : 0;
}

/** True when one text was made from the other, or both from a third: cut, joined, retitled, reworded here and there. Symmetric. */
export function isCopy(one: Profile, other: Profile): boolean {
  return headShare(one, runsByPassage(other)) >= HEAD_SHARE && headShare(other, runsByPassage(one)) >= HEAD_SHARE;
}

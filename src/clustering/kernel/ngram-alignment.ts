/** Aligns two articles by their word trigrams: for each trigram of either, the first passage of the other that has it. */
import { type HashSet, hashSet, indexOf } from '../../text/hash-set.ts';
import type { Fingerprint } from '../fingerprint.ts';
import { memoize, memoizeLatest } from './memoize.ts';
import { ngramAt } from './ngrams.ts';

const N = 3;

/** An article's trigrams, passage after passage. A trigram never crosses from one passage into the next. */
interface PassageNgrams {
  readonly ngrams: Uint32Array;
  /** For each passage the index of its first trigram; at the end their number. */
  readonly starts: Uint16Array;
}

export const passageNgramsOf = memoize(({ text, passages }): PassageNgrams => {
  const starts = new Uint16Array(passages.length + 1);
  passages.forEach(({ start, end }, i) => {
    starts[i + 1] = (starts[i] ?? 0) + Math.max(0, end - start - N + 1);
  });
  const ngrams = new Uint32Array(starts[passages.length] ?? 0);
  passages.forEach(({ start }, passage) => {
    const first = starts[passage] ?? 0;
    for (let at = first; at < (starts[passage + 1] ?? 0); at++) ngrams[at] = ngramAt(text, start + at - first, N);
  });
  return { ngrams, starts };
});

interface NgramIndex {
  readonly distinct: HashSet;
  /** For each distinct trigram the first passage that has it. */
  readonly firstPassages: Uint16Array;
  /** For each trigram of the article its index in `distinct`. */
  readonly indexes: Uint16Array;
}

const ngramIndexOf = memoizeLatest((fingerprint): NgramIndex => {
  const { ngrams, starts } = passageNgramsOf(fingerprint);
  const distinct = hashSet(ngrams);
  const firstPassages = new Uint16Array(distinct.members.length);
  const indexes = new Uint16Array(ngrams.length);
  for (let passage = fingerprint.passages.length - 1; passage >= 0; passage--) {
    for (let at = starts[passage] ?? 0; at < (starts[passage + 1] ?? 0); at++) {
      const index = indexOf(distinct, ngrams[at] ?? 0);
      indexes[at] = index;
      firstPassages[index] = passage;
    }
  }
  return { distinct, firstPassages, indexes };
});

/** For each trigram of either article the first passage of the other that has it, or NOWHERE. */
interface Alignment {
  readonly mine: Uint16Array;
  readonly theirs: Uint16Array;
}

/** No passage: a fingerprint has at most 255. */
export const NOWHERE = 0xffff;

let mine = new Uint16Array(0);
let theirs = new Uint16Array(0);
/** For each distinct trigram of the one article the first passage of the other that has it. */
let firstTheirs = new Uint16Array(0);

/**
 * Fastest when the same `one` is aligned with many: only its trigrams are indexed, the other's are read once, in order. The answer stands
 * in buffers that the next call overwrites; they may be longer than the articles.
 */
export function align(one: Fingerprint, other: Fingerprint): Alignment {
  const { distinct, firstPassages, indexes } = ngramIndexOf(one);
  const { ngrams, starts } = passageNgramsOf(other);
  const longest = Math.max(indexes.length, ngrams.length);
  if (mine.length < longest) {
    [mine, theirs, firstTheirs] = [new Uint16Array(longest), new Uint16Array(longest), new Uint16Array(longest)];
  }
  firstTheirs.fill(NOWHERE, 0, distinct.members.length);
  for (let passage = 0; passage < other.passages.length; passage++) {
    for (let at = starts[passage] ?? 0; at < (starts[passage + 1] ?? 0); at++) {
      const index = indexOf(distinct, ngrams[at] ?? 0);
      theirs[at] = index < 0 ? NOWHERE : (firstPassages[index] ?? 0);
      if (index >= 0 && firstTheirs[index] === NOWHERE) firstTheirs[index] = passage;
    }
  }
  for (let at = 0; at < indexes.length; at++) mine[at] = firstTheirs[indexes[at] ?? 0] ?? NOWHERE;
  return { mine, theirs };
}

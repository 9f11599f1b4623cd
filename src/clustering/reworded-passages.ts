/**
 * Finds passages that two articles tell in different words: two translations of one statement, or a paragraph that an editor rewrote. They are
 * recognised by the rare words they share, so they are looked for only between articles already known to be close.
 */

import { backgroundIdf } from '../text/background-frequency.ts';
import { hashPair } from '../text/hash.ts';
import { type HashSet, hashSet, indexOf } from '../text/hash-set.ts';
import { variantTerm } from '../text/variants.ts';
import type { Fingerprint, Passage } from './fingerprint.ts';
import type { ArticleNumber, SharedPassage } from './index-port.ts';
import { memoize, memoizeLatest } from './kernel/memoize.ts';
import { ngrams } from './kernel/ngrams.ts';

/** Commoner words, in more than one article of five, are ignored. */
const RARE_IDF = 1.5;
/** Share of the lighter passage's idf that the two must have in common. */
const SHARE = 0.72;
/** And of the heavier one's: a passage is not told again where a few of its words come in a long paragraph. */
const HEAVIER_SHARE = 0.55;
/** Rare words that the two must share. */
const WORDS_MIN = 6;
/** Different bigrams that the two must share: without them they share a topic rather than a passage. */
const BIGRAMS_MIN = 3;
/** Shorter passages (words) are ignored. */
const PASSAGE_WORDS_MIN = 8;

/** The distinct rare words of one passage; empty for a passage shorter than PASSAGE_WORDS_MIN. */
interface Bag {
  readonly stems: Uint32Array;
  /** Sum of their idf. */
  readonly weight: number;
}

const bags = memoize(({ text, passages }): readonly Bag[] => {
  return passages.map(({ start, end }) => {
    const rare = new Uint32Array(end - start);
    let count = 0;
    let sum = 0;
    for (let i = start; i < end && end - start >= PASSAGE_WORDS_MIN; i++) {
      const stem = variantTerm(text[i] ?? 0);
      const weight = backgroundIdf(stem);
      if (weight <= RARE_IDF || isAmong(stem, rare, count)) continue;
      rare[count++] = stem;
      sum += weight;
    }
    return { stems: rare.subarray(0, count), weight: sum };
  });
});

/** Whether it is among the first `count` stems. A linear search, because there are a few dozen. */
function isAmong(stem: number, stems: Uint32Array, count: number): boolean {
  for (let i = 0; i < count; i++) if (stems[i] === stem) return true;
  return false;
}

/** Postings over the passages of one article: for each rare word the passages that contain it. */
interface Postings {
  readonly words: HashSet;
  readonly passages: readonly number[][];
}

const postingsOf = memoizeLatest((fingerprint): Postings => {
  const all = bags(fingerprint);
  const words = hashSet(...all.map(({ stems }) => stems));
  const passages = Array.from({ length: words.members.length }, (): number[] => []);
  all.forEach(({ stems }, passage) => {
    for (let i = 0; i < stems.length; i++) passages[indexOf(words, stems[i] ?? 0)]?.push(passage);
  });
  return { words, passages };
});

/** Whether both contain BIGRAMS_MIN different bigrams. */
function shareBigrams(one: Uint32Array, other: Uint32Array): boolean {
  const bigrams = hashSet(ngrams(one, 2));
  const shared = new Set<number>();
  for (let i = 1; i < other.length && shared.size < BIGRAMS_MIN; i++) {
    const index = indexOf(bigrams, hashPair(other[i - 1] ?? 0, other[i] ?? 0));
    if (index >= 0) shared.add(index);
  }
  return shared.size >= BIGRAMS_MIN;
}

function wordsOf({ text }: Fingerprint, passage: Passage | undefined): Uint32Array {
  return text.subarray(passage?.start ?? 0, passage?.end ?? 0);
}

/**
 * For each passage of `one` the passage of `other` that says the same, where there is one; [] for none. Fastest when the same `one` is
 * compared with many.
 */
export function rewordedPassages(one: Fingerprint, other: Fingerprint, article: ArticleNumber): SharedPassage[] {
  const mine = bags(one);
  const { words, passages } = postingsOf(one);
  const best = new Float64Array(mine.length).fill(SHARE);
  const weights = new Float64Array(mine.length);
  const counts = new Uint16Array(mine.length);
  const found = new Map<number, number>();
  bags(other).forEach((their, otherPassage) => {
    weights.fill(0);
    counts.fill(0);
    for (let i = 0; i < their.stems.length; i++) {
      const stem = their.stems[i] ?? 0;
      const index = indexOf(words, stem);
      if (index < 0) continue;
      const weight = backgroundIdf(stem);
      for (const passage of passages[index] ?? []) {
        weights[passage] = (weights[passage] ?? 0) + weight;
        counts[passage] = (counts[passage] ?? 0) + 1;
      }
    }
    mine.forEach((own, passage) => {
      if ((counts[passage] ?? 0) < WORDS_MIN) return;
      const shared = weights[passage] ?? 0;
      const share = shared / Math.min(own.weight, their.weight);
      if (share < (best[passage] ?? 0) || shared < HEAVIER_SHARE * Math.max(own.weight, their.weight)) return;
      if (!shareBigrams(wordsOf(one, one.passages[passage]), wordsOf(other, other.passages[otherPassage]))) return;
      best[passage] = share;
      found.set(passage, otherPassage);
    });
  });
  return [...found]
    .sort(([a], [b]) => a - b)
    .map(([passage, otherPassage]) => ({ kind: 'reworded', passage, other: article, otherPassage }));
}

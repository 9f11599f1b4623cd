/**
 * Passages that two articles tell in different words: two translations of one statement, a paragraph gone through an editor. Found by the
 * rare words they share, so only looked for between articles already known to be near.
 */

import { hashPair } from '../text/hash.ts';
import { type HashSet, hashSet, placeOf } from '../text/hash-set.ts';
import { backgroundIdf } from './background-frequency.ts';
import type { Fingerprint, Passage } from './fingerprint.ts';
import type { ArticleNumber, SharedPassage } from './index-port.ts';
import { memoize, memoizeLatest } from './kernel/memoize.ts';
import { ngrams } from './kernel/ngrams.ts';

/** Words commoner than in one article of five tell nothing here. */
const RARE_IDF = 1.5;
/** Share of the shorter passage's weight that the other must have. */
const SHARE = 0.47;
const WORDS_MIN = 5;
/** Two words in a row, twice: loose words alone are a topic, not a passage. */
const PAIRS_MIN = 2;
const PASSAGE_WORDS_MIN = 8;

/** The rare words of one passage, each once; none of a passage too short to tell. */
interface Bag {
  readonly stems: Uint32Array;
  /** Of all of them, added up. */
  readonly weight: number;
}

const bags = memoize(({ text, passages }): readonly Bag[] => {
  return passages.map(({ start, end }) => {
    const rare = new Uint32Array(end - start);
    let count = 0;
    let sum = 0;
    for (let i = start; i < end && end - start >= PASSAGE_WORDS_MIN; i++) {
      const stem = text[i] ?? 0;
      const weight = backgroundIdf(stem);
      if (weight <= RARE_IDF || isAmong(stem, rare, count)) continue;
      rare[count++] = stem;
      sum += weight;
    }
    return { stems: rare.subarray(0, count), weight: sum };
  });
});

/** Among the first `count`; of a few dozen. */
function isAmong(stem: number, stems: Uint32Array, count: number): boolean {
  for (let i = 0; i < count; i++) if (stems[i] === stem) return true;
  return false;
}

/** An inverted file over the passages of one article: for each of its rare words the passages that have it. */
interface Inverted {
  readonly words: HashSet;
  readonly passages: readonly number[][];
}

const invertedOf = memoizeLatest((profile): Inverted => {
  const all = bags(profile);
  const words = hashSet(...all.map(({ stems }) => stems));
  const passages = Array.from({ length: words.members.length }, (): number[] => []);
  all.forEach(({ stems }, passage) => {
    for (let i = 0; i < stems.length; i++) passages[placeOf(words, stems[i] ?? 0)]?.push(passage);
  });
  return { words, passages };
});

/** Whether PAIRS_MIN different pairs of words stand in both. */
function sharePairs(one: Uint32Array, other: Uint32Array): boolean {
  const pairs = hashSet(ngrams(one, 2));
  const shared = new Set<number>();
  for (let i = 1; i < other.length && shared.size < PAIRS_MIN; i++) {
    const place = placeOf(pairs, hashPair(other[i - 1] ?? 0, other[i] ?? 0));
    if (place >= 0) shared.add(place);
  }
  return shared.size >= PAIRS_MIN;
}

function wordsOf({ text }: Fingerprint, passage: Passage | undefined): Uint32Array {
  return text.subarray(passage?.start ?? 0, passage?.end ?? 0);
}

/**
 * For each passage of `one` the passage of `other` that says the same, where there is one; [] for none. Quickest when the same `one` is
 * asked about many.
 */
export function rewordedPassages(one: Fingerprint, other: Fingerprint, article: ArticleNumber): SharedPassage[] {
  const mine = bags(one);
  const { words, passages } = invertedOf(one);
  const best = new Float64Array(mine.length).fill(SHARE);
  const weights = new Float64Array(mine.length);
  const counts = new Uint16Array(mine.length);
  const found = new Map<number, number>();
  bags(other).forEach((their, otherPassage) => {
    weights.fill(0);
    counts.fill(0);
    for (let i = 0; i < their.stems.length; i++) {
      const stem = their.stems[i] ?? 0;
      const place = placeOf(words, stem);
      if (place < 0) continue;
      const weight = backgroundIdf(stem);
      for (const passage of passages[place] ?? []) {
        weights[passage] = (weights[passage] ?? 0) + weight;
        counts[passage] = (counts[passage] ?? 0) + 1;
      }
    }
    mine.forEach((own, passage) => {
      if ((counts[passage] ?? 0) < WORDS_MIN) return;
      const share = (weights[passage] ?? 0) / Math.min(own.weight, their.weight);
      if (share < (best[passage] ?? 0)) return;
      if (!sharePairs(wordsOf(one, one.passages[passage]), wordsOf(other, other.passages[otherPassage]))) return;
      best[passage] = share;
      found.set(passage, otherPassage);
    });
  });
  return [...found]
    .sort(([a], [b]) => a - b)
    .map(([passage, otherPassage]) => ({ passage, other: article, otherPassage }));
}

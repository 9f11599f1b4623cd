/**
 * Passages that two articles tell in different words: two translations of one statement, a paragraph gone through an editor. Found by the
 * rare words they share, so only looked for between articles already known to be near.
 */

import { hashPair } from './hash.ts';
import type { ArticleNumber, SharedPassage } from './index-port.ts';
import { derived } from './prepared.ts';
import type { Passage, Profile } from './profile.ts';
import { idf } from './rarity.ts';

/** Words commoner than in one article of five tell nothing here. */
const RARE_IDF = 1.5;
/** Share of the shorter passage's weight that the other must have. */
const SHARE = 0.47;
const WORDS_MIN = 5;
/** Two words in a row, twice: loose words alone are a topic, not a passage. */
const PAIRS_MIN = 2;
const PASSAGE_WORDS_MIN = 8;

interface Bag {
  readonly weights: ReadonlyMap<number, number>;
  readonly sum: number;
  readonly pairs: ReadonlySet<number>;
}

function bag({ text }: Profile, { start, end }: Passage): Bag | undefined {
  if (end - start < PASSAGE_WORDS_MIN) return undefined;
  const weights = new Map<number, number>();
  const pairs = new Set<number>();
  for (let i = start; i < end; i++) {
    const stem = text[i] ?? 0;
    const weight = idf(stem);
    if (weight > RARE_IDF) weights.set(stem, weight);
    if (i > start) pairs.add(hashPair(text[i - 1] ?? 0, stem));
  }
  return { weights, sum: [...weights.values()].reduce((sum, weight) => sum + weight, 0), pairs };
}

const bags = derived((profile) => profile.passages.map((passage) => bag(profile, passage)));

function likeness(a: Bag, b: Bag): number {
  let weight = 0;
  let words = 0;
  for (const [stem, own] of a.weights) {
    if (!b.weights.has(stem)) continue;
    weight += own;
    words++;
  }
  if (words < WORDS_MIN || [...a.pairs].filter((pair) => b.pairs.has(pair)).length < PAIRS_MIN) return 0;
  return weight / Math.min(a.sum, b.sum);
}

/** For each passage of `one` the passage of `other` that says the same, where there is one; [] for none. */
export function rewordedPassages(one: Profile, other: Profile, article: ArticleNumber): SharedPassage[] {
  const theirs = bags(other);
  return bags(one).flatMap((mine, passage) => {
    let best = SHARE;
    let otherPassage: number | undefined;
    theirs.forEach((their, i) => {
      const like = mine && their ? likeness(mine, their) : 0;
      if (like >= best) {
        best = like;
        otherPassage = i;
      }
    });
    return otherPassage === undefined ? [] : [{ passage, other: article, otherPassage }];
  });
}

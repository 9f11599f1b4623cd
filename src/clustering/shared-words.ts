/** Tells a reader why two articles are taken for one story: the rarest words that both contain, as written. */

import { has } from '../text/hash-set.ts';
import type { Fingerprint } from './fingerprint.ts';
import { termSetOf } from './kernel/term-vector.ts';
import type { Weighting } from './kernel/tf-idf.ts';

/** Words shown: enough to recognise the event by. */
const WORDS_MAX = 5;

/** Rarest first, at most WORDS_MAX; [] for none. As the first article spells them, which may be in another way than the second. */
export function sharedWords(one: Fingerprint, other: Fingerprint, weights: Weighting): string[] {
  const theirs = termSetOf(other);
  return one.displayTerms
    .filter(({ stem }) => has(theirs, stem))
    .sort((a, b) => weights.idf(b.stem) - weights.idf(a.stem) || a.stem - b.stem)
    .slice(0, WORDS_MAX)
    .map(({ word }) => word);
}

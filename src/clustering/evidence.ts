/** Why two articles are taken for one story, in words a reader understands: the rarest they share, as written. */

import { EVIDENCE_WORDS_MAX } from '../core/limits.ts';
import { has } from '../text/hash-set.ts';
import type { Fingerprint } from './fingerprint.ts';
import { termSetOf } from './kernel/term-vector.ts';
import type { Weighting } from './kernel/tf-idf.ts';

/** Rarest first, at most EVIDENCE_WORDS_MAX; [] for none. In the first's spelling. */
export function sharedWords(one: Fingerprint, other: Fingerprint, weights: Weighting): string[] {
  const theirs = termSetOf(other);
  return one.displayTerms
    .filter(({ stem }) => has(theirs, stem))
    .sort((a, b) => weights.idf(b.stem) - weights.idf(a.stem) || a.stem - b.stem)
    .slice(0, EVIDENCE_WORDS_MAX)
    .map(({ word }) => word);
}

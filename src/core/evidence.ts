/** Why two articles are taken for one story, in words a reader understands: the rarest they share, as written. */

import { has } from './hash-set.ts';
import { EVIDENCE_WORDS_MAX } from './limits.ts';
import { vocabularyOf } from './prepared.ts';
import type { Profile } from './profile.ts';
import type { Scale } from './scale.ts';

/** Rarest first, at most EVIDENCE_WORDS_MAX; [] for none. In the first's spelling. */
export function sharedWords(one: Profile, other: Profile, scale: Scale): string[] {
  const theirs = vocabularyOf(other);
  return one.words
    .filter(({ stem }) => has(theirs, stem))
    .sort((a, b) => scale.weight(b.stem) - scale.weight(a.stem) || a.stem - b.stem)
    .slice(0, EVIDENCE_WORDS_MAX)
    .map(({ word }) => word);
}

/**
 * Whether two articles have any words in a row in common, told at a glance: most of the sixty that a newcomer is held against have not.
 */
import { has, hashSet } from './hash-set.ts';
import { derived, derivedForOne, runAt, runsOf } from './prepared.ts';
import type { Profile } from './profile.ts';

/** Words in a row without which two articles have no passage in common. */
const CLUE = 4;
/** Of CLUE words in a row, one run of so many begins at an even place: those alone need to be looked for. */
const PART = CLUE - 1;

/** The runs of PART words in the text that begin at even places. */
const partsOf = derived(({ text }) => runsOf(text, PART).filter((_, start) => start % 2 === 0));

/** Tells most strangers among hashes with one look, by their upper bits: 0 means none of those it was made of. */
type Sieve = Uint8Array;
const SIEVE_SHIFT = 18;

function sieve(hashes: Uint32Array): Sieve {
  const made = new Uint8Array(2 ** (32 - SIEVE_SHIFT));
  for (let i = 0; i < hashes.length; i++) made[(hashes[i] ?? 0) >>> SIEVE_SHIFT] = 1;
  return made;
}

const partSieve = derivedForOne(({ text }): Sieve => sieve(runsOf(text, PART)));
const clues = derivedForOne(({ text }) => hashSet(runsOf(text, CLUE)));

/** True when the two texts have CLUE words in a row in common. Quickest when the same `one` is asked about many. */
export function shareClue(one: Profile, other: Profile): boolean {
  const known = partSieve(one);
  const parts = partsOf(other);
  for (let i = 0; i < parts.length; i++) {
    if (known[(parts[i] ?? 0) >>> SIEVE_SHIFT] === 0) continue;
    for (let at = Math.max(0, 2 * i - 1); at <= 2 * i && at + CLUE <= other.text.length; at++)
      if (has(clues(one), runAt(other.text, at, CLUE))) return true;
  }
  return false;
}

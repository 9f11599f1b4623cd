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

/**
 * The runs of PART words in the text that begin at even places, by the upper half of their hashes: what is fetched sixty times is kept
 * short.
 */
const partsOf = derived(({ text }): Uint16Array => {
  const runs = runsOf(text, PART);
  return Uint16Array.from({ length: Math.ceil(runs.length / 2) }, (_, i) => (runs[2 * i] ?? 0) >>> 16);
});

/** A bit for each upper half of a hash: tells most strangers with one look, and lies in the processor's nearest memory. */
const sieveOf = derivedForOne(({ text }): Uint32Array => {
  const sieve = new Uint32Array(2 ** 11);
  for (const run of runsOf(text, PART)) sieve[run >>> 21] = (sieve[run >>> 21] ?? 0) | (1 << (run >>> 16));
  return sieve;
});

const cluesOf = derivedForOne(({ text }) => hashSet(runsOf(text, CLUE)));

/** True when the two texts have CLUE words in a row in common. Quickest when the same `one` is asked about many. */
export function shareClue(one: Profile, other: Profile): boolean {
  const sieve = sieveOf(one);
  const parts = partsOf(other);
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i] ?? 0;
    // A shift looks at the five lowest bits alone.
    if ((((sieve[part >>> 5] ?? 0) >>> part) & 1) === 0) continue;
    for (let at = Math.max(0, 2 * i - 1); at <= 2 * i && at + CLUE <= other.text.length; at++)
      if (has(cluesOf(one), runAt(other.text, at, CLUE))) return true;
  }
  return false;
}

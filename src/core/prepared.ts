/**
 * What comparing needs and a profile does not spell out: sets of words and of word runs. Each is made on first use, for most
 * pairs need only the first, and kept as long as the profile itself is.
 */
import { hashPair } from './hash.ts';
import { hashSet } from './hash-set.ts';
import type { Profile } from './profile.ts';

/** What `make` derives from a profile, made when it is first asked for. */
export function derived<T extends object>(make: (profile: Profile) => T): (profile: Profile) => T {
  const kept = new WeakMap<Profile, T>();
  return (profile) => {
    const known = kept.get(profile);
    if (known) return known;
    const made = make(profile);
    kept.set(profile, made);
    return made;
  };
}

/** The same, kept for the profile asked about last alone: what a newcomer needs to be held against many, and nobody after that. */
export function derivedForOne<T extends object>(make: (profile: Profile) => T): (profile: Profile) => T {
  let last: { readonly profile: Profile; readonly made: T } | undefined;
  return (profile) => {
    if (last?.profile !== profile) last = { profile, made: make(profile) };
    return last.made;
  };
}

/** One after another. */
export function joined(parts: readonly Uint32Array[]): Uint32Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const all = new Uint32Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** All the stems, those that are not compared as text too. */
export const vocabularyOf = derived(({ title, text }) => hashSet(joined([title, text])));

/** Words of the text whose pairs are compared. */
const PAIRED_WORDS = 200;

/** Runs of two words in title and text. */
export const pairsOf = derived(({ title, text }) =>
  hashSet(joined([runsOf(title, 2), runsOf(text.subarray(0, PAIRED_WORDS), 2)])),
);

/** Runs of `length` words, hashed, in order. */
export function runsOf(stems: Uint32Array, length: number): Uint32Array {
  const runs = new Uint32Array(Math.max(0, stems.length - length + 1));
  for (let i = 0; i < runs.length; i++) runs[i] = runAt(stems, i, length);
  return runs;
}

/** The one that begins at `start`. */
export function runAt(stems: Uint32Array, start: number, length: number): number {
  let run = stems[start] ?? 0;
  for (let i = 1; i < length; i++) run = hashPair(run, stems[start + i] ?? 0);
  return run;
}

/**
 * What comparing needs and a profile does not spell out: which stems, how often, how common in the background; sets of word
 * runs. Each is made on first use, for most pairs need only the first, and kept as long as the profile itself is.
 */
import { slotsOf } from './counts.ts';
import { hashPair } from './hash.ts';
import { type HashSet, hashSet, placeOf } from './hash-set.ts';
import type { Profile } from './profile.ts';
import { levelOf } from './rarity.ts';

/** Words of the text that make the lead, and that are compared as text. */
const LEAD_WORDS = 35;
const TEXT_WORDS = 200;
/** How often the title counts in the lead: without its weight F1 falls by some eight points, past three it gains no more. */
const TITLE_TIMES = 3;

/** The stems of title and text, ascending, so that sums over the same stems are the same to the last bit; columns of one length. */
export interface Stems {
  readonly keys: Uint32Array;
  /** The same, for looking up where one stands. */
  readonly set: HashSet;
  /** How common in the background: see rarity.ts. */
  readonly levels: Uint8Array;
  /** Where today's counts keep them: see counts.ts. */
  readonly slots: Uint32Array;
  /** How often in the lead: each word of the title TITLE_TIMES, then the first words; 0 for one that is not in it. */
  readonly inLead: Uint8Array;
  /** How often in title and text. */
  readonly inText: Uint8Array;
}

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

export const stemsOf = derived(({ title, text }): Stems => {
  const first = text.subarray(0, TEXT_WORDS);
  const lead = text.subarray(0, LEAD_WORDS);
  const keys = distinct(joined([title, first]).sort());
  const set = hashSet(keys);
  const { length } = keys;
  const stems: Stems = {
    keys,
    set,
    levels: new Uint8Array(length),
    slots: new Uint32Array(length),
    inLead: new Uint8Array(length),
    inText: new Uint8Array(length),
  };
  for (let i = 0; i < length; i++) {
    stems.levels[i] = levelOf(keys[i] ?? 0);
    stems.slots[i] = slotsOf(keys[i] ?? 0);
  }
  tally(title, set, stems.inLead, TITLE_TIMES);
  tally(lead, set, stems.inLead, 1);
  tally(title, set, stems.inText, 1);
  tally(first, set, stems.inText, 1);
  return stems;
});

/** Of a list in order. */
function distinct(sorted: Uint32Array): Uint32Array {
  let count = 0;
  for (let i = 0; i < sorted.length; i++) {
    const value = sorted[i] ?? 0;
    if (count === 0 || sorted[count - 1] !== value) sorted[count++] = value;
  }
  return sorted.slice(0, count);
}

function tally(words: Uint32Array, keys: HashSet, times: Uint8Array, each: number): void {
  for (let i = 0; i < words.length; i++) {
    const at = placeOf(keys, words[i] ?? 0);
    times[at] = (times[at] ?? 0) + each;
  }
}

/** How strongly a stem counts that occurs so often: 1 + ln. */
export const STRENGTHS = Float64Array.from({ length: 256 }, (_, times) => (times > 0 ? 1 + Math.log(times) : 0));

/** One after another. */
export function joined(parts: readonly Uint32Array[]): Uint32Array {
  const all = new Uint32Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** All the stems, those past TEXT_WORDS too. */
export const vocabularyOf = derived(({ title, text }) => hashSet(joined([title, text])));

/** Runs of two words in title and text. */
export const pairsOf = derived(({ title, text }) =>
  hashSet(joined([runsOf(title, 2), runsOf(text.subarray(0, TEXT_WORDS), 2)])),
);

/** Runs of `length` words, hashed, in order. */
export function runsOf(stems: Uint32Array, length: number): Uint32Array {
  const runs = new Uint32Array(Math.max(0, stems.length - length + 1));
  for (let i = 0; i < runs.length; i++) {
    let run = stems[i] ?? 0;
    for (let j = 1; j < length; j++) run = hashPair(run, stems[i + j] ?? 0);
    runs[i] = run;
  }
  return runs;
}

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
  readonly set: HashSet;
  /** How common in the background: see rarity.ts. */
  readonly levels: Uint8Array;
  /** Where today's counts keep them: see counts.ts. */
  readonly slots: Uint32Array;
  /** How strongly each counts (1 + ln of its occurrences) in the lead: the title TITLE_TIMES and the first words; 0 elsewhere. */
  readonly lead: Float64Array;
  /** The same in title and text. */
  readonly text: Float64Array;
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
  const set = hashSet(joined(title, first).sort());
  const leadTimes = new Uint16Array(set.members.length);
  const textTimes = new Uint16Array(set.members.length);
  const add = (stem: number, lead: number): void => {
    const place = placeOf(set, stem);
    leadTimes[place] = (leadTimes[place] ?? 0) + lead;
    textTimes[place] = (textTimes[place] ?? 0) + 1;
  };
  for (const stem of title) add(stem, TITLE_TIMES);
  first.forEach((stem, i) => {
    add(stem, i < LEAD_WORDS ? 1 : 0);
  });
  return {
    set,
    levels: Uint8Array.from(set.members, levelOf),
    slots: set.members.map(slotsOf),
    lead: Float64Array.from(leadTimes, strength),
    text: Float64Array.from(textTimes, strength),
  };
});

const STRENGTHS = Float64Array.from({ length: 256 }, (_, times) => (times > 0 ? 1 + Math.log(times) : 0));

function strength(times: number): number {
  return STRENGTHS[times] ?? 1 + Math.log(times);
}

function joined(one: Uint32Array, other: Uint32Array): Uint32Array {
  const all = new Uint32Array(one.length + other.length);
  all.set(one);
  all.set(other, one.length);
  return all;
}

/** All the stems, those past TEXT_WORDS too. */
export const vocabularyOf = derived(({ title, text }) => hashSet(joined(title, text)));

/** Runs of two words in title and text. */
export const pairsOf = derived(({ title, text }) =>
  hashSet(joined(runsOf(title, 2), runsOf(text.subarray(0, TEXT_WORDS), 2))),
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

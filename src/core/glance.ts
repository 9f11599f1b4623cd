/**
 * Strangers told at a glance: what two articles' cosines cannot exceed, and whether they have any words in a row in common, from a
 * few hundred bytes that lie together. A newcomer is held against sixty articles that nobody looked at for a while, and fetching
 * what lies scattered takes longer than computing with it. Of a hundred strangers 97 are known by this for what they are.
 */
import { type HashSet, has, hashSet, placeOf } from './hash-set.ts';
import { derived, derivedForOne, runAt, runsOf } from './prepared.ts';
import type { Profile } from './profile.ts';
import type { Cosines, Scale, Weighed } from './scale.ts';
import { stemsOf, strength } from './vectors.ts';

/** Times are told up to here; this stands for so often and oftener. */
const OFTEN = 15;
/** The strongest a stem may be that occurs so often. */
const STRONGEST = Float64Array.from({ length: OFTEN + 1 }, (_, times) => strength(times < OFTEN ? times : 255));
/** Upper bits of a stem by which it is known here: two stems taken for one only raise the bound. */
const TAG_SHIFT = 8;

/** All in one piece of memory. */
interface Glance {
  /** A number a stem: its tag, and in 4 bits each how often it stands in lead and text. */
  readonly stems: Uint32Array;
  /** Two numbers for each of the heaviest stems: its slots, then the same with its level in place of its tag. */
  readonly heaviest: Uint32Array;
  /** The runs of PART words in the text that begin at even places. */
  readonly parts: Uint32Array;
}

/** Words in a row without which two articles have no passage in common. */
const CLUE = 4;
/** Of CLUE words in a row, one run of so many begins at an even place: those alone need to be looked for. */
const PART = CLUE - 1;

const glanceOf = derived((profile): Glance => {
  const { keys, slots, levels, inLead, inText, heaviest } = stemsOf(profile);
  const parts = runsOf(profile.text, PART);
  const heaviestEnd = keys.length + 2 * heaviest.length;
  const memory = new Uint32Array(heaviestEnd + Math.ceil(parts.length / 2));
  const times = (place: number): number =>
    (Math.min(OFTEN, inLead[place] ?? 0) << 4) | Math.min(OFTEN, inText[place] ?? 0);
  for (let i = 0; i < keys.length; i++) memory[i] = (((keys[i] ?? 0) >>> TAG_SHIFT) << TAG_SHIFT) | times(i);
  for (let i = 0; i < heaviest.length; i++) {
    const place = heaviest[i] ?? 0;
    memory[keys.length + 2 * i] = slots[place] ?? 0;
    memory[keys.length + 2 * i + 1] = ((levels[place] ?? 0) << TAG_SHIFT) | times(place);
  }
  for (let i = 0; i < parts.length; i += 2) memory[heaviestEnd + i / 2] = parts[i] ?? 0;
  return {
    stems: memory.subarray(0, keys.length),
    heaviest: memory.subarray(keys.length, heaviestEnd),
    parts: memory.subarray(heaviestEnd),
  };
});

/** Whoever is held against many, by tag: what a stem brings to the products for each of the other's strength. */
export interface Seeker {
  readonly sieve: Sieve;
  readonly tags: HashSet;
  readonly lead: Float64Array;
  readonly text: Float64Array;
  readonly leadLength: number;
  readonly textLength: number;
}

export function seekerOf({ stems, leadLength, textLength }: Weighed, scale: Scale): Seeker {
  const { keys, levels, slots, inLead, inText } = stems;
  const all = new Uint32Array(keys.length);
  for (let i = 0; i < keys.length; i++) all[i] = (keys[i] ?? 0) >>> TAG_SHIFT;
  const tags = hashSet(all);
  const lead = new Float64Array(tags.members.length);
  const text = new Float64Array(tags.members.length);
  for (let i = 0; i < all.length; i++) {
    const at = placeOf(tags, all[i] ?? 0);
    const squared = scale.weightAt(levels[i] ?? 0, slots[i] ?? 0) ** 2;
    lead[at] = Math.max(lead[at] ?? 0, strength(inLead[i] ?? 0) * squared);
    text[at] = Math.max(text[at] ?? 0, strength(inText[i] ?? 0) * squared);
  }
  return { sieve: sieve(keys), tags, lead, text, leadLength, textLength };
}

/** But for the last digits, sums being made in another order. A vector is at least as long as its heaviest part. */
export function cosinesAtMost(seeker: Seeker, profile: Profile, scale: Scale): Cosines {
  const { stems, heaviest } = glanceOf(profile);
  let lead = 0;
  let text = 0;
  for (let i = 0; i < stems.length; i++) {
    const stem = stems[i] ?? 0;
    if (seeker.sieve[stem >>> SIEVE_SHIFT] === 0) continue;
    const at = placeOf(seeker.tags, stem >>> TAG_SHIFT);
    if (at < 0) continue;
    lead += (seeker.lead[at] ?? 0) * (STRONGEST[(stem >>> 4) & OFTEN] ?? 0);
    text += (seeker.text[at] ?? 0) * (STRONGEST[stem & OFTEN] ?? 0);
  }
  let leadSquares = 0;
  let textSquares = 0;
  for (let i = 0; i < heaviest.length; i += 2) {
    const stem = heaviest[i + 1] ?? 0;
    const weight = scale.weightAt(stem >>> TAG_SHIFT, heaviest[i] ?? 0);
    leadSquares += (strength((stem >>> 4) & OFTEN) * weight) ** 2;
    textSquares += (strength(stem & OFTEN) * weight) ** 2;
  }
  return {
    lead: atMost(lead, seeker.leadLength * Math.sqrt(leadSquares)),
    text: atMost(text, seeker.textLength * Math.sqrt(textSquares)),
  };
}

function atMost(product: number, lengths: number): number {
  return product === 0 ? 0 : Math.min(1, product / lengths);
}

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
  const { parts } = glanceOf(other);
  for (let i = 0; i < parts.length; i++) {
    if (known[(parts[i] ?? 0) >>> SIEVE_SHIFT] === 0) continue;
    for (let at = Math.max(0, 2 * i - 1); at <= 2 * i && at + CLUE <= other.text.length; at++)
      if (has(clues(one), runAt(other.text, at, CLUE))) return true;
  }
  return false;
}

/**
 * Strangers told at a glance: what two articles' likeness cannot exceed, and whether they have any words in a row in common, from a
 * few hundred bytes that lie together. A newcomer is held against sixty articles that nobody looked at for a while, and fetching
 * what lies scattered takes longer than computing with it. Of a hundred strangers 83 are known by this for what they are.
 */
import type { Bounds } from './features.ts';
import { type HashSet, has, hashSet, placeOf } from './hash-set.ts';
import { enter, sum } from './heaviest.ts';
import { openingLength } from './opening.ts';
import { derived, derivedForOne, runAt, runsOf } from './prepared.ts';
import type { Profile } from './profile.ts';
import { RARE, type Scale, type Weighed } from './scale.ts';
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
  /** Words of the opening. */
  readonly opening: number;
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
    opening: openingLength(profile),
  };
});

/** Whoever is held against many; by tag: how often a stem stands in the lead, its weight, what it brings to title and product. */
export interface Seeker {
  readonly sieve: Sieve;
  readonly tags: HashSet;
  readonly inLead: Uint16Array;
  readonly weights: Float64Array;
  readonly title: Float64Array;
  readonly text: Float64Array;
  /** The title's weight. */
  readonly titled: number;
  readonly length: number;
  readonly opening: number;
}

export function seekerOf({ profile, stems, length }: Weighed, scale: Scale): Seeker {
  const { keys, levels, slots, inLead, inText } = stems;
  const all = new Uint32Array(keys.length);
  for (let i = 0; i < keys.length; i++) all[i] = (keys[i] ?? 0) >>> TAG_SHIFT;
  const tags = hashSet(all);
  const size = tags.members.length;
  const times = new Uint16Array(size);
  const weights = new Float64Array(size);
  const title = new Float64Array(size);
  const text = new Float64Array(size);
  for (let i = 0; i < all.length; i++) {
    const at = placeOf(tags, all[i] ?? 0);
    const weight = scale.weightAt(levels[i] ?? 0, slots[i] ?? 0);
    times[at] = (times[at] ?? 0) + (inLead[i] ?? 0);
    weights[at] = Math.max(weights[at] ?? 0, weight);
    text[at] = Math.max(text[at] ?? 0, strength(inText[i] ?? 0) * weight * weight);
  }
  let titled = 0;
  for (let i = 0; i < profile.title.length; i++) {
    const stem = profile.title[i] ?? 0;
    const at = placeOf(tags, stem >>> TAG_SHIFT);
    const weight = scale.weight(stem);
    title[at] = (title[at] ?? 0) + weight;
    titled += weight;
  }
  return {
    sieve: sieve(keys),
    tags,
    inLead: times,
    weights,
    title,
    text,
    titled,
    length,
    opening: openingLength(profile),
  };
}

/** But for the last digits, sums being made in another order. A vector is at least as long as its heaviest part. */
export function atMost(seeker: Seeker, profile: Profile, scale: Scale): Bounds {
  const { stems, heaviest, opening } = glanceOf(profile);
  const rarest = new Float64Array(RARE);
  let product = 0;
  let common = 0;
  let told = 0;
  for (let i = 0; i < stems.length; i++) {
    const stem = stems[i] ?? 0;
    if (seeker.sieve[stem >>> SIEVE_SHIFT] === 0) continue;
    const at = placeOf(seeker.tags, stem >>> TAG_SHIFT);
    if (at < 0) continue;
    told += seeker.title[at] ?? 0;
    product += (seeker.text[at] ?? 0) * (STRONGEST[stem & OFTEN] ?? 0);
    const times = (stem >>> 4) & OFTEN;
    const mine = seeker.inLead[at] ?? 0;
    if (times === 0 || mine === 0) continue;
    common += times < OFTEN ? Math.min(times, mine) : mine;
    enter(rarest, seeker.weights[at] ?? 0);
  }
  let squares = 0;
  for (let i = 0; i < heaviest.length; i += 2) {
    const stem = heaviest[i + 1] ?? 0;
    squares += (strength(stem & OFTEN) * scale.weightAt(stem >>> TAG_SHIFT, heaviest[i] ?? 0)) ** 2;
  }
  const fewer = Math.min(seeker.opening, opening);
  return {
    text: product === 0 ? 0 : Math.min(1, product / (seeker.length * Math.sqrt(squares))),
    rare: sum(rarest),
    title: told === 0 ? 0 : Math.min(1, told / seeker.titled),
    order: fewer === 0 ? 0 : Math.min(1, common / fewer),
  };
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

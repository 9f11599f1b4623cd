/**
 * An article as a vector of stems: which, how often in title and text, how often in the lead, how common in the background; and its
 * opening word by word. Made on first use and kept as long as the profile, all of it in one piece of memory: a newcomer is held against
 * sixty articles that nobody looked at for a while, and fetching what lies scattered takes longer than computing with it.
 */
import { hashSet, placeOf } from './hash-set.ts';
import { heaviest } from './heaviest.ts';
import { TITLE_WORDS_MAX } from './limits.ts';
import { derived, joined } from './prepared.ts';
import { idfAt, levelOf } from './rarity.ts';

/** Words of the text that make the lead, and that are compared as text. */
const LEAD_WORDS = 35;
const TEXT_WORDS = 200;
/** How often the title counts in the lead, by which articles are filed and sought. */
const TITLE_TIMES = 3;
/** By so many of its heaviest stems it is told, of most strangers, how long a vector is at least: see common.ts. */
const HEAVIEST = 8;
/** Words of title and lead that make an opening, at most 64: of two numbers' bits, one a word. Never less than a title has. */
const OPENING_WORDS = 45;
/** Stems an article has at most, fewer than a byte can tell. */
export const STEMS_MAX = TITLE_WORDS_MAX + TEXT_WORDS;

/**
 * Five numbers (how many stems, how many of them are named as the heaviest, words of the opening, words of the title, different pairs of
 * words in the opening), then the stems,
 * ascending, so that sums over the same stems are the same to the last bit; a tally for each; places of the heaviest among the stems, by
 * the background's rarity alone; and places of the opening's words, one after another, the title's first, those where a pair of words
 * ends that ended earlier already being marked.
 */
export type Vector = Uint32Array;

export function stemCount(vector: Vector): number {
  return vector[0] ?? 0;
}
export function heaviestCount(vector: Vector): number {
  return vector[1] ?? 0;
}
export function openingCount(vector: Vector): number {
  return vector[2] ?? 0;
}
export function titleCount(vector: Vector): number {
  return vector[3] ?? 0;
}
/** Words side by side in the opening, each pair once. */
export function pairCount(vector: Vector): number {
  return vector[4] ?? 0;
}
const HEADER = 5;

/** The stem at a place, 0…stemCount - 1. */
export function stemAt(vector: Vector, place: number): number {
  return vector[HEADER + place] ?? 0;
}
/** Its tally. */
export function tallyAt(vector: Vector, place: number): number {
  return vector[HEADER + stemCount(vector) + place] ?? 0;
}
/** The place of the n-th of the heaviest. */
export function heaviestAt(vector: Vector, n: number): number {
  return vector[HEADER + 2 * stemCount(vector) + n] ?? 0;
}
/** The place of the opening's n-th word. */
export function openingAt(vector: Vector, n: number): number {
  return (vector[HEADER + 2 * stemCount(vector) + heaviestCount(vector) + n] ?? 0) & ~REPEATED;
}
/** True when the opening's n-th word and the one before it stand in it side by side earlier already. */
export function isPairRepeated(vector: Vector, n: number): boolean {
  return ((vector[HEADER + 2 * stemCount(vector) + heaviestCount(vector) + n] ?? 0) & REPEATED) !== 0;
}
const REPEATED = 0x100;

/** Of a tally: how common the stem is in the background, see rarity.ts. */
export function levelIn(tally: number): number {
  return tally & 0xff;
}
/** How often it stands in title and text. */
export function timesInText(tally: number): number {
  return (tally >>> 8) & 0xff;
}
/** How often in the lead: each word of the title TITLE_TIMES, then the first words; 0 for one that is not in it. */
export function timesInLead(tally: number): number {
  return tally >>> 16;
}
const ONCE_IN_TEXT = 1 << 8;
const ONCE_IN_LEAD = 1 << 16;

export const vectorOf = derived(({ title, text }): Vector => {
  const words = joined([title, text.subarray(0, TEXT_WORDS)]);
  const met = hashSet(words);
  const stems = met.members.toSorted();
  const count = stems.length;
  /** From the place where a stem was met first to its place in the vector. */
  const ranks = new Uint8Array(count);
  const tallies = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    const stem = stems[i] ?? 0;
    ranks[placeOf(met, stem)] = i;
    tallies[i] = levelOf(stem);
  }
  const places = new Uint8Array(words.length);
  for (let word = 0; word < words.length; word++) {
    const place = ranks[placeOf(met, words[word] ?? 0)] ?? 0;
    places[word] = place;
    const inLead = word < title.length ? TITLE_TIMES : word < title.length + LEAD_WORDS ? 1 : 0;
    tallies[place] = (tallies[place] ?? 0) + ONCE_IN_TEXT + inLead * ONCE_IN_LEAD;
  }
  const weights = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const tally = tallies[i] ?? 0;
    weights[i] = strength(timesInText(tally)) * idfAt(levelIn(tally));
  }
  const most = heaviest(weights, HEAVIEST);
  const opening = Math.min(OPENING_WORDS, title.length + LEAD_WORDS, words.length);
  const vector = new Uint32Array(HEADER + 2 * count + most.length + opening);
  vector.set(stems, HEADER);
  vector.set(tallies, HEADER + count);
  vector.set(most, HEADER + 2 * count);
  let pairs = 0;
  for (let n = 0; n < opening; n++) {
    const repeated = n > 0 && endsPair(places, n);
    vector[HEADER + 2 * count + most.length + n] = (places[n] ?? 0) | (repeated ? REPEATED : 0);
    if (n > 0 && !repeated) pairs++;
  }
  vector[0] = count;
  vector[1] = most.length;
  vector[2] = opening;
  vector[3] = title.length;
  vector[4] = pairs;
  return vector;
});

/** True when the pair of words that ends at `n` stands in the text earlier. */
function endsPair(places: Uint8Array, n: number): boolean {
  for (let i = 1; i < n; i++) if (places[i] === places[n] && places[i - 1] === places[n - 1]) return true;
  return false;
}

const STRENGTHS = Float64Array.from({ length: 256 }, (_, times) => (times > 0 ? 1 + Math.log(times) : 0));

/** How strongly a stem counts that occurs so often, 0…255: 1 + ln, 0 for never. */
export function strength(times: number): number {
  return STRENGTHS[times] ?? 0;
}

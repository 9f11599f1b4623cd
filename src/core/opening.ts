/**
 * The openings of two articles, word by word: how much of them stands in one order, and which pairs of words they share. Rewording changes
 * words and cutting leaves some out, but who tells the same news begins with the same things in the same order; two articles of one
 * topic do not.
 */
import { countShared, type HashSet, hashSet, placeOf } from './hash-set.ts';
import { derived, runsOf } from './prepared.ts';
import type { Profile } from './profile.ts';
import { LEAD_WORDS } from './vectors.ts';

/** Words of title and lead that make an opening, at most 64: of two numbers' bits, one a word. */
const OPENING_WORDS = 45;

interface Opening {
  readonly words: Uint32Array;
  readonly set: HashSet;
  /** For each member of `set` the places where it stands: a bit for each of the first 32 words, and for the others. */
  readonly low: Uint32Array;
  readonly high: Uint32Array;
  /** Runs of two words. */
  readonly pairs: HashSet;
}

const openingOf = derived((profile): Opening => {
  const { title, text } = profile;
  const words = new Uint32Array(openingLength(profile));
  words.set(title.subarray(0, words.length));
  if (title.length < words.length) words.set(text.subarray(0, words.length - title.length), title.length);
  const set = hashSet(words);
  const low = new Uint32Array(set.members.length);
  const high = new Uint32Array(set.members.length);
  for (let i = 0; i < words.length; i++) {
    const at = placeOf(set, words[i] ?? 0);
    const half = i < 32 ? low : high;
    half[at] = (half[at] ?? 0) | (1 << i);
  }
  return { words, set, low, high, pairs: hashSet(runsOf(words, 2)) };
});

/** Words of an article's opening. */
export function openingLength({ title, text }: Profile): number {
  return Math.min(OPENING_WORDS, title.length + Math.min(LEAD_WORDS, text.length));
}

/**
 * The longest common subsequence of the two openings, as a share of the shorter one: 0…1; 0 when either is empty. A row of the usual
 * table at a time, as bits of two numbers (Hyyrö 2004); a bit is 0 where the row grows.
 */
export function inOrder(one: Profile, other: Profile): number {
  const { words: ours, set, low, high } = openingOf(one);
  const { words } = openingOf(other);
  const fewer = Math.min(ours.length, words.length);
  if (fewer === 0) return 0;
  let rowLow = -1;
  let rowHigh = -1;
  for (let j = 0; j < words.length; j++) {
    const at = placeOf(set, words[j] ?? 0);
    if (at < 0) continue;
    const metLow = low[at] ?? 0;
    const metHigh = high[at] ?? 0;
    const sum = (rowLow >>> 0) + ((rowLow & metLow) >>> 0);
    const carried = sum > 0xffffffff ? 1 : 0;
    rowLow = sum | 0 | (rowLow & ~metLow);
    rowHigh = (rowHigh + (rowHigh & metHigh) + carried) | (rowHigh & ~metHigh);
  }
  return (zeros(rowLow) + zeros(rowHigh)) / fewer;
}

function zeros(row: number): number {
  let count = 0;
  for (let left = ~row; left !== 0; left &= left - 1) count++;
  return count;
}

/** Pairs of words, one after the other, that both openings have, as a share of the one with fewer: 0…1; 0 when either has none. */
export function pairsShared(one: Profile, other: Profile): number {
  const a = openingOf(one).pairs;
  const b = openingOf(other).pairs;
  const fewer = Math.min(a.members.length, b.members.length);
  return fewer > 0 ? countShared(a, b) / fewer : 0;
}

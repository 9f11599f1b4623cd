/**
 * The openings of two articles, word by word: how much of them stands in one order, and which pairs of words they share. Rewording changes
 * words and cutting leaves some out, but who tells the same news begins with the same things in the same order; two articles of one
 * topic do not.
 */
import { derivedForOne } from './prepared.ts';
import type { Profile } from './profile.ts';
import { isPairRepeated, openingAt, openingCount, pairCount, stemCount, type Vector, vectorOf } from './vectors.ts';

/**
 * For each stem of an article, and before them for one that it has not, the places where it stands in the opening: a bit for each of the
 * first 32 words, and for the others.
 */
interface Places {
  readonly low: Uint32Array;
  readonly high: Uint32Array;
}

const placesOf = derivedForOne((profile): Places => {
  const vector = vectorOf(profile);
  const low = new Uint32Array(stemCount(vector) + 1);
  const high = new Uint32Array(stemCount(vector) + 1);
  for (let word = 0; word < openingCount(vector); word++) {
    const half = word < 32 ? low : high;
    const place = openingAt(vector, word) + 1;
    half[place] = (half[place] ?? 0) | (1 << word);
  }
  return { low, high };
});

/**
 * The longest common subsequence of the two openings, as a share of the shorter one: 0…1; 0 when either is empty. `places`: for each stem
 * of the other its place in the one's vector plus one, 0 for none. A row of the usual table at a time, as bits of two numbers (Hyyrö 2004); a bit
 * is 0 where the row grows.
 */
export function inOrder(one: Profile, other: Vector, places: Uint8Array): number {
  const { low, high } = placesOf(one);
  const fewer = Math.min(openingCount(vectorOf(one)), openingCount(other));
  if (fewer === 0) return 0;
  const words = openingCount(other);
  let rowLow = -1;
  let rowHigh = -1;
  for (let word = 0; word < words; word++) {
    const place = places[openingAt(other, word)] ?? 0;
    const metLow = low[place] ?? 0;
    const metHigh = high[place] ?? 0;
    const sum = (rowLow + (rowLow & metLow)) | 0;
    const carried = sum >>> 0 < rowLow >>> 0 ? 1 : 0;
    rowLow = sum | (rowLow & ~metLow);
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
export function pairsShared(one: Profile, other: Vector, places: Uint8Array): number {
  const { low, high } = placesOf(one);
  const words = openingCount(other);
  let shared = 0;
  let second = places[openingAt(other, 0)] ?? 0;
  for (let word = 1; word < words; word++) {
    const first = second;
    second = places[openingAt(other, word)] ?? 0;
    if (first === 0 || second === 0 || isPairRepeated(other, word)) continue;
    // Wherever the first stands in the one's opening, the second may stand one place on.
    const onLow = (low[first] ?? 0) << 1;
    const onHigh = ((high[first] ?? 0) << 1) | ((low[first] ?? 0) >>> 31);
    if ((onLow & (low[second] ?? 0)) !== 0 || (onHigh & (high[second] ?? 0)) !== 0) shared++;
  }
  return shared === 0 ? 0 : shared / Math.min(pairCount(vectorOf(one)), pairCount(other));
}

/**
 * How rare a stem is in the news at large: inverse document frequency from a background of some 20,000 articles of other days.
 * A stem unknown there counts as seen once: names of tomorrow are rare words.
 */
import { DOCUMENTS, FREQUENCIES } from './model/background.ts';

/** Sorted; upper 28 bits of a stem's hash, and in the lower 4 the level of its document frequency. */
const table = unpack(FREQUENCIES);
/** Level n stands for a document frequency near 2^(n / LEVELS_PER_DOUBLING + FIRST_LEVEL). */
export const LEVELS = 16;
export const FIRST_LEVEL = 2;
export const LEVELS_PER_DOUBLING = 1.2;
const FREQUENCY = Float64Array.from({ length: LEVELS }, (_, level) => 2 ** (level / LEVELS_PER_DOUBLING + FIRST_LEVEL));

function unpack(base64: string): Uint32Array {
  const binary = atob(base64);
  const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
  return new Uint32Array(bytes.buffer);
}

/** Background articles with that stem, roughly; 1 for a stem the background does not know. */
export function frequency(stem: number): number {
  const wanted = (stem & ~15) >>> 0;
  let low = 0;
  let high = table.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((table[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  const found = table[low] ?? 0;
  return low < table.length && (found & ~15) >>> 0 === wanted ? (FREQUENCY[found & 15] ?? 1) : 1;
}

/** Natural logarithm of (articles / articles with that stem), from the background alone; 0 or more. */
export function idf(stem: number): number {
  return Math.max(0, Math.log(DOCUMENTS / frequency(stem)));
}

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

/** Bits of a stem by which its neighbourhood in the table is found: four entries on average, where a search would take fifteen steps. */
const NEIGHBOURHOOD_BITS = 13;
/** Where each neighbourhood begins, and after the last where the table ends. */
const starts = new Uint32Array(2 ** NEIGHBOURHOOD_BITS + 1);
for (const entry of table) {
  const next = (entry >>> (32 - NEIGHBOURHOOD_BITS)) + 1;
  starts[next] = (starts[next] ?? 0) + 1;
}
for (let i = 1; i < starts.length; i++) starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0);

/** How common a stem is in the background: 1…LEVELS, 0 for a stem it does not know. */
export function levelOf(stem: number): number {
  const neighbourhood = stem >>> (32 - NEIGHBOURHOOD_BITS);
  const end = starts[neighbourhood + 1] ?? 0;
  for (let at = starts[neighbourhood] ?? 0; at < end; at++) {
    const entry = table[at] ?? 0;
    if ((entry ^ stem) >>> 4 === 0) return (entry & 15) + 1;
  }
  return 0;
}

/** Background articles with a stem of that level, roughly; 1 for level 0. */
export function frequencyOfLevel(level: number): number {
  return level === 0 ? 1 : (FREQUENCY[level - 1] ?? 1);
}

/** Background articles with that stem, roughly; 1 for a stem the background does not know. */
export function backgroundFrequency(stem: number): number {
  return frequencyOfLevel(levelOf(stem));
}

const IDFS = Float64Array.from({ length: LEVELS + 1 }, (_, level) =>
  Math.max(0, Math.log(DOCUMENTS / frequencyOfLevel(level))),
);

/** Natural logarithm of (articles / articles with a stem of that level), from the background alone; 0 or more. */
export function idfOfLevel(level: number): number {
  return IDFS[level] ?? 0;
}

export function backgroundIdf(stem: number): number {
  return idfOfLevel(levelOf(stem));
}

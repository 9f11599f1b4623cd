/**
 * How common a term is in the news at large: its document frequency in a background of some 20,000 articles of other days. A term that is
 * not in the background counts as seen once, because tomorrow's names are rare words.
 */

import { DOCUMENTS, FREQUENCIES } from './model/background.ts';

/** Sorted. Each entry is the upper 28 bits of a term and, in the lower 4, the level of its document frequency. */
const table = unpack(FREQUENCIES);
/** Entry n stands for a document frequency near 2^(n / LEVELS_PER_DOUBLING + FIRST_LEVEL). */
export const LEVELS = 16;
export const FIRST_LEVEL = 2;
export const LEVELS_PER_DOUBLING = 1.2;
const FREQUENCY = Float64Array.from({ length: LEVELS }, (_, level) => 2 ** (level / LEVELS_PER_DOUBLING + FIRST_LEVEL));

function unpack(base64: string): Uint32Array {
  const binary = atob(base64);
  const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
  return new Uint32Array(bytes.buffer);
}

/** Leading bits that find a term's bucket in the table: four entries on average, where a binary search takes fifteen steps. */
const BUCKET_BITS = 13;
/** Where each bucket begins; at the end the length of the table. */
const starts = new Uint32Array(2 ** BUCKET_BITS + 1);
for (const entry of table) {
  const next = (entry >>> (32 - BUCKET_BITS)) + 1;
  starts[next] = (starts[next] ?? 0) + 1;
}
for (let i = 1; i < starts.length; i++) starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0);

/** The level of a term's document frequency: 1…LEVELS, 0 for a term that is not in the background. */
export function levelOf(term: number): number {
  const bucket = term >>> (32 - BUCKET_BITS);
  const end = starts[bucket + 1] ?? 0;
  for (let at = starts[bucket] ?? 0; at < end; at++) {
    const entry = table[at] ?? 0;
    if ((entry ^ term) >>> 4 === 0) return (entry & 15) + 1;
  }
  return 0;
}

/** Whether a term stands in the background. While the background is counted its table is empty, and every term counts as known. */
export function isKnown(term: number): boolean {
  return levelOf(term) > 0 || table.length === 0;
}

/** Document frequency of a level, roughly; 1 for level 0. */
export function frequencyOfLevel(level: number): number {
  return level === 0 ? 1 : (FREQUENCY[level - 1] ?? 1);
}

/** Background articles with the term, roughly; 1 for a term that is not in the background. */
export function backgroundFrequency(term: number): number {
  return frequencyOfLevel(levelOf(term));
}

const IDFS = Float64Array.from({ length: LEVELS + 1 }, (_, level) =>
  Math.max(0, Math.log(DOCUMENTS / frequencyOfLevel(level))),
);

/** Inverse document frequency of a level: ln(articles / articles with such a term), 0 or more. */
export function idfOfLevel(level: number): number {
  return IDFS[level] ?? 0;
}

/** Inverse document frequency of a term in the background. */
export function backgroundIdf(term: number): number {
  return idfOfLevel(levelOf(term));
}

/**
 * Text into hashed stems in one go: folded, parted into words, stemmed and hashed as code units in one buffer, where a string for every
 * step and word cost five times as much. A stem's lowest bit is set for numbers and clear for words.
 */

import { hashCodes } from './hash.ts';
import { type Codes, normalizeToCodes, toCodes } from './normalize.ts';
import { isArabic, stemEnd, stemStart } from './stem.ts';
import { beginsNumber, scanTokens } from './tokenize.ts';

let scratch = new Uint32Array(8_192);

/** Of every word, in order. */
export function analyze(text: string): Uint32Array {
  const folded = normalizeToCodes(text);
  // No more words than units: letters and figures may take turns.
  if (scratch.length < folded.length) scratch = new Uint32Array(folded.length);
  let count = 0;
  scanTokens(folded, (start, end) => {
    scratch[count++] = hashPart(folded.codes, start, end);
  });
  return scratch.slice(0, count);
}

/** Hashed stem of one folded word. */
export function termOfNormalized(word: string): number {
  return hashWhole(toCodes(word));
}

/** Hashed stem of one word as written. */
export function termOf(word: string): number {
  return hashWhole(normalizeToCodes(word));
}

function hashWhole({ codes, length }: Codes): number {
  return hashPart(codes, 0, length);
}

function hashPart(codes: Uint16Array, start: number, end: number): number {
  if (beginsNumber(codes[start] ?? 0)) return (hashCodes(codes, start, end) | 1) >>> 0;
  if (!isArabic(codes[start] ?? 0)) return (hashCodes(codes, start, end) & ~1) >>> 0;
  const first = stemStart(codes, start, end);
  return (hashCodes(codes, first, stemEnd(codes, first, end)) & ~1) >>> 0;
}

export function isNumberTerm(hash: number): boolean {
  return (hash & 1) === 1;
}

/**
 * Analyzes text into terms: normalized, tokenized, stemmed and hashed to uint32. A term's lowest bit is set for numbers and clear for words.
 * It works on code units in one buffer; making a string for every step and word costs five times as much.
 */

import { hashCodes } from './hash.ts';
import { type Codes, normalizeToCodes, toCodes } from './normalize.ts';
import { isArabic, stemEnd, stemStart } from './stem.ts';
import { beginsNumber, scanTokens } from './tokenize.ts';

let scratch = new Uint32Array(8_192);

/** The terms of a text, in order; [] for a text without words. */
export function analyze(text: string): Uint32Array {
  const normalized = normalizeToCodes(text);
  // A token has at least one unit, because letters and figures may alternate.
  if (scratch.length < normalized.length) scratch = new Uint32Array(normalized.length);
  let count = 0;
  scanTokens(normalized, (start, end) => {
    scratch[count++] = hashPart(normalized.codes, start, end);
  });
  return scratch.slice(0, count);
}

/** The term of one normalized word. */
export function termOfNormalized(word: string): number {
  return hashWhole(toCodes(word));
}

/** The term of one word as written. */
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

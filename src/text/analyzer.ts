/**
 * Analyzes text into terms: normalized, tokenized, stemmed and hashed to uint32. A term's lowest bit is set for numbers and clear for words.
 * It works on code units in one buffer; making a string for every step and word costs five times as much.
 */

import { isKnown, levelOf } from './background-frequency.ts';
import { hashCodes, hashText } from './hash.ts';
import { BEH, FEH, KAF, LAM } from './letters.ts';
import { skeletonHash } from './name-skeleton.ts';
import { normalizeToCodes } from './normalize.ts';
import { isArabic, stem, stemEnd, stemStart } from './stem.ts';
import { beginsNumber, scanTokens } from './tokenize.ts';

/** Bits of a term that tell apart spellings of one name. */
const VARIANT = 0b1110;

/** One term for all spellings of a name. The VARIANT bits are filled from others, because terms are expected to be well mixed. */
export function spelledTerm(term: number): number {
  return ((term & ~VARIANT) | ((term >>> 28) & VARIANT)) >>> 0;
}

/** Number words as normalized, by value. Stemmed, three and thirty would be one word. «اثنين» without its article is two, «الاثنين» Monday. */
const NUMBERS: readonly (readonly [value: number, words: string])[] = [
  [2, 'اثنان اثنين اثنتان اثنتين'],
  [3, 'ثلاثه ثلاث'],
  [4, 'اربعه اربع'],
  [5, 'خمسه خمس'],
  [6, 'سته ست'],
  [7, 'سبعه سبع'],
  [8, 'ثمانيه ثماني ثمان'],
  [9, 'تسعه تسع'],
  [10, 'عشره'],
  [20, 'عشرون عشرين'],
  [30, 'ثلاثون ثلاثين'],
  [40, 'اربعون اربعين'],
  [50, 'خمسون خمسين'],
  [60, 'ستون ستين'],
  [70, 'سبعون سبعين'],
  [80, 'ثمانون ثمانين'],
  [90, 'تسعون تسعين'],
];
/** The value of each number word, by the hash of the whole word: that is its term. */
export const NUMBER_WORDS: ReadonlyMap<number, number> = new Map(
  NUMBERS.flatMap(([value, words]) => words.split(' ').map((word) => [numberWordTerm(word), value] as const)),
);
/** Lowest bytes of their stems: a word whose stem ends otherwise needs no look-up. */
const NUMBER_STEMS = new Uint8Array(0x100);
for (const [, words] of NUMBERS) {
  for (const word of words.split(' ')) NUMBER_STEMS[hashText(stem(word)) & ~1 & 0xff] = 1;
}

function numberWordTerm(word: string): number {
  return (hashText(word) & ~1) >>> 0;
}

/** Particles of one letter that are written on the word after them. */
const PARTICLES = [BEH, LAM, FEH, KAF].map((letter) => letter.charCodeAt(0));
const PARTICLE_LEAVES = 4;

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

/** A text's words for searching. Both have one entry a word. */
interface SearchWords {
  readonly terms: Uint32Array;
  /** The term without the particle that may be written on the word; 0 where there is none. */
  readonly bare: Uint32Array;
}

/** As `analyze`. A word that is rarer than what follows its first letter is also given without that letter, which is a particle then: ببريطانيا. */
export function analyzeForSearch(text: string): SearchWords {
  const normalized = normalizeToCodes(text);
  const { codes } = normalized;
  const [terms, bare]: [number[], number[]] = [[], []];
  scanTokens(normalized, (start, end) => {
    terms.push(hashPart(codes, start, end));
    bare.push(bareTerm(codes, start, end));
  });
  return { terms: Uint32Array.from(terms), bare: Uint32Array.from(bare) };
}

function bareTerm(codes: Uint16Array, start: number, end: number): number {
  if (!isArabic(codes[start] ?? 0)) return 0;
  const first = stemStart(codes, start, end);
  if (!PARTICLES.includes(codes[first] ?? 0) || end - first <= PARTICLE_LEAVES) return 0;
  const whole = (hashCodes(codes, first, stemEnd(codes, first, end)) & ~1) >>> 0;
  const rest = hashPart(codes, first + 1, end);
  return isKnown(whole) && levelOf(spelledTerm(rest)) <= levelOf(spelledTerm(whole)) ? 0 : rest;
}

/** The term of one word as written. */
export function termOf(word: string): number {
  const { codes, length } = normalizeToCodes(word);
  return hashPart(codes, 0, length);
}

function hashPart(codes: Uint16Array, start: number, end: number): number {
  if (beginsNumber(codes[start] ?? 0)) return (hashCodes(codes, start, end) | 1) >>> 0;
  if (!isArabic(codes[start] ?? 0)) return (hashCodes(codes, start, end) & ~1) >>> 0;
  const first = stemStart(codes, start, end);
  const last = stemEnd(codes, first, end);
  const term = (hashCodes(codes, first, last) & ~1) >>> 0;
  if (!isKnown(term)) return unknownTerm(term, codes, first, last);
  if (NUMBER_STEMS[term & 0xff] === 0) return term;
  const whole = (hashCodes(codes, start, end) & ~1) >>> 0;
  return NUMBER_WORDS.has(whole) ? whole : term;
}

/**
 * The term of a word that the background does not know: that of the known word after a particle written on it, else that of its skeleton. Its
 * VARIANT bits still tell one spelling from another.
 */
function unknownTerm(term: number, codes: Uint16Array, start: number, end: number): number {
  if (PARTICLES.includes(codes[start] ?? 0) && end - start > PARTICLE_LEAVES) {
    const rest = (hashCodes(codes, start + 1, end) & ~1) >>> 0;
    if (isKnown(rest)) return ((rest & ~VARIANT) | (term & VARIANT)) >>> 0;
  }
  const skeleton = skeletonHash(codes, start, end);
  return skeleton === undefined ? term : ((skeleton & ~VARIANT & ~1) | (term & VARIANT)) >>> 0;
}

export function isNumberTerm(hash: number): boolean {
  return (hash & 1) === 1;
}

/**
 * Analyzes text into terms: normalized, tokenized, stemmed and hashed to uint32. A term's lowest bit is set for numbers and clear for words.
 * It works on code units in one buffer; making a string for every step and word costs five times as much.
 */

import { isKnown, levelOf } from './background-frequency.ts';
import { hashCodes } from './hash.ts';
import { BEH, FEH, KAF, LAM } from './letters.ts';
import { CONSONANTS_OF_NAMES, skeletonHash } from './name-skeleton.ts';
import { normalizeToCodes } from './normalize.ts';
import { isArabic, stemEnd, stemStart } from './stem.ts';
import { beginsNumber, scanTokens } from './tokenize.ts';
import { mayBeWhole, WHOLE_WORDS } from './whole-words.ts';

/** Bits of a term that tell apart spellings of one name. */
const VARIANT = 0b1110;

/** One term for all spellings of a name. The VARIANT bits are filled from others, because terms are expected to be well mixed. */
export function spelledTerm(term: number): number {
  return ((term & ~VARIANT) | ((term >>> 28) & VARIANT)) >>> 0;
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
  if (mayBeWhole(term)) {
    const whole = (hashCodes(codes, start, end) & ~1) >>> 0;
    if (WHOLE_WORDS.has(whole)) return whole;
  }
  return isKnown(term) ? term : unknownTerm(term, codes, first, last);
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

/** The term, by `spelledTerm`, of every spelling of a name that the background does not know; undefined for a name of few consonants. */
export function skeletonTerm(name: string): number | undefined {
  const { codes, length } = normalizeToCodes(name);
  const first = stemStart(codes, 0, length);
  const skeleton = skeletonHash(codes, first, stemEnd(codes, first, length), CONSONANTS_OF_NAMES);
  return skeleton === undefined ? undefined : spelledTerm((skeleton & ~VARIANT & ~1) >>> 0);
}

export function isNumberTerm(hash: number): boolean {
  return (hash & 1) === 1;
}

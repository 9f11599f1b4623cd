/**
 * A fingerprint as a vector of terms (hashed stems): how often each occurs, and the order of the lead. Built on first use and kept as
 * long as the fingerprint.
 */

import { idfOfLevel, levelOf } from '../../text/background-frequency.ts';
import { hashSet, indexOf } from '../../text/hash-set.ts';
import { comparedTermsOf } from './compared-terms.ts';
import { memoize } from './memoize.ts';
import { topK } from './top-k.ts';

/** Words of the text, after the title, that are compared. */
const TEXT_WORDS = 200;
/** Words of the text that count as the lead. */
const LEAD_WORDS = 35;
/** A title word counts this many times as a lead word when index terms are chosen. */
const TITLE_TIMES = 3;
/** Words of title and lead whose order is compared. At least as many as a title may have. */
const OPENING_WORDS = 45;
/** Heaviest terms kept for the bound on the vector's norm: see compare-pair.ts. */
const TOP_TERMS = 8;

/**
 * Terms are named by their index in `terms`. An article has at most 232 of them (32 title words, 200 text words), so an index fits a byte,
 * and so does a count of occurrences.
 */
export interface TermVector {
  /** Distinct, ascending: two vectors are intersected by merging, and sums over them always run in one order. */
  readonly terms: Uint32Array;
  /** How common each term is in the background: see `levelOf`. */
  readonly levels: Uint8Array;
  /** Occurrences of each term in title and text. */
  readonly frequencies: Uint8Array;
  /** Occurrences of each term in title and lead, the title's counted TITLE_TIMES; 0 for a term of the later text. */
  readonly leadFrequencies: Uint8Array;
  /** Term of each word of title and lead, in order. */
  readonly opening: Uint8Array;
  /** The first so many words of `opening` are the title. */
  readonly titleLength: number;
  /** Distinct pairs of neighbouring words in `opening`. */
  readonly bigramCount: number;
  /** The terms of the greatest tf-idf weight in the background, heaviest first. */
  readonly topTerms: Uint8Array;
}

export const termVectorOf = memoize((fingerprint): TermVector => {
  const { title, text } = comparedTermsOf(fingerprint);
  const compared = text.subarray(0, TEXT_WORDS);
  const words = new Uint32Array(title.length + compared.length);
  words.set(title);
  words.set(compared, title.length);
  const distinct = hashSet(words);
  const count = distinct.members.length;
  const lead = title.length + LEAD_WORDS;
  const openingLength = Math.min(OPENING_WORDS, lead, words.length);
  // All parts lie in one buffer: sixty vectors are read per decision, and scattered ones take longer to fetch than to compute with.
  const buffer = new ArrayBuffer(7 * count + openingLength + TOP_TERMS);
  const terms = new Uint32Array(buffer, 0, count);
  const levels = new Uint8Array(buffer, 4 * count, count);
  const frequencies = new Uint8Array(buffer, 5 * count, count);
  const leadFrequencies = new Uint8Array(buffer, 6 * count, count);
  const opening = new Uint8Array(buffer, 7 * count, openingLength);
  const topTerms = new Uint8Array(buffer, 7 * count + openingLength, TOP_TERMS);
  terms.set(distinct.members.toSorted());
  /** From the order of first occurrence to the index in `terms`. */
  const ranks = new Uint8Array(count);
  for (let i = 0; i < terms.length; i++) {
    const term = terms[i] ?? 0;
    ranks[indexOf(distinct, term)] = i;
    levels[i] = levelOf(term);
  }
  for (let word = 0; word < words.length; word++) {
    const term = ranks[indexOf(distinct, words[word] ?? 0)] ?? 0;
    frequencies[term] = (frequencies[term] ?? 0) + 1;
    if (word < lead) {
      leadFrequencies[term] = (leadFrequencies[term] ?? 0) + (word < title.length ? TITLE_TIMES : 1);
    }
    if (word < opening.length) opening[word] = term;
  }
  const weights = new Float64Array(terms.length);
  for (let i = 0; i < weights.length; i++) {
    weights[i] = logFrequency(frequencies[i] ?? 0) * idfOfLevel(levels[i] ?? 0);
  }
  const top = topK(weights, TOP_TERMS);
  topTerms.set(top);
  return {
    terms,
    levels,
    frequencies,
    leadFrequencies,
    opening,
    titleLength: title.length,
    bigramCount: countBigrams(opening),
    topTerms: topTerms.subarray(0, top.length),
  };
});

function countBigrams(opening: Uint8Array): number {
  const bigrams = new Set<number>();
  for (let word = 1; word < opening.length; word++) {
    bigrams.add(((opening[word - 1] ?? 0) << 8) | (opening[word] ?? 0));
  }
  return bigrams.size;
}

const LOG_FREQUENCIES = Float64Array.from({ length: 256 }, (_, times) => (times > 0 ? 1 + Math.log(times) : 0));

/** Sublinear term frequency: 1 + ln of the occurrences (0…255), 0 for none. */
export function logFrequency(occurrences: number): number {
  return LOG_FREQUENCIES[occurrences] ?? 0;
}

/** All distinct terms of title and text, those past TEXT_WORDS included. */
export const termSetOf = memoize((fingerprint) => {
  const { title, text } = comparedTermsOf(fingerprint);
  return hashSet(title, text);
});

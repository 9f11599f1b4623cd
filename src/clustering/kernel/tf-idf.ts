/**
 * Weighs terms by inverse document frequency, counted over the latest articles, with the background in place of those that a new index has not
 * met yet. So a pair weighs nearly the same in a new index and in one that has run for weeks. One set of weights serves one decision,
 * because every filed article changes the counts.
 */

import { frequencyOfLevel, LEVELS, levelOf } from '../../text/background-frequency.ts';
import { DOCUMENTS } from '../../text/model/background.ts';
import { COUNTED_ARTICLES_MAX, type DocumentFrequencySketch, estimateFrequency } from '../document-frequency.ts';
import type { Fingerprint } from '../fingerprint.ts';
import { logFrequency, type TermVector, termVectorOf } from './term-vector.ts';

/**
 * Rarity is counted over at least so many articles. While the index has counted fewer, the background makes up the number: a name in two of
 * the first ten articles is no common word.
 */
const COUNTED_ARTICLES_MIN = COUNTED_ARTICLES_MAX / 2;
/** The background counts as so many articles besides, so that a word which the index has not met yet weighs as it does there. */
const BACKGROUND_ARTICLES = 210;

/** A term vector with the weights of one decision. */
export interface WeightedVector extends TermVector {
  /** Inverse document frequency of each term. */
  readonly idfs: Float64Array;
  /** Euclidean norm of the tf-idf vector. */
  readonly norm: number;
  /** Sum of the idf of the title's words. */
  readonly titleWeight: number;
}

export interface Weighting {
  /** ln(articles / articles with the term), over background and latest articles together; 0 or more. */
  idf(term: number): number;
  /** All weights of an article, computed once for each fingerprint. */
  weigh(fingerprint: Fingerprint): WeightedVector;
  /** The tf-idf weight of one term of a vector, by its index. */
  tfIdf(vector: TermVector, term: number): number;
}

/** The weights for one decision. `sketch` must not change while they are in use. */
export function weighting(sketch: Readonly<DocumentFrequencySketch>): Weighting {
  const weighed = new Map<Fingerprint, WeightedVector>();
  const missing = Math.max(0, COUNTED_ARTICLES_MIN - sketch.documents);
  const logs = logsWith(missing + BACKGROUND_ARTICLES);
  const logDocuments = Math.log(sketch.documents + missing + BACKGROUND_ARTICLES);
  const idfOf: Idf = (level, count) => Math.max(0, logDocuments - logs(level, count));
  return {
    idf: (term) => idfOf(levelOf(term), estimateFrequency(sketch, term)),
    weigh(fingerprint) {
      const known = weighed.get(fingerprint);
      if (known) return known;
      const made = weigh(termVectorOf(fingerprint), idfOf, sketch);
      weighed.set(fingerprint, made);
      return made;
    },
    tfIdf: (vector, term) => logFrequency(vector.frequencies[term] ?? 0) * idfAt(vector, term, idfOf, sketch),
  };
}

/** The inverse document frequency of a term of that background level which stands in `count` of the latest articles. */
type Idf = (level: number, count: number) => number;

function weigh(vector: TermVector, idfOf: Idf, sketch: Readonly<DocumentFrequencySketch>): WeightedVector {
  const idfs = new Float64Array(vector.terms.length);
  let squares = 0;
  for (let i = 0; i < idfs.length; i++) {
    const idf = idfAt(vector, i, idfOf, sketch);
    idfs[i] = idf;
    squares += (logFrequency(vector.frequencies[i] ?? 0) * idf) ** 2;
  }
  let titleWeight = 0;
  for (let word = 0; word < vector.titleLength; word++) titleWeight += idfs[vector.opening[word] ?? 0] ?? 0;
  return { ...vector, idfs, norm: Math.sqrt(squares), titleWeight };
}

function idfAt(vector: TermVector, term: number, idfOf: Idf, sketch: Readonly<DocumentFrequencySketch>): number {
  return idfOf(vector.levels[term] ?? 0, estimateFrequency(sketch, vector.terms[term] ?? 0));
}

/** No term is counted in more articles than there are. */
const COUNTS = COUNTED_ARTICLES_MAX + 1;
/** ln of the articles with a term, by background level and count; -Infinity until it is first computed. */
const LOGS = new Float64Array((LEVELS + 1) * COUNTS).fill(Number.NEGATIVE_INFINITY);
/** What LOGS was computed with. It no longer changes once the index has counted COUNTED_ARTICLES_MIN articles. */
let logsBackground = 0;

/**
 * ln of the articles with a term, when the background counts as `background` articles. The article that has it is one, counted yet or not, and
 * also when the count of 1 was halved.
 */
function logsWith(background: number): Idf {
  if (background !== logsBackground) LOGS.fill(Number.NEGATIVE_INFINITY);
  logsBackground = background;
  return (level, counted) => {
    const count = Math.max(1, counted);
    const at = level * COUNTS + count;
    const known = LOGS[at] ?? Number.NEGATIVE_INFINITY;
    if (known > Number.NEGATIVE_INFINITY) return known;
    const log = Math.log(count + background * (frequencyOfLevel(level) / DOCUMENTS));
    LOGS[at] = log;
    return log;
  };
}

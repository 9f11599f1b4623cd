/**
 * Weighs terms by inverse document frequency, counted over the background and today's articles together. One set of weights serves
 * one decision, because every filed article changes today's counts.
 */

import { frequencyOfLevel, LEVELS, levelOf } from '../../text/background-frequency.ts';
import { DOCUMENTS } from '../../text/model/background.ts';
import { type DocumentFrequencySketch, estimateFrequency } from '../document-frequency.ts';
import type { Fingerprint } from '../fingerprint.ts';
import { logFrequency, type TermVector, termVectorOf } from './term-vector.ts';

/** One article of today counts as this many of the background, so that after some 200 articles today's counts decide. */
const TODAY_TIMES = 100;

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
  /** ln(articles / articles with the term), over background and today together; 0 or more. */
  idf(term: number): number;
  /** All weights of an article, computed once for each fingerprint. */
  weigh(fingerprint: Fingerprint): WeightedVector;
  /** The tf-idf weight of one term of a vector, by its index. */
  tfIdf(vector: TermVector, term: number): number;
}

/** The weights for one decision. `sketch` must not change while they are in use. */
export function weighting(sketch: Readonly<DocumentFrequencySketch>): Weighting {
  const weighed = new Map<Fingerprint, WeightedVector>();
  const logDocuments = Math.log(DOCUMENTS + TODAY_TIMES * sketch.documents);
  return {
    idf: (term) => idfOf(logDocuments, levelOf(term), estimateFrequency(sketch, term)),
    weigh(fingerprint) {
      const known = weighed.get(fingerprint);
      if (known) return known;
      const made = weigh(termVectorOf(fingerprint), logDocuments, sketch);
      weighed.set(fingerprint, made);
      return made;
    },
    tfIdf: (vector, term) => logFrequency(vector.frequencies[term] ?? 0) * idfAt(vector, term, logDocuments, sketch),
  };
}

function weigh(vector: TermVector, logDocuments: number, sketch: Readonly<DocumentFrequencySketch>): WeightedVector {
  const idfs = new Float64Array(vector.terms.length);
  let squares = 0;
  for (let i = 0; i < idfs.length; i++) {
    const idf = idfAt(vector, i, logDocuments, sketch);
    idfs[i] = idf;
    squares += (logFrequency(vector.frequencies[i] ?? 0) * idf) ** 2;
  }
  let titleWeight = 0;
  for (let word = 0; word < vector.titleLength; word++) titleWeight += idfs[vector.opening[word] ?? 0] ?? 0;
  return { ...vector, idfs, norm: Math.sqrt(squares), titleWeight };
}

function idfAt(
  vector: TermVector,
  term: number,
  logDocuments: number,
  sketch: Readonly<DocumentFrequencySketch>,
): number {
  return idfOf(logDocuments, vector.levels[term] ?? 0, estimateFrequency(sketch, vector.terms[term] ?? 0));
}

function idfOf(logDocuments: number, level: number, count: number): number {
  return Math.max(0, logDocuments - logDocumentFrequency(level, count));
}

/** Counts below this have their logarithm in a table: all but those of words that stand in every text. */
const TABLE_COUNTS = 1_024;
/** By background level and today's count; -1 until it is first computed. */
const LOGS = new Float64Array((LEVELS + 1) * TABLE_COUNTS).fill(-1);

/** ln of the articles with a term, each of today's counted TODAY_TIMES. */
function logDocumentFrequency(level: number, count: number): number {
  if (count >= TABLE_COUNTS) return Math.log(frequencyOfLevel(level) + TODAY_TIMES * count);
  const known = LOGS[level * TABLE_COUNTS + count] ?? 0;
  if (known >= 0) return known;
  const log = Math.log(frequencyOfLevel(level) + TODAY_TIMES * count);
  LOGS[level * TABLE_COUNTS + count] = log;
  return log;
}

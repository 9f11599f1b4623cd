/**
 * The terms an article is indexed under, and the terms its candidates are looked up by. Indexing costs a written row per term, and another
 * when the article is removed; a lookup costs only a read. So few terms are indexed and many are looked up. An article that says too little to
 * be compared has neither, so it finds nothing, is found by nothing, and stands alone.
 */

import { idfOfLevel } from '../text/background-frequency.ts';
import type { Fingerprint } from './fingerprint.ts';
import { logFrequency, termVectorOf } from './kernel/term-vector.ts';
import { topK } from './kernel/top-k.ts';
import { saysTooLittle } from './too-little.ts';

/** Terms indexed per article. The index holds them in memory, 8 bytes each. */
export const INDEX_TERMS_MAX = 14;
/** Terms looked up per article. More than are indexed, because reads are fifty times cheaper than writes. */
export const QUERY_TERMS_MAX = 28;

/** The terms to index an article under: distinct uint32, at most INDEX_TERMS_MAX; [] for an article that says too little. */
export function indexTerms(fingerprint: Fingerprint): readonly number[] {
  return topTerms(fingerprint, INDEX_TERMS_MAX);
}

/** The terms to look up candidates by, at most QUERY_TERMS_MAX. They begin with the article's own index terms. */
export function queryTerms(fingerprint: Fingerprint): readonly number[] {
  return topTerms(fingerprint, QUERY_TERMS_MAX);
}

/**
 * By tf-idf in title and lead. The idf is that of the background alone, because an article's index terms must be the same whenever they are
 * asked for.
 */
function topTerms(fingerprint: Fingerprint, k: number): number[] {
  if (saysTooLittle(fingerprint)) return [];
  const { terms, levels, leadFrequencies } = termVectorOf(fingerprint);
  const weights = new Float64Array(terms.length);
  for (let i = 0; i < weights.length; i++) {
    weights[i] = logFrequency(leadFrequencies[i] ?? 0) * idfOfLevel(levels[i] ?? 0);
  }
  const found: number[] = [];
  for (const i of topK(weights, k)) found.push(terms[i] ?? 0);
  return found;
}

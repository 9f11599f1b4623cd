/** Word n-grams, each hashed to a uint32. */
import { hashPair } from '../../text/hash.ts';

/** All n-grams of a sequence of hashed stems, in order; [] for a shorter sequence. */
export function ngrams(terms: Uint32Array, n: number): Uint32Array {
  const all = new Uint32Array(Math.max(0, terms.length - n + 1));
  for (let i = 0; i < all.length; i++) all[i] = ngramAt(terms, i, n);
  return all;
}

/** The n-gram that begins at `start`. */
export function ngramAt(terms: Uint32Array, start: number, n: number): number {
  let hash = terms[start] ?? 0;
  for (let i = 1; i < n; i++) hash = hashPair(hash, terms[start + i] ?? 0);
  return hash;
}

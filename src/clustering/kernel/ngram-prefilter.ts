/**
 * Tells whether two texts have four words in a row in common. Most of the sixty candidates of an article have not, and then no passage
 * needs to be compared.
 */
import { has, hashSet } from '../../text/hash-set.ts';
import type { Fingerprint } from '../fingerprint.ts';
import { memoize, memoizeLatest } from './memoize.ts';
import { ngrams } from './ngrams.ts';

/** Words in a row without which two articles have no passage in common. */
const N = 4;

const ngramsOf = memoize(({ text }) => ngrams(text, N));
const ngramSetOf = memoizeLatest((fingerprint) => hashSet(ngramsOf(fingerprint)));

/** One bit for each upper half of a hash, 8 kB: it rules out most n-grams before the set is asked. */
const bitmapOf = memoizeLatest((fingerprint): Uint32Array => {
  const bitmap = new Uint32Array(2 ** 11);
  for (const ngram of ngramsOf(fingerprint)) bitmap[ngram >>> 21] = (bitmap[ngram >>> 21] ?? 0) | (1 << (ngram >>> 16));
  return bitmap;
});

/** Symmetric. Fastest when the same `one` is compared with many. */
export function shareNgram(one: Fingerprint, other: Fingerprint): boolean {
  const bitmap = bitmapOf(one);
  const theirs = ngramsOf(other);
  for (let i = 0; i < theirs.length; i++) {
    const ngram = theirs[i] ?? 0;
    // A shift uses the five lowest bits of its count.
    if ((((bitmap[ngram >>> 21] ?? 0) >>> (ngram >>> 16)) & 1) === 1 && has(ngramSetOf(one), ngram)) return true;
  }
  return false;
}

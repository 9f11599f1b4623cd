/** Memory that the StoryIndex holds, measured on the heap: packed postings and the fingerprints it keeps decoded. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { emptySketch } from '../../src/clustering/document-frequency.ts';
import { decodeFingerprint, encodeFingerprint } from '../../src/clustering/fingerprint-codec.ts';
import { INDEX_TERMS_MAX } from '../../src/clustering/index-terms.ts';
import { weighting } from '../../src/clustering/kernel/tf-idf.ts';
import { FITTED_MODEL } from '../../src/clustering/model/weights.ts';
import { logOddsOf } from '../../src/clustering/model.ts';
import { verbatimPassages } from '../../src/clustering/verbatim-passages.ts';
import { FINGERPRINTS_CACHED_MAX } from '../../src/story-index/storage/fingerprint-cache.ts';
import { incomingArticles } from '../accuracy/replay.ts';
import type { BenchArticle } from '../articles.ts';

export interface Held {
  /** Bytes. */
  readonly postings: number;
  readonly profiles: number;
}

const PAIR_BYTES = 8;

/**
 * For an index of `articles`. The fingerprints are those of `sample`; each is compared with its neighbour, so that
 * all memoized values exist.
 */
export function memoryHeld(sample: readonly BenchArticle[], articles: number): Held {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const encoded = incomingArticles(sample, 'full').map((n) => ({ ...n, bytes: encodeFingerprint(n.fingerprint) }));
  const used = () => {
    // The first call frees garbage in the background. The second waits for that.
    collect();
    collect();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const before = used();
  const retained = Array.from({ length: FINGERPRINTS_CACHED_MAX }, (_, i) => {
    const one = encoded[i % encoded.length];
    const fingerprint = one && decodeFingerprint(one.bytes.slice());
    if (!fingerprint) throw new Error('A profile of the benchmark could not be read.');
    return { ...one, article: i + 1, fingerprint };
  });
  const weights = weighting(emptySketch());
  retained.forEach((one, i) => {
    const other = retained[(i + 1) % retained.length] ?? one;
    logOddsOf(one, other, weights, FITTED_MODEL);
    verbatimPassages(one.fingerprint, other.fingerprint, other.article);
  });
  const profiles = used() - before;
  // Keeps it alive until it was measured.
  if (retained.length !== FINGERPRINTS_CACHED_MAX) throw new Error('Nothing was kept.');
  return { postings: articles * INDEX_TERMS_MAX * PAIR_BYTES, profiles };
}

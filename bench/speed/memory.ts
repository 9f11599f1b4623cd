/** Memory that the StoryIndex holds, measured on the heap: packed postings and the fingerprints it keeps decoded. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { decodeProfile, encodeProfile } from '../../src/core/codec.ts';
import { noCounts } from '../../src/core/counts.ts';
import { weighting } from '../../src/core/kernel/tf-idf.ts';
import { KEYS_FILED_MAX } from '../../src/core/limits.ts';
import { FITTED } from '../../src/core/model/fitted.ts';
import { logOddsOf } from '../../src/core/model.ts';
import { sharedPassages } from '../../src/core/shared.ts';
import { PROFILES_CACHED_MAX } from '../../src/stories/profiles.ts';
import { newcomers } from '../accuracy/replay.ts';
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
  const encoded = newcomers(sample, 'full').map((n) => ({ ...n, bytes: encodeProfile(n.profile) }));
  const used = () => {
    // The first call frees garbage in the background. The second waits for that.
    collect();
    collect();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const before = used();
  const kept = Array.from({ length: PROFILES_CACHED_MAX }, (_, i) => {
    const one = encoded[i % encoded.length];
    const profile = one && decodeProfile(one.bytes.slice());
    if (!profile) throw new Error('A profile of the benchmark could not be read.');
    return { ...one, article: i + 1, profile };
  });
  const weights = weighting(noCounts());
  kept.forEach((one, i) => {
    const other = kept[(i + 1) % kept.length] ?? one;
    logOddsOf(one, other, weights, FITTED);
    sharedPassages(one.profile, other.profile, other.article);
  });
  const profiles = used() - before;
  // Keeps it alive until it was measured.
  if (kept.length !== PROFILES_CACHED_MAX) throw new Error('Nothing was kept.');
  return { postings: articles * KEYS_FILED_MAX * PAIR_BYTES, profiles };
}

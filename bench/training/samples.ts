/** Labelled pairs for fitting: those that the production pipeline compares when the later article arrives. */
import { candidates } from '../../src/clustering/candidates.ts';
import type { IncomingArticle } from '../../src/clustering/index-port.ts';
import { weighting } from '../../src/clustering/kernel/tf-idf.ts';
import { memoryIndex } from '../../src/clustering/memory-index.ts';
import { featuresOf, type Pair, pairOf } from '../../src/clustering/pair-features.ts';
import type { LabelledSet } from '../accuracy/labelled-sets.ts';
import type { View } from '../articles.ts';

export interface Sample {
  /** In the order of FEATURES. */
  readonly values: readonly number[];
  readonly same: boolean;
}

export interface Comparison {
  /** Positions in the order filed. */
  readonly i: number;
  readonly j: number;
  readonly pair: Pair;
}

/** Every article with its candidates, filed into an index that starts empty. Numbered as by `newcomers`. */
export function* comparisons(filed: readonly IncomingArticle[]): Generator<Comparison> {
  const index = memoryIndex();
  for (const incoming of filed) {
    const weights = weighting(index.documentFrequencies());
    for (const member of candidates(incoming, index)) {
      yield { i: incoming.article - 1, j: member.article - 1, pair: pairOf(incoming, member, weights) };
    }
    index.file(incoming);
  }
}

export function samples(set: LabelledSet, view: View): Sample[] {
  const found: Sample[] = [];
  for (const { i, j, pair } of comparisons(set.filed[view])) {
    if (set.unsure(i, j)) continue;
    found.push({ values: featuresOf(pair), same: set.stories[i] === set.stories[j] });
  }
  return found;
}

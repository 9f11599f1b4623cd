/** Labelled pairs for fitting: those that the production pipeline compares when the later article arrives. */
import { candidates } from '../../src/clustering/candidates.ts';
import type { ArticleNumber, IncomingArticle } from '../../src/clustering/index-port.ts';
import { weighting } from '../../src/clustering/kernel/tf-idf.ts';
import { lookAlikesAmong } from '../../src/clustering/look-alikes.ts';
import { type MemoryIndex, memoryIndex } from '../../src/clustering/memory-index.ts';
import { featuresOf, type Pair, pairOf, withLookAlikes } from '../../src/clustering/pair-features.ts';
import type { LabelledSet } from '../accuracy/labelled-sets.ts';
import type { Run } from '../accuracy/regimes.ts';

export interface Sample {
  /** In the order of FEATURES. */
  readonly values: readonly number[];
  readonly same: boolean;
}

interface Comparison {
  readonly article: ArticleNumber;
  /** The earlier one. */
  readonly other: ArticleNumber;
  readonly pair: Pair;
}

/** Every arriving article with its candidates; each is filed into `index` after it was compared. */
export function* comparisons(
  arriving: readonly IncomingArticle[],
  index: MemoryIndex = memoryIndex(),
): Generator<Comparison> {
  for (const incoming of arriving) {
    const weights = weighting(index.documentFrequencies());
    const found = candidates(incoming, index);
    const pairs = found.map((member) => pairOf(incoming, member, weights));
    const lookAlikes = lookAlikesAmong(pairs);
    for (const [i, member] of found.entries()) {
      const pair = withLookAlikes(pairs[i] as Pair, lookAlikes);
      yield { article: incoming.article, other: member.article, pair };
    }
    index.file(incoming);
  }
}

/** For each set of the run, the pairs of two of its own articles. */
export function samplesOf({ before, arriving, sets }: Run): { set: LabelledSet; samples: Sample[] }[] {
  const judged = sets.map(({ set, places }) => ({
    set,
    position: new Map(places.map((at, i) => [arriving[at]?.article, i])),
    samples: [] as Sample[],
  }));
  for (const { article, other, pair } of comparisons(arriving, before.copy())) {
    for (const { set, position, samples } of judged) {
      const [i, j] = [position.get(article), position.get(other)];
      if (i === undefined || j === undefined || set.unsure(i, j)) continue;
      samples.push({ values: featuresOf(pair), same: set.stories[i] === set.stories[j] });
    }
  }
  return judged;
}

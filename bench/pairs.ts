/** Labelled pairs for fitting: what the production pipeline compares, as it compares it when the later article arrives. */
import { candidates } from '../src/core/candidates.ts';
import { features } from '../src/core/features.ts';
import { mapIndex } from '../src/core/map-index.ts';
import { scale } from '../src/core/scale.ts';
import type { BenchArticle, Gold, View } from './articles.ts';
import type { LabelledSet } from './labelled.ts';

export interface Sample {
  readonly values: readonly number[];
  readonly same: boolean;
}

/** Story number of each article by gold; alone: none other has it. */
export function goldStories(articles: readonly BenchArticle[], gold: Gold): number[] {
  const stories = new Map(gold.stories.flatMap((ids, story) => ids.map((id) => [id, story] as const)));
  return articles.map(({ id }, i) => stories.get(id) ?? -1 - i);
}

export function samples(set: LabelledSet, view: View): Sample[] {
  const index = mapIndex();
  const found: Sample[] = [];
  for (const newcomer of set.filed[view]) {
    const i = newcomer.article - 1;
    const measure = scale(index.counts());
    for (const member of candidates(newcomer, index)) {
      const j = member.article - 1;
      if (set.unsure(i, j)) continue;
      found.push({ values: features(newcomer, member, measure), same: set.stories[i] === set.stories[j] });
    }
    index.file(newcomer);
  }
  return found;
}

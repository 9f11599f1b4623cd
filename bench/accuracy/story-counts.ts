/** What readers meet of a clustering: stories of several outlets that are found whole, stories that are mixed, and copies that stand together. */
import type { LabelledSet } from './labelled-sets.ts';

export interface StoryCounts {
  /** Labelled stories that several outlets carry. */
  readonly several: number;
  /** Of these, those of which one story of ours holds every article and nothing else. */
  readonly whole: number;
  /** Of these, those whose articles stand in several stories of ours. */
  readonly split: number;
  /** Stories of ours that several outlets carry. */
  readonly shown: number;
  /** Of these, those that hold articles of two labelled stories. */
  readonly polluted: number;
  /** Labelled pairs of copies by two outlets. */
  readonly copies: number;
  /** Of these, those that stand in one story of ours. */
  readonly copiesTogether: number;
}

/** `found`: our story of each article, only compared for equality. Pairs that the labels leave open pollute nothing. */
export function storyCounts(set: LabelledSet, found: readonly number[]): StoryCounts {
  const source = (i: number): string => set.articles[i]?.source ?? '';
  const bySeveral = (labels: readonly number[]): number[][] =>
    [...Map.groupBy(labels.keys(), (i) => labels[i] ?? 0).values()].filter((all) => new Set(all.map(source)).size > 1);
  const mixed = (all: readonly number[]): boolean =>
    all.some((i) => all.some((j) => j < i && set.stories[i] !== set.stories[j] && !set.unsure(i, j)));
  const size = (story: number): number => found.filter((other) => other === story).length;
  const gold = bySeveral(set.stories);
  const isSplit = (all: readonly number[]): boolean => new Set(all.map((i) => found[i])).size > 1;
  const shown = bySeveral(found);
  const at = new Map(set.articles.map(({ id }, i) => [id, i]));
  const copies = set.gold.copies.flatMap((ids) => {
    const all = ids.map((id) => at.get(id) ?? 0);
    return all.flatMap((i) => all.filter((j) => j < i && source(i) !== source(j)).map((j) => [i, j] as const));
  });
  return {
    several: gold.length,
    whole: gold.filter((all) => !isSplit(all) && size(found[all[0] ?? 0] ?? 0) === all.length).length,
    split: gold.filter(isSplit).length,
    shown: shown.length,
    polluted: shown.filter(mixed).length,
    copies: copies.length,
    copiesTogether: copies.filter(([i, j]) => found[i] === found[j]).length,
  };
}

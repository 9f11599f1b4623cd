/** Checks beside F1: copies found, candidates found, and stability when articles arrive in another order. */
import { candidates } from '../../src/clustering/candidates.ts';
import type { IncomingArticle } from '../../src/clustering/index-port.ts';
import { memoryIndex } from '../../src/clustering/memory-index.ts';
import type { View } from '../articles.ts';
import { randomOf } from '../random.ts';
import type { LabelledSet } from './labelled-sets.ts';
import { replay } from './replay.ts';
import { type Score, score } from './score.ts';

const HALF_HOUR_MS = 30 * 60_000;
const REPLAYS = 10;

/** Precision and recall of the pairs that we call copies, against the labelled copies. */
export function copiesScore(set: LabelledSet): { readonly precision: number; readonly recall: number } {
  const at = new Map(set.articles.map(({ id }, i) => [id, i]));
  const gold = new Set<string>();
  for (const ids of set.gold.copies) {
    for (const a of ids)
      for (const b of ids) if ((at.get(a) ?? 0) > (at.get(b) ?? 0)) gold.add(`${at.get(a)} ${at.get(b)}`);
  }
  const { copies } = replay(set.filed.full);
  const found = copies.flatMap((others, i) => [...others].filter((j) => j < i).map((j) => `${i} ${j}`));
  const right = found.filter((pair) => gold.has(pair)).length;
  return { precision: right / found.length, recall: right / gold.size };
}

/** Share of same-story pairs in which the earlier article is a candidate of the later. */
export function candidateRecall(set: LabelledSet, view: View): number {
  const index = memoryIndex();
  let found = 0;
  let all = 0;
  for (const incoming of set.filed[view]) {
    const i = incoming.article - 1;
    const near = new Set(candidates(incoming, index).map(({ article }) => article));
    for (let j = 0; j < i; j++) {
      if (set.stories[i] !== set.stories[j] || set.unsure(i, j)) continue;
      all++;
      if (near.has(j + 1)) found++;
    }
    index.file(incoming);
  }
  return found / all;
}

function shuffled(
  filed: readonly IncomingArticle[],
  seed: number,
): { readonly order: number[]; readonly filed: IncomingArticle[] } {
  const draw = randomOf(seed);
  const arrivals = filed.map(({ published }, place) => ({ place, at: published + (2 * draw() - 1) * HALF_HOUR_MS }));
  const order = arrivals.sort((a, b) => a.at - b.at || a.place - b.place).map(({ place }) => place);
  return { order, filed: order.flatMap((place, i) => ({ ...(filed[place] as IncomingArticle), article: i + 1 })) };
}

export interface Stability {
  /** Share of same-story pairs that change in a shuffled replay, on average. */
  readonly changed: number;
  /** Share of articles that are no longer in the story they were first put in. */
  readonly moved: number;
  /** Merges that kept the newer story's number. Must be 0. */
  readonly renumbered: number;
}

export function stability(set: LabelledSet): Stability {
  const { full } = set.filed;
  const never = (): boolean => false;
  const base = replay(full).stories;
  const compare = (seed: number): Score => {
    const { order, filed } = shuffled(full, seed);
    const stories = replay(filed).stories;
    const back: number[] = [];
    for (const [i, place] of order.entries()) back[place] = stories[i] ?? 0;
    return score(back, base, never);
  };
  const scores = Array.from({ length: REPLAYS }, (_, seed) => compare(seed + 1));
  const changed = scores.reduce((sum, { f1 }) => sum + 1 - f1, 0) / REPLAYS;
  const index = memoryIndex();
  let renumbered = 0;
  const first = full.map((incoming) => {
    const decision = index.file(incoming);
    renumbered += decision?.merges.filter(({ from, into }) => from <= into).length ?? 0;
    return decision?.story ?? incoming.article;
  });
  const now = full.map(({ article }) => index.storyOf(article) ?? article);
  const moved = now.filter((story, i) => story !== first[i]).length / full.length;
  return { changed, moved, renumbered };
}

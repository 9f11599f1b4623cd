/** The labelled sets of a folder: every NAME.jsonl that has a NAME.gold.jsonl beside it. */
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { IncomingArticle } from '../../src/clustering/index-port.ts';
import { type BenchArticle, type Gold, readArticles, readLines, toGold, type View } from '../articles.ts';
import { incomingArticles } from './replay.ts';

export const VIEWS: readonly View[] = ['full', 'feed'];

export interface LabelledSet {
  readonly name: string;
  readonly articles: readonly BenchArticle[];
  readonly gold: Gold;
  /** Gold story of each article. */
  readonly stories: readonly number[];
  readonly filed: Readonly<Record<View, readonly IncomingArticle[]>>;
  unsure(i: number, j: number): boolean;
}

/** In order of name. Throws an Error when the folder holds none. */
export function labelledSets(folder: string): LabelledSet[] {
  const files = new Set(readdirSync(folder));
  const names = [...files].filter((f) => f.endsWith('.gold.jsonl')).map((f) => basename(f, '.gold.jsonl'));
  const found = names.filter((name) => files.has(`${name}.jsonl`)).sort();
  if (found.length === 0) throw new Error(`${folder} holds no NAME.jsonl with a NAME.gold.jsonl beside it.`);
  return found.map((name) => {
    const gold = toGold(readLines(join(folder, `${name}.gold.jsonl`)));
    return labelledSet(name, readArticles(join(folder, `${name}.jsonl`)), gold);
  });
}

/** Throws an Error when `gold` names an article that is not among these. */
export function labelledSet(name: string, articles: readonly BenchArticle[], gold: Gold): LabelledSet {
  const at = new Map(articles.map(({ id }, i) => [id, i]));
  const missing = [...gold.stories, ...gold.copies, ...gold.unsure].flat().find((id) => !at.has(id));
  if (missing !== undefined) throw new Error(`${name} judges ${missing}, which is not among its articles.`);
  const unsure = new Set(gold.unsure.flatMap(([a, b]) => [`${at.get(a)} ${at.get(b)}`, `${at.get(b)} ${at.get(a)}`]));
  return {
    name,
    articles,
    gold,
    stories: goldStories(articles, gold),
    filed: { full: incomingArticles(articles, 'full'), feed: incomingArticles(articles, 'feed') },
    unsure: (i, j) => unsure.has(`${i} ${j}`),
  };
}

/** The gold story of each article, as a number. An article that tells its story alone gets a number of its own. */
function goldStories(articles: readonly BenchArticle[], gold: Gold): number[] {
  const stories = new Map(gold.stories.flatMap((ids, story) => ids.map((id) => [id, story] as const)));
  return articles.map(({ id }, i) => stories.get(id) ?? -1 - i);
}

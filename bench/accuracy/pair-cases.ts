/**
 * Suites of pair cases: two to four articles that must be one story, or must stay apart. Each case is filed into an index of its own, so that
 * cases cannot touch one another. Each file of `fixtures/pairs/` is a suite; a folder of data may hold more, as `pairs*.jsonl`.
 */
import { readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { type MemoryIndex, memoryIndex } from '../../src/clustering/memory-index.ts';
import { type Background, type BenchArticle, readLines, type View } from '../articles.ts';
import { incomingArticles } from './replay.ts';

export type Expectation = 'apart' | 'together';

export interface PairCase {
  readonly case: string;
  readonly kind: string;
  readonly expect: Expectation;
  readonly note: string;
  /** In order of arrival. `hoursAfter` counts from the first article. */
  readonly articles: readonly (Pick<BenchArticle, 'source' | 'title' | 'summary' | 'text'> & { hoursAfter: number })[];
}

export interface Suite {
  readonly name: string;
  readonly cases: readonly PairCase[];
}

export interface Verdict {
  readonly case: PairCase;
  /** The story of each article, as a number that is only compared for equality. */
  readonly stories: readonly number[];
  readonly right: boolean;
}

const OWN = resolve(import.meta.dirname, '../../fixtures/pairs');
const HOUR_MS = 3_600_000;
const START = Date.parse('2026-11-20T06:00:00Z');
/** Articles of each background that are filed before a case, the latest: a service of a day or two. */
const BACKGROUND_ARTICLES = 300;

/** The project's own suites, then every pairs*.jsonl of the folder. */
export function suites(folder: string | undefined): Suite[] {
  return [OWN, ...(folder === undefined ? [] : [folder])].flatMap((from) =>
    readdirSync(from)
      .filter((file) => file.endsWith('.jsonl') && (from === OWN || file.startsWith('pairs')))
      .sort()
      .map((file) => ({
        name: `${from === OWN ? 'our own ' : ''}${basename(file, '.jsonl')}`,
        cases: readLines(join(from, file)) as PairCase[],
      })),
  );
}

/** What a case's articles arrive at. It stays as it is. */
export interface Before {
  readonly index: MemoryIndex;
  /** Articles in it. */
  readonly articles: number;
}

const NOTHING: Before = { index: memoryIndex(), articles: 0 };

/** The latest articles of each background, moved in time so that the last appeared half an hour before every case. */
export function latestOf(backgrounds: readonly Background[], view: View): Before {
  const moved = backgrounds.flatMap(({ articles }) => {
    const inOrder = articles.toSorted(byTime);
    const end = Date.parse(inOrder.at(-1)?.published ?? '');
    return inOrder.slice(-BACKGROUND_ARTICLES).map((article) => ({
      ...article,
      published: new Date(Date.parse(article.published) - end + START - HOUR_MS / 2).toISOString(),
    }));
  });
  const index = memoryIndex();
  for (const incoming of incomingArticles(moved.toSorted(byTime), view)) index.file(incoming);
  return { index, articles: moved.length };
}

function byTime(one: BenchArticle, other: BenchArticle): number {
  return Date.parse(one.published) - Date.parse(other.published);
}

export function judge(tested: PairCase, view: View, before: Before = NOTHING): Verdict {
  const index = before.index.copy();
  const articles = tested.articles.map(({ hoursAfter, ...told }, i) => ({
    ...told,
    id: `${tested.case}#${i}`,
    url: `https://www.${told.source}.example/news/${tested.case}-${i}`,
    published: new Date(START + hoursAfter * HOUR_MS).toISOString(),
  }));
  const numbers = incomingArticles(articles, view).map((incoming) => {
    const article = before.articles + incoming.article;
    index.file({ ...incoming, article });
    return article;
  });
  const stories = numbers.map((article) => index.storyOf(article) ?? article);
  const right = new Set(stories).size === (tested.expect === 'together' ? 1 : stories.length);
  return { case: tested, stories, right };
}

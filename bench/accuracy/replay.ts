/** Files articles one after another through the production pipeline, over the map index. */

import { fingerprintArticle } from '../../src/clustering/fingerprint.ts';
import type { IncomingArticle, StoryNumber } from '../../src/clustering/index-port.ts';
import { memoryIndex } from '../../src/clustering/memory-index.ts';
import type { Model } from '../../src/clustering/model.ts';
import {
  cutLearned,
  firstAndLastWords,
  type ItemEdges,
  type LearnedBoilerplate,
  learnBoilerplate,
} from '../../src/text/learned-boilerplate.ts';
import type { ArticleText } from '../../src/text/passages.ts';
import type { BenchArticle, View } from '../articles.ts';

/** Of each source's articles so many of the latest tell what its boilerplate is, as the items of a feed do. */
const FEED_ITEMS = 40;

/** Texts as they are compared, in the order given: without what the source's articles up to each one tell of its boilerplate. */
export function comparedTexts(articles: readonly BenchArticle[], view: View): ArticleText[] {
  const sources = new Map<string, { readonly edges: readonly ItemEdges[]; readonly learned: LearnedBoilerplate }>();
  return articles.map(({ source, title, summary, text }) => {
    const written = { title, summary, paragraphs: view === 'full' ? text.split('\n') : [] };
    const { edges: before, learned: known } = sources.get(source) ?? { edges: [], learned: [] };
    const edges = [firstAndLastWords(written), ...before].slice(0, FEED_ITEMS);
    const learned = learnBoilerplate(known, edges);
    sources.set(source, { edges, learned });
    return cutLearned(written, learned);
  });
}

/** Numbers articles in the order given, as the index would. Text is cut into paragraphs at line feeds. */
export function incomingArticles(articles: readonly BenchArticle[], view: View): IncomingArticle[] {
  const texts = comparedTexts(articles, view);
  return articles.map((article, i) => {
    const published = Date.parse(article.published);
    return {
      article: i + 1,
      publisher: article.source,
      published: Number.isNaN(published) ? 0 : published,
      fingerprint: fingerprintArticle(texts[i] ?? { title: '', summary: '', paragraphs: [] }).fingerprint,
    };
  });
}

export interface Replayed {
  /** For each article, in the order filed, the position of its story's first article. */
  readonly stories: readonly number[];
  /** For each article, the positions of its copies. */
  readonly copies: readonly ReadonlySet<number>[];
}

/** Articles must be numbered 1, 2, 3… in the order given. */
export function replay(filed: readonly IncomingArticle[], model?: Model): Replayed {
  const index = memoryIndex(model);
  const copies = filed.map(() => new Set<number>());
  filed.forEach((incoming, i) => {
    for (const other of index.file(incoming)?.copies ?? []) {
      copies[i]?.add(other - 1);
      copies[other - 1]?.add(i);
    }
  });
  // A story's number need not be an article's number: an article that left its story may have founded another.
  const firsts = new Map<StoryNumber, number>();
  const stories = filed.map(({ article }, i) => {
    const story = index.storyOf(article) ?? article;
    const first = firsts.get(story) ?? i;
    firsts.set(story, first);
    return first;
  });
  return { stories, copies };
}

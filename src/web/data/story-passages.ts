/**
 * The passages that a story's articles share. The document names each passage once with all its carriers. A page shows the
 * passages of one article, and the API lists pairs of articles.
 */

import type { ArticleDocument, PassageDocument, StoryDocument } from '../../documents/document.ts';

/** Other carriers that the API names for one passage of one article. All pairs of a copy with 25 carriers took 4 MB. */
export const SHARED_WITH_MAX = 4;

export interface PassageCarriers {
  readonly text: string;
  /** The first carrier; undefined for an article outside this story. */
  readonly first: ArticleDocument | undefined;
  /** Whether the article itself had it first. */
  readonly own: boolean;
  /** The others of this story that carry it, without the article itself and without `first`. */
  readonly others: readonly ArticleDocument[];
}

interface Worded {
  readonly text: string;
  readonly passage: PassageDocument;
}

/** The article's shared passages, the longest first. */
export function passagesOf(article: ArticleDocument, story: StoryDocument): readonly PassageCarriers[] {
  const byId = new Map(story.articles.map((a) => [a.id, a]));
  return [...Map.groupBy(worded(article, story), ({ text }) => text)].map(([text, all]) => {
    const first = all[0]?.passage.carriers[0];
    const carriers = new Set(all.flatMap(({ passage }) => passage.carriers));
    return {
      text,
      first: first === undefined ? undefined : byId.get(first),
      own: first === article.id,
      others: [...carriers].flatMap((id) => (id === first || id === article.id ? [] : (byId.get(id) ?? []))),
    };
  });
}

/** The number of passages an article shares. */
export function countPassages(article: ArticleDocument, story: StoryDocument): number {
  return new Set(worded(article, story).map(({ text }) => text)).size;
}

export interface SharedPair {
  readonly text: string;
  readonly with: string;
  readonly first: string;
}

/**
 * For each article, in order: up to SHARED_WITH_MAX pairs for each of its passages. Who had it first comes first, then
 * this story's other articles, then other stories', each by time. All pairs would grow with the square of the carriers.
 */
export function pairsOf(story: StoryDocument): readonly (readonly SharedPair[])[] {
  const own = new Set(story.articles.map((a) => a.id));
  const named = new Map(story.passages.map((passage) => [passage, inOrder(passage, own)]));
  return story.articles.map((article) =>
    worded(article, story).flatMap(({ text, passage }) => {
      const others = (named.get(passage) ?? []).filter((id) => id !== article.id).slice(0, SHARED_WITH_MAX);
      const first = passage.carriers[0] ?? article.id;
      return others.map((other) => ({ text, with: other, first }));
    }),
  );
}

/** The carriers to name, in order, and one more, because the article itself is among them. */
function inOrder({ carriers }: PassageDocument, own: ReadonlySet<string>): readonly string[] {
  const [first = '', ...others] = carriers;
  return [first, ...others.filter((id) => own.has(id)), ...others.filter((id) => !own.has(id))].slice(
    0,
    SHARED_WITH_MAX + 1,
  );
}

function worded(article: ArticleDocument, story: StoryDocument): readonly Worded[] {
  return article.shared.flatMap(([index, wording]) => {
    const passage = story.passages[index];
    const text = passage?.wordings[wording];
    return passage && text !== undefined ? [{ text, passage }] : [];
  });
}

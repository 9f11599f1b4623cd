/** What one article shares, passage by passage: who had it first and who else carries it. */
import type { ArticleDocument, StoryDocument } from '../feeds/document.ts';

export interface PassageCarriers {
  readonly text: string;
  /** undefined: an article outside this story. */
  readonly first: ArticleDocument | undefined;
  /** The article itself had it first. */
  readonly own: boolean;
  /** The others of this story that carry it, without the article itself and without `first`. */
  readonly others: readonly ArticleDocument[];
}

export function passagesOf(article: ArticleDocument, story: StoryDocument): readonly PassageCarriers[] {
  const byId = new Map(story.articles.map((a) => [a.id, a]));
  return [...Map.groupBy(article.shared, (s) => s.text)].map(([text, shares]) => {
    const first = shares[0]?.first;
    const others = [...new Set(shares.map((s) => s.with))].filter((id) => id !== first && id !== article.id);
    return {
      text,
      first: first === undefined ? undefined : byId.get(first),
      own: first === article.id,
      others: others.flatMap((id) => byId.get(id) ?? []),
    };
  });
}

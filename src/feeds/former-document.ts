/**
 * Stories' documents of former versions. What KV holds of a story that is over is never written again and stays readable for
 * two months, so who reads documents meets them. Promises the same passages, wordings, carriers and firsts.
 */
import type { ArticleDocument, StoryDocument } from './document.ts';

/** Each shared passage stood there anew for every pair of articles. */
interface FormerShare {
  readonly text: string;
  readonly with: string;
  readonly first: string;
}

type FormerArticle = Omit<ArticleDocument, 'shared'> & { readonly shared: readonly FormerShare[] };

export type FormerStory = Omit<StoryDocument, 'articles' | 'passages'> & {
  readonly articles: readonly FormerArticle[];
};

/** `document` itself where it is of today's form. */
export function inTodaysForm(document: StoryDocument | FormerStory): StoryDocument {
  if ('passages' in document) return document;
  // Articles that carry the same words, had first by the same, carry one passage.
  const places = new Map<string, number>();
  const carriers: Set<string>[] = [];
  const wordings: string[] = [];
  const placeOf = ({ text, first }: FormerShare): number => {
    const key = `${first} ${text}`;
    const place = places.get(key) ?? wordings.push(text) - 1;
    places.set(key, place);
    carriers[place] ??= new Set([first]);
    return place;
  };
  const articles = document.articles.map((article): ArticleDocument => {
    const own = new Set(article.shared.map(placeOf));
    for (const place of own) carriers[place]?.add(article.id);
    for (const share of article.shared) carriers[placeOf(share)]?.add(share.with);
    return { ...article, shared: [...own].map((place) => [place, 0] as const) };
  });
  const passages = wordings.map((text, place) => ({ carriers: [...(carriers[place] ?? [])], wordings: [text] }));
  return { ...document, articles, passages };
}

/**
 * The passages that a story's articles share. The document names each passage once with all its carriers. A page shows the
 * passages of one article, and the API lists pairs of articles. An article is only ever given its own words.
 */

import type { ArticleDocument, PassageDocument, SharedKind, StoryDocument } from '../../documents/document.ts';

/** Other carriers that the API names for one passage of one article. All pairs of a copy with 25 carriers took 4 MB. */
export const SHARED_WITH_MAX = 4;

export interface PassageCarriers {
  readonly text: string;
  /** 'verbatim' where any other article carries it word for word, or nearly; else others only tell it in other words. */
  readonly kind: SharedKind;
  /** Of those that carry it word for word; undefined: an article outside this story. */
  readonly first: ArticleDocument | undefined;
  /** When that first one published it, ms. */
  readonly earliest: number;
  /** Whether the article itself had it first. */
  readonly own: boolean;
  /** The others of this story that carry it word for word, without the article itself and without `first`. */
  readonly others: readonly ArticleDocument[];
  /** Those of this story that tell it in other words. */
  readonly reworded: readonly ArticleDocument[];
}

interface Worded {
  readonly text: string;
  readonly passage: PassageDocument;
}

/** The article's shared passages, those first that others carry word for word. What only articles of other stories tell in other words is left out. */
export function passagesOf(article: ArticleDocument, story: StoryDocument): readonly PassageCarriers[] {
  const byId = new Map(story.articles.map((a) => [a.id, a]));
  return worded(article, story).flatMap(({ text, passage }): PassageCarriers[] => {
    const [first] = passage.carriers;
    const reworded = rewordedBy(passage, story).flatMap((id) => byId.get(id) ?? []);
    const kind = passage.carriers.length > 1 ? 'verbatim' : 'reworded';
    if (kind === 'reworded' && reworded.length === 0) return [];
    return [
      {
        text,
        kind,
        first: first === undefined ? undefined : byId.get(first),
        earliest: passage.earliest,
        own: first === article.id,
        others: passage.carriers.flatMap((id) => (id === first || id === article.id ? [] : (byId.get(id) ?? []))),
        reworded,
      },
    ];
  });
}

/** How many passages an article shares: those that others carry word for word, or those that are only told in other words. */
export function countPassages(article: ArticleDocument, story: StoryDocument, kind: SharedKind): number {
  return passagesOf(article, story).filter((passage) => passage.kind === kind).length;
}

/** Ids of the articles that tell the passage in other words and nowhere word for word, who published first first. */
function rewordedBy(passage: PassageDocument, { passages }: StoryDocument): readonly string[] {
  const told = passage.reworded.flatMap((place) => passages[place] ?? []).sort((a, b) => a.earliest - b.earliest);
  const others = told.flatMap(({ carriers }) => carriers);
  return [...new Set(others)].filter((id) => !passage.carriers.includes(id));
}

export interface SharedPair {
  /** In the words of the article that the pair is listed under. */
  readonly text: string;
  readonly kind: SharedKind;
  readonly with: string;
  /** Who carried these words first; of a reworded pair, who carried either's words first. */
  readonly first: string;
}

/**
 * For each article, in order: up to SHARED_WITH_MAX pairs of each kind for each of its passages. Who had it first comes first, then
 * this story's other articles, then other stories', each by time. All pairs would grow with the square of the carriers.
 */
export function pairsOf(story: StoryDocument): readonly (readonly SharedPair[])[] {
  const own = new Set(story.articles.map((a) => a.id));
  const named = new Map(story.passages.map((passage) => [passage, inOrder(passage.carriers, own)]));
  const retold = new Map(story.passages.map((passage) => [passage, inOrder(rewordedBy(passage, story), own)]));
  return story.articles.map((article) =>
    worded(article, story).flatMap(({ text, passage }) => {
      const pairs = (kind: SharedKind, ids: readonly string[], firstOf: (other: string) => string) =>
        ids
          .filter((id) => id !== article.id)
          .slice(0, SHARED_WITH_MAX)
          .map((other): SharedPair => ({ text, kind, with: other, first: firstOf(other) }));
      const first = passage.carriers[0] ?? article.id;
      return [
        ...pairs('verbatim', named.get(passage) ?? [], () => first),
        ...pairs('reworded', retold.get(passage) ?? [], (other) => firstToTell(passage, other, story)),
      ];
    }),
  );
}

interface Shared {
  readonly kind: SharedKind;
  readonly carriers: string[];
  readonly wordings: string[];
}

/** Each passage that is carried word for word, then each two of which one is the other in other words. */
export function sharedPassagesOf({ passages }: StoryDocument): readonly Shared[] {
  const verbatim = passages
    .filter(({ carriers, wordings }) => carriers.length > 1 && wordings.length > 0)
    .map(({ carriers, wordings }): Shared => ({ kind: 'verbatim', carriers: [...carriers], wordings: [...wordings] }));
  const reworded = passages.flatMap((one, index) =>
    one.reworded
      .filter((other) => other > index)
      .flatMap((other): Shared[] => {
        const [first, second] = [one, passages[other] ?? one].sort((a, b) => a.earliest - b.earliest);
        if (!first || !second) return [];
        const carriers = [...new Set([...first.carriers, ...second.carriers])];
        return [{ kind: 'reworded', carriers, wordings: [...first.wordings, ...second.wordings] }];
      }),
  );
  return [...verbatim, ...reworded];
}

/** Who told it first, in these words or in those of the passage that `other` carries. */
function firstToTell(passage: PassageDocument, other: string, { passages }: StoryDocument): string {
  const theirs = passage.reworded.flatMap((place) => passages[place] ?? []).filter((p) => p.carriers.includes(other));
  return [passage, ...theirs].reduce((a, b) => (b.earliest < a.earliest ? b : a)).carriers[0] ?? other;
}

/** Those that can be named, and one more, because the article itself may be among them. */
function inOrder([first, ...others]: readonly string[], own: ReadonlySet<string>): readonly string[] {
  if (first === undefined) return [];
  return [first, ...others.filter((id) => own.has(id)), ...others.filter((id) => !own.has(id))].slice(
    0,
    SHARED_WITH_MAX + 1,
  );
}

/** What the article's document lists, in its own words. */
function worded(article: ArticleDocument, story: StoryDocument): readonly Worded[] {
  return article.shared.flatMap(([index, wording]) => {
    const passage = story.passages[index];
    const text = passage?.wordings[wording];
    return passage && text !== undefined ? [{ text, passage }] : [];
  });
}

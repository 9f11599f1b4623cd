/**
 * What the clustering loop needs from wherever articles are kept, and what it decides.
 * Two implementations: plain maps (tests, `npm run cluster`, benchmarks) and SQLite (StoryIndex). Reads only; whoever
 * owns the storage applies the decision, in one transaction. Nothing here waits.
 */
import type { DocumentFrequencySketch } from './document-frequency.ts';
import type { Fingerprint } from './fingerprint.ts';

/** Number an article was given when it was filed: 1, 2, 3… in order of arrival. Never reused. */
export type ArticleNumber = number;
/** Number of a story: that of the article that founded it, so the smaller of two is the older. Never reused. */
export type StoryNumber = number;

export interface Member {
  readonly article: ArticleNumber;
  readonly story: StoryNumber;
  /** Who publishes it: one publisher may have several outlets. */
  readonly publisher: string;
  /** When it was published, ms since the epoch, never later than when it was first seen. */
  readonly published: number;
  readonly fingerprint: Fingerprint;
  /** An editor placed it: no later decision moves it. */
  readonly pinned: boolean;
  /** It has been moved once already: no later decision moves it again. */
  readonly moved: boolean;
}

/** A new article, before it is filed. */
export type IncomingArticle = Pick<Member, 'article' | 'publisher' | 'published' | 'fingerprint'>;

export interface IndexPort {
  /** Articles filed under `key`, newest first, at most `limit`; [] for none. Keys are uint32. */
  posting(key: number, limit: number): readonly ArticleNumber[];
  /** The articles named, in any order; those no longer kept are left out. */
  members(articles: readonly ArticleNumber[]): readonly Member[];
  /** Everyone in these stories who is still kept, in any order. */
  membersOf(stories: readonly StoryNumber[]): readonly Member[];
  /** Today's vocabulary: `count` of counts.ts is called for every article filed, after its decision; never changed by a decision. */
  documentFrequencies(): Readonly<DocumentFrequencySketch>;
  /** True when an editor has said these two stories are not one. */
  apart(one: StoryNumber, other: StoryNumber): boolean;
}

/** A passage of the new article that an older or newer article also carries. */
export interface SharedPassage {
  /** Index into the new article's `profile.passages`. */
  readonly passage: number;
  readonly other: ArticleNumber;
  /** Index into the other article's `profile.passages`. */
  readonly otherPassage: number;
}

/**
 * Applied in this order: merges (every member of `from` goes into `into`), moves (the article is marked moved; `to` undefined: the story
 * numbered as the article), then the newcomer itself under `story`, filed under `indexKeys` of its profile.
 */
export interface Decision {
  /** The story it joins; undefined: it founds its own, numbered as the article. */
  readonly story: StoryNumber | undefined;
  /** 0…1, how sure the engine is that it belongs to that story; undefined when it founds one. */
  readonly similarity: number | undefined;
  /** The article it is nearest to in that story, and up to five rare words the two share; undefined when it founds one. */
  readonly nearest: { readonly article: ArticleNumber; readonly words: readonly string[] } | undefined;
  /** Stories found to be one: `from` (the newer) goes into `into` (the older). */
  readonly merges: readonly { readonly from: StoryNumber; readonly into: StoryNumber }[];
  /** Second thoughts about earlier articles: each goes to another story, or founds its own when `to` is undefined. */
  readonly moves: readonly { readonly article: ArticleNumber; readonly to: StoryNumber | undefined }[];
  readonly shared: readonly SharedPassage[];
  /** Of the articles in `shared`, those made from the same text as a whole: not only a passage or a background paragraph. */
  readonly copies: readonly ArticleNumber[];
  /** Other stories it is linked to without being one with them, nearest first. */
  readonly related: readonly StoryNumber[];
}

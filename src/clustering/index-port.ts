/**
 * What clustering reads from the storage of articles, and what it decides. Two implementations: plain maps (memory-index.ts) and SQLite
 * (the StoryIndex). The port only reads; the owner of the storage applies the decision, in one transaction. Everything is synchronous.
 */
import type { DocumentFrequencySketch } from './document-frequency.ts';
import type { Fingerprint } from './fingerprint.ts';

/** Given to an article when it is filed: 1, 2, 3… in order of arrival. Never reused. */
export type ArticleNumber = number;
/** The number of the article that founded the story, so the smaller of two is the older. Never reused. */
export type StoryNumber = number;

export interface Member {
  readonly article: ArticleNumber;
  readonly story: StoryNumber;
  /** One publisher may have several outlets. */
  readonly publisher: string;
  /** Milliseconds since the epoch, as `earliest` has it: not before it can have been published, nor after it was first seen. */
  readonly published: number;
  readonly fingerprint: Fingerprint;
  /** An editor assigned it to its story: no later decision moves it. */
  readonly pinned: boolean;
  /** It has moved once: no later decision moves it again. */
  readonly moved: boolean;
  /** How much its publisher's own articles were like it when it arrived: look-alikes.ts. */
  readonly lookAlikes: number;
}

/** A new article, before it is filed. A decision measures its `lookAlikes`. */
export type IncomingArticle = Pick<Member, 'article' | 'publisher' | 'published' | 'fingerprint'> &
  Partial<Pick<Member, 'lookAlikes'>>;

/** An article indexed under a term. */
export interface Posting {
  readonly article: ArticleNumber;
  /** Its publisher, as voice-share.ts has it: 16 bits. */
  readonly voice: number;
}

export interface IndexPort {
  /** Articles indexed under a term (uint32), newest first, at most `limit`, shared out among publishers: `sharedOut`; [] for none. */
  posting(term: number, limit: number): readonly Posting[];
  /** These articles, in any order, without those no longer kept. */
  members(articles: readonly ArticleNumber[]): readonly Member[];
  /** All members of these stories that are still kept, in any order. */
  membersOf(stories: readonly StoryNumber[]): readonly Member[];
  /** Recent document frequencies. The owner calls `addDocument` for every filed article, after its decision; a decision never changes it. */
  documentFrequencies(): Readonly<DocumentFrequencySketch>;
  /** True when an editor has said these two stories are not one. */
  apart(one: StoryNumber, other: StoryNumber): boolean;
}

/** A passage of the incoming article that another article also carries, or tells in other words. */
export interface SharedPassage {
  /** Told word for word, or nearly: verbatim-passages.ts has the measure. Or the same in other words. */
  readonly kind: 'verbatim' | 'reworded';
  /** Index into the incoming article's `fingerprint.passages`. */
  readonly passage: number;
  readonly other: ArticleNumber;
  /** Index into the other article's `fingerprint.passages`. */
  readonly otherPassage: number;
}

/**
 * Applied in this order: merges (every member of `from` goes into `into`), moves (the article is marked as moved), then the incoming article
 * under `story`, indexed under the `indexTerms` of its fingerprint.
 */
export interface Decision {
  /** What its publisher told before on the matter: `addDocument` needs it. */
  readonly told: readonly Fingerprint[];
  /** Of the incoming article, to be stored with it. */
  readonly lookAlikes: number;
  /** The story it joins; undefined when it founds its own, which gets the article's number. */
  readonly story: StoryNumber | undefined;
  /** Probability 0…1 that it belongs to the story it joins; undefined when it founds one. */
  readonly similarity: number | undefined;
  /** The most similar member of that story, and up to five rare words the two share; undefined when it founds one. */
  readonly nearest: { readonly article: ArticleNumber; readonly words: readonly string[] } | undefined;
  /** Stories that are one: `from` (the newer) merges into `into` (the older). */
  readonly merges: readonly { readonly from: StoryNumber; readonly into: StoryNumber }[];
  /** Earlier articles that change story; `to` is undefined for one that founds its own. */
  readonly moves: readonly { readonly article: ArticleNumber; readonly to: StoryNumber | undefined }[];
  readonly shared: readonly SharedPassage[];
  /** The articles in `shared` made from the same text as a whole, not only from a passage or a background paragraph. */
  readonly copies: readonly ArticleNumber[];
  /** Other stories that it is linked to, nearest first. */
  readonly related: readonly StoryNumber[];
}

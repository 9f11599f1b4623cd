/**
 * The documents that StoryIndex writes to KV and that feeds, pages and the API are made from. All times are ms since the
 * epoch.
 */
import type { ImageFile, ItemDetails } from './article.ts';

/**
 * Version of the shapes below. KV keeps it in each value's metadata, and a reader that finds another version asks the index
 * instead. Every change of a shape raises it; a test fails otherwise.
 */
export const DOCUMENT_VERSION = 9;

/** KV's metadata of a story's document, and of a redirect. */
export interface DocumentMetadata {
  /** DOCUMENT_VERSION of the code that wrote the value. */
  readonly version: number;
}

/** Word for word, but for a few words; or the same told in other words. */
export type SharedKind = 'verbatim' | 'reworded';

/**
 * A passage that several articles carry word for word, or nearly. It stands in the story's document once, however many they are. One that a
 * single article carries is here because others tell it in other words.
 */
export interface PassageDocument {
  /** Ids of all articles that carry it, of this story and of others. The first to publish it comes first. */
  readonly carriers: readonly string[];
  /** When that first one published it, as `earliest` gives it. */
  readonly earliest: number;
  /** How this story's articles word it, each wording once. An article is given no other's: what differs by a word stands here twice. */
  readonly wordings: readonly string[];
  /** Places in the story's `passages` of those that tell the same in other words. */
  readonly reworded: readonly number[];
}

/** Why an article is in its story. Pages and the API put it into words. */
export interface Evidence {
  /** Name of the outlet that carries the nearest article. */
  readonly outlet: string;
  /** Rare words that both articles contain, as written. */
  readonly words: readonly string[];
  /** How many of the article's listed passages the nearest article carries too. */
  readonly passages: number;
}

/** An index into the story's `passages`, and one into that passage's `wordings`. */
export type SharedWording = readonly [passage: number, wording: number];

export interface ArticleDocument extends ItemDetails {
  readonly id: string;
  readonly guid: string;
  readonly outlet: {
    readonly id: string;
    readonly name: string;
    readonly home: string | undefined;
    readonly feed: string;
    /** The folder of the operator's list that it stands in; undefined for none. */
    readonly country: string | undefined;
  };
  readonly publisher: string;
  /** Of `image`; undefined where the feed says nothing of the file. */
  readonly imageFile: ImageFile | undefined;
  readonly title: string;
  readonly url: string;
  /** A few sentences, plain text; '' when the feed gave none. */
  readonly excerpt: string;
  /** Never changes. */
  readonly published: number;
  /** It was published later than this, whatever `published` claims; undefined: nothing but the claim is known. */
  readonly notBefore: number | undefined;
  readonly seen: number;
  /** When its outlet was last seen to correct title or opening; undefined: never. */
  readonly edited: number | undefined;
  /** Similarity to the story when it joined, 0…1; undefined for the founder. */
  readonly similarity: number | undefined;
  /** undefined for the founder, and when the nearest article has left the story. */
  readonly evidence: Evidence | undefined;
  /** Those that others carry word for word come first; of each kind the longest. */
  readonly shared: readonly SharedWording[];
}

export interface RelatedStory {
  readonly id: string;
  readonly title: string;
  readonly published: number;
}

/** Why the lead article leads. Pages translate it. */
export const LEAD_REASONS = ['only', 'first', 'report', 'priority', 'chosen'] as const;
export type LeadReason = (typeof LEAD_REASONS)[number];

export interface StoryDocument {
  readonly id: string;
  /** From `guidOf`, as every guid. */
  readonly guid: string;
  readonly title: string;
  /** The lead article's address. */
  readonly url: string;
  /** When it was first published. Never changes. */
  readonly published: number;
  /** Moves only when a new publisher joins, the lead changes, or its outlet corrects title or opening. */
  readonly updated: number;
  /** When these bytes last changed: feeds' lastBuildDate, HTTP's Last-Modified. */
  readonly changed: number;
  /** Publishers that carry it. */
  readonly outlets: number;
  /** What two of its publishers or more file it under, the most agreed first. */
  readonly categories: readonly string[];
  readonly lead: { readonly article: string; readonly reason: LeadReason };
  /** In the order in which they were first seen. */
  readonly articles: readonly ArticleDocument[];
  /** Passages that its articles share with each other and with articles of other stories. */
  readonly passages: readonly PassageDocument[];
  /** Stories that its own articles found. Later stories that found this one are read separately: see follow-ups.ts. */
  readonly related: readonly RelatedStory[];
}

/** What KV holds under the id of a story that was merged into another. */
export interface StoryRedirect {
  /** The merged story's own id, so that a value under another key is known as such. */
  readonly id: string;
  readonly movedTo: string;
}

/** A story as the front shows it: everything but the passages and the related stories. */
export type FrontStory = Omit<StoryDocument, 'articles' | 'passages' | 'related'> & {
  readonly excerpt: string;
  readonly image: string | undefined;
  readonly imageFile: ImageFile | undefined;
  readonly articles: readonly Pick<
    ArticleDocument,
    'id' | 'outlet' | 'publisher' | 'title' | 'url' | 'published' | 'notBefore' | 'seen'
  >[];
};

/** A new story, or a publisher joining one, for the feed of updates. */
export interface StoryUpdate {
  /** Made from the article's id, so that a later merge, split or move repeats no update. */
  readonly guid: string;
  readonly kind: 'story' | 'publisher';
  readonly story: string;
  readonly title: string;
  readonly article: FrontStory['articles'][number];
  readonly at: number;
}

export interface FrontDocument {
  readonly changed: number;
  /** Newest first by `published`: the newest of all, of those with two publishers, and of those with three. */
  readonly stories: readonly FrontStory[];
  /** Stories are left out because one publisher alone tells them and has its share of the places. */
  readonly cut: boolean;
  /** The last filed first, at most UPDATES_MAX. */
  readonly updates: readonly StoryUpdate[];
}

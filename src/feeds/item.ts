import type { ImageFile, ItemDetails } from '../documents/article.ts';

/** A feed and its items in one shape for all formats. Absent is `undefined`, never ''. All text is plain text. */
export interface FeedItem extends ItemDetails {
  /** As the feed wrote it, trimmed. */
  readonly guid: string | undefined;
  /** Canonical http(s) address: absolute, without tracking parameters and fragment. */
  readonly url: string | undefined;
  /** One line, at most TITLE_CHARS_MAX. */
  readonly title: string | undefined;
  /** At most SUMMARY_CHARS_MAX, paragraphs separated by '\n'; undefined also when the feed gives only the article. */
  readonly summary: string | undefined;
  /** The article's clean text by paragraphs, at most TEXT_CHARS_MAX in all; [] when the feed gives only a summary. */
  readonly paragraphs: readonly string[];
  readonly categories: readonly string[];
  /** Of `image`. */
  readonly imageFile: ImageFile | undefined;
  /**
   * ms since the epoch as the feed claims, even in the future; undefined when missing, not a date, or before 1990, which is
   * how software writes "none". Many Atom feeds give `updated` alone.
   */
  readonly published: number | undefined;
  readonly updated: number | undefined;
}

export type FeedFormat = 'rss' | 'rdf' | 'atom' | 'json';

export interface Feed {
  readonly format: FeedFormat;
  readonly title: string | undefined;
  /** The outlet's site. */
  readonly home: string | undefined;
  readonly language: string | undefined;
  /** Interval between readings that the feed asks for, ms (RSS ttl, sy:updatePeriod); undefined when it does not say. */
  readonly ttlMs: number | undefined;
  /** WebSub hub and topic, when announced. */
  readonly hub: string | undefined;
  readonly self: string | undefined;
  /** In the feed's own order. */
  readonly items: readonly FeedItem[];
  /**
   * False when the document breaks off. `items` are then those that were complete before, and the reading does not count as
   * the whole feed.
   */
  readonly whole: boolean;
  /** Warnings for the outlet's status, e.g. "3 of 20 items have no date". */
  readonly warnings: readonly string[];
}

/** Why bytes did not become a feed. `detail` is one English sentence for the outlet's status. */
export interface NotAFeed {
  readonly reason: 'empty' | 'html' | 'truncated' | 'not-xml' | 'not-a-feed' | 'too-deep' | 'charset';
  readonly detail: string;
  /** Where a page that stands in the feed's place sends its readers: an address as it may be told in public. */
  readonly leadsTo?: string | undefined;
}

export type ParseResult = ({ readonly ok: true } & Feed) | ({ readonly ok: false } & NotAFeed);

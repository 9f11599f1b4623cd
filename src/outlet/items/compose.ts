/** Turns an item into the article that StoryIndex files, fingerprints included. Pure. The costly part of reading a feed. */

import { fingerprintArticle } from '../../clustering/fingerprint.ts';
import { encodeFingerprint } from '../../clustering/fingerprint-codec.ts';
import { type Article, itemDetails } from '../../documents/article.ts';
import type { OutletSettings } from '../../documents/outlet.ts';
import { bounded } from '../../feeds/clean-line.ts';
import type { Feed, FeedItem } from '../../feeds/item.ts';
import { articlePageKey } from '../../feeds/page-key.ts';
import { publisherOf } from '../../feeds/publisher.ts';
import { EXCERPT_CHARS_MAX, SUMMARY_CHARS_MAX, TITLE_CHARS_MAX } from '../../limits.ts';
import type { Pending } from './select.ts';

export function composeArticle(pending: Pending, settings: OutletSettings, feed: Pick<Feed, 'home'>): Article {
  const { article, item, published, seen, edited, at } = pending;
  const home = settings.home ?? feed.home;
  const title = bounded(item.title ?? heading(item), item.title === undefined ? HEADING_CHARS_MAX : TITLE_CHARS_MAX);
  const written = bounded(item.summary ?? item.paragraphs[0] ?? '', SUMMARY_CHARS_MAX);
  const { fingerprint, summary, passages } = fingerprintArticle({
    title,
    summary: written,
    paragraphs: item.paragraphs,
  });
  return {
    id: article,
    outlet: settings.id,
    publisher: publisherOf(settings),
    // An article without a link leads to its outlet.
    url: item.url ?? home ?? new URL(settings.feed).origin,
    page: (item.url && articlePageKey(item.url)) ?? article,
    title,
    summary,
    passages,
    fingerprint: encodeFingerprint(fingerprint),
    unmerged: settings.unmerged,
    ...itemDetails(item),
    published,
    seen,
    edited: edited ? at : undefined,
  };
}

const HEADING_CHARS_MAX = EXCERPT_CHARS_MAX / 4;

/** First line of an item without a title: RSS allows them, and breaking news often comes so. */
function heading({ summary, paragraphs }: FeedItem): string {
  return (summary ?? paragraphs[0] ?? '').split('\n')[0] ?? '';
}

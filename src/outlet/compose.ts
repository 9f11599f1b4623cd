/** One item → the article StoryIndex files: what is shown, and its fingerprints. Pure; the dear part of reading a feed. */
import { encodeProfile } from '../core/codec.ts';
import { EXCERPT_CHARS_MAX, SUMMARY_CHARS_MAX, TITLE_CHARS_MAX } from '../core/limits.ts';
import { fingerprint } from '../core/profile.ts';
import { type Article, itemDetails } from '../feeds/article.ts';
import type { Feed, FeedItem } from '../feeds/item.ts';
import type { OutletSettings } from '../feeds/outlet.ts';
import { bounded } from '../feeds/text.ts';
import { publisherOf } from '../feeds/url.ts';
import type { Pending } from './select.ts';

export function composeArticle(pending: Pending, settings: OutletSettings, feed: Pick<Feed, 'home'>): Article {
  const { article, item, published, seen } = pending;
  const home = settings.home ?? feed.home;
  const title = bounded(item.title ?? heading(item), item.title === undefined ? HEADING_CHARS_MAX : TITLE_CHARS_MAX);
  const summary = bounded(item.summary ?? item.paragraphs[0] ?? '', SUMMARY_CHARS_MAX);
  const { profile, passages } = fingerprint({ title, summary, paragraphs: item.paragraphs });
  return {
    id: article,
    outlet: settings.id,
    publisher: publisherOf(home ?? settings.feed),
    // Without a link of its own an article still leads to who wrote it.
    url: item.url ?? home ?? new URL(settings.feed).origin,
    title,
    summary,
    passages,
    profile: encodeProfile(profile),
    unmerged: settings.unmerged,
    ...itemDetails(item),
    published,
    seen,
  };
}

const HEADING_CHARS_MAX = EXCERPT_CHARS_MAX / 4;

/** Of untitled items (breaking-news lines, RSS allows them): their own first words, one line of them. */
function heading({ summary, paragraphs }: FeedItem): string {
  return (summary ?? paragraphs[0] ?? '').split('\n')[0] ?? '';
}

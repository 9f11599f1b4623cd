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
import {
  cutLearned,
  firstAndLastWords,
  type LearnedBoilerplate,
  learnBoilerplate,
} from '../../text/learned-boilerplate.ts';
import type { ArticleText } from '../../text/passages.ts';
import type { Pending } from './select.ts';

/** `boilerplate` is the outlet's own: it is neither compared nor shown in the excerpt. */
export function composeArticle(
  pending: Pending,
  settings: OutletSettings,
  feed: Pick<Feed, 'home'>,
  boilerplate: LearnedBoilerplate = [],
): Article {
  const { article, item, published, notBefore, seen, edited, at, reused } = pending;
  const home = settings.home ?? feed.home;
  const text = textOf(item);
  const { fingerprint, summary, passages } = fingerprintArticle(cutLearned(text, boilerplate, [settings.name]));
  return {
    id: article,
    outlet: settings.id,
    publisher: publisherOf(settings),
    // An article without a link leads to its outlet.
    url: item.url ?? home ?? new URL(settings.feed).origin,
    // A page used again is no name for what it holds now: the article before it would be shown in its place.
    page: (reused ? undefined : item.url && articlePageKey(item.url)) ?? article,
    title: text.title,
    summary,
    passages,
    fingerprint: encodeFingerprint(fingerprint),
    unmerged: settings.unmerged,
    ...itemDetails(item),
    imageFile: item.imageFile,
    categories: keptCategories(item.categories),
    published,
    notBefore,
    seen,
    edited: edited ? at : undefined,
  };
}

/** Categories kept of an article, and the length of one, UTF-16 units. Longer ones are sentences, longer lists are tag clouds. */
const CATEGORIES_KEPT_MAX = 8;
const CATEGORY_CHARS_MAX = 40;

/** Names of subjects: no addresses, no bare numbers, nothing that looks like markup. */
function keptCategories(names: readonly string[]): readonly string[] {
  const isName = (name: string) =>
    name.length <= CATEGORY_CHARS_MAX && /\p{L}{2}/u.test(name) && !/[<>]|:\/\/|www\./i.test(name);
  return names.filter(isName).slice(0, CATEGORIES_KEPT_MAX);
}

/** What the outlet's reading learns of its boilerplate from the items in the feed, old ones included. */
export function boilerplateIn(items: readonly FeedItem[], before: LearnedBoilerplate): LearnedBoilerplate {
  return learnBoilerplate(
    before,
    items.map((item) => firstAndLastWords(textOf(item))),
  );
}

function textOf(item: FeedItem): ArticleText {
  const title = bounded(item.title ?? heading(item), item.title === undefined ? HEADING_CHARS_MAX : TITLE_CHARS_MAX);
  const summary = bounded(item.summary ?? item.paragraphs[0] ?? '', SUMMARY_CHARS_MAX);
  return { title, summary, paragraphs: item.paragraphs };
}

const HEADING_CHARS_MAX = EXCERPT_CHARS_MAX / 4;

/** First line of an item without a title: RSS allows them, and breaking news often comes so. */
function heading({ summary, paragraphs }: FeedItem): string {
  return (summary ?? paragraphs[0] ?? '').split('\n')[0] ?? '';
}

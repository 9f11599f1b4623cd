/** Builders that many tests use: outlets, items and articles, of which a test states only the fields it is about. */

import { fingerprintArticle } from '../src/clustering/fingerprint.ts';
import { encodeFingerprint } from '../src/clustering/fingerprint-codec.ts';
import type { Article } from '../src/documents/article.ts';
import type { OutletSettings } from '../src/documents/outlet.ts';
import type { FeedItem } from '../src/feeds/item.ts';
import { articlePageKey } from '../src/feeds/page-key.ts';
import type { Told } from './clustering/newsroom.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Two days ago, on the hour: within what the index keeps, whatever the clock says. */
export const MORNING = Math.floor(Date.now() / HOUR_MS) * HOUR_MS - 48 * HOUR_MS;

/** An outlet that is read as usual. */
export function outletSettings(id: string, over: Partial<OutletSettings> = {}): OutletSettings {
  return {
    id,
    feed: `https://${id}.example/feed`,
    name: id,
    home: undefined,
    publisher: undefined,
    group: undefined,
    priority: 0,
    summaryOnly: false,
    disabled: false,
    unmerged: false,
    userAgent: undefined,
    itemsPerDay: undefined,
    ...over,
  };
}

/** An item as a feed gives it: nothing but `fields`. */
export function itemOf(fields: Partial<FeedItem>): FeedItem {
  return {
    guid: undefined,
    url: undefined,
    title: undefined,
    summary: undefined,
    paragraphs: [],
    author: undefined,
    image: undefined,
    imageFile: undefined,
    categories: [],
    published: undefined,
    updated: undefined,
    ...fields,
  };
}

/** `told` as the outlet carries it; `minutes` after the morning. */
export function article(outlet: string, told: Told, minutes = 0, over: Partial<Article> = {}): Article {
  const { fingerprint, passages } = fingerprintArticle({
    title: told.title,
    summary: '',
    paragraphs: told.paragraphs,
  });
  const at = MORNING + minutes * MINUTE_MS;
  const url = over.url ?? `https://${outlet}.example/${minutes}`;
  return {
    id: `${outlet}-${minutes}`,
    outlet,
    publisher: `${outlet}.example`,
    url,
    page: articlePageKey(url) ?? `${outlet}-${minutes}`,
    title: told.title,
    summary: told.paragraphs[0] ?? '',
    passages,
    fingerprint: encodeFingerprint(fingerprint),
    unmerged: false,
    categories: [],
    imageFile: undefined,
    author: undefined,
    image: undefined,
    published: at,
    notBefore: undefined,
    seen: at,
    edited: undefined,
    ...over,
  };
}

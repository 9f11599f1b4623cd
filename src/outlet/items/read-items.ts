/** Turns a feed's bytes into the items to file. Reads the store and changes nothing. */

import type { OutletSettings } from '../../documents/outlet.ts';
import type { Feed, NotAFeed } from '../../feeds/item.ts';
import { readFeed } from '../../feeds/read-feed.ts';
import { ITEMS_PER_DAY_DEFAULT, ITEMS_PER_DAY_MAX } from '../../limits.ts';
import type { LearnedBoilerplate } from '../../text/learned-boilerplate.ts';
import type { FetchResult } from '../fetch/fetch-result.ts';
import { lastDayCounts, type OutletRecord } from '../record.ts';
import type { OutletStore } from '../store.ts';
import { idAfter } from './another-article.ts';
import { boilerplateIn } from './compose.ts';
import { identifiedItems } from './matching.ts';
import { OUTLET_EDITS_PER_DAY_MAX, type Selection, select } from './select.ts';

type ItemsRead =
  | {
      readonly ok: true;
      readonly feed: Feed;
      /** Keys of all items in the feed. */
      readonly keys: readonly string[];
      readonly selection: Selection;
      readonly boilerplate: LearnedBoilerplate;
    }
  | ({ readonly ok: false } & NotAFeed);

type Body = Extract<FetchResult, { kind: 'body' }>;

interface Reader {
  readonly settings: OutletSettings;
  readonly record: OutletRecord;
  readonly now: number;
  readonly ports: { readonly store: Pick<OutletStore, 'known' | 'all'> };
}

/** `url` is the address the bytes came from, `contentType` the header sent with them. */
export function readItems(
  { bytes, contentType, url }: Pick<Body, 'bytes' | 'contentType' | 'url'>,
  { settings, record, now, ports: { store } }: Reader,
): ItemsRead {
  const feed = readFeed(bytes, contentType, url);
  if (!feed.ok) return feed;
  const all = identifiedItems(settings.id, feed.items, settings.summaryOnly);
  const keys = all.flatMap((one) => one.keys);
  const today = lastDayCounts(record, now);
  const articlesADay = settings.itemsPerDay ?? ITEMS_PER_DAY_DEFAULT;
  const selection = select(all, {
    known: store.known(keys),
    rowsOf: (contents) => {
      const asked = new Set(contents);
      return store.all().filter(({ content }) => asked.has(content));
    },
    left: () => {
      const listed = new Set(keys);
      return [...store.known(record.keysInFeed.filter((key) => !listed.has(key))).values()];
    },
    matchedByText: record.matchedByText,
    whole: feed.whole,
    listedLast: new Set(record.keysInFeed),
    articleAfter: (article) => idAfter(settings.id, article),
    first: record.lastSuccess === undefined,
    lastListing: record.lastListing,
    quota: {
      items: ITEMS_PER_DAY_MAX - today.seen,
      articles: articlesADay - today.filed,
      articlesADay,
      edits: OUTLET_EDITS_PER_DAY_MAX - today.edited,
    },
    now,
  });
  // Nothing is composed of a reading that brings nothing new.
  const items = all.map(({ item }) => item);
  const boilerplate = selection.pending.length > 0 ? boilerplateIn(items, record.boilerplate) : record.boilerplate;
  return { ok: true, feed, keys, selection, boilerplate };
}

/**
 * Identifies items from one fetch to the next. Each gets one key, unique within the feed and equal for the same item in every
 * fetch, and aliases under which it may have been filed before. The guid counts if it names one item only. Some feeds give all
 * items one guid and others mint new guids at each fetch, so the page behind the link is the second name (page-key.ts), title
 * and date the third.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { hashText } from '../text/hash.ts';
import type { FeedItem } from './item.ts';
import { articlePageKey, pageKey } from './page-key.ts';
import { canonicalUrl } from './url.ts';

interface Identified {
  /** The name the item is filed under, made by `Naming`. */
  readonly key: string;
  /** Other names of the same item. An item seen under any of them is not new. Never a name of another item of this feed. */
  readonly aliases: readonly string[];
  readonly item: FeedItem;
}

/** Names a guid, a page or a text. Two values, or one value as two kinds, never get one name. */
type Naming = (kind: 'guid' | 'page' | 'text', value: string) => string;

/** Longer names are hashed: some guids are as long as their article. UTF-16 units. */
const NAME_CHARS_MAX = 200;
/** A guid or link names no item when so many items, and more than half of all, carry it. */
const SHARED_ITEMS_MIN = 3;

/** `guid` and `page` are undefined where they do not tell the item from others. */
interface Named {
  readonly item: FeedItem;
  readonly guid: string | undefined;
  /** `pageKey` of the link. */
  readonly page: string | undefined;
}

/**
 * In the feed's order. An item listed twice (same guid and page; without a page, same guid, title and date) comes out once,
 * in its first version, because feeds list the newest first.
 */
export function identify(items: readonly FeedItem[], nameOf: Naming = shortName): readonly Identified[] {
  const read = items.map(
    (item): Named => ({ item, guid: guidName(item, nameOf), page: item.url && pageKey(item.url) }),
  );
  // Repeats do not count: in a short feed that lists one item twice, that item's guid is on most of the entries.
  const once = firstOfEach(read, guidOf, ({ item, guid, page }) => JSON.stringify([guid, page, content(item)]));
  const guids = countEach(once.map(({ guid }) => guid));
  const pages = countEach(once.map(({ page }) => page));
  const distinctive = (name: string | undefined, counts: ReadonlyMap<string, number>) => {
    const items = name === undefined ? 0 : (counts.get(name) ?? 0);
    return items >= SHARED_ITEMS_MIN && items > once.length / 2 ? undefined : name;
  };
  const named = read.map(
    ({ item, guid, page }): Named => ({ item, guid: distinctive(guid, guids), page: distinctive(page, pages) }),
  );
  // One page is one item. Without a page, one guid under two titles is a copied guid: an item twice is better than one lost.
  const distinct = firstOfEach(named, guidOf, ({ item, guid, page }) =>
    JSON.stringify(page === undefined ? [guid, content(item)] : [guid, page]),
  );
  const nameSets = distinct.map(({ item, guid, page }) => ({
    guid,
    page: page && nameOf('page', page),
    article: page && nameOf('page', articlePageKey(item.url ?? '') ?? page),
  }));
  const holders = countEach(nameSets.flatMap(({ guid, page, article }) => [...new Set([guid, page, article])]));
  const own = (name: string | undefined) => (name !== undefined && holders.get(name) === 1 ? name : undefined);
  const identified = distinct.map(({ item, guid, page }, i): Identified => {
    const names = nameSets[i];
    const ownPage = own(names?.page);
    const all = [own(names?.guid) ?? ownPage, own(names?.article) ?? ownPage].filter((name) => name !== undefined);
    // No name of its own: a feed that gives all items one guid and its front page as the link, or neither.
    const [key, ...aliases] =
      all.length > 0 ? new Set(all) : [nameOf('text', JSON.stringify([guid, page, content(item)]))];
    return { key: key ?? '', aliases, item };
  });
  return firstOfEach(identified, keyOf, keyOf);
}

/**
 * A guid that is an address is the name of its page, so that http and https, or with and without www, are one guid. Not with a
 * fragment: some feeds tell their items apart by it alone.
 */
function guidName({ guid }: FeedItem, nameOf: Naming): string | undefined {
  if (guid === undefined) return undefined;
  const url = /^https?:\/\/[^#]+$/i.test(guid) ? canonicalUrl(guid, '') : undefined;
  const page = url && pageKey(url);
  return page === undefined ? nameOf('guid', guid) : nameOf('page', page);
}

/** Id of an article: stable for ever, 13 characters [0-9a-z]. `outlet` is the outlet's id, `key` the item's. */
export function articleId(outlet: string, key: string): string {
  return shortId(`${outlet}\n${key}`);
}

/** Id of an outlet, from its feed's address: stable for ever, 13 characters [0-9a-z]. */
export function outletId(feed: string): string {
  return shortId(`outlet\n${feed}`);
}

/**
 * 64 bits of SHA-256 in base 36. A cheaper hash would let one outlet's guid be made to collide with another's article, which
 * would then count as filed and never appear.
 */
function shortId(name: string): string {
  return new DataView(sha256(utf8ToBytes(name)).buffer).getBigUint64(0).toString(36).padStart(13, '0');
}

/** Hash of an item's words, 13 characters: tells whether they changed. Nobody gains by a collision, so it is a fast one. */
export function contentHash(text: string): string {
  const bits = (BigInt(hashText(text)) << 32n) | BigInt(hashText(text, 0x9e3779b9));
  return bits.toString(36).padStart(13, '0');
}

const shortName: Naming = (kind, value) => {
  const name = `${kind}:${value}`;
  return name.length <= NAME_CHARS_MAX ? name : `${kind}#${shortId(value)}`;
};

/** Names items by the id of their article. */
export function articleNaming(outlet: string): Naming {
  return (kind, value) => articleId(outlet, shortName(kind, value));
}

/** With the date of first publication, because the date of the last edit would make a new item of each edit. */
function content(item: FeedItem): string {
  return JSON.stringify([item.title ?? item.summary ?? item.paragraphs[0], item.published]);
}

export function countEach(names: readonly (string | undefined)[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

function guidOf({ guid }: Named): string | undefined {
  return guid;
}

function keyOf({ key }: Identified): string {
  return key;
}

/** The first value of each name. Values with different keys have different names, so a value alone with its key needs no name. */
function firstOfEach<T>(
  values: readonly T[],
  countedBy: (value: T) => string | undefined,
  nameOf: (value: T) => string,
): readonly T[] {
  const counts = countEach(values.map(countedBy));
  const seen = new Set<string>();
  return values.filter((value) => {
    const key = countedBy(value);
    if (key !== undefined && counts.get(key) === 1) return true;
    const name = nameOf(value);
    if (seen.has(name)) return false;
    seen.add(name);
    return true;
  });
}

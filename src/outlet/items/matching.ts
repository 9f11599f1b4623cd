/**
 * Matches the items of a reading with the articles that the outlet brought before, by any of their keys. Pure: the caller
 * passes the known rows. No two items of one reading match the same article.
 */

import { sketch } from '../../clustering/text-sketch.ts';
import { articleNaming, contentHash, identify } from '../../feeds/identity.ts';
import type { FeedItem } from '../../feeds/item.ts';
import { significantText, significantTitle } from '../../text/significant-text.ts';
import type { SeenRow } from '../store.ts';
import { claimedDate } from './dating.ts';
import { detailsHash } from './shown-details.ts';

/** An unknown guid on a known link is the same item unless its words are new and its date is this far off: a page reused. */
const LINK_REUSED_AFTER_MS = 12 * 60 * 60_000;

/** Two items with the same words are one article if the text has at least this length, UTF-16 units. Shorter texts recur daily. */
const TELLING_CHARS_MIN = 80;

/** An item of the feed, the keys it may be known by, and the hash of its words. */
export interface IdentifiedItem {
  readonly item: FeedItem;
  /** Article ids made from its guid and its link. Hashed, as some guids are as long as an article. The first is the article's id. */
  readonly keys: readonly [string, ...string[]];
  readonly content: string;
  /** Made when it is first asked for: a millisecond an item, and most items are as they were. */
  readonly version: () => Pick<SeenRow, 'title' | 'version'>;
  /** Of the link and the picture, and of the words; each made when it is first asked for. */
  readonly details: () => string;
  readonly sketch: () => string;
}

/** The distinct items that have any words: an item without title and text is not an article yet, or no longer. */
export function identifiedItems(
  outlet: string,
  items: readonly FeedItem[],
  summaryOnly: boolean,
): readonly IdentifiedItem[] {
  return identify(items.filter(hasWords), articleNaming(outlet)).map(({ key, aliases, item: whole }) => {
    const item = summaryOnly ? { ...whole, summary: whole.summary ?? whole.paragraphs[0], paragraphs: [] } : whole;
    const content = contentHash(JSON.stringify([item.title, item.summary, item.paragraphs]));
    return {
      item,
      keys: [key, ...aliases],
      content,
      version: once(() => versionOf(item)),
      details: once(() => detailsHash(item)),
      sketch: once(() => sketch(item.title ?? '', [item.summary ?? '', ...item.paragraphs])),
    };
  });
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function versionOf({ title, summary, paragraphs }: FeedItem): Pick<SeenRow, 'title' | 'version'> {
  const significant = significantTitle(title ?? '');
  const texts = [summary === undefined ? [] : [summary], paragraphs].map(significantText);
  return { title: contentHash(significant), version: contentHash(JSON.stringify([significant, ...texts])) };
}

export function hasWords({ title, summary, paragraphs }: FeedItem): boolean {
  return title !== undefined || summary !== undefined || paragraphs.length > 0;
}

/**
 * The row that each item matches, undefined for none. Items that an article was named after come first. 'repeat' where another item
 * of this reading matches that article in the same words: the article moved between two addresses, and now the feed lists both. It goes on
 * being shown where it is.
 */
export function matchedRows(
  all: readonly IdentifiedItem[],
  known: ReadonlyMap<string, SeenRow>,
): readonly (SeenRow | 'repeat' | undefined)[] {
  const claims = all.flatMap((one, i) => {
    const named = rowNamedAfter(one, known);
    const row = named ?? known.get(one.keys[0]) ?? rowByLink(one, known);
    return row === undefined ? [] : [{ i, one, row, named: named !== undefined }];
  });
  const matched: (SeenRow | 'repeat' | undefined)[] = all.map(() => undefined);
  for (const rivals of Map.groupBy(claims, ({ row }) => row.article).values()) {
    const first = rivals.find(({ named }) => named) ?? rivals[0];
    const same = rivals.filter(({ one }) => one.content === first?.one.content);
    const shown = same.length > 1 ? same.find(({ one, row }) => one.details() === row.details) : undefined;
    for (const one of same) matched[one.i] = one === (shown ?? first) ? one.row : 'repeat';
  }
  return matched;
}

/**
 * The row of the article that was named after the item. If one was named after its guid and another after its link, two
 * items shared that guid for a while, and the article named after the link is this item's own.
 */
function rowNamedAfter({ keys }: IdentifiedItem, known: ReadonlyMap<string, SeenRow>): SeenRow | undefined {
  const named = keys.map((key) => known.get(key)).map((row) => (row?.article === row?.key ? row : undefined));
  return named[0] && named.findLast((row) => row !== undefined);
}

/**
 * A known link with an unknown guid is the same item: some feeds mint guids on every fetch. If words and date differ, the
 * page is reused for another article, such as each day's live coverage.
 */
function rowByLink(
  { keys, content, version, item }: IdentifiedItem,
  known: ReadonlyMap<string, SeenRow>,
): SeenRow | undefined {
  const row = keys.map((key) => known.get(key)).find((one) => one !== undefined);
  if (row === undefined || row.content === content || row.version === version().version) return row;
  // An item that was not filed has no date on record. Its date is not later than its first sight.
  return (claimedDate(item) ?? 0) - (row.published ?? row.seen) > LINK_REUSED_AFTER_MS ? undefined : row;
}

/**
 * The items of `unmatched` that are a known article under another address: by index, the article's row, or 'repeat' if another
 * item of this reading has the same words. The words must be equal and more than a title. `listed` are the items that a key
 * matches. `left` are the rows that only the last reading listed: a changed address leaves the feed as the new one comes in.
 */
export function matchedByWords(
  unmatched: readonly IdentifiedItem[],
  listed: readonly (IdentifiedItem & { readonly article: string })[],
  left: readonly SeenRow[],
): ReadonlyMap<number, SeenRow | 'repeat'> {
  const said = new Set(listed.filter(isTelling).map(wordsAndDate));
  const gone = Map.groupBy(left, ({ content }) => content);
  const taken = new Set(listed.map(({ article }) => article));
  const matched = new Map<number, SeenRow | 'repeat'>();
  for (const [i, one] of unmatched.entries()) {
    if (!isTelling(one)) continue;
    const row = gone.get(one.content)?.find((row) => !taken.has(row.article) && isNear(one.item, row));
    if (said.has(wordsAndDate(one))) matched.set(i, 'repeat');
    else if (row !== undefined) {
      matched.set(i, row);
      taken.add(row.article);
    }
    said.add(wordsAndDate(one));
  }
  return matched;
}

/** Where the query holds the article's id, another id is another article: such sites publish a notice in the same words again. */
const ID_IN_QUERY = /[?&](?:\w*id|p|n|no|news|article|post)=/i;

/** Whether its words are more than a title, and no notice that such sites publish again under another id. */
export function isTelling({ item: { title, summary, paragraphs, url } }: IdentifiedItem): boolean {
  if (url !== undefined && ID_IN_QUERY.test(url)) return false;
  const words = [summary ?? '', ...paragraphs].filter((text) => text !== title);
  return words.reduce((sum, text) => sum + text.length, 0) >= TELLING_CHARS_MIN;
}

function wordsAndDate({ content, item }: IdentifiedItem): string {
  return `${content} ${claimedDate(item)}`;
}

/** True for no date, or one so near that the item is not a later day's notice in the same words. */
function isNear(item: FeedItem, { published, seen }: SeenRow): boolean {
  const claimed = claimedDate(item);
  return claimed === undefined || Math.abs(claimed - (published ?? seen)) <= LINK_REUSED_AFTER_MS;
}

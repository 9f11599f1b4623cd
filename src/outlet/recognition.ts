/**
 * Which items of a reading were met before, and as which article: by any of their names. Pure: what was seen before comes in.
 * Promises: no two items of a reading are taken for one article.
 */
import { LINK_REUSED_AFTER_MS } from '../core/limits.ts';
import { articleNaming, contentHash, identify } from '../feeds/identity.ts';
import type { FeedItem } from '../feeds/item.ts';
import { claimedDate } from './dating.ts';
import { isGist } from './gists.ts';
import type { SeenRow } from './store.ts';

/** An item with its names as `seen` knows them and the hash of its words. */
export interface Candidate {
  readonly item: FeedItem;
  /** The feed's own item, of which `item` is as much as may be taken. */
  readonly from: FeedItem;
  /** Hashed: some feeds' guids are as long as their articles. The first one is the article's id. */
  readonly keys: readonly [string, ...string[]];
  readonly content: string;
}

/**
 * The feed's distinct items that say anything: one without title and text is not yet an article, or no longer. `ids` as in
 * `articleNaming`.
 */
export function candidates(
  outlet: string,
  items: readonly FeedItem[],
  summaryOnly: boolean,
  ids: Map<string, string>,
): readonly Candidate[] {
  return identify(items.filter(hasWords), articleNaming(outlet, ids)).map(({ key, aliases, item: from }) => {
    const item = summaryOnly ? { ...from, summary: from.summary ?? from.paragraphs[0], paragraphs: [] } : from;
    return {
      item,
      from,
      keys: [key, ...aliases],
      content: isGist(from) ? from.words : contentHash(JSON.stringify([item.title, item.summary, item.paragraphs])),
    };
  });
}

export function hasWords({ title, summary, paragraphs }: FeedItem): boolean {
  return title !== undefined || summary !== undefined || paragraphs.length > 0;
}

/** The row of each item that was met before. No two get the same article: first come those it was named after. */
export function rowsKnown(
  all: readonly Candidate[],
  known: ReadonlyMap<string, SeenRow>,
): readonly (SeenRow | undefined)[] {
  const own = all.map((one) => ownRow(one, known));
  const taken = new Set(own.map((row) => row?.article));
  return all.map((one, i) => {
    const row = own[i] ?? known.get(one.keys[0]) ?? rowByLink(one, known);
    if (row === undefined || row === own[i]) return row;
    if (taken.has(row.article)) return undefined;
    taken.add(row.article);
    return row;
  });
}

/**
 * The row of the article that was named after the item. Where one was named after its guid and one after its link, two items
 * had that guid for a while: the article named after the link is its own.
 */
function ownRow({ keys }: Candidate, known: ReadonlyMap<string, SeenRow>): SeenRow | undefined {
  const named = keys.map((key) => known.get(key)).map((row) => (row?.article === row?.key ? row : undefined));
  return named[0] && named.findLast((row) => row !== undefined);
}

/**
 * A known link under an unknown guid is the same item (guids minted at each fetch), unless words and date say that the
 * page is used again: one address for each day's live coverage.
 */
function rowByLink({ keys, content, item }: Candidate, known: ReadonlyMap<string, SeenRow>): SeenRow | undefined {
  const row = keys.map((key) => known.get(key)).find((one) => one !== undefined);
  if (row === undefined || row.content === content) return row;
  // What was not filed has no date on record; it was not later than its first sight.
  return (claimedDate(item) ?? 0) - (row.published ?? row.seen) > LINK_REUSED_AFTER_MS ? undefined : row;
}

/**
 * What is remembered of the items last read, so that their text need not be parsed again: what names and dates an item and
 * whether its words changed, by the digest of its text. A memory of parsing only: what was filed, left out or refused stands in
 * `seen` and is decided anew each time, so nothing is lost with it and nothing is skipped because of it.
 */
import { GISTS_CHARS_MAX } from '../core/limits.ts';
import type { FeedItem } from '../feeds/item.ts';
import type { Remembered, Reread } from '../feeds/reread.ts';
import type { Candidate } from './select.ts';

/** An item as it was parsed before, without text, author and image. `words` is what its Candidate's `content` was. */
export interface Gist extends FeedItem {
  readonly title: string;
  readonly words: string;
}

export function isGist(item: FeedItem): item is Gist {
  return 'words' in item;
}

/** Some guids are as long as their articles: such items are parsed each time. UTF-16 units. */
const NAME_CHARS_MAX = 500;

type Row = readonly [
  digest: string,
  guid: string | null,
  url: string | null,
  title: string,
  published: number | null,
  updated: number | null,
  words: string,
];

/** Raised when what is stored changes its shape: what another version kept is not read. */
const VERSION = 1;

interface Stored {
  readonly version: number;
  /** Taken otherwise, an item has other words. */
  readonly summaryOnly: boolean;
  readonly context: string;
  readonly items: readonly Row[];
}

/** undefined: nothing is known, or not of items taken so. `stored` is what `encodeGists` gave. */
export function decodeGists(stored: string | undefined, summaryOnly: boolean): Remembered | undefined {
  if (stored === undefined) return undefined;
  const { context, items, ...taken } = JSON.parse(stored) as Stored;
  return taken.version === VERSION && taken.summaryOnly === summaryOnly
    ? { context, items: new Map(items.map(gistOf)) }
    : undefined;
}

/** undefined: none can be remembered, or too much would have to be. `all` are candidates made from `reread`'s items. */
export function encodeGists(reread: Reread, all: readonly Candidate[], summaryOnly: boolean): string | undefined {
  const { result, context, digests } = reread;
  if (!result.ok) return undefined;
  const words = new Map(all.map((one) => [one.from, one.content]));
  const items = result.items.flatMap((item, i) => rowOf(item, digests[i], words.get(item)));
  const stored = JSON.stringify({ version: VERSION, summaryOnly, context, items } satisfies Stored);
  return items.length > 0 && stored.length <= GISTS_CHARS_MAX ? stored : undefined;
}

/** Without a title an item goes by its text, which is not kept; nor are the words known of one that was listed twice. */
function rowOf(item: FeedItem, digest: string | undefined, words: string | undefined): readonly Row[] {
  const { guid, url, title, published, updated } = item;
  if (digest === undefined || words === undefined || title === undefined) return [];
  if ((guid?.length ?? 0) > NAME_CHARS_MAX || (url?.length ?? 0) > NAME_CHARS_MAX) return [];
  return [[digest, guid ?? null, url ?? null, title, published ?? null, updated ?? null, words]];
}

function gistOf([digest, guid, url, title, published, updated, words]: Row): [string, Gist] {
  const none = { summary: undefined, paragraphs: [], author: undefined, image: undefined, categories: [] };
  const names = { guid: guid ?? undefined, url: url ?? undefined, title };
  return [digest, { ...none, ...names, published: published ?? undefined, updated: updated ?? undefined, words }];
}

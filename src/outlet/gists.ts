/**
 * What is remembered of the items last read, so that their text need not be parsed again: what names and dates an item and
 * whether its words changed, by the key of its bytes. A memory of parsing only: what was filed, left out or refused stands in
 * `seen` and is decided anew each time, so nothing is lost with it and nothing is skipped because of it.
 */
import { GISTS_CHARS_MAX } from '../core/limits.ts';
import { named } from '../feeds/identity.ts';
import type { FeedItem } from '../feeds/item.ts';
import type { OutletSettings } from '../feeds/outlet.ts';
import type { Remembered, Reread } from '../feeds/reread.ts';
import type { Candidate } from './recognition.ts';

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
  key: string,
  guid: string | null,
  url: string | null,
  title: string,
  published: number | null,
  updated: number | null,
  words: string,
  /** Ids of the article its guid and its link name; null: nobody asked. */
  guidId: string | null,
  urlId: string | null,
];

/** Raised when what is stored changes its shape: what another version kept is not read. */
const VERSION = 2;

interface Stored {
  readonly version: number;
  readonly outlet: string;
  /** Taken otherwise, an item has other words. */
  readonly summaryOnly: boolean;
  readonly context: string;
  readonly items: readonly Row[];
}

/** What decides, besides its bytes, what becomes of an item. */
export type Taking = Pick<OutletSettings, 'id' | 'summaryOnly'>;

/** Known of the reading before: the items, and article ids by name, as `articleNaming` keeps them. */
export interface Memory {
  readonly remembered: Remembered;
  readonly ids: ReadonlyMap<string, string>;
}

/** Whether everything is remembered that these items and names would be remembered by. */
export function isKept(memory: Memory | undefined, items: readonly FeedItem[], ids: Memory['ids']): boolean {
  return memory !== undefined && ids.size === memory.ids.size && items.every(isGist);
}

/** undefined: nothing is known, or not of items taken so. `stored` is what `encodeGists` gave. */
export function decodeGists(stored: string | undefined, { id, summaryOnly }: Taking): Memory | undefined {
  if (stored === undefined) return undefined;
  const { context, items, ...taken } = JSON.parse(stored) as Stored;
  if (taken.version !== VERSION || taken.outlet !== id || taken.summaryOnly !== summaryOnly) return undefined;
  const ids = new Map<string, string>();
  const remembered = new Map<string, Gist>();
  for (const row of items) {
    const [key, guid, url, , , , , guidId, urlId] = row;
    if (guid !== null && guidId !== null) ids.set(named('guid', guid), guidId);
    if (url !== null && urlId !== null) ids.set(named('url', url), urlId);
    remembered.set(key, gistOf(row));
  }
  return { remembered: { context, items: remembered }, ids };
}

/** undefined: none can be remembered, or too much would have to be. `all` are candidates made from `reread`'s items. */
export function encodeGists(
  reread: Reread,
  all: readonly Candidate[],
  ids: Memory['ids'],
  { id, summaryOnly }: Taking,
): string | undefined {
  const { result, context, keys } = reread;
  if (!result.ok) return undefined;
  const words = new Map(all.map((one) => [one.from, one.content]));
  const items = result.items.flatMap((item, i) => rowOf(item, keys[i], words.get(item), ids));
  const stored = JSON.stringify({ version: VERSION, outlet: id, summaryOnly, context, items } satisfies Stored);
  return items.length > 0 && stored.length <= GISTS_CHARS_MAX ? stored : undefined;
}

/** Without a title an item goes by its text, which is not kept; nor are the words known of one that was listed twice. */
function rowOf(item: FeedItem, key: string | undefined, words: string | undefined, ids: Memory['ids']): readonly Row[] {
  const { guid, url, title, published, updated } = item;
  if (key === undefined || words === undefined || title === undefined) return [];
  if ((guid?.length ?? 0) > NAME_CHARS_MAX || (url?.length ?? 0) > NAME_CHARS_MAX) return [];
  const guidId = (guid === undefined ? undefined : ids.get(named('guid', guid))) ?? null;
  const urlId = (url === undefined ? undefined : ids.get(named('url', url))) ?? null;
  return [[key, guid ?? null, url ?? null, title, published ?? null, updated ?? null, words, guidId, urlId]];
}

function gistOf([, guid, url, title, published, updated, words]: Row): Gist {
  return {
    guid: guid ?? undefined,
    url: url ?? undefined,
    title,
    summary: undefined,
    paragraphs: [],
    author: undefined,
    image: undefined,
    categories: [],
    published: published ?? undefined,
    updated: updated ?? undefined,
    words,
  };
}

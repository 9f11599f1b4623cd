/**
 * A feed's bytes → what of it is to be filed. Items whose bytes were parsed before are not parsed again, unless one is still to
 * be filed: then its words are needed and all is parsed. Reads the store and changes nothing.
 */
import { ITEMS_PER_DAY_MAX } from '../core/limits.ts';
import type { Feed, NotAFeed } from '../feeds/item.ts';
import type { OutletSettings } from '../feeds/outlet.ts';
import { type Remembered, rereadFeed } from '../feeds/reread.ts';
import type { FetchResult } from './fetched.ts';
import { decodeGists, encodeGists, isGist, isKept, type Memory } from './gists.ts';
import { type Candidate, candidates } from './recognition.ts';
import { lastDay, type OutletRecord } from './record.ts';
import { type Selection, select } from './select.ts';
import type { OutletStore } from './store.ts';

export type ItemsRead =
  | {
      readonly ok: true;
      readonly feed: Feed;
      readonly all: readonly Candidate[];
      readonly selection: Selection;
      /** To be kept for the next reading; undefined: nothing can be, or what is kept already says it all. */
      readonly gists: string | undefined;
      /** Names of what the last reading had, where it is remembered, and this one has not. */
      readonly left: readonly string[];
    }
  | ({ readonly ok: false } & NotAFeed);

type Body = Extract<FetchResult, { kind: 'body' }>;

export interface Reader {
  readonly settings: OutletSettings;
  readonly record: OutletRecord;
  readonly now: number;
  readonly ports: { readonly store: OutletStore };
}

/** `url`: the address the bytes came from; `contentType` as it was sent with them. */
export function readItems(
  { bytes, contentType, url }: Pick<Body, 'bytes' | 'contentType' | 'url'>,
  reader: Reader,
): ItemsRead {
  const { settings } = reader;
  const memory = decodeGists(reader.ports.store.gists(), settings);
  const ids = new Map(memory?.ids);
  const from = (remembered: Remembered | undefined): ItemsRead => {
    const reread = rereadFeed(bytes, contentType, url, remembered);
    const feed = reread.result;
    if (!feed.ok) return feed;
    const all = candidates(settings.id, feed.items, settings.summaryOnly, ids);
    const selection = choose(all, reader);
    if (selection.pending.some(({ item }) => isGist(item))) return from(undefined);
    const gists = isKept(memory, feed.items, ids) ? undefined : encodeGists(reread, all, ids, settings);
    return { ok: true, feed, all, selection, gists, left: gone(memory, all) };
  };
  return from(memory?.remembered);
}

function gone(memory: Memory | undefined, all: readonly Candidate[]): readonly string[] {
  const here = new Set(all.flatMap((one) => one.keys));
  return [...(memory?.ids.values() ?? [])].filter((name) => !here.has(name));
}

function choose(all: readonly Candidate[], { record, settings, now, ports }: Reader): Selection {
  const today = lastDay(record, now);
  return select(all, {
    known: ports.store.known(all.flatMap((one) => one.keys)),
    knownContent: ports.store.knownContent,
    metByText: record.metByText,
    first: record.lastSuccess === undefined,
    mayFile: (settings.itemsPerDay ?? Number.POSITIVE_INFINITY) - today.filed,
    mayMeet: ITEMS_PER_DAY_MAX - today.met,
    now,
  });
}

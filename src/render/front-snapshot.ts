/**
 * The front as KV holds it: the front document, and before it what most readers ask for, rendered once per change.
 * A request for a feed then renders nothing, and a request for a page of stories parses only those stories.
 * A snapshot returns exactly what the document would give. Feeds that another version rendered are rendered again.
 */
import type { FrontDocument, FrontStory } from '../documents/document.ts';
import { DEFAULT_LOCALIZED, type Localized } from '../localization/localization.ts';
import {
  type CountryCarried,
  carriedByCountry,
  FRONT_FEEDS,
  type FrontFeed,
  frontFeed,
  type StoryRank,
} from './front-feeds.ts';
import { fillBytes, fillText, insertPlaceholder, needsNoEscaping } from './origin-placeholder.ts';
import { renderedBy } from './render.ts';
import {
  byteLength,
  partAt,
  readSealed,
  type SealedMetadata,
  type SealedValue,
  sealedLength,
  sealParts,
} from './sealed-value.ts';
import { serializeFrontStories, serializeFrontStory } from './story-json.ts';

/** The value's parts, in this order, with nothing between them. `entries` says where each story lies in `document` and in `api`. */
const PARTS = [...FRONT_FEEDS, 'api', 'entries', 'countries', 'cut', 'document'] as const;
type Part = (typeof PARTS)[number];

export type FrontMetadata = SealedMetadata;
export type EncodedFront = SealedValue;

/** `metadata` as it lies in KV. undefined when other code wrote it or it was edited: the value cannot be decoded here. */
export function readMetadata(metadata: unknown): FrontMetadata | undefined {
  return readSealed(metadata, PARTS.length);
}

/** Each member reads only the bytes it needs. */
export interface FrontSnapshot {
  /** ms since the epoch. */
  readonly changed: number;
  /** One for every story, in the order of the document. */
  readonly entries: () => readonly SnapshotEntry[];
  readonly stories: (chosen: readonly SnapshotEntry[]) => readonly FrontStory[];
  /** The stories as the API shows them: a JSON array. */
  readonly storiesJson: (chosen: readonly SnapshotEntry[], origin: string) => string;
  /** As in the document. */
  readonly cut: () => boolean;
  /** The most carried of the last day, by country. */
  readonly carriedByCountry: () => readonly CountryCarried[];
  readonly document: () => FrontDocument;
  /** `origin`: scheme and host of the address that was asked for. */
  readonly feed: (feed: FrontFeed, origin: string) => string | Uint8Array;
}

export interface SnapshotEntry extends StoryRank {
  /** In the document, from 0. */
  readonly index: number;
}

/** Precedes the first story in the document's JSON. A comma stands between any two. */
const OPENING = '{"stories":[';
/** A story in the `entries` part: bytes of its JSON in `document` and in `api`, and what it is ranked by. */
type Row = readonly [bytes: number, api: number, id: string, outlets: number, published: number, updated: number];

/** `digest`: SHA-256 of the document's JSON, hex. No document contains its own digest, so a stand-in origin is made of it. */
export function encodeFront(document: FrontDocument, digest: string, by: Localized = DEFAULT_LOCALIZED): EncodedFront {
  const { stories, cut, updates, changed } = document;
  const standIn = `https://${digest.slice(0, 32)}.invalid`;
  const api = stories.map((s) => insertPlaceholder(JSON.stringify(serializeFrontStory(s, standIn)), standIn));
  const rows = stories.map((s, i): Row => {
    return [byteLength(JSON.stringify(s)), byteLength(api[i] ?? ''), s.id, s.outlets, s.published, s.updated];
  });
  const parts = [
    ...FRONT_FEEDS.map((feed) => insertPlaceholder(frontFeed(feed, document, standIn, by), standIn)),
    api.join(),
    JSON.stringify(rows),
    JSON.stringify(carriedByCountry(stories)),
    JSON.stringify(cut),
    JSON.stringify({ stories, cut, updates, changed }),
  ];
  return sealParts('front', parts, { digest, changed, rendering: renderedBy(by.site) });
}

/** Bytes of the value with this metadata. undefined when `readMetadata` does not know it. */
export function encodedLength(metadata: unknown): number | undefined {
  const known = readMetadata(metadata);
  return known && sealedLength(known);
}

/** `value` is as long as `encodedLength` says. */
export function decodeFront(
  value: Uint8Array,
  metadata: FrontMetadata,
  by: Localized = DEFAULT_LOCALIZED,
): FrontSnapshot {
  const { changed, rendering } = metadata;
  const part = (name: Part) => partAt(value, metadata, PARTS.indexOf(name));
  const json = part('document');
  const rows = once(() => JSON.parse(textOf(part('entries'))) as readonly Row[]);
  /** Picks JSON out of a list whose items are as long as that column of the rows says. */
  const chosenFrom = (list: Uint8Array, column: 0 | 1) => {
    const slices = once(() => {
      const lengths = rows().map((row) => row[column]);
      return spans(list, lengths);
    });
    return (chosen: readonly SnapshotEntry[]) => `[${chosen.map(({ index }) => textOf(slices()[index])).join()}]`;
  };
  const inDocument = chosenFrom(json.subarray(OPENING.length), 0);
  const inApi = chosenFrom(part('api'), 1);
  const stories = (chosen: readonly SnapshotEntry[]) => JSON.parse(inDocument(chosen)) as FrontStory[];
  const isUsable = (origin: string) => rendering === renderedBy(by.site) && needsNoEscaping(origin);
  const document = once(() => JSON.parse(textOf(json)) as FrontDocument);
  return {
    changed,
    entries: once(() =>
      rows().map(([, , id, outlets, published, updated], index) => ({ index, id, outlets, published, updated })),
    ),
    stories,
    storiesJson: (chosen, origin) =>
      isUsable(origin) ? fillText(inApi(chosen), origin) : serializeFrontStories(stories(chosen), origin),
    cut: once(() => JSON.parse(textOf(part('cut'))) as boolean),
    carriedByCountry: once(() => JSON.parse(textOf(part('countries'))) as readonly CountryCarried[]),
    document,
    feed: (feed, origin) =>
      isUsable(origin) ? fillBytes(part(feed), origin) : frontFeed(feed, document(), origin, by),
  };
}

/** The items of a list with one comma between any two. */
function spans(list: Uint8Array, lengths: readonly number[]): readonly Uint8Array[] {
  let next = 0;
  return lengths.map((bytes) => {
    const from = next;
    next += bytes + 1;
    return list.subarray(from, from + bytes);
  });
}

const decoder = new TextDecoder();

function textOf(bytes: Uint8Array | undefined): string {
  return decoder.decode(bytes);
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/**
 * The front as KV holds it: the front document, and before it what most readers ask for, rendered once per change.
 * A request for a feed then renders nothing, and a request for a page of stories parses only those stories.
 * A snapshot returns exactly what the document would give. Feeds that another version rendered are rendered again.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import * as z from 'zod/mini';
import { DOCUMENT_VERSION, type DocumentMetadata, type FrontDocument, type FrontStory } from '../documents/document.ts';
import { DEFAULT_LOCALIZED, type Localized } from '../localization/localization.ts';
import { FRONT_FEEDS, type FrontFeed, frontFeed, type StoryRank } from './front-feeds.ts';
import { fillBytes, fillText, insertPlaceholder, needsNoEscaping } from './origin-placeholder.ts';
import { renderedBy } from './render.ts';
import { serializeFrontStories, serializeFrontStory } from './story-json.ts';

/** The value's parts, in this order, with nothing between them. `entries` says where each story lies in `document` and in `api`. */
const PARTS = [...FRONT_FEEDS, 'api', 'entries', 'document'] as const;
type Part = (typeof PARTS)[number];

/** The value's metadata in KV, known before the value is read. KV allows 1,024 bytes. */
export interface FrontMetadata extends DocumentMetadata {
  /** SHA-256 of the document's JSON, hex. */
  readonly digest: string;
  /** ms since the epoch. */
  readonly changed: number;
  /** `renderedBy` of the code and the site that made the feeds. */
  readonly rendering: string;
  /** Bytes of each part. */
  readonly lengths: readonly number[];
  /** SHA-256 of the value and of all the above, hex. A value that was cut, edited or written by other code does not have it. */
  readonly seal: string;
}

const MetadataSchema = z.strictObject({
  version: z.literal(DOCUMENT_VERSION),
  digest: z.string(),
  changed: z.int().check(z.minimum(0), z.maximum(253_402_300_799_999)),
  rendering: z.string(),
  lengths: z.array(z.int().check(z.minimum(0))).check(z.length(PARTS.length)),
  seal: z.string(),
});

/** `metadata` as it lies in KV. undefined when other code wrote it or it was edited: the value cannot be decoded here. */
export function readMetadata(metadata: unknown): FrontMetadata | undefined {
  const read = MetadataSchema.safeParse(metadata);
  return read.success ? read.data : undefined;
}

/** `valueDigest`: SHA-256 of the value's bytes, hex. */
export function isSealed(metadata: FrontMetadata, valueDigest: string): boolean {
  return metadata.seal === sealOf(metadata, valueDigest);
}

function sealOf({ version, digest, changed, rendering, lengths }: Omit<FrontMetadata, 'seal'>, value: string): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify([version, digest, changed, rendering, lengths, value]))));
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

export interface EncodedFront {
  readonly value: string;
  readonly metadata: FrontMetadata;
}

/** `digest`: SHA-256 of the document's JSON, hex. No document contains its own digest, so a stand-in origin is made of it. */
export function encodeFront(document: FrontDocument, digest: string, by: Localized = DEFAULT_LOCALIZED): EncodedFront {
  const { stories, updates, changed } = document;
  const standIn = `https://${digest.slice(0, 32)}.invalid`;
  const api = stories.map((s) => insertPlaceholder(JSON.stringify(serializeFrontStory(s, standIn)), standIn));
  const rows = stories.map((s, i): Row => {
    return [byteLength(JSON.stringify(s)), byteLength(api[i] ?? ''), s.id, s.outlets, s.published, s.updated];
  });
  const parts = [
    ...FRONT_FEEDS.map((feed) => insertPlaceholder(frontFeed(feed, document, standIn, by), standIn)),
    api.join(),
    JSON.stringify(rows),
    JSON.stringify({ stories, updates, changed }),
  ];
  const value = parts.join('');
  const lengths = parts.map(byteLength);
  const metadata = { version: DOCUMENT_VERSION, digest, changed, rendering: renderedBy(by.site), lengths };
  const seal = sealOf(metadata, bytesToHex(sha256(utf8ToBytes(value))));
  return { value, metadata: { ...metadata, seal } };
}

/** Bytes of the value with this metadata. undefined when `readMetadata` does not know it. */
export function encodedLength(metadata: unknown): number | undefined {
  const known = readMetadata(metadata);
  return known && sum(known.lengths);
}

/** `value` is as long as `encodedLength` says. */
export function decodeFront(
  value: Uint8Array,
  { changed, rendering, lengths }: FrontMetadata,
  by: Localized = DEFAULT_LOCALIZED,
): FrontSnapshot {
  const part = (name: Part) => {
    const from = sum(lengths.slice(0, PARTS.indexOf(name)));
    return value.subarray(from, from + (lengths[PARTS.indexOf(name)] ?? 0));
  };
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

function byteLength(text: string): number {
  return new TextEncoder().encode(text).byteLength;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/**
 * The front as KV holds it: its document, and before it what most readers ask for, made once per change. So nobody parses
 * half a megabyte to be told of a page of stories, and no feed of the front is rendered while a reader waits.
 * Promises the very feeds and stories that the document would give when it is asked for; a feed that other rendering code
 * made is not used but made anew.
 */
import { DOCUMENT_VERSION, type DocumentMetadata, type FrontDocument, type FrontStory } from './document.ts';
import { FRONT_FEEDS, type FrontFeed, frontFeed, type Standing } from './first-page.ts';
import { isPlain, marked, named, placed } from './origin-mark.ts';
import { RENDERING } from './render/render.ts';
import { frontStory, listOf } from './render/story-json.ts';

/** In this order, with nothing between. `places`: where in the document, and in `api`, which shows them otherwise, each story is. */
const PARTS = [...FRONT_FEEDS, 'api', 'places', 'document'] as const;
type Part = (typeof PARTS)[number];

/** KV's metadata of the front: tells what the value is before it is read. At most 1,024 bytes, as KV has it. */
export interface EditionNotes extends DocumentMetadata {
  /** SHA-256 of the document's JSON, hex. */
  readonly digest: string;
  /** ms since the epoch. */
  readonly changed: number;
  /** RENDERING of the code that made the feeds. */
  readonly rendering: number;
  /** Bytes of each part. */
  readonly lengths: readonly number[];
}

/** Each of these reads only what it needs. */
export interface Edition {
  /** ms since the epoch. */
  readonly changed: number;
  /** Of every story, in the order of the document. */
  readonly places: () => readonly Place[];
  readonly stories: (at: readonly Place[]) => readonly FrontStory[];
  /** The same as the API shows them: a JSON array. */
  readonly listed: (at: readonly Place[], origin: string) => string;
  readonly whole: () => FrontDocument;
  /** `origin`: scheme and host of the address that was asked for. */
  readonly feed: (feed: FrontFeed, origin: string) => string | Uint8Array;
}

export interface Place extends Standing {
  /** In the document, from 0. */
  readonly index: number;
}

/** What stands before the first story in the document's JSON; a comma between any two. */
const OPENING = '{"stories":[';
/** What 'places' has of each story: bytes of its JSON in the document and in 'api', and what it is chosen by. */
type Row = readonly [bytes: number, api: number, id: string, outlets: number, published: number, updated: number];

export interface PrintedEdition {
  readonly value: string;
  readonly notes: EditionNotes;
}

/** `digest`: SHA-256 of the document's JSON, hex. No document holds its own, so it can stand for the origin. */
export function printEdition(document: FrontDocument, digest: string): PrintedEdition {
  const { stories, updates, changed } = document;
  const standIn = `https://${digest.slice(0, 32)}.invalid`;
  const api = stories.map((s) => marked(JSON.stringify(frontStory(s, standIn)), standIn));
  const rows = stories.map((s, i): Row => {
    return [bytesOf(JSON.stringify(s)), bytesOf(api[i] ?? ''), s.id, s.outlets, s.published, s.updated];
  });
  const parts = [
    ...FRONT_FEEDS.map((feed) => marked(frontFeed(feed, document, standIn), standIn)),
    api.join(),
    JSON.stringify(rows),
    JSON.stringify({ stories, updates, changed }),
  ];
  return {
    value: parts.join(''),
    notes: { version: DOCUMENT_VERSION, digest, changed, rendering: RENDERING, lengths: parts.map(bytesOf) },
  };
}

/** How long a value is that has these notes; undefined when another version of the code wrote it: it cannot be opened here. */
export function editionBytes({ version, lengths }: EditionNotes): number | undefined {
  return version === DOCUMENT_VERSION && lengths?.length === PARTS.length ? sum(lengths) : undefined;
}

/** `value` has editionBytes(notes). */
export function openEdition(value: Uint8Array, { changed, rendering, lengths }: EditionNotes): Edition {
  const part = (name: Part) => {
    const from = sum(lengths.slice(0, PARTS.indexOf(name)));
    return value.subarray(from, from + (lengths[PARTS.indexOf(name)] ?? 0));
  };
  const json = part('document');
  const rows = once(() => JSON.parse(textOf(part('places'))) as readonly Row[]);
  /** The JSON of those chosen, out of a list whose items are as long as that column says. */
  const chosenFrom = (list: Uint8Array, column: 0 | 1) => {
    const slices = once(() => {
      const lengths = rows().map((row) => row[column]);
      return spans(list, lengths);
    });
    return (at: readonly Place[]) => `[${at.map(({ index }) => textOf(slices()[index])).join()}]`;
  };
  const inDocument = chosenFrom(json.subarray(OPENING.length), 0);
  const inApi = chosenFrom(part('api'), 1);
  const stories = (at: readonly Place[]) => JSON.parse(inDocument(at)) as FrontStory[];
  const isReady = (origin: string) => rendering === RENDERING && isPlain(origin);
  const whole = once(() => JSON.parse(textOf(json)) as FrontDocument);
  return {
    changed,
    places: once(() =>
      rows().map(([, , id, outlets, published, updated], index) => ({ index, id, outlets, published, updated })),
    ),
    stories,
    listed: (at, origin) => (isReady(origin) ? named(inApi(at), origin) : listOf(stories(at), origin)),
    whole,
    feed: (feed, origin) => (isReady(origin) ? placed(part(feed), origin) : frontFeed(feed, whole(), origin)),
  };
}

/** Of a list, what is between its commas. */
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

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).byteLength;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}

function once<T>(make: () => T): () => T {
  let made: { readonly of: T } | undefined;
  return () => {
    made ??= { of: make() };
    return made.of;
  };
}

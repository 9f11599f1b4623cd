/**
 * The front as KV holds it: its document, and before it what most readers ask for, made once per change. So nobody parses
 * half a megabyte to be told of the newest sixty stories.
 * Promises the very feeds and stories that the document would give when it is asked for; a feed that other rendering code
 * made is not used but made anew.
 */
import type { FrontDocument, FrontStory } from './document.ts';
import { FRONT_FEEDS, type FrontFeed, type FrontHead, frontFeed, frontHead, newestStories } from './first-page.ts';
import { RENDERING } from './render/render.ts';

/** In this order, with nothing between. The document's JSON is cut in two after the stories of the first page. */
const PARTS = [...FRONT_FEEDS, 'head', 'newest', 'rest'] as const;
type Part = (typeof PARTS)[number];

/** KV's metadata of the front: tells what the value is before it is read. At most 1,024 bytes, as KV has it. */
export interface EditionNotes {
  /** SHA-256 of the document's JSON, hex. */
  readonly digest: string;
  /** ms since the epoch. */
  readonly changed: number;
  /** RENDERING of the code that made the feeds. */
  readonly rendering: number;
  /** Bytes of each part. */
  readonly lengths: readonly number[];
}

/** Each of these reads only what it needs, and that once. */
export interface Edition {
  /** ms since the epoch. */
  readonly changed: number;
  readonly head: () => FrontHead;
  /** As many as one page of a feed has. */
  readonly newest: () => readonly FrontStory[];
  readonly whole: () => FrontDocument;
  /** `origin`: scheme and host of the address that was asked for. */
  readonly feed: (feed: FrontFeed, origin: string) => string | Uint8Array;
}

/** Stands in a feed for the origin: a character that XML forbids and JSON writes otherwise. */
const MARK = '\u001f';
const MARK_BYTE = 0x1f;
/** An origin that XML, HTML and JSON write just as it is. */
const PLAIN_ORIGIN = /^https?:\/\/[a-z0-9.:[\]_-]+$/;

export interface PrintedEdition {
  readonly value: string;
  readonly notes: EditionNotes;
}

/** `digest`: SHA-256 of the document's JSON, hex. No document holds its own, so it can stand for the origin. */
export function printEdition(document: FrontDocument, digest: string): PrintedEdition {
  const { stories, updates, changed } = document;
  const origin = `https://${digest.slice(0, 32)}.invalid`;
  const json = JSON.stringify({ stories, updates, changed });
  const newest = JSON.stringify({ stories: newestStories(document) }).slice(0, -']}'.length);
  const parts = [
    ...FRONT_FEEDS.map((feed) => frontFeed(feed, document, origin).replaceAll(origin, MARK)),
    JSON.stringify(frontHead(document)),
    newest,
    json.slice(newest.length),
  ];
  const lengths = parts.map((part) => new TextEncoder().encode(part).byteLength);
  return { value: parts.join(''), notes: { digest, changed, rendering: RENDERING, lengths } };
}

/** undefined when `value` is not what `notes` say. */
export function openEdition(value: Uint8Array, { changed, rendering, lengths }: EditionNotes): Edition | undefined {
  if (lengths?.length !== PARTS.length || sum(lengths) !== value.byteLength) return undefined;
  const bytes = (first: Part, last = first) =>
    value.subarray(sum(lengths.slice(0, PARTS.indexOf(first))), sum(lengths.slice(0, PARTS.indexOf(last) + 1)));
  const text = (first: Part, last = first) => new TextDecoder().decode(bytes(first, last));
  const whole = once(() => JSON.parse(text('newest', 'rest')) as FrontDocument);
  return {
    changed,
    head: once(() => JSON.parse(text('head')) as FrontHead),
    newest: once(() => (JSON.parse(`${text('newest')}]}`) as Pick<FrontDocument, 'stories'>).stories),
    whole,
    feed: (feed, origin) =>
      rendering === RENDERING && PLAIN_ORIGIN.test(origin)
        ? placed(bytes(feed), origin)
        : frontFeed(feed, whole(), origin),
  };
}

/** Of a document alone, as the index gives it. */
export function editionOf(document: FrontDocument): Edition {
  return {
    changed: document.changed,
    head: once(() => frontHead(document)),
    newest: once(() => newestStories(document)),
    whole: () => document,
    feed: (feed, origin) => frontFeed(feed, document, origin),
  };
}

/** A feed's bytes with `origin` in its places. */
function placed(feed: Uint8Array, origin: string): Uint8Array {
  const marks: number[] = [];
  for (let at = feed.indexOf(MARK_BYTE); at >= 0; at = feed.indexOf(MARK_BYTE, at + 1)) marks.push(at);
  const name = new TextEncoder().encode(origin);
  const made = new Uint8Array(feed.byteLength + marks.length * (name.byteLength - 1));
  let from = 0;
  let to = 0;
  for (const mark of marks) {
    made.set(feed.subarray(from, mark), to);
    to += mark - from;
    made.set(name, to);
    to += name.byteLength;
    from = mark + 1;
  }
  made.set(feed.subarray(from), to);
  return made;
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

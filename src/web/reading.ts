/**
 * Where documents come from: KV first, the index when KV has none, fails, or holds something unreadable.
 * Promises a whole document or 'unavailable'; never an empty one in place of one that could not be read.
 */
import type { Env } from '../config.ts';
import { DOCUMENTS_KEPT_MAX } from '../core/limits.ts';
import { DOCUMENT_VERSION, type DocumentMetadata, type StoryDocument, type StoryRedirect } from '../feeds/document.ts';
import { type Edition, type EditionNotes, editionBytes, openEdition } from '../feeds/edition.ts';
import type { StoryAnswer, StoryIndexApi } from '../stories/api.ts';
import { type Source, sourceOf } from './conditional.ts';

/** A document and what an ETag is made from. */
export interface Held<T> {
  readonly document: T;
  readonly source: Source;
}

export type FrontRead = ({ readonly kind: 'front' } & Held<Edition>) | { readonly kind: 'unavailable' };

export type StoryRead =
  | ({ readonly kind: 'story' } & Held<StoryDocument>)
  | Exclude<StoryAnswer, { kind: 'story' }>
  | { readonly kind: 'unavailable' };

/** The one StoryIndex. Typed as its interface: the stub's own type turns every answer into a disposable copy. */
export function storyIndex(env: Env): StoryIndexApi {
  return env.STORY_INDEX.getByName('index') as unknown as StoryIndexApi;
}

export async function readFront(env: Env): Promise<FrontRead> {
  const held = await fromKv('front', () => editionFromKv(env));
  if (held) return { kind: 'front', ...held };
  return attempt(async () => {
    const { value, notes } = await storyIndex(env).front();
    return { kind: 'front', ...heldEdition(new TextEncoder().encode(value), notes) };
  });
}

export async function readStory(env: Env, id: string): Promise<StoryRead> {
  return (await storyFromKv(env, id)) ?? storyFromIndex(env, id);
}

/** undefined when KV has none that can be read. */
export async function storyFromKv(env: Env, id: string): Promise<StoryRead | undefined> {
  const key = `story/${id}`;
  const held = await fromKv(key, async () => {
    const { value, metadata } = await env.STORIES.getWithMetadata<DocumentMetadata>(key, 'arrayBuffer');
    return value && metadata?.version === DOCUMENT_VERSION ? opened(key, new Uint8Array(value), storyIn) : undefined;
  });
  if (!held) return undefined;
  const { document, source } = held;
  return 'movedTo' in document ? { kind: 'moved', to: document.movedTo } : { kind: 'story', document, source };
}

export function storyFromIndex(env: Env, id: string): Promise<StoryRead> {
  return attempt(async () => {
    const answer = await storyIndex(env).story(id);
    return answer.kind === 'story'
      ? { kind: 'story', document: answer.story, source: sourceOf(JSON.stringify(answer.story)) }
      : answer;
  });
}

/** What KV says of the front tells whether it is still the edition read before: then the value need not be. */
async function editionFromKv(env: Env): Promise<Held<Edition> | undefined> {
  const { value, metadata: notes } = await env.STORIES.getWithMetadata<EditionNotes>('front', 'stream');
  if (!value) return undefined;
  const before = kept.get('edition') as Held<Edition> | undefined;
  if (notes && notes.digest === before?.source.digest) {
    await value.cancel();
    return keep('edition', before);
  }
  const length = notes ? editionBytes(notes) : undefined;
  if (!notes || length === undefined) {
    await value.cancel();
    return undefined;
  }
  return keep('edition', heldEdition(await whole(value, length), notes));
}

function heldEdition(bytes: Uint8Array, notes: EditionNotes): Held<Edition> {
  return { document: openEdition(bytes, notes), source: { bytes, digest: notes.digest } };
}

/** A stream of `length` bytes, read in one go. Throws when it has fewer or more. */
async function whole(stream: ReadableStream<Uint8Array>, length: number): Promise<Uint8Array> {
  const reader = stream.getReader({ mode: 'byob' });
  // One byte more than there should be tells that there are no more.
  const { value } = await reader.readAtLeast(length + 1, new Uint8Array(length + 1));
  if (value?.byteLength === length) return value;
  await reader.cancel();
  throw new Error('It is not as long as its metadata says.');
}

/** undefined: neither a story nor a redirect. Throws when it is no JSON. */
function storyIn(text: string): StoryDocument | StoryRedirect | undefined {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null) return undefined;
  if ('movedTo' in value) return value as StoryRedirect;
  return 'articles' in value ? (value as StoryDocument) : undefined;
}

/**
 * Documents read of late, the last read last. While KV gives the same bytes they need not be opened again, nor what was
 * made from them be made again (conditional.ts goes by the identity of `source`).
 */
const kept = new Map<string, Held<object>>();

function keep<T extends object>(key: string, held: Held<T>): Held<T> {
  kept.delete(key);
  kept.set(key, held);
  const oldest = kept.keys().next().value;
  if (kept.size > DOCUMENTS_KEPT_MAX && oldest !== undefined) kept.delete(oldest);
  return held;
}

function same(one: Uint8Array, other: Uint8Array): boolean {
  return one.byteLength === other.byteLength && crypto.subtle.timingSafeEqual(one, other);
}

/** undefined when `open` finds nothing in it; throws when that does. */
function opened<T extends object>(
  key: string,
  bytes: Uint8Array,
  open: (text: string) => T | undefined,
): Held<T> | undefined {
  const before = kept.get(key);
  if (before && same(before.source.bytes, bytes)) return keep(key, before as Held<T>);
  const document = open(new TextDecoder().decode(bytes));
  return document && keep(key, { document, source: { bytes, digest: undefined } });
}

/** undefined when KV has none, fails, or holds what cannot be read: each time the index is asked instead. */
async function fromKv<T>(key: string, read: () => Promise<T | undefined>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    console.warn(JSON.stringify({ event: 'kv-read-failed', key, error: String(error) }));
    return undefined;
  }
}

async function attempt<T>(ask: () => Promise<T>): Promise<T | { readonly kind: 'unavailable' }> {
  try {
    return await ask();
  } catch (error) {
    console.error(JSON.stringify({ event: 'index-read-failed', error: String(error) }));
    return { kind: 'unavailable' };
  }
}

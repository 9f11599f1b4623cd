/**
 * The documents readers are served: from KV, and from the index when KV has none, fails, or holds something unreadable.
 * A document is returned whole or as 'unavailable', never empty in place of one that could not be read.
 */
import QuickLRU from 'quick-lru';
import {
  DOCUMENT_VERSION,
  type DocumentMetadata,
  type StoryDocument,
  type StoryRedirect,
} from '../../documents/document.ts';
import type { Env } from '../../env.ts';
import { decodeFront, encodedLength, type FrontMetadata, type FrontSnapshot } from '../../render/front-snapshot.ts';
import type { StoryAnswer, StoryIndexApi } from '../../story-index/api.ts';
import { type Source, sourceOf } from '../http/conditional.ts';

/** Between this many documents and twice as many are cached: the front, some 3 MB with its answers, and recent stories. */
const DOCUMENTS_CACHED = 12;

/** A document, and the source of its ETag. */
export interface Loaded<T> {
  readonly document: T;
  readonly source: Source;
}

export type FrontRead = ({ readonly kind: 'front' } & Loaded<FrontSnapshot>) | { readonly kind: 'unavailable' };

export type StoryRead =
  | ({ readonly kind: 'story' } & Loaded<StoryDocument>)
  | Exclude<StoryAnswer, { kind: 'story' }>
  | { readonly kind: 'unavailable' };

/** The one StoryIndex, typed as its interface because the stub's own type turns every answer into a disposable copy. */
export function storyIndex(env: Env): StoryIndexApi {
  return env.STORY_INDEX.getByName('index') as unknown as StoryIndexApi;
}

export async function readFront(env: Env): Promise<FrontRead> {
  const loaded = await fromKv('front', () => frontFromKv(env));
  if (loaded) return { kind: 'front', ...loaded };
  return orUnavailable(async () => {
    const { value, metadata } = await storyIndex(env).front();
    return { kind: 'front', ...loadedFront(new TextEncoder().encode(value), metadata) };
  });
}

export async function readStory(env: Env, id: string): Promise<StoryRead> {
  return (await storyFromKv(env, id)) ?? storyFromIndex(env, id);
}

/** undefined when KV has no readable document. */
export async function storyFromKv(env: Env, id: string): Promise<StoryRead | undefined> {
  const key = `story/${id}`;
  const loaded = await fromKv(key, async () => {
    const { value, metadata } = await env.STORIES.getWithMetadata<DocumentMetadata>(key, 'arrayBuffer');
    return value && metadata?.version === DOCUMENT_VERSION ? parsed(key, new Uint8Array(value), parseStory) : undefined;
  });
  if (!loaded) return undefined;
  const { document, source } = loaded;
  return 'movedTo' in document ? { kind: 'moved', to: document.movedTo } : { kind: 'story', document, source };
}

export function storyFromIndex(env: Env, id: string): Promise<StoryRead> {
  return orUnavailable(async () => {
    const answer = await storyIndex(env).story(id);
    return answer.kind === 'story'
      ? { kind: 'story', document: answer.story, source: sourceOf(JSON.stringify(answer.story)) }
      : answer;
  });
}

/** Skips reading the value when its metadata says that it is the one read before. */
async function frontFromKv(env: Env): Promise<Loaded<FrontSnapshot> | undefined> {
  const { value, metadata } = await env.STORIES.getWithMetadata<FrontMetadata>('front', 'stream');
  if (!value) return undefined;
  const before = cache.get('front') as Loaded<FrontSnapshot> | undefined;
  if (metadata && metadata.digest === before?.source.digest) {
    await value.cancel();
    return before;
  }
  const length = metadata ? encodedLength(metadata) : undefined;
  if (!metadata || length === undefined) {
    await value.cancel();
    return undefined;
  }
  const loaded = loadedFront(await readWhole(value, length), metadata);
  cache.set('front', loaded);
  return loaded;
}

function loadedFront(bytes: Uint8Array, metadata: FrontMetadata): Loaded<FrontSnapshot> {
  return { document: decodeFront(bytes, metadata), source: { bytes, digest: metadata.digest } };
}

/** Reads a stream of exactly `length` bytes in one go. Throws when it has fewer or more. */
async function readWhole(stream: ReadableStream<Uint8Array>, length: number): Promise<Uint8Array> {
  const reader = stream.getReader({ mode: 'byob' });
  // Asks for one byte more than expected, to see that there is none.
  const { value } = await reader.readAtLeast(length + 1, new Uint8Array(length + 1));
  if (value?.byteLength === length) return value;
  await reader.cancel();
  throw new Error('It is not as long as its metadata says.');
}

/** undefined: neither a story nor a redirect. Throws when it is not JSON. */
function parseStory(text: string): StoryDocument | StoryRedirect | undefined {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null) return undefined;
  if ('movedTo' in value) return value as StoryRedirect;
  return 'articles' in value ? (value as StoryDocument) : undefined;
}

/**
 * Recently read documents by KV key. While KV holds the same bytes, a document is not parsed again, and the answers made
 * from it are served again (http/conditional.ts caches them by the identity of `source`).
 */
const cache = new QuickLRU<string, Loaded<object>>({ maxSize: DOCUMENTS_CACHED });

function equal(one: Uint8Array, other: Uint8Array): boolean {
  return one.byteLength === other.byteLength && crypto.subtle.timingSafeEqual(one, other);
}

/** Parses the bytes unless they equal the bytes parsed before. undefined when `parse` finds no document; throws when it throws. */
function parsed<T extends object>(
  key: string,
  bytes: Uint8Array,
  parse: (text: string) => T | undefined,
): Loaded<T> | undefined {
  const before = cache.get(key);
  if (before && equal(before.source.bytes, bytes)) return before as Loaded<T>;
  const document = parse(new TextDecoder().decode(bytes));
  if (!document) return undefined;
  const loaded = { document, source: { bytes, digest: undefined } };
  cache.set(key, loaded);
  return loaded;
}

/** undefined when KV has none, fails, or holds something unreadable. The caller then asks the index. */
async function fromKv<T>(key: string, read: () => Promise<T | undefined>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    console.warn(JSON.stringify({ event: 'kv-read-failed', key, error: String(error) }));
    return undefined;
  }
}

async function orUnavailable<T>(ask: () => Promise<T>): Promise<T | { readonly kind: 'unavailable' }> {
  try {
    return await ask();
  } catch (error) {
    console.error(JSON.stringify({ event: 'index-read-failed', error: String(error) }));
    return { kind: 'unavailable' };
  }
}

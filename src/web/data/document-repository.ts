/**
 * The documents readers are served: from KV, and from the index when KV has none, fails, or holds something unreadable.
 * A document is returned whole or as 'unavailable', never empty in place of one that could not be read.
 */
import type { Env } from '../../config.ts';
import { DOCUMENTS_KEPT_MAX } from '../../core/limits.ts';
import {
  DOCUMENT_VERSION,
  type DocumentMetadata,
  type StoryDocument,
  type StoryRedirect,
} from '../../feeds/document.ts';
import {
  decodeFront,
  encodedLength,
  type FrontMetadata,
  type FrontSnapshot,
} from '../../feeds/render/front-snapshot.ts';
import type { StoryAnswer, StoryIndexApi } from '../../stories/api.ts';
import { type Source, sourceOf } from '../http/conditional.ts';

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
  const before = kept.get('front') as Loaded<FrontSnapshot> | undefined;
  if (metadata && metadata.digest === before?.source.digest) {
    await value.cancel();
    return keep('front', before);
  }
  const length = metadata ? encodedLength(metadata) : undefined;
  if (!metadata || length === undefined) {
    await value.cancel();
    return undefined;
  }
  return keep('front', loadedFront(await readWhole(value, length), metadata));
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
 * Documents read of late, the last read last. While KV gives the same bytes they need not be opened again, nor what was
 * made from them be made again (conditional.ts goes by the identity of `source`).
 */
const kept = new Map<string, Loaded<object>>();

function keep<T extends object>(key: string, loaded: Loaded<T>): Loaded<T> {
  kept.delete(key);
  kept.set(key, loaded);
  const oldest = kept.keys().next().value;
  if (kept.size > DOCUMENTS_KEPT_MAX && oldest !== undefined) kept.delete(oldest);
  return loaded;
}

function equal(one: Uint8Array, other: Uint8Array): boolean {
  return one.byteLength === other.byteLength && crypto.subtle.timingSafeEqual(one, other);
}

/** Parses the bytes unless they are those parsed before. undefined when `parse` finds no document; throws when it throws. */
function parsed<T extends object>(
  key: string,
  bytes: Uint8Array,
  parse: (text: string) => T | undefined,
): Loaded<T> | undefined {
  const before = kept.get(key);
  if (before && equal(before.source.bytes, bytes)) return keep(key, before as Loaded<T>);
  const document = parse(new TextDecoder().decode(bytes));
  return document && keep(key, { document, source: { bytes, digest: undefined } });
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

/**
 * The documents readers are served: from KV, and from the index when KV has none, fails, or holds something unreadable.
 * A document is returned whole or as 'unavailable', never empty in place of one that could not be read. Neither KV nor the index
 * is waited for without end.
 */
import QuickLRU from 'quick-lru';
import { DOCUMENT_VERSION, type DocumentMetadata, type StoryDocument } from '../../documents/document.ts';
import { storedStory } from '../../documents/stored-document.ts';
import { WATCH_NAME } from '../../documents/watch.ts';
import { type Env, siteOf } from '../../env.ts';
import { type Localized, localize } from '../../localization/localization.ts';
import { type DailySnapshot, decodeDaily } from '../../render/daily-snapshot.ts';
import { readFeedMetadata } from '../../render/feed-snapshot.ts';
import { decodeFront, type FrontSnapshot, readMetadata } from '../../render/front-snapshot.ts';
import { siteKey } from '../../render/render.ts';
import { isSealed, type SealedMetadata, type SealedValue, sealedLength } from '../../render/sealed-value.ts';
import { decodeWatch, type WatchSnapshot, watchKey } from '../../render/watch-snapshot.ts';
import type { StoryAnswer, StoryIndexApi } from '../../story-index/api.ts';
import { type Source, sourceOf } from '../http/conditional.ts';

/** Longest wait for a value of KV, which answers within a fifth of a second from its farthest store. The index is asked then. */
const KV_TIMEOUT_MS = 2_000;
/** Longest wait for the index, which answers in milliseconds unless a batch is being filed. The reader is told to come back. */
const INDEX_TIMEOUT_MS = 10_000;
/** Between this many documents and twice as many are cached: the front, some 3 MB with its answers, and recent stories. */
const DOCUMENTS_CACHED = 12;
/** Largest story cached, bytes; parsed it takes four times as much. Real ones have 5 to 60 kB. So 24 of them take 24 MB at most. */
const CACHED_STORY_BYTES_MAX = 256 * 1024;

/** A document, and the source of its ETag. */
export interface Loaded<T> {
  readonly document: T;
  readonly source: Source;
}

/** 'none': there is nothing of that name. */
export type SealedRead<T> = ({ readonly kind: 'sealed' } & Loaded<T>) | { readonly kind: 'none' | 'unavailable' };

export type FrontRead = SealedRead<FrontSnapshot>;

export type StoryRead =
  | ({ readonly kind: 'story' } & Loaded<StoryDocument>)
  | Exclude<StoryAnswer, { kind: 'story' }>
  | { readonly kind: 'unavailable' };

/** The one StoryIndex, typed as its interface because the stub's own type turns every answer into a disposable copy. */
export function storyIndex(env: Env): StoryIndexApi {
  return env.STORY_INDEX.getByName('index') as unknown as StoryIndexApi;
}

export function readFront(env: Env): Promise<FrontRead> {
  return readSealed(env, 'front', readMetadata, decodeFront, (index) => index.front());
}

/** The days that were published. */
export function readDaily(env: Env): Promise<SealedRead<DailySnapshot>> {
  return readSealed(env, 'daily', readFeedMetadata, decodeDaily, (index) => index.daily());
}

export async function readWatch(env: Env, name: string): Promise<SealedRead<WatchSnapshot>> {
  if (!WATCH_NAME.test(name)) return { kind: 'none' };
  return readSealed(env, watchKey(name), readFeedMetadata, decodeWatch, (index) => index.watch(name));
}

/** `metadataOf`: undefined for metadata that other code wrote. */
async function readSealed<T extends object>(
  env: Env,
  key: string,
  metadataOf: (metadata: unknown) => SealedMetadata | undefined,
  decode: (value: Uint8Array, metadata: SealedMetadata, by: Localized) => T,
  ask: (index: StoryIndexApi) => Promise<SealedValue | undefined>,
): Promise<SealedRead<T>> {
  const load = (bytes: Uint8Array, metadata: SealedMetadata): Loaded<T> => ({
    document: decode(bytes, metadata, localize(siteOf(env))),
    source: { bytes, digest: metadata.digest },
  });
  const loaded = await fromKv(key, () => sealedFromKv(env, key, metadataOf, load));
  if (loaded) return { kind: 'sealed', ...loaded };
  return orUnavailable(async () => {
    const sealed = await askIndex(env, ask);
    if (!sealed) return { kind: 'none' };
    if (!metadataOf(sealed.metadata)) throw new Error('The index runs other code than this Worker.');
    return { kind: 'sealed', ...load(new TextEncoder().encode(sealed.value), sealed.metadata) };
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
    if (!value || metadata?.version !== DOCUMENT_VERSION) return undefined;
    return parsed(key, new Uint8Array(value), (text) => storedStory(id, JSON.parse(text)));
  });
  if (!loaded) return undefined;
  const { document, source } = loaded;
  return 'movedTo' in document ? { kind: 'moved', to: document.movedTo } : { kind: 'story', document, source };
}

export function storyFromIndex(env: Env, id: string): Promise<StoryRead> {
  return orUnavailable(async () => {
    const answer = await askIndex(env, (index) => index.story(id));
    return answer.kind === 'story'
      ? { kind: 'story', document: answer.story, source: sourceOf(JSON.stringify(answer.story)) }
      : answer;
  });
}

/** The value that is sealed under `key`, opened. Skips reading it when its metadata says that it is the one read before. */
async function sealedFromKv<T extends object>(
  env: Env,
  key: string,
  metadataOf: (metadata: unknown) => SealedMetadata | undefined,
  load: (bytes: Uint8Array, metadata: SealedMetadata) => Loaded<T>,
): Promise<Loaded<T> | undefined> {
  const { value, metadata: held } = await env.STORIES.getWithMetadata(key, 'stream');
  if (!value) return undefined;
  const metadata = metadataOf(held);
  if (!metadata) {
    await value.cancel();
    return undefined;
  }
  const known = `${key}${siteKey(siteOf(env))}`;
  const before = cache.get(known) as (Loaded<T> & { readonly seal: string }) | undefined;
  if (metadata.seal === before?.seal) {
    await value.cancel();
    return before;
  }
  const bytes = await readWhole(value, sealedLength(metadata));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).toHex();
  if (!isSealed(key, metadata, digest)) throw new Error('It is not what the index wrote.');
  const loaded = { ...load(bytes, metadata), seal: metadata.seal };
  cache.set(known, loaded);
  return loaded;
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
  if (bytes.byteLength <= CACHED_STORY_BYTES_MAX) cache.set(key, loaded);
  return loaded;
}

/** undefined when KV has none, fails, or holds something unreadable. The caller then asks the index. */
async function fromKv<T>(key: string, read: () => Promise<T | undefined>): Promise<T | undefined> {
  try {
    return await within(KV_TIMEOUT_MS, 'KV', read());
  } catch (error) {
    console.warn(JSON.stringify({ event: 'kv-read-failed', key, error: String(error) }));
    return undefined;
  }
}

/** Asks the index. Throws when it fails, and when it does not answer within `ms`. */
export function askIndex<T>(
  env: Env,
  ask: (index: StoryIndexApi) => Promise<T>,
  ms: number = INDEX_TIMEOUT_MS,
): Promise<T> {
  return within(ms, 'The index', ask(storyIndex(env)));
}

async function within<T>(ms: number, who: string, answer: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = timerUnlessStarting(() => reject(new Error(`${who} did not answer within ${ms} ms.`)), ms);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The platform refuses timers while a Worker starts. Only made-up bindings are read then (warm.tsx), and they answer at once. */
function timerUnlessStarting(then: () => void, ms: number): ReturnType<typeof setTimeout> | undefined {
  try {
    return setTimeout(then, ms);
  } catch {
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

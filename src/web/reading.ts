/**
 * Where documents come from: KV first, the index when KV has none, fails, or holds something unreadable.
 * Promises a whole document or 'unavailable'; never an empty one in place of one that could not be read.
 */
import type { Env } from '../config.ts';
import { DOCUMENTS_KEPT_MAX } from '../core/limits.ts';
import type { FrontDocument, StoryDocument } from '../feeds/document.ts';
import type { StoryAnswer, StoryIndexApi } from '../stories/api.ts';

/** A document and the bytes it came as: what an ETag is made from. */
export interface Held<T> {
  readonly document: T;
  readonly bytes: Uint8Array;
}

export type FrontRead = ({ readonly kind: 'front' } & Held<FrontDocument>) | { readonly kind: 'unavailable' };

export type StoryRead =
  | ({ readonly kind: 'story' } & Held<StoryDocument>)
  | Exclude<StoryAnswer, { kind: 'story' }>
  | { readonly kind: 'unavailable' };

/** The one StoryIndex. Typed as its interface: the stub's own type turns every answer into a disposable copy. */
export function storyIndex(env: Env): StoryIndexApi {
  return env.STORY_INDEX.getByName('index') as unknown as StoryIndexApi;
}

export async function readFront(env: Env): Promise<FrontRead> {
  const held = await fromKv<FrontDocument>(env, 'front');
  if (held && Array.isArray(held.document.stories)) return { kind: 'front', ...held };
  return attempt(async () => ({ kind: 'front', ...hold(await storyIndex(env).front()) }));
}

export async function readStory(env: Env, id: string): Promise<StoryRead> {
  const held = await fromKv<StoryDocument | { movedTo: string }>(env, `story/${id}`);
  if (held && 'movedTo' in held.document) return { kind: 'moved', to: held.document.movedTo };
  if (held && 'articles' in held.document) return { kind: 'story', document: held.document, bytes: held.bytes };
  return attempt(async () => {
    const answer = await storyIndex(env).story(id);
    return answer.kind === 'story' ? { kind: 'story', ...hold(answer.story) } : answer;
  });
}

/**
 * Documents read of late, the last read last. While KV gives the same bytes they need not be parsed again, nor what was
 * made from them be made again (conditional.ts goes by the identity of `bytes`).
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

/** undefined when KV has none, fails, or holds what is not JSON: each time the index is asked instead. */
async function fromKv<T extends object>(env: Env, key: string): Promise<Held<T> | undefined> {
  try {
    const buffer = await env.STORIES.get(key, 'arrayBuffer');
    if (!buffer) return undefined;
    const bytes = new Uint8Array(buffer);
    const before = kept.get(key);
    if (before && same(before.bytes, bytes)) return keep(key, before as Held<T>);
    const document: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof document === 'object' && document !== null
      ? keep(key, { document: document as T, bytes })
      : undefined;
  } catch (error) {
    console.warn(JSON.stringify({ event: 'kv-read-failed', key, error: String(error) }));
    return undefined;
  }
}

function hold<T>(document: T): Held<T> {
  return { document, bytes: new TextEncoder().encode(JSON.stringify(document)) };
}

async function attempt<T>(ask: () => Promise<T>): Promise<T | { readonly kind: 'unavailable' }> {
  try {
    return await ask();
  } catch (error) {
    console.error(JSON.stringify({ event: 'index-read-failed', error: String(error) }));
    return { kind: 'unavailable' };
  }
}

/**
 * KV as the platform documents it: each location sees a write up to a minute late, "not found" included; one write a second to
 * a key, the next is refused; entries expire; and a share of all calls fails.
 */
import { createChance } from '../../bench/soak/chance.ts';

export interface StaleKv {
  /** As StoryIndex writes it. */
  readonly writer: KVNamespace;
  /** As readers at one place see it. */
  place(name: string): KVNamespace;
  readonly faults: { refused: number; failed: number; stale: number };
}

const STALE_MS = 60_000;
const WRITE_EVERY_MS = 1_000;

interface Version {
  readonly at: number;
  readonly text: string;
  readonly metadata: unknown;
  readonly expires: number;
}

/** `failing`: share of calls that fail, 0…1. `now`: ms. */
export function createStaleKv(now: () => number, failing: number, seed: number): StaleKv {
  const newest = new Map<string, Version>();
  const chance = createChance(seed);
  const faults = { refused: 0, failed: 0, stale: 0 };
  const mayFail = (what: string) => {
    if (!chance.of(failing)) return;
    faults.failed++;
    throw new Error(`KV ${what} failed: 500 Internal Server Error`);
  };
  const put = async (key: string, text: string, options?: KVNamespacePutOptions) => {
    mayFail('PUT');
    if (now() - (newest.get(key)?.at ?? 0) < WRITE_EVERY_MS) {
      faults.refused++;
      throw new Error('KV PUT failed: 429 Too Many Requests');
    }
    const expires = now() + (options?.expirationTtl ?? Number.POSITIVE_INFINITY) * 1_000;
    newest.set(key, { at: now(), text, metadata: options?.metadata, expires });
    mayFail('PUT, landed,');
  };
  return {
    faults,
    writer: { put } as unknown as KVNamespace,
    place() {
      const cached = new Map<string, { readonly at: number; readonly version: Version | undefined }>();
      const read = async (key: string) => {
        mayFail('GET');
        let held = cached.get(key);
        if (held === undefined || now() - held.at >= STALE_MS) {
          held = { at: now(), version: newest.get(key) };
          cached.set(key, held);
        }
        if (held.version !== newest.get(key)) faults.stale++;
        return held.version !== undefined && held.version.expires > now() ? held.version : undefined;
      };
      const getWithMetadata = async (key: string, type: 'stream' | 'arrayBuffer') => {
        const version = await read(key);
        if (version === undefined) return { value: null, metadata: null };
        const { text, metadata } = version;
        return {
          value: type === 'stream' ? new Response(text).body : new TextEncoder().encode(text).buffer,
          metadata: metadata ?? null,
        };
      };
      return { getWithMetadata } as unknown as KVNamespace;
    },
  };
}

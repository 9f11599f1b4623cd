/** KV as it is: it may fail, refuses a second write to one key within a second, and shows old values for a while. */
import type { FrontDocument } from '../../src/documents/document.ts';
import { decodeFront, encodedLength, type FrontMetadata } from '../../src/render/front-snapshot.ts';

/** What KV holds, by key: the value, and the metadata of those that have any. */
export interface KvContents {
  readonly values: ReadonlyMap<string, string>;
  readonly metadata: ReadonlyMap<string, unknown>;
}

export interface KvDouble extends KvContents {
  readonly kv: KVNamespace;
  readonly values: Map<string, string>;
  readonly writes: string[];
  /** Called before each write; throw to fail it. */
  beforeWrite: (key: string) => void | Promise<void>;
}

export function kvDouble(): KvDouble {
  const metadata = new Map<string, unknown>();
  const double: KvDouble = {
    values: new Map(),
    metadata,
    writes: [],
    beforeWrite: () => {},
    kv: {
      async put(key: string, value: string, options?: KVNamespacePutOptions) {
        await double.beforeWrite(key);
        double.writes.push(key);
        double.values.set(key, value);
        metadata.set(key, options?.metadata);
      },
      async list({ prefix }: { readonly prefix: string }) {
        return { keys: [...double.values.keys()].filter((name) => name.startsWith(prefix)).map((name) => ({ name })) };
      },
      async get(key: string) {
        return double.values.get(key) ?? null;
      },
      async delete(key: string) {
        double.values.delete(key);
      },
    } as unknown as KVNamespace,
  };
  return double;
}

/** Throws where KV has no front, or one that cannot be opened. */
export function frontIn({ values, metadata }: KvContents): FrontDocument {
  return frontOf(values.get('front') ?? '', metadata.get('front'));
}

export function frontOf(value: string, notes: unknown): FrontDocument {
  const bytes = new TextEncoder().encode(value);
  if (encodedLength(notes as FrontMetadata) !== bytes.byteLength) {
    throw new Error('The front in KV is not what its metadata says.');
  }
  return decodeFront(bytes, notes as FrontMetadata).document();
}

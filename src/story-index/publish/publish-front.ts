/** The front as readers are given it, with the feeds printed from it: from the index to KV, or to who finds none there. */
import type { FrontDocument } from '../../documents/document.ts';
import { type EncodedFront, encodeFront } from '../../render/front-snapshot.ts';
import { knownOutlets } from '../admin/outlet-list.ts';
import { frontDocument } from '../read/front.ts';
import { DIRTY, digestOf } from '../storage/digest.ts';
import { readMeta, readNumber, writeMeta } from '../storage/meta.ts';

/** True when it was written; throws when KV does. */
export async function publishFront(storage: DurableObjectStorage, kv: KVNamespace, now: number): Promise<boolean> {
  const { sql } = storage;
  const version = readNumber(sql, 'front_dirty') ?? 0;
  if (version === 0) return false;
  const document = frontDocument(sql, knownOutlets(sql));
  const digest = await digestOf(JSON.stringify(document));
  const changes = digest !== readMeta(sql, 'front_kv_digest');
  if (changes) {
    const changed = dated(sql, digest, now);
    writeMeta(sql, 'front_kv_digest', DIRTY);
    const { value, metadata } = await printed({ ...document, changed });
    await kv.put('front', value, { metadata: metadata });
    writeMeta(sql, 'front_kv_digest', digest);
  }
  sql.exec(`UPDATE meta SET value = 0 WHERE key = 'front_dirty' AND value = ?`, version);
  return changes;
}

/** The same for who finds none in KV: an object has the time to render it, the Worker's 10 ms are too few. */
export async function currentFront(sql: SqlStorage, now: number): Promise<EncodedFront> {
  const document = frontDocument(sql, knownOutlets(sql));
  return printed({ ...document, changed: dated(sql, await digestOf(JSON.stringify(document)), now) });
}

/**
 * When the front of this digest came to be: `now`, where it is first given to anyone. Noted, so that KV is given the same, also
 * where it already has these very bytes of an earlier time.
 */
function dated(sql: SqlStorage, digest: string, now: number): number {
  const changed = readNumber(sql, 'front_changed');
  if (changed !== undefined && digest === readMeta(sql, 'front_digest')) return changed;
  writeMeta(sql, 'front_digest', digest);
  writeMeta(sql, 'front_changed', now);
  writeMeta(sql, 'front_kv_digest', DIRTY);
  return now;
}

/** The last one: nobody need render it again while it stands. */
let last: EncodedFront | undefined;

async function printed(front: FrontDocument): Promise<EncodedFront> {
  const digest = await digestOf(JSON.stringify(front));
  if (last?.metadata.digest !== digest) last = encodeFront(front, digest);
  return last;
}

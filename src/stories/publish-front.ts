/** The front from the index to KV, with the feeds printed from it. */
import { printEdition } from '../feeds/edition.ts';
import { digestOf, UNKNOWN } from './digest.ts';
import { frontDocument } from './front.ts';
import { readMeta, readNumber, writeMeta } from './meta.ts';
import { knownOutlets } from './outlet-list.ts';

/** True when it was written; throws when KV does. */
export async function publishFront(storage: DurableObjectStorage, kv: KVNamespace, now: number): Promise<boolean> {
  const { sql } = storage;
  const version = readNumber(sql, 'front_dirty') ?? 0;
  if (version === 0) return false;
  const document = frontDocument(sql, knownOutlets(sql));
  const digest = await digestOf(JSON.stringify(document));
  const changes = digest !== readMeta(sql, 'front_kv_digest');
  if (changes) {
    let changed = readNumber(sql, 'front_changed') ?? now;
    if (digest !== readMeta(sql, 'front_digest')) {
      changed = now;
      writeMeta(sql, 'front_digest', digest);
      writeMeta(sql, 'front_changed', changed);
    }
    writeMeta(sql, 'front_kv_digest', UNKNOWN);
    const edition = { ...document, changed };
    const { value, notes } = printEdition(edition, await digestOf(JSON.stringify(edition)));
    await kv.put('front', value, { metadata: notes });
    writeMeta(sql, 'front_kv_digest', digest);
  }
  sql.exec(`UPDATE meta SET value = 0 WHERE key = 'front_dirty' AND value = ?`, version);
  return changes;
}

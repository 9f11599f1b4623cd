/**
 * Hands what is new to the index, batch after batch, and records each batch after it was accepted. Promises: a batch that
 * was not accepted is not recorded; the last accepted one is left to the caller to record together with the validators.
 *
 * All batches go within one tick: what were left over for a later one would need the feed to be fetched again and waits for
 * nothing, since an object has 30 s of CPU a request and a batch takes a fraction of one.
 */
import { BATCH_ARTICLES_MAX } from '../core/limits.ts';
import type { Article } from '../feeds/article.ts';
import { countItems, type OutletRecord } from './record.ts';
import type { Pending } from './select.ts';
import type { OutletStore, SeenRow } from './store.ts';

export type FilePort = (batch: readonly Article[]) => Promise<{ readonly filed: number }>;

export type Filing = {
  /** The record so far: counters moved, validators gone until the whole feed is recorded. */
  readonly record: OutletRecord;
  /** Articles the index called new. */
  readonly filed: number;
} & (
  | { readonly ok: true; readonly rows: readonly SeenRow[] }
  /** `waiting`: articles not accepted. */
  | { readonly ok: false; readonly error: unknown; readonly waiting: number }
);

export async function fileAll(
  pending: readonly Pending[],
  compose: (one: Pending) => Article,
  start: OutletRecord,
  now: number,
  file: FilePort,
  store: OutletStore,
): Promise<Filing> {
  // The old validators go too: a second version within one second has the Last-Modified of the first, and once the index
  // has refused it the server would call it "not modified".
  let record: OutletRecord = { ...start, validators: undefined, bodyHash: undefined };
  let filed = 0;
  let rows: readonly SeenRow[] = [];
  for (let at = 0; at < pending.length; at += BATCH_ARTICLES_MAX) {
    if (rows.length > 0) store.accept(rows, record);
    const batch = pending.slice(at, at + BATCH_ARTICLES_MAX);
    const articles = batch.map(compose);
    try {
      filed += (await file(articles)).filed;
    } catch (error) {
      return { ok: false, record, filed, error, waiting: pending.length - at };
    }
    const fresh = batch.filter((one) => !one.edited);
    rows = batch.flatMap((one) => one.rows);
    record = {
      ...record,
      hours: countItems(record, now, fresh.length, fresh.length),
      seenRows: record.seenRows + fresh.reduce((sum, one) => sum + one.rows.length, 0),
    };
  }
  return { ok: true, record, filed, rows };
}

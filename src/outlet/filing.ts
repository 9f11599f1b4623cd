/**
 * Hands what is new to the index, batch after batch, and records each batch after it was accepted. Promises: a batch that
 * was not accepted is not recorded; when all were, the last is left to the caller to record together with the validators.
 *
 * All batches go within one tick: what were left over for a later one would need the feed to be fetched again and waits for
 * nothing, since an object has 30 s of CPU a request and a batch takes a fraction of one.
 *
 * An article may bring the index down, which an exception caught there cannot mend: so after each refusal batches are half
 * as large, until it stands alone, waits alone, and its neighbours are accepted.
 */
import { BATCH_ARTICLES_MAX } from '../core/limits.ts';
import type { Article } from '../feeds/article.ts';
import { countItems, type OutletRecord } from './record.ts';
import type { Pending } from './select.ts';
import type { OutletStore, SeenRow } from './store.ts';

/** So many articles refused in a row, each alone, are not to blame: the index is. */
const REFUSED_MAX = 3;

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
  const size = Math.max(1, Math.floor(BATCH_ARTICLES_MAX / 2 ** start.refusals));
  let filed = 0;
  let rows: readonly SeenRow[] = [];
  let error: unknown;
  let refused = 0;
  let refusedInARow = 0;
  for (let at = 0; at < pending.length; at += size) {
    if (rows.length > 0) store.accept(rows, record);
    rows = [];
    const batch = pending.slice(at, at + size);
    const articles = batch.map(compose);
    try {
      filed += (await file(articles)).filed;
      refusedInARow = 0;
    } catch (thrown) {
      error = thrown;
      refused += batch.length;
      if (size === 1 && ++refusedInARow < REFUSED_MAX) continue;
      return { ok: false, record, filed, error, waiting: refused + pending.length - at - batch.length };
    }
    const fresh = batch.filter((one) => !one.edited);
    rows = batch.flatMap((one) => one.rows);
    record = {
      ...record,
      hours: countItems(record, now, fresh.length, fresh.length),
      seenRows: record.seenRows + fresh.reduce((sum, one) => sum + one.rows.length, 0),
    };
  }
  if (refused === 0) return { ok: true, record, filed, rows };
  if (rows.length > 0) store.accept(rows, record);
  return { ok: false, record, filed, error, waiting: refused };
}

/**
 * Files the new articles with the index in batches, and records each batch after it was accepted. If all were accepted, the
 * caller records the last batch together with the validators.
 *
 * All batches are sent within one tick. An object has 30 s of CPU a request, a batch takes a fraction of a second, and
 * leaving some for later would mean fetching the feed again.
 *
 * An article may crash the index, so that catching an exception there does not help. After each refusal batches are half
 * as large, until that article is alone in its batch and the others are accepted.
 */

import type { Article } from '../documents/article.ts';
import { BATCH_ARTICLES_MAX } from '../limits.ts';
import type { Pending } from './items/select.ts';
import { countItems, type OutletRecord } from './record.ts';
import type { OutletStore, SeenRow } from './store.ts';

/** After so many refusals in a row of single articles, the cause is the index and not the articles. */
const REFUSED_MAX = 3;

export type FilePort = (batch: readonly Article[]) => Promise<{ readonly filed: number }>;

type Filing = {
  /** The record so far, with counts updated and without validators until the whole feed is recorded. */
  readonly record: OutletRecord;
  /** Articles that were new to the index. */
  readonly filed: number;
} & (
  | { readonly ok: true; readonly rows: readonly SeenRow[] }
  /** `waiting`: number of articles not accepted. */
  | { readonly ok: false; readonly error: unknown; readonly waiting: number }
);

export async function deliver(
  pending: readonly Pending[],
  compose: (one: Pending) => Article,
  start: OutletRecord,
  now: number,
  file: FilePort,
  store: OutletStore,
): Promise<Filing> {
  // The old validators are dropped too. Two versions of a feed within one second have the same Last-Modified: if the index
  // refuses the second, the server would answer "not modified" to the next request.
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
      hours: countItems(record, now, { seen: fresh.length, filed: fresh.length, edited: batch.length - fresh.length }),
      seenRows: record.seenRows + fresh.reduce((sum, one) => sum + one.rows.length, 0),
    };
  }
  if (refused === 0) return { ok: true, record, filed, rows };
  if (rows.length > 0) store.accept(rows, record);
  return { ok: false, record, filed, error, waiting: refused };
}

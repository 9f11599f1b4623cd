/** The rows of watches, of the receivers of their alerts, and of the alerts. */
import { type Slice, WHOLE } from '../../documents/slice.ts';
import type { AlertFormat, AlertReason } from '../../documents/watch.ts';
import type { NewReceiver } from '../api.ts';

export interface StoredWatch {
  readonly name: string;
  readonly slice: Slice;
  /** ms since the epoch. */
  readonly created: number;
  /** Number of the first article that did not belong to the first fill; undefined: it is not filled yet, and nothing is told. */
  readonly filled: number | undefined;
  /** Numbers of the stories that its document shows. */
  readonly stories: readonly number[];
  /** 0: KV holds what it must. 1: it must be written. 2: it has changed while it was being written, or since. */
  readonly dirty: number;
  readonly digest: string;
  /** ms since the epoch. */
  readonly changed: number;
  /** The time that its writes to KV have used up, ms since the epoch: publish-watches.ts. 0: the next does not wait. */
  readonly pacedTo: number;
  /** Of what KV is known to hold; '': something, unknown what. */
  readonly kvDigest: string | undefined;
}

interface WatchRow extends Record<string, SqlStorageValue> {
  name: string;
  slice: string;
  created: number;
  filled: number | null;
  stories: string;
  dirty: number;
  digest: string;
  changed: number;
  paced_to: number;
  kv_digest: string | null;
}

export function storedWatches(sql: SqlStorage): readonly StoredWatch[] {
  return sql.exec<WatchRow>('SELECT * FROM watch ORDER BY name').toArray().map(watchOf);
}

export function storedWatch(sql: SqlStorage, name: string): StoredWatch | undefined {
  return sql.exec<WatchRow>('SELECT * FROM watch WHERE name = ?', name).toArray().map(watchOf)[0];
}

function watchOf({ slice, filled, stories, paced_to: pacedTo, kv_digest: kvDigest, ...row }: WatchRow): StoredWatch {
  return {
    ...row,
    pacedTo,
    // JSON leaves out what is undefined.
    slice: { ...WHOLE, ...(JSON.parse(slice) as Slice) },
    filled: filled ?? undefined,
    stories: JSON.parse(stories) as number[],
    kvDigest: kvDigest ?? undefined,
  };
}

/** Invalidates these watches, or all. Costs a row each, and none for one that changed twice since it was written. */
export function markWatchesDirty(sql: SqlStorage, names?: readonly string[]): void {
  const those = names === undefined ? '' : 'AND name IN (SELECT value FROM json_each(?))';
  sql.exec(`UPDATE watch SET dirty = dirty + 1 WHERE dirty < 2 ${those}`, ...(names ? [JSON.stringify(names)] : []));
}

/** After a restore: the articles are others, and what is there now is told no more than at the first fill. */
export function refillWatches(sql: SqlStorage): void {
  sql.exec(`UPDATE watch SET stories = '[]', filled = (SELECT next FROM filing)`);
}

/** Where a watch's alerts go. Address and secret are known to nobody but the receiver: no answer, log or backup has them. */
export interface Receiver extends NewReceiver {
  readonly watch: string;
  /** Failures in a row, when the last was (ms), and why. */
  readonly failures: number;
  readonly failedAt: number;
  /** When it asked to be tried again, ms since the epoch; 0: it did not. */
  readonly retryAt: number;
  readonly detail: string;
  /** When the receiver last took an alert, ms since the epoch. */
  readonly delivered: number | undefined;
  /** When the receiver answered that it is gone, ms since the epoch. */
  readonly ended: number | undefined;
}

interface ReceiverRow extends Record<string, SqlStorageValue> {
  watch: string;
  url: string;
  format: string;
  enters: number;
  publishers: number | null;
  secret: string;
  chat: string | null;
  origin: string;
  failures: number;
  failed_at: number;
  retry_at: number;
  detail: string;
  delivered: number | null;
  ended: number | null;
}

export function receivers(sql: SqlStorage): readonly Receiver[] {
  return sql
    .exec<ReceiverRow>('SELECT * FROM receiver')
    .toArray()
    .map(({ failed_at: failedAt, retry_at: retryAt, ...row }) => ({
      ...row,
      failedAt,
      retryAt,
      format: row.format as AlertFormat,
      enters: row.enters === 1,
      publishers: row.publishers ?? undefined,
      chat: row.chat ?? undefined,
      delivered: row.delivered ?? undefined,
      ended: row.ended ?? undefined,
    }));
}

export interface AlertRow extends Record<string, SqlStorageValue> {
  watch: string;
  /** Id of the story. */
  story: string;
  reason: AlertReason;
  /** The `webhook-id`. */
  id: string;
  /** ms since the epoch. */
  made: number;
  state: 'waiting' | 'delivered' | 'given-up';
}

export const ALERT = 'watch, story, reason, id, made, state';

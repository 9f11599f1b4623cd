/** The operator's watches: made, listed, removed. */
import { unknownInSlice } from '../../documents/slice.ts';
import { WATCHES_MAX } from '../../documents/watch.ts';
import { knownOutlets } from '../admin/outlet-list.ts';
import type { NewWatch, WatchChange, WatchState } from '../api.ts';
import { readCounters } from '../storage/meta.ts';
import {
  ALERT,
  type AlertRow,
  type Receiver,
  receivers,
  type StoredWatch,
  storedWatches,
} from '../storage/watch-rows.ts';
import { ALERTS_A_DAY_MAX, alertsOfDay } from './tell-watches.ts';

/** Alerts given up that one watch lists, the latest. */
const GIVEN_UP_LISTED_MAX = 20;

/** `now` is ms since the epoch. In an index that holds articles the watch is filled at once: what it holds now is not told. */
export function addWatch(storage: DurableObjectStorage, { name, slice, alert }: NewWatch, now: number): WatchChange {
  const { sql } = storage;
  const watches = storedWatches(sql);
  if (watches.some((watch) => watch.name === name)) {
    return { ok: false, status: 409, detail: `There is a watch "${name}" already: remove it first.` };
  }
  if (watches.length >= WATCHES_MAX) {
    return { ok: false, status: 409, detail: `There are ${WATCHES_MAX} watches, and there may be no more.` };
  }
  const unknown = unknownInSlice(slice, [...knownOutlets(sql).values()]);
  if (unknown !== undefined) return { ok: false, status: 400, detail: unknown };
  return storage.transactionSync(() => {
    const { articles, next } = readCounters(sql);
    const filled = articles > 0 ? next : null;
    sql.exec(
      'INSERT INTO watch (name, slice, created, filled) VALUES (?, ?, ?, ?)',
      ...[name, JSON.stringify(slice), now, filled],
    );
    if (alert) {
      const { url, format, enters, publishers, secret, chat, origin } = alert;
      sql.exec(
        'INSERT INTO receiver (watch, url, format, enters, publishers, secret, chat, origin) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
        ...[name, url, format, enters ? 1 : 0, publishers ?? null, secret, chat ?? null, origin],
      );
    }
    return { ok: true };
  });
}

/** False when there is no watch of that name. Alerts that wait are not sent. */
export function removeWatch(storage: DurableObjectStorage, name: string): boolean {
  const { sql } = storage;
  return storage.transactionSync(() => {
    const removed = sql.exec('DELETE FROM watch WHERE name = ? RETURNING name', name).toArray().length > 0;
    sql.exec('DELETE FROM receiver WHERE watch = ?', name);
    sql.exec('DELETE FROM alert WHERE watch = ?', name);
    return removed;
  });
}

/** By name. Of a receiver only its host is told, because some addresses are secrets. */
export function listWatches(sql: SqlStorage, now: number): readonly WatchState[] {
  const told = new Map(receivers(sql).map((receiver) => [receiver.watch, receiver]));
  return storedWatches(sql).map((watch) => stateOf(sql, watch, told.get(watch.name), now));
}

function stateOf(sql: SqlStorage, watch: StoredWatch, receiver: Receiver | undefined, now: number): WatchState {
  const { name, slice, created } = watch;
  if (!receiver) return { name, slice, created };
  const { format, enters, publishers, delivered, ended, failures, detail } = receiver;
  const { host } = new URL(receiver.url);
  const waiting = sql
    .exec<{ n: number }>(`SELECT count(*) AS n FROM alert WHERE watch = ? AND state = 'waiting'`, name)
    .one().n;
  const givenUp = sql
    .exec<AlertRow & { title: string }>(
      `SELECT ${ALERT}, (SELECT title FROM story WHERE story.id = alert.story) AS title FROM alert
       WHERE watch = ? AND state = 'given-up' ORDER BY made DESC LIMIT ?`,
      name,
      GIVEN_UP_LISTED_MAX,
    )
    .toArray()
    .map(({ story, title, reason, id, made }) => ({ story, title: title ?? '', reason, id, made }));
  const full = alertsOfDay(sql, name, now) >= ALERTS_A_DAY_MAX;
  const failure = failures > 0 ? detail : undefined;
  return {
    ...{ name, slice, created },
    alert: { format, host, enters, publishers, delivered, ended, waiting, failures, failure, full, givenUp },
  };
}

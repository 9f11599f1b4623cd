/**
 * The budget of KV writes. A quarter of the day's writes may be spent at once, the rest as the day goes by, so that a day of
 * much news does not use up the plan's writes by noon. A story that waits collects its changes and costs one write for all.
 */
import { readMeta, writeMeta } from '../storage/meta.ts';

/** The platform's quotas are per UTC day. */
const DAY_MS = 86_400_000;
const SHARE_AT_MIDNIGHT = 0.25;

/** `perDay` writes in all, less those spent today; 0 or more. `now` is ms since the epoch. */
export function remainingWrites(sql: SqlStorage, now: number, perDay: number): number {
  const fraction = (now % DAY_MS) / DAY_MS;
  return Math.max(
    0,
    Math.floor(perDay * (SHARE_AT_MIDNIGHT + (1 - SHARE_AT_MIDNIGHT) * fraction)) - spentToday(sql, now),
  );
}

export function spendWrites(sql: SqlStorage, now: number, writes: number): void {
  if (writes > 0) writeMeta(sql, 'kv_spent', JSON.stringify([dayOf(now), spentToday(sql, now) + writes]));
}

function spentToday(sql: SqlStorage, now: number): number {
  const stored = readMeta(sql, 'kv_spent');
  const [day, writes] = typeof stored === 'string' ? (JSON.parse(stored) as [number, number]) : [0, 0];
  return day === dayOf(now) ? writes : 0;
}

function dayOf(now: number): number {
  return Math.floor(now / DAY_MS);
}

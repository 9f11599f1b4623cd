/**
 * How many KV writes may be made now, so that a day of much news does not use up the plan's day by noon: a quarter at once, the
 * rest as the day goes by. What must wait gathers further changes meanwhile and then costs one write for all of them.
 */
import { readMeta, writeMeta } from './meta.ts';

/** The platform counts by UTC days. */
const DAY_MS = 86_400_000;
const AT_ONCE = 0.25;

/** `perDay` writes in all, less those spent today; 0 or more. `now` is ms since the epoch. */
export function writesAllowed(sql: SqlStorage, now: number, perDay: number): number {
  const fraction = (now % DAY_MS) / DAY_MS;
  return Math.max(0, Math.floor(perDay * (AT_ONCE + (1 - AT_ONCE) * fraction)) - spentToday(sql, now));
}

export function spendWrites(sql: SqlStorage, now: number, writes: number): void {
  if (writes > 0) writeMeta(sql, 'kv_spent', JSON.stringify([dayOf(now), spentToday(sql, now) + writes]));
}

function spentToday(sql: SqlStorage, now: number): number {
  const kept = readMeta(sql, 'kv_spent');
  const [day, writes] = typeof kept === 'string' ? (JSON.parse(kept) as [number, number]) : [0, 0];
  return day === dayOf(now) ? writes : 0;
}

function dayOf(now: number): number {
  return Math.floor(now / DAY_MS);
}
